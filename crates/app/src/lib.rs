//! What a person can do, as plain functions that every door calls.
