//! The manual: its chapters and pictures come with the program, and are there for everybody, signed in or not.

use crate::acts::in_turn;
use crate::ask::Ask;
use crate::error::{Fault, answer};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use app::messages::Language;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::sync::{Arc, LazyLock};

/// A chapter as it is written.
struct Source {
    name: &'static str,
    /// The entries of the navigation it tells of.
    nav: &'static [&'static str],
    /// In the order of [`Language`].
    texts: [&'static str; 2],
}

/// `docs/manual/NAME.md` and `docs/manual/NAME.en.md`.
macro_rules! source {
    ($name:literal, $nav:expr) => {
        Source {
            name: $name,
            nav: $nav,
            texts: [
                include_str!(concat!("../../../docs/manual/", $name, ".md")),
                include_str!(concat!("../../../docs/manual/", $name, ".en.md")),
            ],
        }
    };
}

/// In the order of a working day.
const SOURCES: [Source; 10] = [
    source!("start", &["home", "me"]),
    source!("intake", &["documents", "open"]),
    source!("register", &["tasks"]),
    source!("task", &[]),
    source!("links", &[]),
    source!("units", &["units", "accounts"]),
    source!("sessions", &["sessions"]),
    source!("matters", &["matters"]),
    source!("print", &[]),
    source!("reminders", &["outbox"]),
];

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        /// The pictures by their names.
        pub const PICTURES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../../docs/manual/pictures/", $name)))),*];
    };
}
pictures![
    "intake.webp",
    "link-phone.webp",
    "register-phone.webp",
    "register.webp",
    "sheet.webp",
    "task.webp",
    "units.webp",
];

/// A chapter as it is shown.
struct Chapter {
    name: &'static str,
    title: &'static str,
    /// Its first paragraph: what it helps to do.
    what: &'static str,
    body: String,
}

static CHAPTERS: LazyLock<[[Chapter; SOURCES.len()]; 2]> =
    LazyLock::new(|| [0, 1].map(|language| SOURCES.map(|it| Chapter::new(it.name, it.texts[language]))));

impl Chapter {
    fn new(name: &'static str, text: &'static str) -> Chapter {
        let mut parts = text.split("\n\n");
        let title = parts.next().unwrap_or_default().trim_start_matches("# ");
        let what = parts.next().unwrap_or_default();
        let mut body = String::new();
        html::push_html(&mut body, Parser::new_ext(text, Options::ENABLE_TABLES).flat_map(led));
        Chapter { name, title, what, body }
    }
}

/// An event of the text, with links and pictures leading to where they are served; a picture opens on its own, in full size.
fn led(event: Event) -> Vec<Event> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            vec![Event::Start(Tag::Link { link_type, dest_url: served(dest_url), title, id })]
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = served(dest_url);
            let opening = Event::InlineHtml(format!("<a href=\"{dest_url}\">").into());
            vec![opening, Event::Start(Tag::Image { link_type, dest_url, title, id })]
        }
        Event::End(TagEnd::Image) => vec![event, Event::InlineHtml("</a>".into())],
        it => vec![it],
    }
}

fn served(target: CowStr) -> CowStr {
    if let Some(picture) = target.strip_prefix("pictures/") {
        return crate::statics::address(picture).into();
    }
    match target.split_once('.') {
        Some((name, "md" | "en.md")) => format!("/manual/{name}").into(),
        _ => target,
    }
}

/// Where the manual tells of what an entry of the navigation leads to.
pub fn address(nav: &str) -> String {
    match SOURCES.iter().find(|it| it.nav.contains(&nav)) {
        Some(source) => format!("/manual/{}", source.name),
        None => "/manual".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "manual.html")]
struct ManualPage<'a> {
    f: &'a Frame,
    chapters: &'a [Chapter],
    /// The chapter that is open; none on the page of contents.
    at: Option<usize>,
}

/// `GET /manual` and `GET /manual/{chapter}`.
pub async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| {
        let chapters = &CHAPTERS[(ask.language == Language::English) as usize];
        let (asked, at) = (ask.part(1), chapters.iter().position(|it| it.name == ask.part(1)));
        if at.is_none() && !asked.is_empty() {
            return answer(shared, ask, Fault::NoPage);
        }
        let frame = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => Frame { nav: "manual", ..Frame::aside(&shared.office, ask, &viewer) },
            Err(_) => Frame { nav: "manual", ..Frame::at_the_door(ask) },
        };
        let page = ManualPage { f: &frame, chapters, at }.render();
        (StatusCode::OK, [(CONTENT_TYPE, "text/html; charset=utf-8")], page.unwrap_or_default()).into_response()
    })
    .await
}
