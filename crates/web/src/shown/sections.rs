//! The rows of the register as they stand together: in one piece, or under the heads of groups whose counts open.

use crate::ask::Fields;
use crate::pages::Seen;
use app::days;
use app::messages::{Language, say, text};
use app::views::{Heading, TaskGroup, TaskQuery, TaskRegisterView};
use jiff::civil::Date;
use model::UnitId;
use std::ops::Range;

/// Rows that stand together.
pub struct Section {
    pub head: Option<Head>,
    pub tasks: Range<usize>,
}

/// What stands above them.
pub struct Head {
    pub title: String,
    pub n: String,
    pub counts: Vec<Count>,
}

/// How many of them stand so, and the query that lists them; `None` where no filter names them.
pub struct Count {
    pub class: &'static str,
    pub words: String,
    pub query: Option<String>,
}

/// The sections of a page.
pub fn sections(seen: &Seen, asked: &TaskQuery, query: &Fields, page: &TaskRegisterView) -> Vec<Section> {
    if page.groups.is_empty() {
        return vec![Section { head: None, tasks: 0..page.tasks.len() }];
    }
    let heads = Heads { seen, asked, query, language: seen.ask.language };
    page.groups.iter().map(|it| Section { head: Some(heads.head(it)), tasks: it.tasks.clone() }).collect()
}

struct Heads<'a> {
    seen: &'a Seen<'a>,
    asked: &'a TaskQuery,
    query: &'a Fields,
    language: Language,
}

impl Heads<'_> {
    fn head(&self, group: &TaskGroup) -> Head {
        let narrowing = self.narrowing(&group.heading);
        let counts = [
            ("overdue", "st-late", "filter-state-overdue", group.n_overdue),
            ("due_soon", "st-soon", "filter-state-due-soon", group.n_due_soon),
            ("awaiting", "st-wait", "filter-state-awaiting", group.n_awaiting),
        ];
        let count = |(state, class, word, n): (&str, &'static str, &'static str, usize)| Count {
            class,
            words: format!("{n} {}", text(self.language, word)),
            query: narrowing.as_deref().map(|it| self.narrowed(it, state)),
        };
        Head {
            title: group.heading.title(self.language),
            n: say(self.language, "counted-tasks", &[("n_tasks", group.n.into())]),
            counts: counts.into_iter().filter(|it| it.3 > 0).map(count).collect(),
        }
    }

    /// What a filter has to say beside what is asked so that it lists this group and nothing else.
    fn narrowing(&self, heading: &Heading) -> Option<Vec<(&'static str, String)>> {
        match heading {
            Heading::Unit { unit } => self
                .lists_all_of(unit.id)
                .then(|| vec![("unit", unit.id.to_string()), ("role", "lead".to_owned()), ("subtree", String::new())]),
            Heading::Field { field } => Some(vec![("field", (*field)?.name().to_owned())]),
            Heading::Source { document, .. } => Some(vec![("document", document.as_ref()?.to_string())]),
            Heading::Month { from_on } => {
                let (first, last) = self.days_of((*from_on)?);
                Some(vec![("due_from", first.to_string()), ("due_until", last.to_string())])
            }
        }
    }

    /// Whether every task that `unit` leads is among those that are asked for, the other conditions aside.
    fn lists_all_of(&self, unit: UnitId) -> bool {
        let is_led = self.asked.role != "coordinating";
        is_led
            && match self.asked.unit.parse::<UnitId>() {
                Ok(asked) => self.seen.viewer.seen_of(asked, self.asked.is_subtree).contains(&unit),
                Err(_) => self.asked.unit.is_empty() && self.seen.viewer.sees(unit),
            }
    }

    /// The first and the last day of a month, as far as they are asked for.
    fn days_of(&self, month: Date) -> (Date, Date) {
        let asked = |text: &str| days::read(text, self.seen.office.today()).ok();
        let first = asked(&self.asked.due_from).map_or(month, |it| it.max(month));
        let last = month.last_of_month();
        (first, asked(&self.asked.due_until).map_or(last, |it| it.min(last)))
    }

    fn narrowed(&self, narrowing: &[(&'static str, String)], state: &str) -> String {
        let mut values = vec![("state", state), ("group", "")];
        values.extend(narrowing.iter().map(|it| (it.0, it.1.as_str())));
        self.query.with_all(&values)
    }
}
