//! The numbers and bullets that Word shows before paragraphs, where the file tells them simply.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use crate::xml::{Event, Events, attribute, local};

/// Levels of a list.
const N_LEVELS: usize = 9;

/// Lists of a document; Word's own files have some hundred.
const N_LISTS: usize = 10_000;

/// Characters before a paragraph.
const LONGEST_LABEL: usize = 64;

#[derive(Default)]
pub struct Numbering {
    lists: HashMap<String, List>,
    /// From the number that paragraphs name to the list, and levels that begin anew at a value.
    numbers: HashMap<String, (String, HashMap<usize, u32>)>,
    counters: HashMap<String, [Option<u32>; N_LEVELS]>,
    /// Numbers whose own beginnings were already used.
    begun: HashSet<(String, usize)>,
}

#[derive(Default)]
struct List {
    levels: [Level; N_LEVELS],
}

#[derive(Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// What is shown, with `%1` for the number of the first level.
    text: String,
    style: String,
}

impl Numbering {
    pub fn new(text: &str) -> Numbering {
        let mut parser = Parser::default();
        let mut events = Events::new(text);
        while let Some(event) = events.next() {
            if let Event::Start(element) = event {
                parser.start(&element);
            }
        }
        parser.numbering
    }

    /// What stands before the next paragraph of the list `number`; empty where the file does not tell.
    pub fn next(&mut self, number: &str, level: Option<usize>, style: &str) -> String {
        let Some((list_id, starts)) = self.numbers.get(number) else { return String::new() };
        let Some(list) = self.lists.get(list_id) else { return String::new() };
        let styled = || list.levels.iter().position(|it| !style.is_empty() && it.style == style);
        let at = level.or_else(styled).unwrap_or(0).min(N_LEVELS - 1);
        let counters = self.counters.entry(list_id.clone()).or_default();
        let begins_anew = starts.get(&at).copied();
        let is_new = begins_anew.is_some() && self.begun.insert((number.to_owned(), at));
        let start = begins_anew.unwrap_or(list.levels[at].start);
        counters[at] = Some(match counters[at] {
            Some(count) if !is_new => count.saturating_add(1),
            _ => start,
        });
        counters[at + 1..].fill(None);
        shown(list, at, counters)
    }
}

/// The text of a level with its numbers put in.
fn shown(list: &List, at: usize, counters: &[Option<u32>; N_LEVELS]) -> String {
    let level = &list.levels[at];
    if level.format == "bullet" {
        return bullet(&level.text).to_owned();
    }
    let mut shown = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|it| it.to_digit(10)).filter(|it| c == '%' && *it > 0);
        let Some(place) = place else {
            shown.push(c);
            continue;
        };
        chars.next();
        let other = &list.levels[place as usize - 1];
        let count = counters[place as usize - 1].unwrap_or(other.start);
        shown.push_str(&figure(count, &other.format));
    }
    shown.trim().to_owned()
}

/// Letters of symbol fonts mean nothing outside them.
fn bullet(text: &str) -> &str {
    let first = text.trim().chars().next();
    match first {
        Some(c) if ('\u{e000}'..='\u{f8ff}').contains(&c) || c == 'o' => "-",
        Some(_) => text.trim(),
        None => "-",
    }
}

fn figure(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letter(count),
        "upperLetter" => letter(count).to_ascii_uppercase(),
        "lowerRoman" => roman(count).to_ascii_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// `a` to `z`, then `aa` to `zz`, as Word counts.
fn letter(count: u32) -> String {
    let Some(n) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (n % 26) as u8);
    String::from(letter).repeat((n / 26 + 1).min(8) as usize)
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut roman) = (count.min(3999), String::new());
    for (value, letters) in PARTS {
        while left >= value {
            roman.push_str(letters);
            left -= value;
        }
    }
    roman
}

#[derive(Default)]
struct Parser {
    numbering: Numbering,
    list: Option<String>,
    number: Option<String>,
    level: usize,
}

impl Parser {
    fn start(&mut self, element: &BytesStart) {
        let name = element.name();
        let value = attribute(element, "val");
        match local(name.into_inner()) {
            "abstractNum" => {
                (self.list, self.number) = (attribute(element, "abstractNumId"), None);
                if let Some(id) = self.list.as_ref().filter(|_| self.numbering.lists.len() < N_LISTS) {
                    self.numbering.lists.insert(id.clone(), List::default());
                }
            }
            "num" => (self.list, self.number) = (None, attribute(element, "numId")),
            "abstractNumId" => {
                if let (Some(number), Some(list)) = (&self.number, value) {
                    self.numbering.numbers.insert(number.clone(), (list, HashMap::new()));
                }
            }
            "lvl" | "lvlOverride" => {
                let level = attribute(element, "ilvl").and_then(|it| it.parse().ok());
                self.level = level.unwrap_or(0usize).min(N_LEVELS - 1);
            }
            "startOverride" => {
                let number = self.number.as_ref().and_then(|it| self.numbering.numbers.get_mut(it));
                if let (Some((_, starts)), Some(start)) = (number, value.and_then(|it| it.parse().ok())) {
                    starts.insert(self.level, start);
                }
            }
            name => self.level_property(name, value.unwrap_or_default()),
        }
    }

    fn level_property(&mut self, name: &str, value: String) {
        let Some(list) = self.list.as_ref().and_then(|it| self.numbering.lists.get_mut(it)) else { return };
        let level = &mut list.levels[self.level];
        match name {
            "start" => level.start = value.parse().unwrap_or(1),
            "numFmt" => level.format = value,
            "lvlText" => level.text = value.chars().take(LONGEST_LABEL).collect(),
            "pStyle" => level.style = value,
            _ => {}
        }
    }
}
