//! `bamsat erase`: words are removed for good, in the name of an account and with a reason.

use crate::args::{Erasable, Erase};
use crate::console::{Console, Exit};
use app::erasing::{self, Erased};
use app::{Error, Office};

pub fn run(console: &Console, asked: &Erase) -> anyhow::Result<Exit> {
    let location = asked.lies.location();
    match Office::open_existing(&location).and_then(|it| erase(&it, asked)) {
        Ok(erased) => {
            tell(console, &erased);
            Ok(Exit::Done)
        }
        Err(error) => Ok(console.tell_error(&error, Some(&location))),
    }
}

fn erase(office: &Office, asked: &Erase) -> Result<Erased, Error> {
    let actor = office.account_or_first(&asked.by)?;
    office.erase(what(asked.what), &asked.id, actor, &asked.because)
}

fn what(asked: Erasable) -> erasing::Erasable {
    match asked {
        Erasable::Account => erasing::Erasable::Account,
        Erasable::Document => erasing::Erasable::Document,
        Erasable::Session => erasing::Erasable::Session,
        Erasable::Task => erasing::Erasable::Task,
        Erasable::Unit => erasing::Erasable::Unit,
    }
}

fn tell(console: &Console, erased: &Erased) {
    console.tell("erase-done", &[("n", erased.n_texts.into())]);
    if !erased.remains.is_empty() {
        console.tell("erase-remains", &[("where", erased.remains.join(", ").into())]);
    }
    console.tell("erase-backups", &[]);
}
