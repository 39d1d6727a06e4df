//! Taking back that a row of a task's list is this limitation: the row may be taken again.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Listing, Matter};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Parts a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartListing {
    pub listing: Listing,
}

/// A row was parted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingParted {
    pub listing: Listing,
}

impl Decide for PartListing {
    type State = Matter;
    type Event = ListingParted;

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<ListingParted, Refusal> {
        match known(before, scene)?.listings.contains_key(&self.listing) {
            true => Ok(ListingParted { listing: self.listing }),
            false => Err(Refusal::ListingAbsent { task: self.listing.task }),
        }
    }
}

impl Fold for ListingParted {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.listings.remove(&self.listing);
        Some(matter)
    }
}
