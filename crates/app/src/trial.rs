//! A text that is read for trial: what it would become is shown, and nothing of it is kept.

use crate::error::Error;
use crate::intake::read_file;
use crate::office::Office;
use crate::propose::Proposal;
use serde::Serialize;

/// A text of invented people and places.
const SAMPLE: &str = include_str!("../../../examples/07-notice-commune-khe-vang-2026-04-10.txt");

/// What a text would become.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    #[serde(skip)]
    pub text: String,
    #[serde(flatten)]
    pub proposal: Proposal,
}

impl Office {
    /// What `text`, or the sample where there is none, would become beside the units of the register.
    ///
    /// # Errors
    /// Those of [`read_file`]; [`Error::Store`].
    pub fn try_reading(&self, text: Option<&str>) -> Result<Trial, Error> {
        let bytes = text.unwrap_or(SAMPLE).as_bytes().to_vec();
        let file = read_file("trial.txt", bytes).map_err(Error::Refused)?;
        let proposal = self.propose(&file)?;
        Ok(Trial { text: file.text, proposal })
    }
}
