//! Lists of limitations and how they are read: `tests/lists/*.txt`.

use reader::Text;
use reader::sheet::listed::{self, List, ListRow};
use std::fmt::Write;

#[test]
fn every_list_is_read_as_expected() {
    let mut wrong = String::new();
    for case in include_str!("lists/columns.txt").split("\n=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (text, expected) = rest.split_once("\n---\n").unwrap();
        let found = printed(&listed::read(&Text::new(text)), text);
        if found.trim() != expected.trim() {
            write!(wrong, "\n=== {name}\nexpected\n{}\nfound\n{}\n", expected.trim(), found.trim()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn printed(list: &List, text: &str) -> String {
    let row = |it: &ListRow| {
        assert!(it.span.of(text).contains(it.wrong.split(' ').next().unwrap()));
        let since = it.since_on.map(|it| it.to_string()).unwrap_or_default();
        let cells = [&it.thing, &it.wrong, &it.place, &it.unit, &since].map(|it| if it.is_empty() { "-" } else { it });
        let notes = it.notes.iter().map(|it| format!("{}: {}", it.0, it.1));
        let group = (!it.group.is_empty()).then(|| it.group.clone());
        let more: Vec<String> = group.into_iter().chain(notes).chain(it.is_twice.then(|| "twice".to_owned())).collect();
        let more = if more.is_empty() { String::new() } else { format!(" ; {}", more.join("; ")) };
        format!("{}{more}\n", cells.join(" | "))
    };
    let left = list.left_over.iter().map(|it| format!("left: {it}\n"));
    list.rows.iter().map(row).chain(left).collect()
}
