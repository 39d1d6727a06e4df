//! Two people at one slip: nobody writes over others unasked, and nothing that was typed is lost.

use super::Home;
use app::desk::{DeskAct, Done, Said, SlipView, Stand};
use std::collections::HashMap;
use std::sync::Barrier;

/// One story of two people at one slip: the first sure one that can be split.
struct Story {
    home: Home,
    at: usize,
    /// What each saw when they opened the form: its key, and what it held.
    forms: HashMap<String, (String, Said)>,
}

impl Story {
    fn slip(&self, who: &str) -> SlipView {
        let desk = self.home.office.desk(&self.home.viewer(who), &self.home.document, None).unwrap();
        desk.slips.iter().find(|it| it.span.start <= self.at && self.at < it.span.end).unwrap().clone()
    }

    /// What comes of what somebody does.
    fn does(&mut self, who: &str, act: &str) -> String {
        let slip = self.slip(who);
        let (verb, rest) = act.split_once(' ').unwrap_or((act, ""));
        let key = slip.key.clone();
        let act = match (verb, rest) {
            ("opens", _) => {
                self.forms.insert(who.to_owned(), (key, Said { stand: slip.stand, ..slip.form }));
                return String::new();
            }
            ("sees", told) => return self.sees(who, &slip, told),
            ("amends" | "takes", typed) => {
                let (slip, was) = self.forms[who].clone();
                let mut said = Said::default();
                for (field, typed) in typed.split("; ").filter_map(|it| it.split_once(": ")) {
                    said.put(field, Some(typed.to_owned()));
                }
                DeskAct::Amend { slip, said, was, is_taken: verb == "takes" }
            }
            ("sets", "aside") => DeskAct::Aside { slip: key, because: "known".to_owned() },
            ("sets", _) => {
                let other = self.home.desk().slips.into_iter().find(|it| it.key != key && it.is_sure()).unwrap();
                DeskAct::Aside { slip: other.key, because: "known".to_owned() }
            }
            ("splits", _) => DeskAct::Split { slip: key, at: slip.cuts[0].at },
            ("chooses", which) => {
                DeskAct::Choose { slip: key, of: slip.rivals[0].key.clone(), is_theirs: which == "typed" }
            }
            ("undoes", _) => DeskAct::Undo,
            ("finishes", _) => DeskAct::Finish { n_seen: self.home.desk().n_unanswered() },
            _ => panic!("{verb} {rest}"),
        };
        match self.home.says(who, act) {
            Done::Slip(_) | Done::End => "next",
            Done::Rival(anchor) if anchor == self.slip(who).anchor => "rival",
            Done::Under(anchor) if anchor == self.slip(who).anchor => "under",
            Done::Finished { .. } => "finished",
            other => panic!("{other:?}"),
        }
        .to_owned()
    }

    /// Nothing where it is as it is told.
    fn sees(&self, who: &str, slip: &SlipView, told: &str) -> String {
        let (what, wanted) = told.split_once(": ").unwrap();
        let seen = match what {
            "stand" => format!("{:?}", slip.stand).to_lowercase(),
            "aside" => self.home.desk().count(Stand::Aside, None).to_string(),
            "waiting" => {
                let fields = slip.rivals.iter().flat_map(|it| &it.fields);
                fields.map(|it| format!("{} {}", it.field, it.typed)).collect::<Vec<_>>().join(", ")
            }
            "rival" => {
                let rival = slip.rivals.first();
                rival.map_or("nothing".to_owned(), |it| {
                    let by = if it.is_own { "own" } else { it.by.as_deref().unwrap() };
                    let field = &it.fields[0];
                    let stands_by = field.stands_by.as_deref().unwrap_or("read");
                    format!("{}: {stands_by} {}, {by} {}", field.field, field.stands, field.typed)
                })
            }
            field => slip.form.of(field).unwrap().to_owned(),
        };
        assert_eq!(seen, wanted, "{who} sees {what}");
        String::new()
    }
}

/// Each at the same instant, over and over: a stroke that was computed from what another has changed since is done anew.
#[test]
fn what_two_people_do_at_once_is_all_kept() {
    let home = Home::new("at-once");
    let desk = home.desk();
    let slip = desk.slips.iter().find(|it| it.is_sure()).unwrap();
    let both = Barrier::new(2);
    let amend = |field: &str, typed: String| {
        let mut said = Said::default();
        said.put(field, Some(typed));
        DeskAct::Amend { slip: slip.key.clone(), said, was: slip.form.clone(), is_taken: false }
    };
    for round in 0..12 {
        let (words, product) = (format!("words {round}"), format!("product {round}"));
        std::thread::scope(|scope| {
            for (who, act) in
                [("first", amend("words", words.clone())), ("second", amend("deliverable", product.clone()))]
            {
                let (home, both) = (&home, &both);
                scope.spawn(move || {
                    both.wait();
                    home.says(who, act);
                    both.wait();
                    home.says(who, if who == "first" { DeskAct::TakeSure } else { DeskAct::Undo });
                });
            }
        });
        let slip = home.desk().slips.into_iter().find(|it| it.key == slip.key).unwrap();
        // The second took back their own stroke, and only that.
        assert_eq!((slip.form.words.as_deref(), slip.rivals.len()), (Some(words.as_str()), 0));
        let typed = amend("deliverable", product.clone());
        home.says("second", typed);
        let slip = home.desk().slips.into_iter().find(|it| it.key == slip.key).unwrap();
        let product = Some(product);
        assert_eq!((slip.form.words, slip.form.deliverable), (Some(words), product));
    }
}

#[test]
fn nobody_writes_over_others_unasked_and_nothing_typed_is_lost() {
    for (n, story) in include_str!("../rivals.txt").split("\n--- ").skip(1).enumerate() {
        let (name, lines) = story.split_once('\n').unwrap();
        let home = Home::new(&format!("rivals-{n}"));
        let at = home.desk().slips.iter().find(|it| it.is_sure() && !it.cuts.is_empty()).unwrap().span.start;
        let mut story = Story { home, at, forms: HashMap::new() };
        for line in lines.lines().filter(|it| !it.is_empty()) {
            let (act, wanted) = line.split_once(" => ").unwrap_or((line, ""));
            let (who, act) = act.split_once(' ').unwrap();
            assert_eq!(story.does(who, act), wanted, "{name}: {line}");
        }
    }
}
