//! `bamsat erase`: words are removed for good, in the name of an account and with a reason.

use crate::args::{Erasable, Erase};
use crate::console::{Console, Exit};
use app::Office;
use app::erasing::{self, Erased};

pub fn run(console: &Console, asked: &Erase) -> anyhow::Result<Exit> {
    let office = Office::open_to_write(&asked.lies.location(), asked.rehearsal)?;
    let actor = office.account_or_first(&asked.by)?;
    let erased = office.erase(what(asked.what), &asked.id, actor, &asked.because)?;
    tell(console, &erased);
    Ok(Exit::Done)
}

fn what(asked: Erasable) -> erasing::Erasable {
    match asked {
        Erasable::Account => erasing::Erasable::Account,
        Erasable::Document => erasing::Erasable::Document,
        Erasable::Evidence => erasing::Erasable::Evidence,
        Erasable::Session => erasing::Erasable::Session,
        Erasable::Task => erasing::Erasable::Task,
        Erasable::Unit => erasing::Erasable::Unit,
    }
}

fn tell(console: &Console, erased: &Erased) {
    console.tell("erase-done", &[("n", erased.n_texts.into())]);
    let places: Vec<String> = erased.remains.iter().map(|it| it.sentence(console.language)).collect();
    if !erased.remains.is_empty() {
        console.tell("erase-remains", &[("where", places.join(", ").into())]);
    }
    if !erased.is_scoured {
        console.tell("erase-unscoured", &[]);
    }
    console.tell("erase-backups", &[]);
}
