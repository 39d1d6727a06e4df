//! Secrecy marks, checked over `suite/secrecy.txt`.

#[test]
fn a_mark_is_found_where_it_stands_alone_and_nowhere_else() {
    let mut n_cases = 0;
    for case in include_str!("suite/secrecy.txt").split("=== ").filter(|it| !it.is_empty()) {
        let (title, text) = case.split_once('\n').expect("a title and a text");
        let wanted = title.starts_with("classified");
        assert_eq!(reader::secrecy::is_classified(text), wanted, "{title}");
        n_cases += 1;
    }
    assert!(n_cases > 10);
}
