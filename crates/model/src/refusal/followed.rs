//! What is followed already, where that stands against an act.

use crate::id::MatterId;
use serde::{Deserialize, Serialize};

/// A limitation or a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// `None` for whoever does not see it.
    pub matter: Option<MatterId>,
    /// What it is called; the rule does not know it.
    pub words: Option<String>,
}

impl Followed {
    pub fn new(matter: MatterId) -> Followed {
        Followed { matter: Some(matter), words: None }
    }
}
