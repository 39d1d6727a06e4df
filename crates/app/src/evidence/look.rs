//! What is looked for in a file before it is kept: its kind, the mark of secrecy, and what tells who somebody is.
//!
//! It works in memory and keeps nothing.

use crate::source::{DoubtKind, Format, Source};
use model::Refusal;
use model::state::{Found, Media};
use reader::personal::{self, Personal, PersonalKind};
use serde::Serialize;

/// What was seen in a file.
#[derive(Clone, Debug, Serialize)]
pub struct Looked {
    pub media: Media,
    pub found: Found,
    /// The first places of what was found.
    pub places: Vec<FoundPlace>,
    /// Whether words may stand in it that could not be looked through.
    pub is_unread: bool,
}

/// Where something was found, with most of its digits covered; what stands side by side is one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundPlace {
    /// What was found there, in the order of the text.
    pub kinds: Vec<PersonalKind>,
    /// The line of the text, from one.
    pub line: usize,
    pub excerpt: String,
}

/// So many places are told.
const MOST_PLACES: usize = 10;
/// So many letters are shown on each side of a place.
const AROUND: usize = 40;

/// The ends of the names of a kind of files; the first is the usual one.
pub fn extensions(media: Media) -> &'static [&'static str] {
    match media {
        Media::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
        Media::Png => &["png"],
        Media::Webp => &["webp"],
        Media::Pdf => &["pdf"],
        Media::Docx => &["docx"],
        Media::Xlsx => &["xlsx"],
        Media::Text => &["txt", "csv", "tsv", "text", "md"],
    }
}

/// Whether a name has the end of a kind of evidence, or none.
pub(super) fn may_be_called(name: &str) -> bool {
    let Some((_, end)) = name.rsplit_once('.') else { return true };
    Media::ALL.iter().any(|it| extensions(*it).contains(&end.to_ascii_lowercase().as_str()))
}

impl Looked {
    /// Looks through the file `name`.
    ///
    /// # Errors
    /// [`Refusal::Classified`], [`Refusal::EvidenceKind`], [`Refusal::FileEmpty`], [`Refusal::FileTooLong`],
    /// [`Refusal::FileEncrypted`], [`Refusal::FileDamaged`].
    pub fn at(name: &str, bytes: &[u8]) -> Result<Looked, Refusal> {
        let wrong_kind = || Refusal::EvidenceKind { file_name: name.to_owned() };
        let (media, source) = match Source::of(name, bytes) {
            Ok(source) => (media_of(bytes, source.format), Some(source)),
            Err(Refusal::FileNeedsOcr) => (media_without_words(name, bytes), None),
            Err(Refusal::FileWithoutWords) => {
                let media = media_without_words(name, bytes).ok_or_else(wrong_kind)?;
                return Looked::nothing(media, false).named(name);
            }
            Err(Refusal::FileNotReadable) => (None, None),
            Err(other) => return Err(other),
        };
        let media = media.ok_or_else(wrong_kind)?;
        match source {
            Some(source) => Looked::through(media, &source)?.named(name),
            None => Looked::nothing(media, true).named(name),
        }
    }

    fn nothing(media: Media, is_unread: bool) -> Looked {
        Looked { media, found: Found::default(), places: Vec::new(), is_unread }
    }

    fn through(media: Media, source: &Source) -> Result<Looked, Refusal> {
        if reader::secrecy::is_classified(&source.text) {
            return Err(Refusal::Classified);
        }
        let all = personal::find(&source.text);
        let count = |kind| u32::try_from(all.iter().filter(|it| it.kind == kind).count()).unwrap_or(u32::MAX);
        let found = Found {
            n_identity_numbers: count(PersonalKind::IdentityNumber),
            n_phones: count(PersonalKind::Phone),
            n_birth_dates: count(PersonalKind::BirthDate),
        };
        let is_unread = source.doubts.iter().any(|it| leaves_out(it.kind));
        Ok(Looked { media, found, places: places(&source.text, &all), is_unread })
    }

    /// Refuses a name whose end promises another kind: whoever opens the file goes by it.
    fn named(self, name: &str) -> Result<Looked, Refusal> {
        let is_of = |end: &str| extensions(self.media).contains(&end.to_ascii_lowercase().as_str());
        match name.rsplit_once('.') {
            Some((_, end)) if !is_of(end) => Err(Refusal::EvidenceKind { file_name: name.to_owned() }),
            _ => Ok(self),
        }
    }
}

/// Doubts that leave part of a file unread.
fn leaves_out(doubt: DoubtKind) -> bool {
    matches!(
        doubt,
        DoubtKind::NeedsOcr
            | DoubtKind::PartNotReadable
            | DoubtKind::Encrypted
            | DoubtKind::Damaged
            | DoubtKind::CutShort { .. }
            | DoubtKind::LettersUnknown
    )
}

fn media_of(bytes: &[u8], format: Format) -> Option<Media> {
    match format {
        Format::Text => Some(Media::Text),
        Format::Docx => Some(Media::Docx),
        Format::Xlsx => Some(Media::Xlsx),
        Format::Pdf => Some(Media::Pdf),
        Format::Image => picture(bytes),
        Format::Html => None,
    }
}

fn picture(bytes: &[u8]) -> Option<Media> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Media::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Some(Media::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Media::Webp),
        _ => None,
    }
}

/// The kind of a file that gave no words.
fn media_without_words(name: &str, bytes: &[u8]) -> Option<Media> {
    picture(bytes).or_else(|| match paper::extract(bytes, name).format {
        paper::Format::Pdf => Some(Media::Pdf),
        paper::Format::Docx => Some(Media::Docx),
        paper::Format::Xlsx => Some(Media::Xlsx),
        _ => None,
    })
}

/// The first places of `all`, in the order of the text.
fn places(text: &str, all: &[Personal]) -> Vec<FoundPlace> {
    let mut places = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for beside in all.chunk_by(|one, next| is_beside(text, one, next)).take(MOST_PLACES) {
        let start = beside[0].span.start;
        line += text[counted..start].matches('\n').count();
        counted = start;
        let kinds = beside.iter().map(|it| it.kind).collect();
        places.push(FoundPlace { kinds, line, excerpt: excerpt(text, beside, all) });
    }
    places
}

/// Whether two stand on one line, so near that each would be shown with the other.
fn is_beside(text: &str, one: &Personal, next: &Personal) -> bool {
    let between = text.get(one.span.end..next.span.start).unwrap_or_default();
    !between.contains('\n') && between.chars().count() <= AROUND
}

/// What stands around a place on its line; the digits of whatever was found there are covered but the first and last two.
fn excerpt(text: &str, beside: &[Personal], all: &[Personal]) -> String {
    let at = beside.iter().fold(beside[0].span, |span, it| span.join(it.span));
    let start = text[..at.start].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |it| at.end + it);
    let before: Vec<(usize, char)> = text[start..at.start].char_indices().collect();
    let from = start + before.len().checked_sub(AROUND).map_or(0, |it| before[it].0);
    let until = text[at.end..end].char_indices().nth(AROUND).map_or(end, |it| at.end + it.0);
    let first = all.partition_point(|it| it.span.end <= from);
    let shown = &all[first..][..all[first..].partition_point(|it| it.span.start < until)];
    let is_covered = |place: usize| {
        let inside = shown.iter().find(|it| (it.span.start..it.span.end).contains(&place));
        inside.is_some_and(|it| it.span.start + 2 <= place && place + 2 < it.span.end)
    };
    let cover = |(place, letter): (usize, char)| match letter {
        it if it.is_ascii_digit() && is_covered(from + place) => '*',
        it if it.is_control() => ' ',
        it => it,
    };
    let words: String = text[from..until].char_indices().map(cover).collect();
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";

    #[test]
    fn what_tells_a_person_is_counted_and_told_with_covered_digits() {
        let text = "Danh sach\nLo Van A | CCCD 014085001234 | DT 0912345678\nsinh ngay 12/3/1985\n";
        let looked = Looked::at("a.txt", text.as_bytes()).unwrap();
        assert_eq!(looked.found, Found { n_identity_numbers: 1, n_phones: 1, n_birth_dates: 1 });
        let told: Vec<_> = looked.places.iter().map(|it| (it.line, it.excerpt.as_str())).collect();
        let row = "Lo Van A | CCCD 01********34 | DT 09******78";
        assert_eq!(told, [(2, row), (3, "sinh ngay 12/*/**85")]);
        let far = format!("014085001234 {} 0912345678", "x ".repeat(AROUND));
        assert_eq!(Looked::at("a.txt", far.as_bytes()).unwrap().places.len(), 2, "far apart on one line");
    }

    #[test]
    fn kinds_are_told_from_the_bytes_and_kept_apart_from_names_that_lie() {
        let kind = |it: &str| Err(Refusal::EvidenceKind { file_name: it.to_owned() });
        let check = |name: &str, bytes: &[u8], wanted: Result<Media, Refusal>| {
            assert_eq!(Looked::at(name, bytes).map(|it| it.media), wanted, "{name}");
        };
        check("a.txt", b"words", Ok(Media::Text));
        check("a", b"words", Ok(Media::Text));
        check("a.CSV", b"a;b", Ok(Media::Text));
        check("a.bat", b"words", kind("a.bat"));
        check("a.html", b"<!doctype html><p>words</p>", kind("a.html"));
        check("a.png", PNG, Ok(Media::Png));
        check("a.jpg", PNG, kind("a.jpg"));
        check("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", kind("a.mp4"));
        check("a.gif", b"GIF89a\x01\0\x01\0\0\0\0", kind("a.gif"));
        check("a.txt", b"  \n", Err(Refusal::FileEmpty));
        check("a.txt", "M\u{1eac}T\n".as_bytes(), Err(Refusal::Classified));
    }
}
