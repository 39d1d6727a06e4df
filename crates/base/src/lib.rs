//! The vocabulary that text, rules, papers and figures share.
