//! Kept sheets and how they are read: `tests/sheets/*.txt`, a text, `---`, and what is to come of it.

use std::fmt::Write;
use std::fs;

use base::Field;
use reader::Text;
use reader::sheet::{self, Book, Choice, ColumnName, Due, Role, Row};

#[test]
fn every_sheet_is_read_as_expected() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sheets");
    let mut wrong = String::new();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    for path in files {
        let cases = fs::read_to_string(&path).unwrap();
        for case in cases.split("\n=== ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (text, expected) = rest.split_once("\n---\n").unwrap();
            let (choices, text) = choices(text);
            let found = printed(&sheet::read(&Text::new(text), &choices), text);
            if found.trim() != expected.trim() {
                write!(wrong, "\n=== {name}\n{}\n", differing(expected.trim(), found.trim())).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// `choose: HEADING = ROLE` in the first lines.
fn choices(text: &str) -> (Vec<Choice>, &str) {
    let (mut choices, mut rest) = (Vec::new(), text);
    while let Some((line, more)) = rest.split_once('\n')
        && let Some((heading, role)) = line.strip_prefix("choose: ").and_then(|it| it.split_once(" = "))
    {
        let (of, role) = (ColumnName::Heading(heading.to_owned()), Role::named(role).unwrap());
        choices.push(Choice { of, role, is_said: true });
        rest = more;
    }
    (choices, rest)
}

fn differing(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let missing = expected.iter().filter(|it| !found.contains(it)).map(|it| format!("- {it}\n"));
    let more = found.iter().filter(|it| !expected.contains(it)).map(|it| format!("+ {it}\n"));
    missing.chain(more).collect()
}

fn printed(book: &Book, text: &str) -> String {
    let mut out = String::new();
    for table in &book.tables {
        let column = |it: &sheet::Column| {
            let role = if it.ticks.is_some() { "ticks".to_owned() } else { format!("{:?}", it.role).to_lowercase() };
            format!("{role}{}", if it.is_sure { "" } else { "?" })
        };
        writeln!(out, "columns: {}", table.columns.iter().map(column).collect::<Vec<_>>().join(" ")).unwrap();
        for row in &table.rows {
            assert!(
                row.span.of(text).contains(row.words.split(' ').next().unwrap())
                    || row.span.of(text).contains('\u{3003}')
            );
            writeln!(out, "{}", told(row)).unwrap();
        }
        table.left_over.iter().for_each(|it| writeln!(out, "left: {}", it.words).unwrap());
    }
    out
}

/// `words | lead + lead / with | due | progress done_on` and what more there is, by name.
fn told(row: &Row) -> String {
    let or_dash = |it: String| if it.is_empty() { "-".to_owned() } else { it };
    let mut who = or_dash(row.lead.join(" + "));
    if !row.with.is_empty() {
        write!(who, " / {}", row.with.join(" + ")).unwrap();
    }
    let due = match row.due {
        Due::None => "-".to_owned(),
        Due::Standing => "standing".to_owned(),
        Due::Unclear => "?".to_owned(),
        Due::Rule(rule) => rule.due().map_or("recurring".to_owned(), |it| it.to_string()),
    };
    let progress = row.progress.map_or("?".to_owned(), |it| format!("{it:?}").to_lowercase());
    let done = row.done_on.map_or(String::new(), |it| format!(" {it}"));
    let mut out = format!("row: {} | {who} | {due} | {progress}{done}", row.words);
    let mut more = |name: &str, value: Option<String>| {
        value.into_iter().for_each(|it| write!(out, " | {name}={it}").unwrap());
    };
    more("on", row.assigned_on.map(|it| it.to_string()));
    more("by", row.source.clone());
    more("product", row.product.clone());
    more("about", Some(row.field).filter(|it| *it != Field::Other).map(|it| it.name().to_owned()));
    row.notes.iter().for_each(|(heading, words)| more("note", Some(format!("{heading}: {words}"))));
    row.doubts.iter().for_each(|it| more("doubt", Some(name_of(&format!("{it:?}")))));
    row.remarks.iter().for_each(|it| more("remark", Some(name_of(&format!("{it:?}")))));
    out
}

fn name_of(debug: &str) -> String {
    debug.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}
