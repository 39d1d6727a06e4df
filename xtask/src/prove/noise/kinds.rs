//! The kinds of noise, each a small pure function from a sample to its spoilt text.

use super::noisy::Noisy;
use super::{layout, old, spelling};
use crate::prove::samples::Sample;

pub struct Kind {
    pub name: &'static str,
    pub spoil: fn(&Sample) -> Noisy,
    /// How much of the macro-F1 may go.
    pub may_lose: f64,
    /// The encoding of the file, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

const fn noise(name: &'static str, spoil: fn(&Sample) -> Noisy) -> Kind {
    Kind { name, spoil, may_lose: 0.05, encoding: None }
}

/// What must be undone without a trace.
const fn written(name: &'static str, encoding: Option<&'static str>, spoil: fn(&Sample) -> Noisy) -> Kind {
    Kind { name, spoil, may_lose: 0.01, encoding }
}

pub const KINDS: &[Kind] = &[
    written("tcvn3", Some("tcvn3"), |it| old::encoded(it, "tcvn3", false)),
    written("vni", Some("vni"), |it| old::encoded(it, "vni", false)),
    written("tcvn3 misread", None, |it| old::encoded(it, "tcvn3", true)),
    written("vni misread", None, |it| old::encoded(it, "vni", true)),
    written("utf-16", Some("utf-16le"), old::utf_16),
    noise("decomposed", |it| spelling::decomposed(&it.text)),
    noise("old tones", |it| spelling::old_tones(&it.text)),
    noise("new tones", |it| spelling::new_tones(&it.text)),
    noise("lines of 70", |it| layout::wrapped(&it.text, 70, None)),
    noise("lines of 62", |it| layout::wrapped(&it.text, 62, None)),
    noise("no blank lines", |it| layout::unparted(&it.text, None)),
    noise("no blank lines, lines of 70", |it| layout::unparted(&it.text, Some(70))),
    noise("no blank lines, lines of 78", |it| layout::unparted(&it.text, Some(78))),
    noise("page furniture", |it| layout::wrapped(&it.text, 72, Some(&layout::header(it)))),
    noise("blanks missing", |it| layout::glued(&it.text)),
    noise("blanks too many", |it| layout::spaced(&it.text)),
    noise("capital paragraphs", |it| spelling::capital_paragraphs(&it.text)),
    noise("capital heads", |it| spelling::capital_heads(&it.text)),
    noise("paragraphs without marks", |it| spelling::unmarked(&it.text, |n| n.is_some_and(|it| it % 3 == 1))),
    noise("no marks at all", |it| spelling::unmarked(&it.text, |_| true)),
    noise("crlf", |it| layout::line_ends(&it.text, "\r\n")),
    noise("cr", |it| layout::line_ends(&it.text, "\r")),
    noise("hidden characters", |it| layout::hidden(&it.text)),
    noise("other blanks", |it| layout::other_blanks(&it.text)),
    noise("other dashes and quotes", |it| spelling::other_dashes(&it.text)),
    noise("tabs", |it| layout::tabs(&it.text)),
    noise("marks confused", |it| spelling::confused_marks(&it.text)),
    noise("other bullets", |it| layout::bullets(&it.text, &["\u{2022}", "+", "*", "\u{25cf}", "\u{2013}", "\u{f0b7}"])),
    noise("bullets lost", |it| layout::bullets(&it.text, &[""])),
    noise("small letters in front", |it| spelling::small_in_front(&it.text)),
];
