//! Turns Vietnamese administrative text into findings with spans and doubts; never fails.
