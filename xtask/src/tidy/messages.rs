//! The messages of both languages: the same keys, each used, each translated.

use super::Problem;
use super::code::is_word;
use super::repo::{File, Repo};
use std::collections::BTreeSet;

/// Stands in a comment above a message whose two translations are rightly the same.
const SAME: &str = "same in both languages";

pub struct Message {
    pub key: String,
    /// With its continuation lines and attributes.
    pub value: String,
    pub line: usize,
    /// The comment right above it.
    comment: String,
}

/// The messages and terms of a Fluent file.
pub fn read(text: &str) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let (mut comment, mut is_open) = (String::new(), false);
    for (at, line) in text.lines().enumerate() {
        if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words);
            is_open = false;
        } else if line.starts_with([' ', '}']) {
            if let Some(last) = messages.last_mut().filter(|_| is_open) {
                last.value.push('\n');
                last.value.push_str(line);
            }
        } else if let Some((key, value)) = line.split_once('=').filter(|_| !line.trim().is_empty()) {
            let comment = std::mem::take(&mut comment);
            messages.push(Message { key: key.trim().to_owned(), value: value.to_owned(), line: at + 1, comment });
            is_open = true;
        } else {
            comment.clear();
        }
    }
    messages
}

/// The pairs of files `vi.ftl` and `en.ftl` that lie in one folder.
fn pairs(repo: &Repo) -> Vec<[&File; 2]> {
    let vietnamese = repo.files.iter().filter(|it| it.path.ends_with("/vi.ftl"));
    vietnamese.filter_map(|it| Some([it, repo.file(&it.path.replace("/vi.ftl", "/en.ftl"))?])).collect()
}

pub fn both_languages_have_the_same_keys(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in repo.files.iter().filter(|it| it.path.ends_with(".ftl")) {
        let (here, other) = if file.path.ends_with("/vi.ftl") { ("vi", "en") } else { ("en", "vi") };
        let other = file.path.replace(&format!("/{here}.ftl"), &format!("/{other}.ftl"));
        let keys: BTreeSet<String> =
            repo.file(&other).map_or("", |it| it.text.as_str()).split('\n').map(key_of).collect();
        let mut seen = BTreeSet::new();
        for message in read(&file.text) {
            if !keys.contains(&message.key) {
                problems.push(Problem::new(&file.path, message.line, format!("`{}` is not in {other}", message.key)));
            }
            if !seen.insert(message.key.clone()) {
                problems.push(Problem::new(&file.path, message.line, format!("`{}` stands here twice", message.key)));
            }
        }
    }
    problems
}

fn key_of(line: &str) -> String {
    let key = line.split_once('=').map_or("", |it| it.0);
    if key.starts_with([' ', '#']) { String::new() } else { key.trim().to_owned() }
}

/// A key is used if a source names it, or builds it, as in `"refusal-{code}"`, from words that the sources know.
pub fn every_key_is_used(repo: &Repo) -> Vec<Problem> {
    let sources = Sources::of(repo);
    let mut problems = Vec::new();
    for [file, _] in pairs(repo) {
        let messages = read(&file.text);
        let unused = messages.iter().filter(|it| !sources.use_key(&it.key) && !refers_to(&messages, &it.key));
        problems.extend(unused.map(|it| Problem::new(&file.path, it.line, format!("no source uses `{}`", it.key))));
    }
    problems
}

/// Whether a message holds the term or message `key`.
fn refers_to(messages: &[Message], key: &str) -> bool {
    let forms = [format!("{{ {key} }}"), format!("{{ {key}(")];
    messages.iter().any(|it| forms.iter().any(|form| it.value.contains(form)))
}

struct Sources<'a> {
    texts: Vec<&'a str>,
    words: BTreeSet<&'a str>,
}

impl<'a> Sources<'a> {
    fn of(repo: &'a Repo) -> Sources<'a> {
        let in_crates = |it: &&File| it.path.starts_with("crates/") && it.path.contains("/src/") && it.source.is_some();
        let is_template = |it: &&File| it.path.starts_with("crates/web/templates/");
        let sources = repo.files.iter().filter(|it| in_crates(it) || is_template(it));
        let texts: Vec<&str> = sources.map(|it| it.text.as_str()).collect();
        let words = texts.iter().flat_map(|it| it.split(|it| !is_word(it))).collect();
        Sources { texts, words }
    }

    fn hold(&self, words: &str) -> bool {
        self.texts.iter().any(|it| it.contains(words))
    }

    fn use_key(&self, key: &str) -> bool {
        let is_built = |at: usize| {
            let (beginning, end) = key.split_at(at + 1);
            let starts = [format!("\"{beginning}{{"), format!("\"{beginning}\"")];
            starts.iter().any(|it| self.hold(it)) && self.know(end)
        };
        self.hold(&format!("\"{key}\"")) || key.match_indices('-').any(|(at, _)| at > 0 && is_built(at))
    }

    /// Whether the sources know `code` as a literal, wire name, variant or field, or as two such in a row.
    fn know(&self, code: &str) -> bool {
        let capital = |it: &str| it.get(..1).map_or(String::new(), |first| first.to_uppercase() + &it[1..]);
        let variant: String = code.split('-').filter(|it| !it.is_empty()).map(capital).collect();
        let snake = code.replace('-', "_");
        let literals = [format!("\"{code}\""), format!("\"{}\"", snake.replacen('_', ".", 1))];
        let is_word = self.words.contains(variant.as_str()) || self.words.contains(snake.as_str());
        is_word
            || literals.iter().any(|it| self.hold(it))
            || code.match_indices('-').any(|(at, _)| self.know(&code[..at]) && self.know(&code[at + 1..]))
    }
}

pub fn every_key_is_translated(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for [vietnamese, english] in pairs(repo) {
        for file in [vietnamese, english] {
            let empty = read(&file.text).into_iter().filter(|it| it.value.trim().is_empty());
            problems.extend(empty.map(|it| Problem::new(&file.path, it.line, format!("`{}` is empty", it.key))));
        }
        let in_english = read(&english.text);
        for message in read(&vietnamese.text) {
            let twin = in_english.iter().find(|it| it.key == message.key);
            let is_same = twin.is_some_and(|it| it.value.split_whitespace().eq(message.value.split_whitespace()));
            let is_listed = message.comment.contains(SAME) || twin.is_some_and(|it| it.comment.contains(SAME));
            if is_same && has_words(&message.value) && !is_listed {
                problems.push(Problem::new(
                    &vietnamese.path,
                    message.line,
                    format!("`{}` is not translated", message.key),
                ));
            }
        }
    }
    problems
}

/// Whether a letter stands outside the placeables.
fn has_words(value: &str) -> bool {
    let mut depth = 0;
    value.chars().any(|it| {
        depth += i32::from(it == '{') - i32::from(it == '}');
        depth == 0 && it.is_alphabetic()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: &str = "crates/app/messages/vi.ftl";
    const EN: &str = "crates/app/messages/en.ftl";

    fn keys(rule: fn(&Repo) -> Vec<Problem>, vi: &str, en: &str, source: &str) -> Vec<(String, usize)> {
        let repo = Repo::sample(&[(VI, vi), (EN, en), ("crates/app/src/lib.rs", source)]);
        rule(&repo).into_iter().map(|it| (it.path, it.line)).collect()
    }

    #[test]
    fn a_key_stands_in_both_languages() {
        let rule = both_languages_have_the_same_keys;
        assert_eq!(keys(rule, "# x = 1\na = A\nb =\n    c = d\n", "b = B\na = A\n", ""), []);
        assert_eq!(keys(rule, "a = A\nb = B\n", "a = A\nc = C\n", ""), [(VI.to_owned(), 2), (EN.to_owned(), 2)]);
        assert_eq!(keys(rule, "a = A\na = B\n", "a = A\n", ""), [(VI.to_owned(), 2)]);
    }

    #[test]
    fn a_key_is_used_whole_or_by_its_beginning() {
        let source = "t(\"head\"); format!(\"refusal-{}\", code); enum Refusal { NotLater } format!(\"cli-{a}-{b}\"); read(files);";
        let messages = "head = A\nrefusal-not-later = B { -name }\n-name = C\ncli-read-files = D\n";
        assert_eq!(keys(every_key_is_used, messages, messages, source), []);
        let unused = "heading = A\nrefusal-never-said = B\nact-x = C\ncli-read-dates = D\n";
        assert_eq!(keys(every_key_is_used, unused, unused, source).len(), 4);
    }

    #[test]
    fn a_key_is_translated() {
        let rule = every_key_is_translated;
        assert_eq!(
            keys(rule, "a = X\n# same in both languages\nb = B\nc = { $n }\n", "a = A\nb = B\nc = { $n }\n", ""),
            []
        );
        assert_eq!(keys(rule, "a = A\nb =\n", "a = A\nb = B\n", ""), [(VI.to_owned(), 2), (VI.to_owned(), 1)]);
    }
}
