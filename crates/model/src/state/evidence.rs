//! Evidence: what shows that a task was done, as files that lie outside the ledger.

use crate::Words;
use serde::{Deserialize, Serialize};

/// A file that came with a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub file_name: Words,
    /// Hex BLAKE3 of the file.
    pub content: Words,
    /// Length of the file, bytes.
    pub length_bytes: u64,
    pub media: Media,
    /// What tells who somebody is, as it was counted before the file was kept.
    #[serde(default, skip_serializing_if = "Found::is_nothing")]
    pub found: Found,
    /// Why it had to be kept all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_because: Option<Words>,
    /// Whether its words, if it has any, could not be looked through: a picture, where no letters are recognised.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_unread: bool,
}

/// The kinds of files that are taken as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Jpeg,
    Png,
    Webp,
    Pdf,
    Docx,
    Xlsx,
    Text,
}

impl Media {
    pub const ALL: [Media; 7] =
        [Media::Jpeg, Media::Png, Media::Webp, Media::Pdf, Media::Docx, Media::Xlsx, Media::Text];

    pub fn is_picture(self) -> bool {
        matches!(self, Media::Jpeg | Media::Png | Media::Webp)
    }
}

/// How often a file tells who somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    #[serde(default)]
    pub n_identity_numbers: u32,
    #[serde(default)]
    pub n_phones: u32,
    #[serde(default)]
    pub n_birth_dates: u32,
}

impl Found {
    pub fn is_nothing(&self) -> bool {
        *self == Found::default()
    }
}

pub(crate) fn is_false(it: &bool) -> bool {
    !it
}
