//! Every act and every refusal: its stories, what its sentence says in both languages, and what a person does next.
//!
//! The acts are those of the registry, the refusals those of the closed list; `ways.txt` says of each refusal what comes
//! next and is held against the registry, the addresses of the server and the very words of the buttons.

use super::{Verdict, want};
use crate::shell;
use crate::tidy::{Repo, Told};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

const WAYS: &str = include_str!("ways.txt");
/// How a sentence begins that says what to do.
const ASKS: [(&str, &str); 2] = [("vi", include_str!("asks_vi.txt")), ("en", include_str!("asks_en.txt"))];

/// What is wrong, as it is found.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn unless(&mut self, holds: bool, says: impl FnOnce() -> String) {
        if !holds {
            self.0.push(says());
        }
    }
}

pub fn run() -> Result<Verdict> {
    let repo = Repo::open(&shell::root())?;
    let told = Told::of(&repo);
    let mut found = Found::default();
    let (stories, tests) = (stories(&repo), tests(&repo));
    acts(&told, &stories, &mut found);
    let (n_by_story, n_by_test) = refusals(&told, (&stories, &tests), &mut found);
    let n_asking = sentences(&told, &mut found);
    let (n_ways, n_buttons) = ways(&told, &mut found);
    let n = told.refusals.len();
    println!("{} acts; {n} refusals, {n_by_story} told by stories, {n_by_test} by other tests", told.acts.len());
    println!(
        "{n_asking} of {} sentences say why and what to do; {n_ways} ways on, {n_buttons} of them a button by its words",
        2 * n
    );
    want(found.0.is_empty(), || format!("{} gaps:\n{}", found.0.len(), found.0.join("\n")))?;
    Ok(Verdict::Pass)
}

/// What stories tell of an act: how often it was done, and by which refusals it was not.
#[derive(Default)]
struct Story {
    n_done: usize,
    refused: BTreeMap<String, usize>,
}

/// From the wire names of acts to what the stories tell of them.
fn stories(repo: &Repo) -> BTreeMap<String, Story> {
    let mut stories: BTreeMap<String, Story> = BTreeMap::new();
    for file in repo.files.iter().filter(|it| it.path.ends_with(".story")) {
        let mut act = String::new();
        for line in file.text.lines() {
            let mut words = line.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some("when"), Some(name), _) => name.clone_into(&mut act),
                (Some("then"), Some("refused"), Some(code)) => {
                    *stories.entry(act.clone()).or_default().refused.entry(code.to_owned()).or_default() += 1;
                }
                (Some("then"), Some(_), _) => stories.entry(act.clone()).or_default().n_done += 1,
                _ => {}
            }
        }
    }
    stories
}

/// All that is a test, in one text.
fn tests(repo: &Repo) -> String {
    let of = |path: &str, text: &str| match path {
        it if !it.starts_with("crates/") => String::new(),
        it if it.contains("/tests/") => text.to_owned(),
        _ => text.split_once("#[cfg(test)]").map_or(String::new(), |it| it.1.to_owned()),
    };
    repo.files.iter().map(|it| of(&it.path, &it.text)).collect()
}

/// Each act is done in a story, and refused in one.
fn acts(told: &Told, stories: &BTreeMap<String, Story>, found: &mut Found) {
    println!("{:<30} {:>5} {:>8}  refused by", "act", "done", "refused");
    let none = Story::default();
    for act in &told.acts {
        let story = stories.get(act).unwrap_or(&none);
        let n_refused: usize = story.refused.values().sum();
        let codes: Vec<&str> = story.refused.keys().map(String::as_str).collect();
        println!("{act:<30} {:>5} {n_refused:>8}  {}", story.n_done, codes.join(" "));
        found.unless(story.n_done > 0, || format!("{act}: no story does it"));
        found.unless(n_refused > 0, || format!("{act}: no story refuses it"));
    }
}

/// Each refusal is told by a story, or by another test, which names it or quotes its sentence: those of the doors, of files and
/// of the store. Answers how many are told by which.
fn refusals(told: &Told, (stories, tests): (&BTreeMap<String, Story>, &str), found: &mut Found) -> (usize, usize) {
    let by_stories: BTreeSet<&str> = stories.values().flat_map(|it| it.refused.keys()).map(String::as_str).collect();
    let (mut n_by_story, mut n_by_test) = (0, 0);
    for (code, variant) in &told.refusals {
        let quoted = ASKS.map(|(language, _)| told.message(language, &format!("refusal-{code}")));
        let names = [format!("\"{code}\""), format!("=> {code}"), format!("Refusal::{variant}")];
        let is_told = |it: &str| !it.is_empty() && tests.contains(it);
        if by_stories.contains(code.as_str()) {
            n_by_story += 1;
        } else if names.iter().any(|it| is_told(it)) || quoted.iter().any(|it| is_told(&longest_words(it))) {
            n_by_test += 1;
        } else {
            found.unless(false, || format!("{code}: no story and no test"));
        }
    }
    (n_by_story, n_by_test)
}

/// The beginning of the longest piece of a sentence that is the same whatever it tells of; empty where all are short.
fn longest_words(message: &str) -> String {
    const LONG_ENOUGH: usize = 24;
    let pieces = message.split(['{', '}', '[', ']', '\n']).map(str::trim);
    let longest: Vec<char> = pieces.max_by_key(|it| it.chars().count()).unwrap_or_default().chars().collect();
    longest.get(..LONG_ENOUGH).unwrap_or_default().iter().collect()
}

/// The sentence of each refusal says why, and then what to do.
fn sentences(told: &Told, found: &mut Found) -> usize {
    let mut n = 0;
    for (language, asks) in ASKS {
        let asks: Vec<&str> = asks.lines().filter(|it| !it.starts_with('#') && !it.is_empty()).collect();
        for code in told.refusals.keys() {
            let text = told.message(language, &format!("refusal-{code}"));
            let is_asking = says_what_to_do(text, &asks);
            n += usize::from(is_asking);
            found.unless(is_asking, || format!("{code}: the sentence in {language} does not say what to do: {text}"));
        }
    }
    n
}

/// Whether something is asked for after the reason: no sentence begins with it.
fn says_what_to_do(text: &str, asks: &[&str]) -> bool {
    let after = text.split(['.', ':', ';', ',', ']', '}']).skip(1);
    after.map(|it| it.trim_start_matches([' ', '“', '\n'])).any(|it| asks.iter().any(|ask| is_begun(it, ask)))
}

/// Whether `text` begins with the words `begin`, and they end there.
fn is_begun(text: &str, begin: &str) -> bool {
    let rest = text.to_lowercase().strip_prefix(begin).map(str::to_owned);
    rest.is_some_and(|it| !it.starts_with(char::is_alphabetic))
}

/// Each refusal has a way on that there is; where that is a button, its sentence calls it by its words.
fn ways(told: &Told, found: &mut Found) -> (usize, usize) {
    let lines = WAYS.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let ways: BTreeMap<&str, &str> = lines.filter_map(|it| it.split_once(char::is_whitespace)).collect();
    let mut n_buttons = 0;
    for code in told.refusals.keys() {
        let way = ways.get(code.as_str()).map_or("", |it| it.trim());
        found.unless(!way.is_empty(), || format!("{code}: no way on"));
        if way.starts_with('/') {
            found.unless(told.addresses.contains(way), || format!("{code}: no address {way}"));
        } else if !["form", "command", ""].contains(&way) {
            n_buttons += 1;
            found.unless(told.acts.iter().any(|it| it == way), || format!("{code}: no act {way}"));
            button(told, (code, way), found);
        }
    }
    for code in ways.keys().filter(|it| !told.refusals.contains_key(**it)) {
        found.unless(false, || format!("{code}: there is no such refusal"));
    }
    (ways.len(), n_buttons)
}

/// The sentence calls the button of `act` by its words, in both languages.
fn button(told: &Told, (code, act): (&str, &str), found: &mut Found) {
    for (language, _) in ASKS {
        let of = |key: String| told.message(language, &key).trim().to_lowercase();
        let (title, text) = (of(format!("act-{}", act.replace(['.', '_'], "-"))), of(format!("refusal-{code}")));
        found.unless(!title.is_empty() && text.contains(&title), || {
            format!("{code}: the sentence in {language} does not name the button “{title}”: {text}")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_only_says_why_is_told_from_one_that_says_what_to_do() {
        let asks = ["choose", "leave it"];
        let cases = [
            ("The day is past. Choose another.", true),
            ("The day is past; leave it out.", true),
            ("The day is past.", false),
            ("Choose another.", false),
            ("The day is past. Chooser.", false),
            ("The day is past. If need be, choose another.", true),
        ];
        for (text, wanted) in cases {
            assert_eq!(says_what_to_do(text, &asks), wanted, "{text}");
        }
    }
}
