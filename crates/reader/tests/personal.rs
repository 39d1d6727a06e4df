//! What tells who somebody is, checked over `suite/personal.txt`.

use reader::personal::PersonalKind;

/// A case is a text, an empty line after its title's line, in which what must be found stands as `[identity:..]`,
/// `[phone:..]` or `[birth:..]`: the marks are taken out before it is read.
#[test]
fn what_tells_a_person_is_found_and_nothing_else() {
    let mut n_cases = 0;
    for case in include_str!("suite/personal.txt").split("=== ").filter(|it| !it.is_empty()) {
        let (title, marked) = case.split_once('\n').expect("a title and a text");
        let (text, wanted) = unmarked(marked);
        let found = reader::personal::find(&text);
        let found: Vec<_> = found.iter().map(|it| (it.kind, &text[it.span.start..it.span.end])).collect();
        let wanted: Vec<_> = wanted.iter().map(|it| (it.0, it.1.as_str())).collect();
        assert_eq!(found, wanted, "{title}");
        n_cases += 1;
    }
    assert!(n_cases > 30, "{n_cases} cases");
}

fn unmarked(marked: &str) -> (String, Vec<(PersonalKind, String)>) {
    let kinds = [
        ("[identity:", PersonalKind::IdentityNumber),
        ("[phone:", PersonalKind::Phone),
        ("[birth:", PersonalKind::BirthDate),
    ];
    let (mut text, mut wanted, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((at, mark, kind)) =
        kinds.iter().filter_map(|it| Some((rest.find(it.0)?, it.0, it.1))).min_by_key(|it| it.0)
    {
        let (before, inside) = (&rest[..at], &rest[at + mark.len()..]);
        let (inside, after) = inside.split_once(']').expect("a mark ends");
        text.push_str(before);
        text.push_str(inside);
        wanted.push((kind, inside.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, wanted)
}
