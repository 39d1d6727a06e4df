//! Founding a register: its first entry.
//!
//! Source: design; one tenant has one tree and one chain.

use crate::act::{Decide, Fold};
use crate::state::Register;
use crate::{Needs, Refusal, RegisterId, Scene, Stamp};
use base::BeforeDay;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Founds the register. A rehearsal runs on a given clock and on salts that anyone can compute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    #[serde(default)]
    pub is_rehearsal: bool,
    /// Refused where the database holds another register: an office has one, whoever comes first founds it.
    ///
    /// Not written where it is absent, so that the fingerprint of an older command stays what it was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_alone: bool,
}

/// The register was founded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    pub register: RegisterId,
    pub is_rehearsal: bool,
}

impl Decide for Found {
    type State = Register;
    type Event = Founded;

    fn needs(&self) -> Needs {
        Needs { other_registers: self.is_alone, ..Needs::default() }
    }

    fn decide(self, _before: Option<&Register>, scene: &Scene) -> Result<Founded, Refusal> {
        if scene.is_founded || (self.is_alone && scene.has_other_registers) {
            return Err(Refusal::RegisterFounded);
        }
        Ok(Founded { register: RegisterId(scene.stream), is_rehearsal: self.is_rehearsal })
    }
}

impl Fold for Founded {
    type State = Register;

    fn fold(self, _before: Option<Register>, stamp: &Stamp) -> Option<Register> {
        Some(Register {
            id: self.register,
            is_rehearsal: self.is_rehearsal,
            founded_on: stamp.on(),
            days: BTreeMap::new(),
            before_day: BeforeDay::default(),
            mail_rules: BTreeMap::new(),
        })
    }
}
