//! One notice in every format: the same drafts, passages that lead to the same words, and nothing left when it is erased.

use app::erasing::Erasable;
use app::intake::{FileRead, read_file};
use app::propose::{Draft, Proposal};
use app::take::Taken;
use app::{Error, Location, Office, Role};
use model::state::TextDoubtKind;
use std::fs;
use std::path::{Path, PathBuf};

const BY: &str = "office";

const NOTICES: [&str; 6] =
    ["notice.txt", "notice-utf16.txt", "notice-tcvn3.txt", "notice.html", "notice.docx", "notice.pdf"];

struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let data = std::env::temp_dir().join(format!("app-formats-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        Place(data)
    }

    fn open(&self) -> Office {
        let location = Location { data: self.0.clone(), database: None };
        Office::open(&location, Some("2022-06-01T02:00:00Z".parse().unwrap()), "root").unwrap()
    }

    fn n_files(&self) -> usize {
        let folders = fs::read_dir(self.0.join("files")).into_iter().flatten().map(|it| it.unwrap().path());
        folders.flat_map(|it| fs::read_dir(it).unwrap()).count()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name)).unwrap()
}

fn file(name: &str) -> FileRead {
    read_file(name, bytes(name)).unwrap()
}

fn take(office: &Office, name: &str) -> Proposal {
    match office.accept(&file(name), BY, true).unwrap() {
        Taken::Accepted { proposal, .. } => *proposal,
        Taken::Known(it) => panic!("{name} is known as {}", it.id),
    }
}

/// A draft as a line: outcome, leads, day, words.
fn line(proposal: &Proposal, draft: &Draft) -> String {
    let leads: Vec<&str> = draft.leads.iter().map(|&it| proposal.units[it].name.as_str()).collect();
    let due_on = draft.deadline.due_on().map_or("-".to_owned(), |it| it.to_string());
    format!("{:?} | {} | {due_on} | {}", draft.outcome, leads.join(", "), draft.words)
}

fn lines(proposal: &Proposal) -> Vec<String> {
    proposal.drafts.iter().map(|it| line(proposal, it)).collect()
}

fn faults(office: &Office) -> Vec<&'static str> {
    let view = office.check(None).unwrap();
    view.problems.iter().chain(&view.strays).map(|it| it.fault).collect()
}

#[test]
fn the_same_notice_gives_the_same_drafts_in_every_format() {
    let wanted: Vec<&str> = include_str!("formats/notice.drafts").lines().collect();
    for name in NOTICES {
        assert_eq!(lines(&app::intake::propose_alone(&file(name))), wanted, "{name}");
    }
    let wanted: Vec<&str> = include_str!("formats/tasks.drafts").lines().collect();
    assert_eq!(lines(&app::intake::propose_alone(&file("tasks.xlsx"))), wanted);
}

#[test]
fn passages_lead_to_the_frozen_words_and_an_erasure_leaves_none_of_them() {
    for name in NOTICES {
        let place = Place::new(name);
        let office = place.open();
        let proposal = take(&office, name);
        let actor = office.account_or_first(BY).unwrap();
        office.grant(actor, BY, Role::Administrator, None).unwrap();
        let viewer = office.viewer(actor).unwrap();
        let document = office.documents().unwrap().documents.remove(0);
        let page = office.document_page(&viewer, &document.id.to_string()).unwrap();
        let text = page.text.unwrap();
        for draft in &proposal.drafts {
            let words: Vec<&str> = text[draft.span.start..draft.span.end].split_whitespace().collect();
            assert!(words.join(" ").contains(draft.words.split_whitespace().last().unwrap()), "{name}: {words:?}");
        }
        let task = office.task_page(&viewer, "2022-0001").unwrap();
        let source: Vec<String> = task.source.unwrap().words.split_whitespace().map(str::to_owned).collect();
        assert_eq!(source.join(" "), task.task.words.unwrap(), "{name}");
        let is_plain = text.as_bytes() == bytes(name);
        assert_eq!(place.n_files(), if is_plain { 1 } else { 2 }, "{name}");
        assert_eq!(faults(&office), Vec::<&str>::new(), "{name}");
        office.erase(Erasable::Document, &document.id.to_string(), actor, "because").unwrap();
        assert_eq!((place.n_files(), faults(&office)), (0, Vec::new()), "{name}");
        assert!(office.open_drafts().unwrap().drafts.is_empty(), "{name}");
    }
}

#[test]
fn a_frozen_text_is_checked_as_its_file_is() {
    let place = Place::new("checked");
    let office = place.open();
    take(&office, "notice.docx");
    let text = office.documents().unwrap().documents.remove(0).extracted.unwrap().text.unwrap();
    let path = place.0.join("files").join(&text[..2]).join(&text);
    fs::write(&path, b"other words").unwrap();
    assert_eq!(faults(&office), ["altered"]);
    fs::remove_file(&path).unwrap();
    assert_eq!(faults(&office), ["missing"]);
    assert!(office.open_drafts().unwrap().drafts.is_empty());
}

#[test]
fn a_text_that_two_documents_have_stays_while_one_of_them_does() {
    let place = Place::new("shared");
    let office = place.open();
    take(&office, "notice.txt");
    take(&office, "notice-utf16.txt");
    let actor = office.account_or_first(BY).unwrap();
    assert_eq!(place.n_files(), 2);
    let documents = office.documents().unwrap().documents;
    for (name, n_left) in [("notice.txt", 2), ("notice-utf16.txt", 0)] {
        let document = documents.iter().find(|it| it.file_name.as_deref() == Some(name)).unwrap();
        office.erase(Erasable::Document, &document.id.to_string(), actor, "because").unwrap();
        assert_eq!((place.n_files(), faults(&office)), (n_left, Vec::new()));
    }
}

#[test]
fn a_mark_of_secrecy_is_found_in_every_format_before_anything_is_kept() {
    let text = include_str!("formats/secret.txt");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let place = Place::new("secret");
    let office = place.open();
    let actor = office.account_or_first(BY).unwrap();
    office.grant(actor, BY, Role::Clerk, None).unwrap();
    let viewer = office.viewer(actor).unwrap();
    for (name, bytes) in [("a.txt", bytes("secret.txt")), ("a.html", bytes("secret.html")), ("b.txt", wide)] {
        match office.take_in_as(&viewer, name, bytes, false) {
            Err(Error::Refused(it)) => assert_eq!(it.code(), "classified", "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(place.n_files(), 0);
}

#[test]
fn what_is_not_certain_stays_with_the_document() {
    let place = Place::new("doubts");
    let office = place.open();
    let proposal = take(&office, "notice-tcvn3.txt");
    let document = office.documents().unwrap().documents.remove(0);
    for doubts in [&proposal.doubts[..], document.doubts()] {
        assert_eq!(doubts.iter().map(|it| it.kind).collect::<Vec<_>>(), [TextDoubtKind::EncodingGuessed]);
    }
    assert_eq!(document.extracted.unwrap().by, format!("reader-{}+tcvn3", env!("CARGO_PKG_VERSION")));
}
