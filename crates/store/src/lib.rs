//! Keeps the ledger and the rows derived from it, in one of two databases, in one dialect.
