//! Files as pages show them: those that wait for their report, with what was found in them, and those of a report.

use crate::render::Frame;
use crate::reports::LONGEST;
use app::evidence::{LONGEST_FILE_BYTES, MOST_FILES, UploadView};
use app::figures;
use app::messages::{Language, say, text};
use app::sentences;
use app::views::EvidenceView;
use askama::Template;
use model::Refusal;
use model::state::{Found, Media};

/// A longer picture is opened by whoever wants to see it: telephones pay for what they load.
const LONGEST_SHOWN_BYTES: u64 = 1_000_000;

/// A file that waits, or that is not taken.
#[derive(Clone, Debug)]
pub struct FileShown {
    /// What a form names it by; `None` for one that is not taken.
    pub upload: Option<String>,
    pub name: String,
    pub size: String,
    /// Why it is not taken, what was found in it, or that it could not be looked through.
    pub sentence: Option<String>,
    /// Where something was found: the line and its words, most digits covered.
    pub places: Vec<(String, String)>,
    /// Whether somebody has to say why it is kept.
    pub is_asked: bool,
    /// Why it is kept, as it was typed.
    pub reason: String,
}

/// A file that waits, as a part of a page.
#[derive(Template)]
#[template(path = "file.html")]
pub struct FilePart<'a> {
    pub f: &'a Frame,
    pub file: &'a FileShown,
}

/// The files of a form: those that wait, each with why it is kept, and those that are not taken.
pub fn files_shown(
    language: Language,
    waiting: &[(UploadView, String)],
    refused: &[(String, Refusal)],
) -> Vec<FileShown> {
    let waiting =
        waiting.iter().map(|(view, reason)| FileShown { reason: reason.clone(), ..waiting_shown(language, view) });
    let refused = refused.iter().map(|(name, refusal)| FileShown {
        upload: None,
        name: name.clone(),
        size: String::new(),
        sentence: Some(sentences::refusal(language, refusal)),
        places: Vec::new(),
        is_asked: false,
        reason: String::new(),
    });
    waiting.chain(refused).collect()
}

/// A file that waits.
pub fn waiting_shown(language: Language, view: &UploadView) -> FileShown {
    let looked = view.looked.as_ref();
    let found = looked.map(|it| it.found).unwrap_or_default();
    let unread = looked.filter(|it| it.is_unread).map(|_| text(language, "files-unread").to_owned());
    let places = looked.map(|it| it.places.as_slice()).unwrap_or_default().iter();
    FileShown {
        upload: Some(view.upload.clone()),
        name: view.file_name.clone(),
        size: size(language, view.length_bytes),
        sentence: found_words(language, found)
            .map(|it| say(language, "files-found", &[("found", it.into())]))
            .or(unread),
        places: places
            .map(|it| (say(language, "place-line", &[("line", it.line.into())]), it.excerpt.clone()))
            .collect(),
        is_asked: !found.is_nothing(),
        reason: String::new(),
    }
}

/// How often something was found, in words; `None` where nothing was.
pub fn found_words(language: Language, found: Found) -> Option<String> {
    let counts = [
        ("files-identity-numbers", found.n_identity_numbers),
        ("files-phones", found.n_phones),
        ("files-birth-dates", found.n_birth_dates),
    ];
    let counted = counts.iter().filter(|it| it.1 > 0).map(|(key, n)| say(language, key, &[("n", (*n).into())]));
    let words = counted.collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then_some(words)
}

/// A length as people say it.
pub fn size(language: Language, bytes: u64) -> String {
    let tenths = |unit: u64| figures::decimal(language, &format!("{}.{}", bytes / unit, bytes % unit * 10 / unit));
    match bytes {
        1_000_000.. => format!("{} MB", tenths(1_000_000)),
        1_000.. => format!("{} KB", bytes / 1_000),
        _ => format!("{bytes} B"),
    }
}

impl Frame {
    /// Which files are taken, and how many.
    pub fn files_how(&self) -> String {
        let megabytes = |bytes: u64| bytes / 1024 / 1024;
        let longest = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let args = [
            ("n", MOST_FILES.into()),
            ("longest", megabytes(LONGEST_FILE_BYTES).into()),
            ("together", megabytes(longest).into()),
        ];
        say(self.language, "files-how", &args)
    }

    /// The address of what files belong to.
    pub fn address_of(&self, nouns: &str, id: impl std::fmt::Display) -> String {
        format!("/{nouns}/{id}")
    }

    /// The length of a file.
    pub fn size(&self, bytes: &u64) -> String {
        size(self.language, *bytes)
    }

    /// What is to be known of a file: what was found in it and why it was kept, or that it was not looked through.
    pub fn about_file(&self, file: &EvidenceView) -> Option<String> {
        let found = found_words(self.language, file.found);
        // Nobody wonders that a picture has no words; whoever sent it was told.
        let unread = (file.is_unread && !self.is_picture(file)).then(|| self.t("files-unread").to_owned());
        let because = file.kept_because.clone().unwrap_or_default();
        found
            .map(|it| say(self.language, "files-kept", &[("found", it.into()), ("because", because.into())]))
            .or(unread)
    }

    /// Whether a picture is short enough to stand in the page.
    pub fn is_shown(&self, file: &EvidenceView) -> bool {
        self.is_picture(file) && file.length_bytes <= LONGEST_SHOWN_BYTES
    }

    /// Whether a file can be seen where it is linked.
    pub fn is_picture(&self, file: &EvidenceView) -> bool {
        file.media.is_picture()
    }
}

/// The kind of a file, for browsers.
pub fn media_type(media: Media) -> &'static str {
    match media {
        Media::Jpeg => "image/jpeg",
        Media::Png => "image/png",
        Media::Webp => "image/webp",
        Media::Pdf => "application/pdf",
        Media::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Media::Text => "text/plain; charset=utf-8",
    }
}
