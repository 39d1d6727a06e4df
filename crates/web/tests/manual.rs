//! The manual as it is served: every chapter and picture is there, leads somewhere, and quotes words of the pages.

use app::messages::Language;
use app::{Location, Office};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;
use web::{Shared, router};

/// The longest picture, in bytes.
const LONGEST_PICTURE: u64 = 80_000;

struct Register {
    folder: PathBuf,
    shared: Arc<Shared>,
}

impl Drop for Register {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Register {
    /// Nobody can sign in to it yet.
    fn new() -> Register {
        let folder = std::env::temp_dir().join(format!("bamsat-web-manual-{}", std::process::id()));
        let location = Location { data: folder.clone(), database: None };
        let office = Arc::new(Office::open(&location, None, "Root").unwrap());
        Register { folder, shared: Shared::new(office, Language::Vietnamese, Box::new(|_| ())) }
    }

    async fn get(&self, path: &str) -> (StatusCode, Vec<u8>) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router(&self.shared).oneshot(request).await.unwrap();
        (response.status(), to_bytes(response.into_body(), usize::MAX).await.unwrap().into())
    }

    /// What stands in `<main>` of a page that is there.
    async fn main_of(&self, path: &str) -> String {
        let (status, body) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let page = String::from_utf8(body).unwrap();
        page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned()
    }
}

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let names = fs::read_dir(file(folder)).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    names.filter_map(|it| it.strip_suffix(ending).map(str::to_owned)).collect()
}

fn between<'a>(text: &'a str, opening: &'a str, closing: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(opening).skip(1).filter_map(move |it| Some(it.split_once(closing)?.0))
}

/// The words of every message, and of every choice in one, with a mark of omission where a value stands.
fn messages(language: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(file(&format!("crates/app/messages/{language}.ftl"))).unwrap();
    let words = text.lines().filter_map(|it| {
        let is_choice = it.starts_with(' ');
        if is_choice { it.split_once("] ") } else { it.split_once(" = ") }.map(|it| it.1)
    });
    words.map(without_values).collect()
}

fn without_values(words: &str) -> String {
    let mut parts = words.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |words, it| words + "\u{2026}" + it.split_once('}').map_or("", |it| it.1))
}

#[tokio::test]
async fn every_chapter_is_there_leads_somewhere_and_quotes_the_pages() {
    let register = Register::new();
    let mut pictures = BTreeSet::new();
    for language in ["vi", "en"] {
        let query = format!("?lang={language}");
        let contents = register.main_of(&format!("/manual{query}")).await;
        let listed: BTreeSet<String> = between(&contents, "href=\"/manual/", "\"").map(str::to_owned).collect();
        let all = names("docs/manual", ".md").into_iter();
        let (english, vietnamese): (BTreeSet<_>, BTreeSet<_>) = all.partition(|it| it.ends_with(".en"));
        assert_eq!(listed, vietnamese, "{language}");
        assert_eq!(listed, english.iter().map(|it| it.trim_end_matches(".en").to_owned()).collect(), "{language}");
        let messages = messages(language);
        for chapter in listed {
            let main = register.main_of(&format!("/manual/{chapter}{query}")).await;
            for target in between(&main, "href=\"", "\"").chain(between(&main, "src=\"", "\"")) {
                let (status, _) = register.get(&target.replace("&amp;", "&")).await;
                assert_eq!(status, StatusCode::OK, "{chapter} ({language}): {target}");
            }
            for quoted in between(&main, "<strong>", "</strong>") {
                assert!(messages.contains(quoted), "{chapter} ({language}): no message says `{quoted}`");
            }
            pictures.extend(between(&main, "src=\"/static/", ".webp").map(str::to_owned));
        }
    }
    assert_eq!(pictures, names("docs/manual/pictures", ".webp"));
    for picture in pictures {
        let length = fs::metadata(file(&format!("docs/manual/pictures/{picture}.webp"))).unwrap().len();
        assert!(length < LONGEST_PICTURE, "{picture} has {length} bytes");
    }
}

#[tokio::test]
async fn a_chapter_that_nobody_wrote_is_missing() {
    let (status, _) = Register::new().get("/manual/nothing").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
