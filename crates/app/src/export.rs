//! What other programs take away: the ledger, line by line.

use crate::Error;
use crate::office::Office;

/// So many entries are asked of the store at once.
const PAGE_LENGTH: u64 = 1_000;

impl Office {
    /// Gives every stored entry, the text whose bytes are hashed, to `line`, in order.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn export_ledger(&self, mut line: impl FnMut(&str)) -> Result<(), Error> {
        let register = self.register()?;
        let mut from_position = 1;
        loop {
            let entries = self.store.entries(register, from_position, PAGE_LENGTH)?;
            let Some(last) = entries.last() else { return Ok(()) };
            from_position = last.position + 1;
            entries.iter().for_each(|it| line(&it.text));
        }
    }
}
