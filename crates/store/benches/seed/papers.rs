//! The documents of a province to measure with: notices of what sessions concluded, kept as files, with those sessions.

use crate::{commune, id, list, order, root};
use base::Span;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::act::{document, session};
use model::state::{ConclusionRef, Ending, Source};
use model::{Command, DocumentId, Passage, SessionId};
use std::path::Path;
use store::{Files, Order, hash_of};

pub const N: u64 = 500;
const N_POINTS: u64 = 12;
/// In every tenth document the last points were given to nobody yet.
const N_LEFT: u64 = 3;
const N_ADDRESSED: u64 = 3;
/// The last document is longer than any other, and nobody has decided about it.
const N_POINTS_OF_LAST: u64 = 300;

/// One notice, and where its points stand.
struct Paper {
    text: String,
    points: Vec<Span>,
}

/// What tasks come from.
pub struct Papers(Vec<Vec<Span>>);

impl Papers {
    /// Keeps the files of all notices below `folder`, and gives the orders that receive them and hold their sessions.
    pub fn new(folder: &Path) -> (Papers, Vec<Vec<Order>>) {
        let files = Files::new(folder.join("files"));
        let papers: Vec<Paper> = (0..N).map(|i| paper(i, N_POINTS)).collect();
        let last = paper(N, N_POINTS_OF_LAST);
        for it in papers.iter().chain([&last]) {
            files.keep(it.text.as_bytes()).expect("the folder takes a file");
        }
        let orders = (0..).zip(&papers).map(|(i, it)| orders(i, it)).chain([vec![received(N, &last)]]).collect();
        (Papers(papers.into_iter().map(|it| it.points).collect()), orders)
    }

    /// Where the task `i` comes from.
    pub fn source(&self, i: u64) -> Source {
        let (at, n) = (i % N, (i / N) % n_given(i % N));
        Source {
            passage: Some(passage(at, self.0[at as usize][n as usize])),
            conclusion: Some(ConclusionRef { session: session(at), n: n as u32 + 1 }),
            ..Source::default()
        }
    }
}

fn n_given(i: u64) -> u64 {
    if i % 10 == 3 { N_POINTS - N_LEFT } else { N_POINTS }
}

fn document(i: u64) -> DocumentId {
    DocumentId(id(4, i))
}

fn session(i: u64) -> SessionId {
    SessionId(id(5, i))
}

fn passage(i: u64, span: Span) -> Passage {
    Passage { document: document(i), span, reader: None }
}

fn held_on(i: u64) -> Date {
    date(2025, 1, 6) + (i as i64 * 2 / 3).days()
}

/// The head of a notice, one of its points, its foot; then what its kind, number, issuer and chair are called.
fn parts() -> [&'static str; 4] {
    let parts: Vec<&str> = include_str!("notice.txt").split("---\n").collect();
    parts.try_into().expect("the notice has four parts")
}

fn called(i: u64) -> [String; 4] {
    let names: Vec<String> = parts()[3].lines().map(|it| it.replace("{number}", &(i + 1).to_string())).collect();
    names.try_into().expect("there are four names")
}

fn paper(i: u64, n_points: u64) -> Paper {
    let pick = |what: &str, n: u64| {
        let all = list(what);
        all[((i * 7 + n * 5) % all.len() as u64) as usize]
    };
    let [head, point, foot, _] = parts();
    let day = held_on(i).strftime("%d/%m/%Y").to_string();
    let head = head.replace("{number}", &(i + 1).to_string()).replace("{day}", &day);
    let mut text = head.replace("{about}", pick("objects", 0));
    let mut points = Vec::new();
    for n in 0..n_points {
        text.push_str(&format!("{}. ", n + 1));
        let start = text.len();
        let point =
            point.trim_end().replace("{place}", pick("places", n)).replace("{due}", &(10 + n % N_POINTS).to_string());
        let point = point.replace("{verb}", &pick("verbs", n).to_lowercase()).replace("{object}", pick("objects", n));
        let point = point.replace("{other verb}", &pick("verbs", n + 3).to_lowercase());
        text.push_str(&point.replace("{other object}", pick("objects", n + 4)));
        points.push(Span { start, end: text.len() });
        text.push_str("\n\n");
    }
    text.push_str(foot);
    Paper { text, points }
}

/// What it is about.
fn title(paper: &Paper) -> String {
    paper.text.lines().nth(5).unwrap_or_default().to_owned()
}

fn orders(i: u64, paper: &Paper) -> Vec<Order> {
    let [.., chair] = called(i);
    let held = session::hold::Hold {
        title: title(paper),
        held_on: held_on(i),
        mode: None,
        host: Some(root()),
        guests: (0..3).map(|n| commune(i * 11 + n)).collect(),
        chair: Some(chair),
        document: Some(document(i)),
    };
    let held = order(session(i), Command::Session(session::Command::Hold(held)));
    let conclusions = (0..N_POINTS).map(|n| {
        let span = paper.points[n as usize];
        let conclusion = session::record_conclusion::RecordConclusion {
            n: n as u32 + 1,
            point: None,
            words: paper.text[span.start..span.end].to_owned(),
            passage: Some(passage(i, span)),
            addressed_to: (0..N_ADDRESSED).map(|it| commune(i * 13 + n * 3 + it)).collect(),
            ending: (n < n_given(i)).then_some(Ending::Tasks),
        };
        order(session(i), Command::Session(session::Command::RecordConclusion(conclusion)))
    });
    [received(i, paper), held].into_iter().chain(conclusions).collect()
}

fn received(i: u64, paper: &Paper) -> Order {
    order(document(i), Command::Document(document::Command::Receive(receive(i, paper))))
}

fn receive(i: u64, paper: &Paper) -> document::receive::Receive {
    let [kind, number, issuer, _] = called(i);
    document::receive::Receive {
        title: title(paper),
        file_name: format!("{}-tb-ubnd.txt", i + 1),
        content: hash_of(paper.text.as_bytes()),
        length_bytes: paper.text.len() as u64,
        kind: Some(kind),
        number: Some(number),
        issuer: Some(issuer),
        issued_on: Some(held_on(i)),
        reader: None,
        extracted: None,
    }
}
