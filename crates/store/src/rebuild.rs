//! Rows from the ledger: after a change of their description, or when somebody asks for it.

use crate::check::{StreamPager, TaskCodes, first_break, registers};
use crate::engine::{Engine, Purpose, Value};
use crate::error::Error;
use crate::migrate::{drop_row_tables, make_row_tables};
use crate::rows::Difference;
use crate::statements::{FORGET_TASK_CODES, SET_TASK_CODE};
use model::state::TaskCode;
use model::{State, StreamId};
use std::collections::BTreeSet;

/// Drops and rebuilds every row table in one transaction, and the last task codes, unless a chain is broken.
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
        for (register, codes) in fill_rows(tx)? {
            write_codes(tx, &register, codes)?;
        }
        Ok(())
    })
}

/// Fills empty row tables from the ledger, and answers the task codes of each register.
pub(crate) fn fill_rows(engine: &mut Engine) -> Result<Vec<(String, TaskCodes)>, Error> {
    let mut all = Vec::new();
    for register in registers(engine)? {
        let mut pager = StreamPager::new(&register);
        let (mut codes, mut taken) = (TaskCodes::default(), BTreeSet::new());
        while let Some(page) = pager.next(engine)? {
            if let Some(&position) = page.broken.first() {
                return Err(Error::corrupt(Some(position), "folding a stream"));
            }
            let mut difference = Difference::default();
            for state in page.streams.iter().filter_map(|(_, state)| state.as_ref()) {
                codes.add(state);
                refuse_taken(state, &mut taken)?;
                difference.add(None, state);
            }
            let id: StreamId =
                register.parse().map_err(|_| Error::corrupt(None, "the register of an entry is no identifier"))?;
            difference.write(engine, id)?;
            difference.tallies.write(engine, &Value::text(id))?;
        }
        all.push((register, codes));
    }
    Ok(all)
}

/// Two tasks of one code cannot stand in the table; the ledger that says so is broken.
fn refuse_taken(state: &State, taken: &mut BTreeSet<TaskCode>) -> Result<(), Error> {
    match state {
        State::Task(task) if !taken.insert(task.code) => {
            Err(Error::corrupt(None, format!("two tasks of the ledger bear the code {}", task.code)))
        }
        _ => Ok(()),
    }
}

fn write_codes(engine: &mut Engine, register: &str, codes: TaskCodes) -> Result<(), Error> {
    engine.execute(FORGET_TASK_CODES, &[Value::text(register)])?;
    for (year, last) in codes.last {
        engine.execute(SET_TASK_CODE, &[Value::text(register), Value::Int(year), Value::Int(last)])?;
    }
    Ok(())
}
