//! The words and rules of the register: decide and fold, without a clock, without storage.
