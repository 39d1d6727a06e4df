//! What a briefing says, in the language of whoever reads it.

use app::figures;
use app::messages::{FluentValue, Language, say};
use app::views::{BriefConclusion, BriefLimitation, BriefingView, Fate, Question, QuestionAbout, UnitMention};
use jiff::civil::Date;
use serde::Serialize;

pub struct Words {
    pub language: Language,
}

impl Words {
    pub fn new(language: Language) -> Words {
        Words { language }
    }

    pub fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn with_n(&self, key: &str, n: impl Into<FluentValue<'static>>) -> String {
        let n = n.into();
        say(self.language, key, &[("n", n.clone()), ("days", n)])
    }

    fn with_day(&self, key: &str, day: Option<Date>) -> String {
        say(self.language, key, &[("day", day.map_or_else(|| "…".to_owned(), figures::day).into())])
    }

    /// The name of a unit; of none that there is one.
    pub fn unit(&self, unit: Option<&UnitMention>) -> String {
        match unit {
            Some(it) => it.name.clone().unwrap_or_else(|| self.say("erased")),
            None => self.say("brief-somebody"),
        }
    }

    pub fn days_late(&self, days: i32) -> String {
        self.with_n("page-late-days", days)
    }

    pub fn days_silent(&self, days: i32) -> String {
        self.with_n("page-silent-days", days)
    }

    /// What became of some conclusions, beside how many they are.
    pub fn fate_counted(&self, fate: Fate) -> String {
        self.say(&format!("brief-fates-{}", name(&fate)))
    }

    /// What became of a conclusion, with the days or the day it is told by.
    pub fn fate(&self, it: &BriefConclusion) -> String {
        match it.fate {
            Fate::Overdue => self.days_late(it.days),
            Fate::Silent => self.days_silent(it.days),
            Fate::Awaiting => self.with_n("brief-awaiting", it.days),
            Fate::ExtensionAsked => self.with_day("brief-extension-asked", it.on),
            Fate::UnderWay if it.on.is_some() => self.with_day("brief-until", it.on),
            Fate::DoneLate => self.with_n("brief-done-late", it.days),
            Fate::WithoutTask => match it.ending {
                Some(ending) => self.say(&format!("ending-{}", name(&ending))),
                None => self.say("ending-open"),
            },
            fate => self.say(&format!("brief-is-{}", name(&fate))),
        }
    }

    /// What stands beside it: the day, how many tasks, how many extensions.
    pub fn beside(&self, it: &BriefConclusion) -> String {
        let mut parts = Vec::new();
        let day = match it.fate {
            Fate::Overdue => Some("brief-due"),
            Fate::Silent => Some("brief-since"),
            Fate::Awaiting => Some("brief-reported"),
            Fate::DoneLate | Fate::DoneInTime | Fate::Done | Fate::Terminated => Some("brief-on"),
            _ => None,
        };
        parts.extend(day.filter(|_| it.on.is_some()).map(|key| self.with_day(key, it.on)));
        if it.n_tasks > 1 {
            parts.push(say(self.language, "brief-of-tasks", &[("n", it.n_so.into()), ("all", it.n_tasks.into())]));
        }
        if it.n_extensions > 0 {
            parts.push(self.with_n("brief-extended", it.n_extensions));
        }
        parts.join("; ")
    }

    pub fn limitation(&self, it: &BriefLimitation) -> String {
        let since = self.with_day("brief-first-named", Some(it.since_on));
        let answered = match it.conclusions.is_empty() {
            true => self.say("page-limitation-open"),
            false => say(self.language, "brief-answered", &[("n", numbers(&it.conclusions).into())]),
        };
        format!("{since}; {answered}")
    }

    /// A question; of what it is about at most so many letters.
    pub fn question(&self, it: &Question, most: usize) -> String {
        let words = it.words.as_ref().map_or_else(|| self.say("erased"), |it| clipped(it, most));
        let key = format!("brief-ask-{}", name(&it.about));
        say(
            self.language,
            &key,
            &[("words", words.into()), ("unit", self.unit(it.unit.as_ref()).into())]
                .into_iter()
                .chain(self.values(it))
                .collect::<Vec<_>>(),
        )
    }

    /// What a question is made of: the fact, and where it stands.
    pub fn made_of(&self, view: &BriefingView, it: &Question) -> String {
        let mut parts = vec![say(self.language, &format!("brief-from-{}", name(&it.about)), &self.values(it))];
        let called = |n: &u32| view.conclusions.iter().find(|of| of.n == *n)?.point.clone();
        if let ([n], false) = (&it.conclusions[..], it.about == QuestionAbout::Returning) {
            let n = called(n).unwrap_or_else(|| n.to_string());
            parts.push(say(self.language, "brief-conclusion", &[("n", n.into())]));
        }
        parts.join(" · ")
    }

    fn values(&self, it: &Question) -> Vec<(&'static str, FluentValue<'static>)> {
        let day = it.on.map_or_else(|| "…".to_owned(), figures::day);
        let mut values: Vec<(&'static str, FluentValue<'static>)> = vec![
            ("day", day.into()),
            ("days", it.days.into()),
            ("n", it.n.into()),
            ("conclusions", numbers(&it.conclusions).into()),
        ];
        if let Some((rule, then, now)) = it.rate {
            let percent = |it| super::percent(self.language, Some(it));
            values.push(("rule", self.say(&format!("rates-rule-{rule}")).into()));
            values.push(("then", percent(then).into()));
            values.push(("now", percent(now).into()));
        }
        values
    }
}

/// The name by which messages know a value.
fn name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().replace('_', "-")
}

fn numbers(all: &[u32]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The beginning of a text, at the end of a word; a dot is not doubled by what follows.
fn clipped(text: &str, most: usize) -> String {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |it| it.0);
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_clipped_ends_with_a_word() {
        let cases =
            [("a bc def.", 20, "a bc def"), ("a bc, def", 6, "a bc…"), ("abcdef", 3, "abc…"), ("a b", 3, "a b")];
        for (text, most, wanted) in cases {
            assert_eq!(clipped(text, most), wanted);
        }
    }
}
