//! Parses arguments, reads configuration, opens the store, starts or prints.

fn main() {}
