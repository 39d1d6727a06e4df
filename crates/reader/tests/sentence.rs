//! Where sentences end, by the lines of `tests/suite/sentence.txt`.

use reader::{Scene, Text};

#[test]
fn sentences_end_where_the_suite_says() {
    let suite = include_str!("suite/sentence.txt");
    for line in suite.lines().filter(|it| !it.starts_with('#')) {
        let wanted: Vec<&str> = line.split(" || ").collect();
        let text = Text::new(&wanted.join(" "));
        let scene = Scene::new(&text);
        let found: Vec<&str> = scene.sentences.iter().map(|it| text.slice(it.span)).collect();
        assert_eq!(found, wanted);
    }
}
