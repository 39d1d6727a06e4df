//! What both reports on a task carry besides their words: evidence, and how they came.

use crate::refusal::{optional_words, wanted_hash, wanted_words};
use crate::state::{Evidence, Found, Media, Task, Via, is_false};
use crate::{Refusal, Scene, Words};
use serde::{Deserialize, Serialize};

/// The most files of one report.
pub const MOST_FILES: usize = 10;

/// The longest file, bytes.
pub const LONGEST_FILE_BYTES: u64 = 50 * 1024 * 1024;

/// A file that comes with a report, kept under its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    pub file_name: String,
    /// Hex BLAKE3 of the file, 64 lower-case digits: the file is kept under it.
    pub content: String,
    /// Length of the file, bytes.
    pub length_bytes: u64,
    pub media: Media,
    #[serde(default, skip_serializing_if = "Found::is_nothing")]
    pub found: Found,
    /// Wanted where something was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_because: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_unread: bool,
}

/// The evidence of a report.
///
/// # Errors
/// [`Refusal::EvidenceTooMuch`], [`Refusal::FileEmpty`], [`Refusal::FileTooLong`], [`Refusal::PersonalDataFound`],
/// [`Refusal::ContentNotAHash`], [`Refusal::WordsMissing`].
///
/// # Source
/// Law on Protection of Personal Data 91/2025/QH15; that the aggregate is asked for first is design.
pub(super) fn evidence(files: Vec<Attach>) -> Result<Vec<Evidence>, Refusal> {
    let n_files = files.len();
    if n_files > MOST_FILES {
        return Err(Refusal::EvidenceTooMuch { n_files, most: MOST_FILES });
    }
    files.into_iter().map(kept).collect()
}

fn kept(file: Attach) -> Result<Evidence, Refusal> {
    let Attach { length_bytes, found, .. } = file;
    if length_bytes == 0 {
        return Err(Refusal::FileEmpty);
    }
    if length_bytes > LONGEST_FILE_BYTES {
        return Err(Refusal::FileTooLong { length_bytes, longest_bytes: LONGEST_FILE_BYTES });
    }
    let kept_because = file.kept_because.filter(|it| !it.trim().is_empty());
    if !found.is_nothing() && kept_because.is_none() {
        let Found { n_identity_numbers, n_phones, n_birth_dates } = found;
        let file_name = file.file_name;
        return Err(Refusal::PersonalDataFound { file_name, n_identity_numbers, n_phones, n_birth_dates });
    }
    Ok(Evidence {
        file_name: wanted_words("file_name", file.file_name)?.into(),
        content: wanted_hash(file.content)?.into(),
        length_bytes,
        media: file.media,
        found,
        kept_because: optional_words("kept_because", kept_because)?,
        is_unread: file.is_unread,
    })
}

/// The document that is the deliverable, as it was typed: it has a number with its symbol, and a day.
///
/// # Errors
/// [`Refusal::DeliverableUnclear`], [`Refusal::WordsTooLong`].
///
/// # Source
/// Decree 30/2020/ND-CP, Appendix VI: number, symbol and day of a document.
pub(super) fn deliverable(text: Option<String>) -> Result<Option<Words>, Refusal> {
    match text.filter(|it| !it.trim().is_empty()) {
        Some(it) if !names_a_document(&it) => Err(Refusal::DeliverableUnclear { text: it }),
        it => optional_words("deliverable", it),
    }
}

/// `45/BC-UBND` and, apart from it, a number that can be a day.
fn names_a_document(text: &str) -> bool {
    let is_symbol = |it: &&str| {
        it.contains(['/', '-']) && it.contains(char::is_alphabetic) && it.starts_with(|it: char| it.is_ascii_digit())
    };
    let (symbols, others): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(is_symbol);
    !symbols.is_empty() && others.iter().any(|it| it.contains(|it: char| it.is_ascii_digit()))
}

/// How a report came. By a link only what is recorded in the name of whoever gave it, while it opens.
///
/// # Errors
/// [`Refusal::LinkClosed`], [`Refusal::CommandUnreadable`] for both ways at once.
pub(super) fn via(
    task: &Task,
    by_phone_from: Option<String>,
    by_link: Option<u32>,
    scene: &Scene,
) -> Result<Option<Via>, Refusal> {
    match (optional_words("by_phone_from", by_phone_from)?, by_link) {
        (None, None) => Ok(None),
        (Some(from), None) => Ok(Some(Via::Phone { from })),
        (None, Some(n)) if task.want_link(n, scene.today())?.given_by == scene.stamp.actor => Ok(Some(Via::Link { n })),
        (None, Some(n)) => Err(Refusal::LinkClosed { n }),
        (Some(_), Some(_)) => Err(Refusal::CommandUnreadable { because: "by_phone_from and by_link".to_owned() }),
    }
}
