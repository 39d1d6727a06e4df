//! What is kept and what is not: files beside the register, lines that are no acts, the last account.

use app::acting::Answered;
use app::erasing::Erasable;
use app::intake::{FileRead, read_file};
use app::messages::Language;
use app::{Error, Location, Office};
use model::{AccountId, Refusal};
use std::fs;
use std::path::{Path, PathBuf};

const BY: &str = "office";

/// A place of its own for one test, removed in the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let data = std::env::temp_dir().join(format!("app-keeping-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        Place(data)
    }

    fn open(&self, at: &str) -> Office {
        Office::open(&self.location(), Some(at.parse().unwrap()), "root").unwrap()
    }

    fn location(&self) -> Location {
        Location { data: self.0.clone(), database: None }
    }

    /// Every file below `files`, by its path.
    fn files(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.0.join("files")).into_iter().flatten().map(|it| it.unwrap().path());
        folders.flat_map(|it| fs::read_dir(it).unwrap()).map(|it| it.unwrap().path()).collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const LATER: &str = "2020-06-01T02:00:00Z";

fn example() -> FileRead {
    let name = "02-notice-khuoi-leng-reservoir-2020-05-12.txt";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    read_file(name, fs::read(path).unwrap()).unwrap()
}

fn filled(place: &Place) -> (Office, AccountId) {
    let office = place.open(LATER);
    office.accept(&example(), BY, false).unwrap();
    let actor = office.account_or_first(BY).unwrap();
    (office, actor)
}

/// What a check finds: faults and keys.
fn faults(office: &Office) -> Vec<(String, &'static str)> {
    let view = office.check(None).unwrap();
    view.problems.into_iter().chain(view.strays).map(|it| (it.key.unwrap_or_default(), it.fault)).collect()
}

#[test]
fn a_check_names_files_that_no_document_has_and_deletes_none() {
    let place = Place::new("strays");
    let (office, _) = filled(&place);
    assert_eq!(faults(&office), []);
    let kept = place.files().remove(0);
    let half = kept.with_extension("half-1-0");
    fs::write(&half, b"half").unwrap();
    let name = |path: &Path| path.strip_prefix(place.0.join("files")).unwrap().display().to_string();
    assert_eq!(faults(&office), [(name(&half), "extra")]);
    // What an intake left that was cut off does not make the register less whole.
    assert_eq!(office.check(None).unwrap().problems, []);
    assert!(half.exists());
}

#[test]
fn an_erasure_that_ended_after_the_file_is_seen_and_asked_for_again() {
    let place = Place::new("again");
    let (office, actor) = filled(&place);
    let document = office.documents().unwrap().documents.remove(0);
    let kept = place.files().remove(0);
    fs::remove_file(&kept).unwrap();
    assert_eq!(faults(&office), [(document.content.unwrap(), "missing")]);
    let erased = office.erase(Erasable::Document, &document.id.to_string(), actor, "because").unwrap();
    assert!(erased.has_file && erased.n_texts > 3);
    assert_eq!(faults(&office), []);
}

#[test]
fn an_erasure_that_is_refused_leaves_the_file() {
    let place = Place::new("refused");
    let (office, actor) = filled(&place);
    let document = office.documents().unwrap().documents.remove(0);
    let answer = office.erase(Erasable::Document, &document.number.unwrap(), actor, " ");
    assert!(matches!(answer, Err(Error::Refused(Refusal::WordsMissing { .. }))));
    assert_eq!(faults(&office), []);
    assert_eq!(place.files().len(), 1);
}

#[test]
fn no_act_erases_the_words_of_a_file_and_leaves_the_file() {
    let place = Place::new("acts");
    let (office, actor) = filled(&place);
    let document = office.documents().unwrap().documents.remove(0).id;
    let seals = seals(&place, &document.to_string());
    let order = |seals: &str| {
        format!(
            r#"{{"key":"k","act":"erasure.order","stream":"01900000-0000-7000-8000-000000000001","body":{{"subject":"{document}","seals":[{seals}],"because":"because"}}}}"#
        )
    };
    let answer = office.act(Language::English, actor, order(&seals).as_bytes()).answer;
    assert!(matches!(answer, Answered::Refused { refusal: Refusal::FileErasedApart, .. }), "{answer:?}");
    assert_eq!(faults(&office), []);
    // Words that are no file may go.
    let (title, _) = seals.split_once(',').unwrap();
    let answer = office.act(Language::English, actor, order(title).as_bytes()).answer;
    assert!(matches!(answer, Answered::Ok { .. }), "{answer:?}");
}

/// The seals of a stream as they stand in its entries, as JSON strings; the first is not that of the file.
fn seals(place: &Place, stream: &str) -> String {
    let store = store::Store::open_existing(&store::Place::Sqlite(place.0.join("register.sqlite"))).unwrap().unwrap();
    let register = store.register().unwrap().unwrap();
    let seals = store.seals_of(register, stream.parse().unwrap()).unwrap();
    let mut texts: Vec<_> = store.texts(register, &seals).unwrap().into_iter().collect();
    texts.sort_by_key(|(_, text)| text.words().is_some_and(|it| it.len() == 64));
    texts.iter().map(|(seal, _)| format!("\"{seal}\"")).collect::<Vec<_>>().join(",")
}

#[test]
fn an_intake_that_is_refused_leaves_no_file() {
    let place = Place::new("intake");
    // The session it tells of has not been held yet.
    let office = place.open("2019-01-01T02:00:00Z");
    let answer = office.accept(&example(), BY, false);
    assert!(matches!(answer, Err(Error::Refused(Refusal::DayInFuture { .. }))), "{answer:?}");
    assert_eq!(place.files(), Vec::<PathBuf>::new());
    assert_eq!(faults(&office), []);
}

#[test]
fn the_last_name_stays_until_there_is_another() {
    let place = Place::new("account");
    let (office, actor) = filled(&place);
    let answer = office.erase(Erasable::Account, BY, actor, "because");
    assert!(matches!(answer, Err(Error::Refused(Refusal::LastAccount))), "{answer:?}");
    let taken = office.open_account(actor, " OFFICE ");
    assert!(matches!(taken, Err(Error::Refused(Refusal::AccountNameTaken { .. }))), "{taken:?}");
    office.open_account(actor, "second").unwrap();
    office.erase(Erasable::Account, BY, actor, "because").unwrap();
    let answer = office.erase(Erasable::Account, "second", actor, "because");
    assert!(matches!(answer, Err(Error::Refused(Refusal::LastAccount))), "{answer:?}");
}

#[test]
fn a_line_that_is_no_act_is_answered_with_the_reason() {
    let place = Place::new("lines");
    let (office, actor) = filled(&place);
    let order = |more: &str| format!(r#"{{"key":"k","act":"unit.found","stream":"u1"{more}}}"#);
    let cases: [(Vec<u8>, Option<&str>, &str); 7] = [
        (b"{\"key\":\"\xff\"}".to_vec(), None, "utf-8"),
        (order("").into_bytes(), Some("k"), "stream is no identifier: u1"),
        (order(r#","sene":1"#).into_bytes(), Some("k"), "unknown field `sene`"),
        (order(r#","orders":[]"#).into_bytes(), Some("k"), "unknown field `act`"),
        (br#"{"key":"k","act":"unit.found"}"#.to_vec(), Some("k"), "missing field `stream`"),
        (br#"{"act":"unit.found"}"#.to_vec(), None, "missing field `key`"),
        (br#"{"key":"k","orders":[{"act":"unit.found","steram":"u"}]}"#.to_vec(), Some("k"), "unknown field `steram`"),
    ];
    for (line, key, wanted) in cases {
        let response = office.act(Language::English, actor, &line);
        let Answered::Refused { refusal: Refusal::CommandUnreadable { because }, .. } = response.answer else {
            panic!("{wanted}: {:?}", response.answer)
        };
        assert!(because.contains(wanted), "{wanted}: {because}");
        assert_eq!(response.key.as_deref(), key, "{wanted}");
    }
}

#[test]
fn to_look_makes_nothing() {
    let place = Place::new("look");
    assert!(Office::open_if_there(&place.location(), None).unwrap().is_none());
    assert!(matches!(Office::open_to_write(&place.location(), None), Err(Error::NotFound(_))));
    assert!(!place.0.exists());
}
