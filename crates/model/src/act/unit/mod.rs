//! The acts of a unit.

pub mod found;
pub mod move_below;
pub mod rename;

use crate::state::Unit as State;

acts! {
    found: Found "unit.found" => Founded "unit.founded" 1, Begins, Unit [Administrator, Clerk];
    rename: Rename "unit.rename" => Renamed "unit.renamed" 1, NeedsSeen, Unit [Administrator, Clerk];
    move_below: MoveBelow "unit.move_below" => MovedBelow "unit.moved_below" 1, NeedsSeen, Unit [Administrator, Clerk];
}
