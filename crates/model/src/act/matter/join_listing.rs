//! Saying that a row of a task's list is a limitation that is followed already.
//!
//! Source: design (what looks alike is proposed, and a person says whether it is the same).

use super::{known, want_listing};
use crate::act::{Decide, Fold};
use crate::state::{Listing, Matter, MatterKind};
use crate::{Needs, Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Joins a row. Listed again after it was closed, it is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinListing {
    pub listing: Listing,
}

/// A row was joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingJoined {
    pub listing: Listing,
    /// Whether it was closed before that day, and is open again.
    pub reopens: bool,
}

impl Decide for JoinListing {
    type State = Matter;
    type Event = ListingJoined;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.listing.task.into()], listings: vec![self.listing], ..Needs::default() }
    }

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<ListingJoined, Refusal> {
        let matter = known(before, scene)?;
        matter.want_kind(MatterKind::Limitation)?;
        want_listing(scene, &self.listing)?;
        let reopens = matter.closed.as_ref().is_some_and(|it| it.on < scene.today());
        Ok(ListingJoined { listing: self.listing, reopens })
    }
}

impl Fold for ListingJoined {
    type State = Matter;

    fn fold(self, before: Option<Matter>, stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.listings.insert(self.listing, stamp.on());
        matter.closed = matter.closed.filter(|_| !self.reopens);
        Some(matter)
    }
}
