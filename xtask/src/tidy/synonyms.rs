//! One concept, one word: finds other words for what the glossary already names.

use super::Problem;
use super::code::is_word;
use super::messages;
use super::repo::Repo;

/// A banned word or run of words, and the word to use.
const BANNED: &[(&[&str], &str)] = &[
    (&["assignment"], "task"),
    (&["action", "item"], "task"),
    (&["kpi"], "indicator"),
    (&["metric"], "indicator"),
    (&["org"], "unit"),
    (&["node"], "unit"),
    (&["valid", "to"], "valid_until"),
    (&["progress", "percent"], "no typed percentage"),
];

/// Names of types and fields in the model.
pub fn the_model_uses_our_words(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, source) in repo.rust().filter(|(it, _)| it.path.starts_with("crates/model/src/")) {
        for (at, line) in source.product.lines().enumerate() {
            for (name, instead) in declared(line).filter_map(|it| Some((it, banned(&words_of(it))?))) {
                problems.push(Problem::new(&file.path, at + 1, format!("`{name}`: our word is {instead}")));
            }
        }
    }
    problems
}

/// Keys and English sentences of the messages.
pub fn messages_use_our_words(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in repo.files.iter().filter(|it| it.path.ends_with("/en.ftl")) {
        for message in messages::read(&file.text) {
            let text = format!("{} {}", message.key, message.value).to_lowercase();
            let words: Vec<String> = text.split(|it| !is_word(it)).map(str::to_owned).collect();
            if let Some(instead) = banned(&words) {
                problems.push(Problem::new(
                    &file.path,
                    message.line,
                    format!("`{}`: our word is {instead}", message.key),
                ));
            }
        }
    }
    problems
}

fn banned(words: &[String]) -> Option<&'static str> {
    let is_word = |it: &String, banned: &str| it.strip_suffix('s').unwrap_or(it) == banned;
    let is_run = |window: &[String], run: &[&str]| window.iter().zip(run).all(|(it, banned)| is_word(it, banned));
    let is_in = |run: &[&str]| words.windows(run.len()).any(|it| is_run(it, run));
    BANNED.iter().find(|(run, _)| is_in(run)).map(|(_, instead)| *instead)
}

/// The names that `line` declares: after `struct`, `enum`, `trait`, `type`, or before a single colon.
fn declared(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.char_indices().filter(|(at, it)| is_word(*it) && !line[..*at].ends_with(is_word));
    starts.filter_map(|(at, _)| {
        let name = line[at..].split(|it| !is_word(it)).next()?;
        let (before, after) = (line[..at].trim_end(), &line[at + name.len()..]);
        let is_type = ["struct", "enum", "trait", "type"].iter().any(|it| before.split_whitespace().last() == Some(it));
        let is_field = after.starts_with(':') && !after.starts_with("::") && !before.ends_with(':');
        (is_type || is_field).then_some(name)
    })
}

/// `ActionItem` and `action_item` as `action`, `item`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for it in name.chars() {
        if it == '_' || it.is_uppercase() {
            words.push(String::new());
        }
        if it != '_' {
            words.last_mut().expect("invariant: there is always a word").extend(it.to_lowercase());
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n_in_model(text: &str) -> usize {
        the_model_uses_our_words(&Repo::sample(&[("crates/model/src/task.rs", text)])).len()
    }

    #[test]
    fn other_words_are_found_in_types_and_fields() {
        assert_eq!(
            n_in_model("pub struct ActionItem {\n    valid_to: Date,\n    pub metrics: u32,\n}\nenum OrgKind {}\n"),
            4
        );
    }

    #[test]
    fn our_words_and_parts_of_words_are_fine() {
        assert_eq!(
            n_in_model("struct Organ { valid_until: Date, organ: OrganId }\nlet x = node::new(); // metric: none\n"),
            0
        );
    }

    #[test]
    fn messages_are_read_too() {
        let check = |text| messages_use_our_words(&Repo::sample(&[("crates/app/messages/en.ftl", text)])).len();
        assert_eq!(check("a = All action items\nb =\n    Your\n    assignments\n"), 2);
        assert_eq!(check("a = A task was assigned to the unit\n"), 0);
    }
}
