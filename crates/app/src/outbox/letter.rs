//! A letter in words: subject, plain text and simple HTML, in the language of whoever reads it.
//!
//! The subject tells how many things and which day, never what they are: subjects stand on locked screens.

use super::due::{About, Matter};
use crate::figures;
use crate::messages::{Language, say, text};
use jiff::civil::Date;
use model::state::{MailKind, MailReason};
use std::fmt::Write;

/// What a letter is written from.
pub struct Letter<'a> {
    pub language: Language,
    pub kind: MailKind,
    pub today: Date,
    /// The name of whoever reads it.
    pub name: &'a str,
    pub matters: &'a [Matter],
    /// The name of the unit of each of them.
    pub units: &'a [String],
    /// How others reach the register, without a slash at the end.
    pub server: &'a str,
}

/// A letter as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// How the parts of the HTML look, within each of them: many mail programs take no style sheet. Nothing is coloured, so
/// that a dark screen stays legible; what is pressed is as high as a finger.
const BODY: &str = "font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:0 auto;padding:12px";
const HEADING: &str = "font-size:17px;margin:24px 0 4px";
const LIST: &str = "margin:0;padding-left:20px";
const WAY: &str = "display:inline-block;padding:10px 0";
/// So many things are told one by one; the others are counted.
pub(super) const MOST: usize = 60;
/// So much of the words of a task is told.
const LONGEST_WORDS: usize = 240;

impl Letter<'_> {
    /// The letter in words.
    pub fn write(&self) -> Written {
        Written { subject: self.subject(), plain: self.plain(), html: self.html() }
    }

    fn subject(&self) -> String {
        let key = match self.kind {
            MailKind::Digest => "mail-subject-digest",
            MailKind::Urgent => "mail-subject-urgent",
            MailKind::Session => "mail-subject-session",
        };
        say(self.language, key, &[("n", self.matters.len().into()), ("day", figures::day(self.today).into())])
    }

    /// The lines before the things themselves.
    fn opening(&self) -> [String; 2] {
        let dear = say(self.language, "mail-dear", &[("name", self.name.into())]);
        let args = [("n", self.matters.len().into()), ("day", figures::day(self.today).into())];
        let opening = if self.kind == MailKind::Session { "mail-opening-session" } else { "mail-opening" };
        [dear, say(self.language, opening, &args)]
    }

    /// The lines after them.
    fn closing(&self) -> Vec<(String, String)> {
        let n_more = self.matters.len().saturating_sub(MOST);
        let more = (n_more > 0).then(|| (say(self.language, "mail-more", &[("n", n_more.into())]), "/".to_owned()));
        let change = (text(self.language, "mail-change").to_owned(), "/me".to_owned());
        more.into_iter().chain([change]).map(|(words, path)| (words, format!("{}{path}", self.server))).collect()
    }

    fn plain(&self) -> String {
        let mut out = String::new();
        self.opening().iter().for_each(|it| out.push_str(&format!("{it}\n\n")));
        let mut before = None;
        for (i, (matter, unit)) in self.told().enumerate() {
            if before.replace(matter.reason) != Some(matter.reason) {
                let _ = writeln!(out, "{}\n", self.heading(matter.reason).to_uppercase());
            }
            let (does, address) = self.way(matter);
            let _ = writeln!(
                out,
                "{}. {}\n   {}\n   {does}: {address}\n",
                i + 1,
                title(self, matter),
                self.facts(matter, unit)
            );
        }
        self.closing().iter().for_each(|(words, address)| out.push_str(&format!("{words}: {address}\n")));
        let _ = write!(out, "\n{}\n", text(self.language, "mail-automatic"));
        out
    }

    fn html(&self) -> String {
        let tag = if self.language == Language::Vietnamese { "vi" } else { "en" };
        let mut out = format!(
            "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title></head><body style=\"{BODY}\">",
            escaped(&self.subject())
        );
        self.opening().iter().for_each(|it| out.push_str(&format!("<p>{}</p>", escaped(it))));
        let mut before = None;
        for (matter, unit) in self.told() {
            if before != Some(matter.reason) {
                let close = if before.replace(matter.reason).is_some() { "</ul>" } else { "" };
                let _ = write!(
                    out,
                    "{close}<h2 style=\"{HEADING}\">{}</h2><ul style=\"{LIST}\">",
                    escaped(self.heading(matter.reason))
                );
            }
            let (does, address) = self.way(matter);
            let (title, facts) = (escaped(&title(self, matter)), escaped(&self.facts(matter, unit)));
            let _ = write!(
                out,
                "<li><p><b>{title}</b><br>{facts}<br><a style=\"{WAY}\" href=\"{}\">{}</a></p></li>",
                escaped(&address),
                escaped(does)
            );
        }
        out.push_str(if before.is_some() { "</ul>" } else { "" });
        for (words, address) in self.closing() {
            let _ = write!(out, "<p><a href=\"{}\">{}</a></p>", escaped(&address), escaped(&words));
        }
        let _ = write!(out, "<p>{}</p></body></html>", escaped(text(self.language, "mail-automatic")));
        out
    }

    fn told(&self) -> impl Iterator<Item = (&Matter, &String)> {
        self.matters.iter().zip(self.units).take(MOST)
    }

    fn heading(&self, reason: MailReason) -> &'static str {
        text(self.language, heading(reason))
    }

    /// Whose it is, when it is due, and for how long it waits.
    fn facts(&self, matter: &Matter, unit: &str) -> String {
        let unit = (!unit.is_empty()).then(|| say(self.language, "mail-unit", &[("unit", unit.into())]));
        if let Some(change) = &matter.change {
            return unit.into_iter().chain([change.told(self.language, matter.reason)]).collect::<Vec<_>>().join(" ");
        }
        let key = if matter.reason == MailReason::SessionComing { "mail-held-on" } else { "mail-due-on" };
        let due = matter.due_on.map(|it| say(self.language, key, &[("day", figures::day(it).into())]));
        let days = say(self.language, clock(matter.reason), &[("days", matter.days.into())]);
        unit.into_iter().chain(due).chain([days]).collect::<Vec<_>>().join(" ")
    }

    /// What is to be done, and the address of the very form.
    fn way(&self, matter: &Matter) -> (&'static str, String) {
        let (key, path) = match &matter.about {
            // Whoever is asked no more does not see it any more.
            About::Session { .. } if matter.reason == MailReason::InvitationWithdrawn => {
                ("mail-see", "/sessions".into())
            }
            About::Session { id } => ("mail-see", format!("/sessions/{id}")),
            About::Task { code, .. } => {
                let (key, act) = way(matter.reason, matter.n_up);
                (key, format!("/tasks/{code}?act={act}#acts"))
            }
        };
        (text(self.language, key), format!("{}{path}", self.server))
    }
}

fn title(letter: &Letter, matter: &Matter) -> String {
    let words = matter.words.as_deref().unwrap_or(text(letter.language, "erased"));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = match words.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{}…", words[..words[..end].rfind(' ').unwrap_or(end)].trim_end()),
        None => words,
    };
    match &matter.about {
        About::Task { code, .. } => format!("{code} – {words}"),
        About::Session { .. } => words,
    }
}

/// The heading above what is told for a reason.
pub fn heading(reason: MailReason) -> &'static str {
    match reason {
        MailReason::Overdue => "mail-reason-overdue",
        MailReason::CameBack => "mail-reason-came-back",
        MailReason::ExtensionAsked => "mail-reason-extension-asked",
        MailReason::Declined => "mail-reason-declined",
        MailReason::AwaitingConfirmation => "mail-reason-awaiting-confirmation",
        MailReason::DueSoon => "mail-reason-due-soon",
        MailReason::Silent => "mail-reason-silent",
        MailReason::SilentUndated => "mail-reason-silent-undated",
        MailReason::SessionComing => "mail-reason-session-coming",
        MailReason::SessionCalledOff => "mail-reason-session-called-off",
        MailReason::SessionMoved => "mail-reason-session-moved",
        MailReason::InvitationWithdrawn => "mail-reason-invitation-withdrawn",
    }
}

fn clock(reason: MailReason) -> &'static str {
    match reason {
        MailReason::Overdue => "mail-days-late",
        MailReason::DueSoon => "mail-days-left",
        MailReason::SessionComing => "mail-days-to-session",
        MailReason::Silent | MailReason::SilentUndated => "mail-days-silent",
        _ => "mail-days-waiting",
    }
}

/// The words of what is to be done, and the act whose form it is.
fn way(reason: MailReason, n_up: u16) -> (&'static str, &'static str) {
    match reason {
        MailReason::ExtensionAsked if n_up == 0 => ("mail-decide-extension", "grant_extension"),
        MailReason::Declined if n_up == 0 => ("mail-decide-lead", "reassign"),
        MailReason::AwaitingConfirmation if n_up == 0 => ("mail-confirm", "confirm"),
        _ if n_up > 0 => ("mail-urge", "urge"),
        _ => ("mail-report", "report_progress"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
