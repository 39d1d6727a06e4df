//! A text that is read for trial: what it would become is shown, and nothing of it is kept.

use crate::error::Error;
use crate::intake::{FileRead, read_file};
use crate::office::Office;
use crate::propose::Proposal;
use serde::Serialize;
use std::sync::OnceLock;

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
    /// What `text`, or the sample where there is none, would become beside the units of the register.
    ///
    /// # Errors
    /// Those of [`read_file`]; [`Error::Store`].
    pub fn try_reading(&self, text: Option<&str>) -> Result<Trial, Error> {
        let read = |text: &str| read_file("trial.txt", text.as_bytes().to_vec()).map_err(Error::Refused);
        let own = text.map(read).transpose()?;
        let file = match (&own, SAMPLE_READ.get()) {
            (Some(file), _) | (None, Some(file)) => file,
            (None, None) => {
                let sample = read(SAMPLE)?;
                SAMPLE_READ.get_or_init(|| sample)
            }
        };
        let proposal = self.propose(file)?;
        Ok(Trial { text: file.text.clone(), proposal })
    }
}
