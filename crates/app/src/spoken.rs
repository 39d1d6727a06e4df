//! What people call a thing by: a number, a day, a name. It stands for the thing where nothing else is called so.

use crate::known_units::name_key;
use jiff::civil::Date;
use model::StreamId;

/// The objects of one sort, each with what it is called by.
pub(crate) struct Spoken {
    named: Vec<(StreamId, Option<String>)>,
}

impl Spoken {
    pub(crate) fn new(named: Vec<(StreamId, Option<String>)>) -> Spoken {
        Spoken { named }
    }

    /// Every object that is called so.
    pub(crate) fn find(&self, asked: &str) -> Vec<StreamId> {
        let asked = key(asked);
        let is_it = |name: &Option<String>| name.as_deref().is_some_and(|it| key(it) == asked);
        let mut found: Vec<StreamId> = self.named.iter().filter(|(_, name)| is_it(name)).map(|(id, _)| *id).collect();
        found.dedup();
        found
    }

    /// What one object is to be called by: its name where that is enough, else its identifier.
    pub(crate) fn name(&self, id: StreamId) -> String {
        let name = self.named.iter().rev().find(|(it, _)| *it == id).and_then(|(_, name)| name.clone());
        name.filter(|it| self.find(it) == [id]).unwrap_or_else(|| id.to_string())
    }
}

/// What is the same in two spellings: blanks and case do not count, a day is a day.
fn key(text: &str) -> String {
    let text = text.trim();
    let day = text.parse::<Date>().ok().or_else(|| Date::strptime("%d/%m/%Y", text).ok());
    day.map_or_else(|| name_key(text).split_whitespace().collect(), |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_name_stands_for_one_thing_only() {
        let id = |n| StreamId(Uuid::from_u128(n));
        let named =
            [(1, Some("118/TB-UBND")), (2, Some("2026-03-30")), (3, Some("twice")), (4, Some("Twice")), (5, None)];
        let spoken = Spoken::new(named.map(|(n, name)| (id(n), name.map(str::to_owned))).to_vec());
        assert_eq!(spoken.find(" 118/tb - ubnd"), [id(1)]);
        assert_eq!(spoken.find("30/3/2026"), [id(2)]);
        assert_eq!(spoken.find("TWICE"), [id(3), id(4)]);
        assert!(spoken.find("").is_empty());
        assert_eq!(spoken.name(id(1)), "118/TB-UBND");
        assert_eq!(spoken.name(id(4)), id(4).to_string());
        assert_eq!(spoken.name(id(5)), id(5).to_string());
    }
}
