//! Rows from the ledger: after a change of their description, or when somebody asks for it.

use crate::check::{StreamPager, first_break, registers};
use crate::engine::{Engine, Purpose};
use crate::error::Error;
use crate::migrate::{drop_row_tables, make_row_tables};
use crate::rows::Difference;
use model::StreamId;

/// Drops and rebuilds every row table in one transaction, unless a chain is broken.
pub(crate) fn rebuild(engine: &mut Engine) -> Result<(), Error> {
    engine.transaction(Purpose::Write, |tx| {
        tx.lock("migrate")?;
        for register in registers(tx)? {
            tx.lock(&register)?;
        }
        if let Some(position) = first_break(tx)? {
            return Err(Error::corrupt(Some(position), "rebuilding the rows from a ledger whose chain is broken"));
        }
        drop_row_tables(tx)?;
        make_row_tables(tx)?;
        fill_rows(tx)
    })
}

/// Fills empty row tables from the ledger.
pub(crate) fn fill_rows(engine: &mut Engine) -> Result<(), Error> {
    for register in registers(engine)? {
        let mut pager = StreamPager::new(&register);
        while let Some(page) = pager.next(engine)? {
            if let Some(&position) = page.broken.first() {
                return Err(Error::corrupt(Some(position), "folding a stream"));
            }
            let mut difference = Difference::default();
            for state in page.streams.iter().filter_map(|(_, state)| state.as_ref()) {
                difference.add(None, state);
            }
            let id: StreamId =
                register.parse().map_err(|_| Error::corrupt(None, "the register of an entry is no identifier"))?;
            difference.write(engine, id)?;
        }
    }
    Ok(())
}
