//! placeholder.
use anyhow::Result;
pub fn list() {}
pub fn are_known(_: &[&str]) -> bool {
    false
}
pub fn run(_: &[&str]) -> Result<()> {
    Ok(())
}
