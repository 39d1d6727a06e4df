//! The project's own tool: setup, test, prove, tidy.

fn main() {}
