//! The links of a task, the address of a link that was just given, and the page that a link opens.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::files_shown::FileShown;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::figures;
use app::links::{GivenLink, LinkPageView, TaskLinksView};
use app::messages::say;
use askama::Template;
use jiff::ToSpan;
use qrcode::{Color, EcLevel, QrCode};
use std::borrow::Borrow;

/// A link is offered for so many days.
const OFFERED_DAYS: i32 = 30;

pub struct LinksShown {
    view: TaskLinksView,
    give: Option<FormShown>,
    /// A key for each form that revokes.
    keys: Vec<String>,
}

shown!(LinksShown, LinksPage, "links.html", view);

pub fn links(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.task_links(seen.viewer, seen.ask.part(if seen.ask.is_api() { 2 } else { 1 }))?;
    let action = format!("/tasks/{}/links", view.task.code);
    let last_on = view.today.saturating_add(OFFERED_DAYS.days()).strftime("%d/%m/%Y");
    let to = view.task.lead.name.clone().unwrap_or_default();
    let give = form(seen, "task.give_link", action, None).filter(|_| view.may_give);
    let give = give.map(|it| FormShown { is_main: true, ..it.with("to", to).with("last_on", last_on) });
    let keys = view.links.iter().map(|_| seen.office.new_id().to_string()).collect();
    Ok(Box::new(LinksShown { view, give, keys }))
}

/// The address of a link, this once: to be copied into a message, or printed.
#[derive(Template)]
#[template(path = "given.html")]
pub struct GivenPage<'a> {
    pub f: &'a Frame,
    pub v: &'a GivenLink,
    pub address: String,
    /// Whether nobody but the machine itself comes to it.
    pub is_local: bool,
    /// A message without a word of the task, and one with them.
    pub bare: String,
    pub whole: String,
    pub code: QrShown,
}

impl GivenPage<'_> {
    pub fn new<'a>(f: &'a Frame, v: &'a GivenLink, address: String) -> GivenPage<'a> {
        let due = f.due(&v.task).map(|it| format!(" ({} {})", f.t("page-due"), figures::day(it))).unwrap_or_default();
        let message = |key| {
            let args = [
                ("to", v.to.as_str().into()),
                ("address", address.as_str().into()),
                ("last_on", figures::day(v.last_on).into()),
                ("words", v.task.words.clone().unwrap_or_default().into()),
                ("due", due.clone().into()),
            ];
            say(f.language, key, &args)
        };
        let (bare, whole) = (message("links-message"), message("links-message-whole"));
        GivenPage { f, v, code: QrShown::of(&address), address, is_local: false, bare, whole }
    }
}

/// The page that a link opens.
#[derive(Template)]
#[template(path = "link.html")]
pub struct LinkPage<'a> {
    pub f: &'a Frame,
    pub v: &'a LinkPageView,
    pub action: &'a str,
    /// Where files are sent in pieces.
    pub uploads: String,
    pub key: String,
    /// Whether the task is to be reported as done.
    pub is_done: bool,
    pub words: &'a str,
    pub done_on: &'a str,
    /// Number and day of the document that is the deliverable.
    pub deliverable: &'a str,
    /// Why what was sent was not written.
    pub sentence: Option<String>,
    pub is_sent: bool,
    pub files: &'a [FileShown],
}

/// An address as a drawing of squares, black on white whatever the colours of the page.
pub struct QrShown {
    /// Squares of a side, with the white edge that readers want.
    pub side: usize,
    /// The dark ones, as the path of a drawing.
    pub path: String,
}

/// Readers want so many white squares around.
const QUIET_ZONE: usize = 4;

impl QrShown {
    /// An address longer than a drawing can hold gives an empty one: it stands beside it in letters.
    fn of(address: &str) -> QrShown {
        let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
            return QrShown { side: 0, path: String::new() };
        };
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let n = row[x..].iter().take_while(|it| **it == Color::Dark).count();
                if n > 0 {
                    path.push_str(&format!("M{} {}h{n}v1h-{n}z", x + QUIET_ZONE, y + QUIET_ZONE));
                }
                x += n + 1;
            }
        }
        QrShown { side: width + 2 * QUIET_ZONE, path }
    }
}
