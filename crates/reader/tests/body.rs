//! What a name stands for, checked over `suite/body.txt`.

use reader::body::{Body, body};

#[test]
fn every_name_stands_for_what_the_suite_says() {
    let lines = include_str!("suite/body.txt").lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty());
    let mut n_names = 0;
    for line in lines {
        let (name, wanted) = line.split_once(" | ").expect("name | reading");
        let got = match body(name) {
            Body::One { kind, level } => format!("{kind:?} {level:?}").to_lowercase(),
            other => format!("{other:?}").to_lowercase(),
        };
        assert_eq!(got, wanted, "{name}");
        n_names += 1;
    }
    assert!(n_names > 20);
}
