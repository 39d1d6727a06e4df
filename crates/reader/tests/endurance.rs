//! The reader stands anything: broken, odd and endless input gives a reading, with every span in place.

use std::path::Path;

use reader::{Text, read};

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn suites() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let files = std::fs::read_dir(folder).expect("the suite is a folder").map(|it| it.unwrap().path());
    files.map(|it| std::fs::read_to_string(it).expect("a suite is a text")).collect()
}

fn check(source: &str) {
    let reading = serde_json::to_string(&read(&Text::new(source))).expect("a reading is JSON");
    for pair in reading.split('[').filter_map(|it| it.split_once(']')).map(|it| it.0) {
        let ends: Vec<usize> = pair.split(',').filter_map(|it| it.parse().ok()).collect();
        if let [start, end] = ends[..] {
            assert!(source.get(start..end).is_some(), "{start}..{end} of {source:?}");
        }
    }
}

#[test]
fn mutated_documents_are_read_without_panic() {
    let all = suites();
    let chars: Vec<char> = all.chars().collect();
    let odd: Vec<char> = "\u{301}\u{0}\r\n\t\u{feff}\u{2028}:;,.-/()\"19%AZ|\u{1f600}\u{130}".chars().collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..250 {
        let start = dice.roll(chars.len());
        let mut piece: Vec<char> = chars[start..].iter().take(40 + dice.roll(1500)).copied().collect();
        for _ in 0..dice.roll(40) {
            let at = dice.roll(piece.len());
            if piece.is_empty() {
                break;
            }
            match dice.roll(4) {
                0 => piece.insert(at, odd[dice.roll(odd.len())]),
                1 => drop(piece.remove(at)),
                2 => piece.truncate(at.max(1)),
                _ => piece[at] = chars[dice.roll(chars.len())],
            }
        }
        let piece: String = piece.into_iter().collect();
        check(&piece.to_uppercase());
        check(&without_marks(&piece));
        check(&piece);
    }
}

/// What is left when a text loses its marks.
fn without_marks(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = text.nfd().filter(|it| !matches!(it, '\u{300}'..='\u{36f}'));
    letters.map(|it| if it == '\u{111}' { 'd' } else { it }).collect()
}

#[test]
fn lossy_bytes_are_read_without_panic() {
    let mut dice = Dice(42);
    for _ in 0..100 {
        let bytes: Vec<u8> = (0..dice.roll(600)).map(|_| dice.roll(256) as u8).collect();
        check(&String::from_utf8_lossy(&bytes));
        read(&Text::of_bytes(&bytes));
    }
}

#[test]
fn one_word_without_end_is_read_in_bounded_depth() {
    for phrase in suites().split([' ', '\n']).filter(|it| !it.is_empty()).step_by(31) {
        check(&format!("{phrase} ").repeat(2_000));
    }
}

#[test]
fn an_empty_text_gives_an_empty_reading() {
    for source in ["", " ", "\n\n", "\u{feff}", "."] {
        let reading = read(&Text::new(source));
        assert!(reading.units.is_empty() && reading.directives.is_empty() && reading.session.is_none());
    }
}

/// The findings of a text without their places.
fn findings(source: &str) -> serde_json::Value {
    fn without_spans(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                fields.retain(|name, _| name != "span" && name != "spans" && name != "notes" && name != "doubts");
                fields.values_mut().for_each(without_spans);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(without_spans),
            _ => {}
        }
    }
    let mut reading = serde_json::to_value(read(&Text::new(source))).expect("a reading is JSON");
    without_spans(&mut reading);
    reading
}

#[test]
fn other_forms_of_the_same_text_read_the_same() {
    use unicode_normalization::UnicodeNormalization;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    for name in ["frame.txt", "session.txt", "citation.txt", "silence.txt"] {
        let suite = std::fs::read_to_string(folder.join(name)).expect("a suite is a text");
        for case in suite.split("\n=== ") {
            let source = case.split_once('\n').expect("a case has a title").1.split("\n---\n").next().unwrap_or("");
            let plain = findings(source);
            let decomposed: String = source.nfd().collect();
            assert_eq!(findings(&decomposed), plain);
            assert_eq!(findings(&source.replace('\n', "\r\n")), plain);
            assert_eq!(findings(&source.replace(", ", ",\u{a0}").replace(" c", "\u{200b} c")), plain);
        }
    }
}
