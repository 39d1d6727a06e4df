//! What every page is drawn with: language, names, days, numbers. Sentences with counts are formed once and kept.

use app::Role;
use app::access::Viewer;
use app::figures;
use app::messages::{Language, say, text};
use app::sentences;
use app::views::{TotalView, UnitMention};
use jiff::civil::{Date, DateTime};
use model::state::Outside;
use std::borrow::Cow;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

/// What stands around every page.
#[derive(Clone, Debug)]
pub struct Frame {
    pub language: Language,
    /// The page's own address, with its query: where a change of language comes back to.
    pub address: String,
    /// The entry of the navigation it belongs to.
    pub nav: &'static str,
    /// Who is signed in; `None` at the door.
    pub who: Option<String>,
    pub is_administrator: bool,
    /// What they see; `None` at the door.
    pub viewer: Option<Viewer>,
    pub today: Date,
    /// The position that the reader has just written.
    pub position: Option<u64>,
    /// What a new register wants next, told with what was written: the key of the words, and where it is done.
    pub next_step: Option<(&'static str, String)>,
    /// The position at which the page was drawn: the feed tells what came after it.
    pub drawn_from: Option<u64>,
    /// What the page shows, as keys of the live feed.
    pub keys: &'static str,
    /// Why filters were put aside, in sentences.
    pub put_aside: Vec<String>,
}

/// Sentences whose only value is a count.
const COUNTED: [&str; 6] =
    ["page-late-days", "page-left-days", "page-silent-days", "page-n-conclusions", "page-n-open", "units-open-tasks"];
/// Counts up to this many are kept.
const KEPT: usize = 2_048;

type Kept = [Box<[OnceLock<String>]>; COUNTED.len()];

static SENTENCES: LazyLock<[Kept; 2]> =
    LazyLock::new(|| [(); 2].map(|()| [(); COUNTED.len()].map(|()| (0..KEPT).map(|_| OnceLock::new()).collect())));

impl Frame {
    /// The text of a key.
    pub fn t(&self, key: &'static str) -> &'static str {
        text(self.language, key)
    }

    /// Whether the page of a unit is there for whoever is signed in.
    pub fn sees(&self, unit: &UnitMention) -> bool {
        self.viewer.as_ref().is_some_and(|it| it.sees(unit.id))
    }

    /// Whether what waits for a decision is theirs to look through.
    pub fn decides(&self) -> bool {
        let roles = [Role::Clerk, Role::Leader, Role::Administrator, Role::Inspector];
        self.viewer.as_ref().is_some_and(|it| roles.iter().any(|role| it.has_role(*role)))
    }

    /// Whether the reminder letters are theirs to look through.
    pub fn writes_letters(&self) -> bool {
        self.viewer.as_ref().is_some_and(|it| it.may("mail.hold_back", &[]))
    }

    /// The unit that whoever is signed in leads: they chair its sessions.
    pub fn chaired(&self) -> Option<model::UnitId> {
        self.viewer.as_ref()?.grants.iter().find(|it| it.role == Role::Leader).map(|it| it.unit)
    }

    /// What is to be said once of all filters that were put aside.
    pub fn put_aside_told(&self) -> String {
        say(self.language, "filter-put-aside", &[("n", self.put_aside.len().into())])
    }

    /// The sentence of a key that tells a count.
    pub fn counted(&self, key: &'static str, n: &usize) -> Cow<'static, str> {
        let form = || say(self.language, key, &[("days", (*n).into()), ("n", (*n).into())]);
        let at = COUNTED.iter().position(|it| *it == key);
        match at.and_then(|at| SENTENCES[self.language as usize][at].get(*n)) {
            Some(kept) => Cow::Borrowed(kept.get_or_init(form)),
            None => Cow::Owned(form()),
        }
    }

    /// The same of what is seldom counted.
    pub fn times(&self, key: &'static str, n: &u32) -> String {
        say(self.language, key, &[("n", (*n).into())])
    }

    /// The keys of every page with lines: what stands on the key, and the key of its words.
    pub fn keys_of_pages(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("J", "keys-next"),
            ("K", "keys-previous"),
            ("Enter", "keys-open"),
            ("X", "keys-pick"),
            ("N", "keys-remind"),
            ("/", "keys-find"),
            ("?", "keys-help"),
        ]
    }

    /// The keys of a desk.
    pub fn keys_of_desk(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("J", "keys-next-item"),
            ("K", "keys-previous-item"),
            ("A", "keys-take"),
            ("E", "keys-amend"),
            ("X", "keys-aside"),
            ("S", "keys-split"),
            ("M", "keys-join"),
            ("G", "keys-same"),
            ("Shift G", "keys-join-session"),
            ("Shift A", "keys-take-sure"),
            ("Shift L", "keys-found-units"),
            ("N", "keys-add"),
            ("U", "keys-undo"),
            ("F", "keys-finish"),
            ("Esc", "keys-leave"),
            ("?", "keys-help"),
        ]
    }

    /// The keys of a briefing.
    pub fn keys_of_briefing(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("J", "keys-next"),
            ("K", "keys-previous"),
            ("O", "keys-open"),
            ("A", "keys-annex"),
            ("P", "keys-print"),
            ("?", "keys-help"),
        ]
    }

    /// An entry of the ledger as people call it. Its number is that of an address: without marks.
    pub fn entry(&self, position: &u64) -> String {
        say(self.language, "page-entry", &[("n", position.to_string().into())])
    }

    /// A number with the marks of the language.
    pub fn number(&self, n: &usize) -> String {
        figures::decimal(self.language, &n.to_string())
    }

    /// A day as offices write it, in its element.
    pub fn day(&self, day: &Date) -> Day {
        Day(*day)
    }

    /// The word of a value that the messages name: `ending-` and `tasks`.
    pub fn word(&self, prefix: &str, value: &impl serde::Serialize) -> String {
        let value = serde_json::to_value(value).unwrap_or_default();
        let code = value.as_str().or_else(|| value["kind"].as_str()).unwrap_or_default().replace('_', "-");
        say(self.language, &format!("{prefix}{code}"), &[])
    }

    /// What a field of work is called.
    pub fn field(&self, field: &model::Field) -> String {
        sentences::field(self.language, *field)
    }

    /// Words, or that they were erased.
    pub fn words<'a>(&self, words: &'a Option<String>) -> &'a str
    where
        'static: 'a,
    {
        words.as_deref().unwrap_or(self.t("erased"))
    }

    /// The words of a mark of the clock.
    pub fn marked(&self, key: &'static str, mark: &i32) -> String {
        say(self.language, key, &[("mark", (*mark).into())])
    }

    /// An order that is not in the register.
    pub fn outside(&self, outside: &Outside<Option<String>>) -> String {
        sentences::outside(self.language, outside)
    }

    /// The name of a unit.
    pub fn unit<'a>(&self, unit: &'a UnitMention) -> &'a str {
        self.words(&unit.name)
    }

    pub fn tag(&self) -> &'static str {
        match self.language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The address of this page in the other language.
    pub fn other_language(&self) -> String {
        let tag = if self.language == Language::Vietnamese { "en" } else { "vi" };
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang" && name != "position");
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair("lang", tag).finish();
        format!("{path}?{query}")
    }

    /// Where the manual tells of what the page is about.
    pub fn manual(&self) -> String {
        crate::manual::address(self.nav)
    }

    /// The address of a static file, which changes with its content.
    pub fn file(&self, name: &str) -> String {
        crate::statics::address(name)
    }
}

/// A count, or that there are more.
pub fn total(language: Language, total: TotalView) -> String {
    match total.is_more {
        true => say(language, "count-more-than", &[("n", total.n.into())]),
        false => figures::decimal(language, &total.n.to_string()),
    }
}

/// A day, written once for people and once for machines.
pub struct Day(Date);

/// An hour of a day, the same way.
pub struct Instant {
    pub at: DateTime,
    /// What stands between the hour and the day.
    pub on_day: &'static str,
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, on_day, day) = (self.at.hour(), self.at.minute(), self.on_day, self.at.date());
        let hour = format_args!("{hour:02}:{minute:02}");
        write!(f, "<time datetime=\"{day}T{hour}+07:00\">{hour} {on_day} {}</time>", Numbers(day))
    }
}

impl askama::filters::HtmlSafe for Instant {}

impl fmt::Display for Day {
    /// A page of the register has a hundred of them: digit by digit they cost a tenth of what formatting does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day] = [self.0.year(), self.0.month().into(), self.0.day().into()];
        if !(1000..10_000).contains(&year) {
            return write!(f, "<time datetime=\"{}\">{}</time>", self.0, Numbers(self.0));
        }
        let mut text = String::with_capacity(64);
        text.push_str("<time datetime=\"");
        push_digits(&mut text, year, 4);
        text.push('-');
        push_digits(&mut text, month, 2);
        text.push('-');
        push_digits(&mut text, day, 2);
        text.push_str("\">");
        push_digits(&mut text, day, 2);
        text.push('/');
        push_digits(&mut text, month, if (3..10).contains(&month) { 1 } else { 2 });
        text.push('/');
        push_digits(&mut text, year, 4);
        text.push_str("</time>");
        f.write_str(&text)
    }
}

/// The last `n` digits of a number.
fn push_digits(text: &mut String, number: i16, n: u32) {
    for place in (0..n).rev() {
        let digit = number / 10_i16.pow(place) % 10;
        text.push(char::from(b'0' + digit as u8));
    }
}

/// The numbers of a day as offices write them: January and February with a zero (Decree 30/2020).
struct Numbers(Date);

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        match month < 3 {
            true => write!(f, "{day:02}/0{month}/{year}"),
            false => write!(f, "{day:02}/{month}/{year}"),
        }
    }
}

impl askama::filters::HtmlSafe for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_for_people_and_for_machines() {
        let cases = [
            ("2026-01-05", "<time datetime=\"2026-01-05\">05/01/2026</time>"),
            ("2026-09-30", "<time datetime=\"2026-09-30\">30/9/2026</time>"),
            ("2026-12-31", "<time datetime=\"2026-12-31\">31/12/2026</time>"),
            ("0999-03-01", "<time datetime=\"0999-03-01\">01/3/999</time>"),
        ];
        for (day, wanted) in cases {
            assert_eq!(Day(day.parse().unwrap()).to_string(), wanted);
        }
    }
}
