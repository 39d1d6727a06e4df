//! The tree of units: what is below what. A unit whose parent is unknown hangs on nothing.

use crate::{IdMap, UnitId};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A tree in depth-first order: a unit and everything below it stand side by side.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    order: Vec<UnitId>,
    /// Where a unit and what is below it stand in `order`, half-open.
    ranges: IdMap<UnitId, Range<usize>>,
}

impl Tree {
    /// The tree of `units`, each with its parent. A circle of parents is left out: nothing leads into it.
    pub fn new(units: &[(UnitId, Option<UnitId>)]) -> Tree {
        let known: HashSet<UnitId> = units.iter().map(|it| it.0).collect();
        let mut below: HashMap<Option<UnitId>, Vec<UnitId>> = HashMap::new();
        for &(unit, parent) in units {
            below.entry(parent.filter(|it| known.contains(it))).or_default().push(unit);
        }
        let children = |of: Option<UnitId>| below.get(&of).into_iter().flatten().rev().map(|it| (*it, false));
        let mut tree = Tree::default();
        let mut open: Vec<(UnitId, bool)> = children(None).collect();
        while let Some((unit, is_walked)) = open.pop() {
            if is_walked {
                let end = tree.order.len();
                tree.ranges.entry(unit).and_modify(|it| it.end = end);
                continue;
            }
            let start = tree.order.len();
            tree.ranges.insert(unit, start..start);
            tree.order.push(unit);
            open.push((unit, true));
            open.extend(children(Some(unit)));
        }
        tree
    }

    /// `unit` and everything below it, parents before children; nothing for a unit that is not in the tree.
    pub fn subtree(&self, unit: UnitId) -> &[UnitId] {
        self.ranges.get(&unit).map_or(&[], |it| &self.order[it.clone()])
    }

    /// Where `unit` and everything below it stand in [`Tree::units`], half-open; empty for a unit that is not in the tree.
    pub fn range(&self, unit: UnitId) -> Range<usize> {
        self.ranges.get(&unit).cloned().unwrap_or_default()
    }

    /// Whether `unit` is `top` or below it.
    pub fn is_within(&self, unit: UnitId, top: UnitId) -> bool {
        match (self.ranges.get(&unit), self.ranges.get(&top)) {
            (Some(unit), Some(top)) => top.contains(&unit.start),
            _ => false,
        }
    }

    /// Every unit, parents before children.
    pub fn units(&self) -> &[UnitId] {
        &self.order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StreamId;
    use uuid::Uuid;

    fn id(n: u128) -> UnitId {
        UnitId(StreamId(Uuid::from_u128(n)))
    }

    #[test]
    fn a_subtree_stands_side_by_side() {
        let tree = Tree::new(&[(id(3), Some(id(2))), (id(1), None), (id(2), Some(id(1))), (id(4), Some(id(1)))]);
        assert_eq!(tree.subtree(id(1)), [id(1), id(2), id(3), id(4)]);
        assert_eq!(tree.subtree(id(2)), [id(2), id(3)]);
        assert_eq!(tree.subtree(id(9)), []);
        let cases = [(3, 2, true), (2, 2, true), (2, 3, false), (4, 2, false), (4, 1, true), (9, 1, false)];
        for (unit, top, wanted) in cases {
            assert_eq!(tree.is_within(id(unit), id(top)), wanted, "{unit} within {top}");
        }
    }

    #[test]
    fn a_circle_is_left_out_and_an_unknown_parent_makes_a_root() {
        let tree = Tree::new(&[(id(1), Some(id(2))), (id(2), Some(id(1))), (id(3), Some(id(9)))]);
        assert_eq!(tree.units(), [id(3)]);
    }
}
