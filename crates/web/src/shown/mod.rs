//! The pages: each a view of the office with what its form needs, drawn by one template, or told as JSON.

mod arrivals;
mod assigning;
mod below;
mod briefing;
mod calendar;
mod columns;
mod components;
mod desk;
mod documents;
mod filters;
mod home;
mod line;
mod links;
mod lists;
mod matters;
mod meetings;
mod outbox;
mod people;
mod rates;
mod record;
mod roll;
mod sections;
mod sessions;
mod sheet;
mod sourcing;
mod state;
mod task;
mod tasks;
mod trial;
mod units;

pub use arrivals::ArrivalShown;
pub use assigning::{AssignPage, AssignShown, LookPage, LookShown, assigning};
pub use below::{BelowPage, BelowShown, below};
pub use briefing::{session_briefing, unit_briefing};
pub use calendar::{calendar, recounts};
pub use components::components;
pub use desk::desk;
pub use documents::{document, documents, open};
pub use filters::filters;
pub use home::{home, next_step};
pub use links::{GivenPage, LinkPage, links};
pub use lists::list;
pub use matters::{limitations, matter, petitions, queried};
pub use meetings::{PlanPage, PlanShown, amend_plan, hall, invitation, minutes, plan, with_classes};
pub use outbox::{mail_rules, outbox};
pub use people::{account, accounts, me, me_refused};
pub use rates::{rate_tasks, rates};
pub use record::record;
pub use roll::{RollPage, RollShown, TypedLine, roll};
pub use sessions::{session, sessions};
pub use sheet::sheet;
pub use sourcing::sourcing;
pub use task::task;
pub use tasks::{asked, tasks};
pub use trial::{TrialShown, trial};
pub use units::{unit, units};

use crate::act_forms::FormShown;
use crate::ask::Fields;
use crate::error::Ways;
use crate::pages::Seen;
use crate::render::Frame;
use app::feeds::GivenFeed;
use app::unit_list::{Below, UnitListView};
use app::views::{UnitMention, UnitPageView};
use askama::Template;
use axum::http::StatusCode;
use std::borrow::Borrow;
use std::sync::atomic::AtomicUsize;

/// What can be drawn as a page and told as JSON.
pub trait Shown {
    fn html(&self, frame: &Frame, out: &mut String) -> askama::Result<()>;
    /// The view itself, without what only a page needs.
    fn json(&self) -> serde_json::Result<Vec<u8>>;
    /// How long the pages of its kind are, bytes.
    fn usual_length(&self) -> &'static AtomicUsize;
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

/// A page that tells why what was asked for is not what it shows.
struct Refused<S>(S, StatusCode);

impl<S: Shown> Shown for Refused<S> {
    fn html(&self, frame: &Frame, out: &mut String) -> askama::Result<()> {
        self.0.html(frame, out)
    }

    fn json(&self) -> serde_json::Result<Vec<u8>> {
        self.0.json()
    }

    fn usual_length(&self) -> &'static AtomicUsize {
        self.0.usual_length()
    }

    fn status(&self) -> StatusCode {
        self.1
    }
}

/// Draws `$shown` with the template `$path`; its JSON is its own, or that of its field `$view`.
macro_rules! shown {
    ($shown:ident, $seen:vis $page:ident, $path:literal $(, $($view:tt)+)?) => {
        #[derive(askama::Template)]
        #[template(path = $path)]
        $seen struct $page<'a> {
            $seen f: &'a crate::render::Frame,
            $seen v: &'a $shown,
        }

        impl crate::shown::Shown for $shown {
            fn html(&self, frame: &crate::render::Frame, out: &mut String) -> askama::Result<()> {
                askama::Template::render_into(&$page { f: frame, v: self }, out)
            }
            fn json(&self) -> serde_json::Result<Vec<u8>> {
                serde_json::to_vec(&self $(.$($view)+)?)
            }
            fn usual_length(&self) -> &'static std::sync::atomic::AtomicUsize {
                static LENGTH: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(16 * 1024);
                &LENGTH
            }
        }
    };
}
pub(crate) use shown;

/// A form of this page with a key of its own.
fn form(seen: &Seen, act: &str, action: String, version: Option<u64>) -> Option<FormShown> {
    FormShown::new(seen.ask.language, act, action, seen.office.new_id().to_string(), version)
}

#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    pub f: &'a Frame,
    pub title: &'static str,
    pub sentence: &'a str,
    pub ways: Ways,
    /// The page to go back to, and the key of the words of its link.
    pub back: Option<(&'a str, &'static str)>,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage<'a> {
    pub f: &'a Frame,
    pub name: &'a str,
    pub next: &'a str,
    pub sentence: Option<String>,
}

#[derive(Template)]
#[template(path = "first.html")]
pub struct FirstPage<'a> {
    pub f: &'a Frame,
    pub name: &'a str,
    pub code: &'a str,
    pub sentence: Option<String>,
}

/// The address of a calendar, this once.
#[derive(Template)]
#[template(path = "feed_given.html")]
pub struct FeedGivenPage<'a> {
    pub f: &'a Frame,
    pub v: &'a GivenFeed,
    pub address: String,
}

#[derive(Template)]
#[template(path = "code.html")]
pub struct CodePage<'a> {
    pub f: &'a Frame,
    pub name: &'a str,
    pub code: &'a str,
}

/// A list of units before it is written.
#[derive(Template)]
#[template(path = "unit_list.html")]
pub struct UnitListPage<'a> {
    pub f: &'a Frame,
    pub names: &'a str,
    pub below: &'a str,
    /// The unit they come below, where it was not typed.
    pub fixed: Option<UnitMention>,
    pub key: String,
    pub view: &'a UnitListView,
}

/// A move that did not say clearly where to.
#[derive(Template)]
#[template(path = "unit_move.html")]
pub struct UnitMovePage<'a> {
    pub f: &'a Frame,
    pub page: &'a UnitPageView,
    pub typed: &'a Fields,
    pub below: &'a Below,
    pub key: &'a str,
}

/// What became of one act on many tasks.
#[derive(Template)]
#[template(path = "batch.html")]
pub struct BatchPage<'a> {
    pub f: &'a Frame,
    pub title: &'static str,
    /// Where what was not done is sent again; nowhere where it has to be looked at first.
    pub again: Option<&'a str>,
    pub act: &'a str,
    pub words: &'a str,
    /// Whether one of them names a deliverable that is not there.
    pub wants_waiver: bool,
    /// Codes of tasks.
    pub done: Vec<String>,
    pub not_done: Vec<NotDone>,
    /// The list they were picked from, and what its link says.
    pub back: (&'a str, &'static str),
    pub key: String,
}

/// A task that stays as it was, and why.
pub struct NotDone {
    pub code: String,
    pub why: String,
}
