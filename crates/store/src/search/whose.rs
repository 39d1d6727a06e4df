//! Whose lists a task stands in: those of everything below a unit, and that of a unit alone where something is below it.
//!
//! A part of the tree is then asked for by one list, however many units it has.

use super::place::EVERYBODY;
use model::{Tree, UnitId};
use std::collections::{BTreeMap, HashMap};

/// Whose list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    /// Of a unit and everything below it.
    Below(UnitId),
    /// Of a unit itself, where something is below it.
    Alone(UnitId),
}

/// The tree by which tasks stand in lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Hung {
    pub parents: BTreeMap<UnitId, Option<UnitId>>,
    tree: Tree,
}

/// More lists than these are looked for in that of everybody.
const MOST: usize = 64;

impl Hung {
    pub(super) fn new(parents: BTreeMap<UnitId, Option<UnitId>>) -> Hung {
        let listed: Vec<(UnitId, Option<UnitId>)> = parents.iter().map(|(unit, parent)| (*unit, *parent)).collect();
        Hung { parents, tree: Tree::new(&listed) }
    }

    /// The lists in which a task of `unit` stands, besides that of everybody.
    pub(super) fn lists_of(&self, unit: UnitId) -> Vec<Whose> {
        let n_below = self.tree.subtree(unit).len();
        let mut lists = Vec::new();
        let mut at = Some(unit).filter(|_| n_below > 0);
        while let Some(it) = at.filter(|it| (1..self.tree.units().len()).contains(&self.tree.subtree(*it).len())) {
            lists.push(Whose::Below(it));
            at = self.parents.get(&it).copied().flatten();
        }
        lists.extend((n_below > 1).then_some(Whose::Alone(unit)));
        lists
    }

    /// The units whose tasks stand in other lists in `other`.
    pub(super) fn differing(&self, other: &Hung) -> Vec<UnitId> {
        if self.parents == other.parents {
            return Vec::new();
        }
        self.parents.keys().copied().filter(|it| self.lists_of(*it) != other.lists_of(*it)).collect()
    }

    /// The lists that hold the tasks of `units` and no others, as `numbers` has them; `None` where there is no such choice,
    /// or where they are too many.
    pub(super) fn cover(&self, units: &[UnitId], numbers: &HashMap<Whose, u64>) -> Option<Vec<u64>> {
        let all = self.tree.units();
        let mut places: Vec<usize> = Vec::with_capacity(units.len());
        for unit in units {
            places.push(Some(self.tree.range(*unit)).filter(|it| !it.is_empty())?.start);
        }
        places.sort_unstable();
        places.dedup();
        if places.len() == all.len() {
            return Some(vec![EVERYBODY]);
        }
        let (mut lists, mut i) = (Vec::new(), 0);
        while let Some(&at) = places.get(i) {
            let n_below = self.tree.subtree(all[at]).len();
            let is_whole = places.get(i + n_below - 1) == Some(&(at + n_below - 1));
            let whose = if is_whole { Whose::Below(all[at]) } else { Whose::Alone(all[at]) };
            // A list that is not there has no task.
            lists.extend(numbers.get(&whose));
            i += if is_whole { n_below } else { 1 };
        }
        (lists.len() <= MOST).then_some(lists)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::StreamId;

    fn unit(n: u64) -> UnitId {
        UnitId(StreamId(format!("01890000-0000-7000-8000-{n:012x}").parse().unwrap()))
    }

    fn hung(parents: &[(u64, u64)]) -> Hung {
        Hung::new(
            parents.iter().map(|(it, parent)| (unit(*it), Some(*parent).filter(|it| *it > 0).map(unit))).collect(),
        )
    }

    /// Whatever units are asked for: the tasks found are theirs, each unit's own.
    #[test]
    fn lists_hold_the_tasks_of_the_units_asked_for_and_no_others() {
        let tree = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 4), (7, 3)];
        let hung = hung(&tree);
        let mut numbers: HashMap<Whose, u64> = HashMap::new();
        for (it, _) in tree {
            for list in hung.lists_of(unit(it)) {
                let n = numbers.len() as u64 + 1;
                numbers.entry(list).or_insert(n);
            }
        }
        for asked in 1u64..1 << tree.len() {
            let asked: Vec<u64> = (1..=tree.len() as u64).filter(|it| asked >> (it - 1) & 1 == 1).collect();
            let lists = hung.cover(&asked.iter().map(|it| unit(*it)).collect::<Vec<_>>(), &numbers).unwrap();
            let found = |it: &u64| {
                lists == [EVERYBODY] || hung.lists_of(unit(*it)).iter().any(|it| lists.contains(&numbers[it]))
            };
            let found: Vec<u64> = (1..=tree.len() as u64).filter(found).collect();
            assert_eq!(found, asked);
        }
    }

    #[test]
    fn a_unit_that_moves_takes_what_is_below_it_along() {
        let before = hung(&[(1, 0), (2, 1), (3, 1), (4, 2), (5, 4)]);
        let units = |these: &[u64]| these.iter().map(|it| unit(*it)).collect::<Vec<_>>();
        for (after, moved) in [
            (hung(&[(1, 0), (2, 1), (3, 1), (4, 3), (5, 4)]), units(&[2, 3, 4, 5])),
            (hung(&[(1, 0), (2, 1), (3, 1), (4, 2), (5, 4), (6, 4)]), units(&[])),
            (hung(&[(1, 0), (2, 1), (3, 1), (4, 2), (5, 4), (6, 5)]), units(&[5])),
        ] {
            let mut differing = before.differing(&after);
            differing.retain(|it| after.parents.contains_key(it));
            assert_eq!(differing, moved);
        }
    }
}
