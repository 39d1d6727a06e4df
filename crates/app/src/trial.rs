//! A text that is read for trial: what it would become is shown, and nothing of it is kept.

use crate::access::Viewer;
use crate::error::Error;
use crate::intake::{FileRead, read_file};
use crate::office::Office;
use crate::propose::Proposal;
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// A text of invented people and places.
const SAMPLE: &str = include_str!("../../../examples/07-notice-commune-khe-vang-2026-04-10.txt");

/// The sample as it is read: this program reads it alike each time.
static SAMPLE_READ: OnceLock<FileRead> = OnceLock::new();

/// What a text would become.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    #[serde(skip)]
    pub text: String,
    #[serde(flatten)]
    pub proposal: Proposal,
}

impl Office {
    /// What `text` would become beside the units of the register.
    ///
    /// # Errors
    /// Those of [`read_file`]; [`Error::Store`].
    pub fn try_reading(&self, text: &str) -> Result<Trial, Error> {
        let file = read(text)?;
        let proposal = self.propose(&file)?;
        Ok(Trial { text: file.text, proposal })
    }

    /// What the sample would become, for everybody alike: it is proposed once, as long as nothing is appended.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn try_sample(&self, viewer: &Viewer) -> Result<Trial, Error> {
        let file = match SAMPLE_READ.get() {
            Some(file) => file,
            None => {
                let sample = read(SAMPLE)?;
                SAMPLE_READ.get_or_init(|| sample)
            }
        };
        let propose = || Ok(Arc::new(self.propose(file)?));
        let proposal = self.held.sample_proposed.get(viewer.position, self.today(), propose)?;
        Ok(Trial { text: file.text.clone(), proposal: Proposal::clone(&proposal) })
    }
}

fn read(text: &str) -> Result<FileRead, Error> {
    read_file("trial.txt", text.as_bytes().to_vec()).map_err(Error::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Location;
    use model::act::unit;
    use model::state::{Level, UnitKind};
    use model::{AccountId, Command};
    use store::Order;

    fn found(office: &Office, actor: AccountId, viewer: &Viewer, name: &str) {
        let parent = viewer.units.tree.units().first().copied();
        let (kind, level) = (UnitKind::Other, Level::Unknown);
        let name = name.to_owned();
        let found = unit::found::Found { name, kind, level, parent, valid_from_on: None, passage: None };
        let command = Command::Unit(unit::Command::Found(found));
        let order = Order { stream: office.new_id(), seen: None, command };
        office.submit(actor, office.new_id().to_string(), vec![order]).unwrap();
    }

    #[test]
    fn the_sample_is_proposed_once_and_anew_after_an_entry() {
        let data = std::env::temp_dir().join(format!("app-trial-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let office = Office::open(&Location { data: data.clone(), database: None }, None, "root").unwrap();
        let actor = office.account_or_first("office").unwrap();
        let viewer = office.viewer(actor).unwrap();
        let before = office.try_sample(&viewer).unwrap().proposal;
        let kept = |viewer: &Viewer| {
            office.held.sample_proposed.get(viewer.position, office.today(), || panic!("nothing is kept"))
        };
        assert_eq!(kept(&viewer).unwrap().drafts.len(), before.drafts.len());
        let unknown = before.units.iter().find(|it| it.known.is_none()).unwrap();
        found(&office, actor, &viewer, &unknown.name);
        let after = office.try_sample(&office.viewer(actor).unwrap()).unwrap().proposal;
        let same = after.units.iter().find(|it| it.name == unknown.name).unwrap();
        assert!(same.known.is_some(), "the unit is there and was not found");
        std::fs::remove_dir_all(&data).unwrap();
    }
}
