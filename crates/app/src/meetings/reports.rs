//! What guests report before a session: every version as it was sent, with its files.

use super::life::{SessionTold, Told};
use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::evidence::EvidenceFile;
use crate::office::Office;
use crate::views::{EvidenceView, UnitMention};
use jiff::civil::Date;
use model::state::{ReportSent, Session};
use serde::Serialize;

/// What a guest is to report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    pub unit: UnitMention,
    pub words: Option<String>,
    pub due_on: Date,
    /// The day and the words of the version that counts.
    pub sent_on: Option<Date>,
    pub sent_words: Option<String>,
    /// Every version, the newest first.
    pub versions: Vec<VersionView>,
}

impl ReportView {
    /// The versions that say something today: the one that counts, and the one that was presented.
    pub fn standing(&self) -> impl Iterator<Item = &VersionView> {
        self.versions.iter().filter(|it| it.standing.stands())
    }

    /// Those that were replaced or withdrawn.
    pub fn fallen(&self) -> Vec<&VersionView> {
        self.versions.iter().filter(|it| !it.standing.stands()).collect()
    }

    /// Whether the version that counts may be withdrawn.
    pub fn is_withdrawable(&self) -> bool {
        self.versions.iter().any(|it| matches!(it.standing, VersionStanding::Current | VersionStanding::Later))
    }
}

/// A version of a report, as it was sent.
#[derive(Clone, Debug, Serialize)]
pub struct VersionView {
    /// Counted from one, the first that was sent.
    pub n: usize,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub on: Date,
    /// Numbered together with those of all reports to the session.
    pub files: Vec<EvidenceView>,
    /// Why it takes the place of the one before.
    pub because: Option<String>,
    pub standing: VersionStanding,
    /// The day on which it was withdrawn.
    pub withdrawn_on: Option<Date>,
    pub withdrawn_because: Option<String>,
}

/// What a version is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionStanding {
    /// It counts, and nothing was presented yet.
    Current,
    /// It was presented while the session sat.
    Presented,
    /// It came after the one that was presented.
    Later,
    /// Another took its place.
    Replaced,
    Withdrawn,
}

impl VersionStanding {
    fn stands(self) -> bool {
        matches!(self, VersionStanding::Current | VersionStanding::Presented | VersionStanding::Later)
    }
}

/// The reports of a session that whoever hosts it sees, or whoever sees the guest.
pub(super) fn reports(viewer: &Viewer, session: &Session, told: &Told, is_host: bool) -> Vec<ReportView> {
    let view = |(unit, it): (&model::UnitId, &model::state::ReportAsked)| ReportView {
        unit: viewer.units.mention(*unit),
        words: told.words(&it.words),
        due_on: it.due_on,
        sent_on: it.current().map(|it| it.on),
        sent_words: it.current().and_then(|it| told.words(&it.words)),
        versions: versions(session, &it.sent, told),
    };
    session.reports.iter().filter(|it| is_host || viewer.sees(*it.0)).map(view).collect()
}

fn versions(session: &Session, sent: &[ReportSent], told: &Told) -> Vec<VersionView> {
    let presented = sent.iter().position(|it| it.is_presented);
    let current = sent.iter().rposition(|it| it.withdrawn.is_none());
    let standing = |i: usize, it: &ReportSent| match presented {
        _ if it.withdrawn.is_some() => VersionStanding::Withdrawn,
        Some(place) if place == i => VersionStanding::Presented,
        _ if current != Some(i) => VersionStanding::Replaced,
        Some(_) => VersionStanding::Later,
        None => VersionStanding::Current,
    };
    let view = |(i, it): (usize, &ReportSent)| VersionView {
        n: i + 1,
        words: told.words(&it.words),
        on: it.on,
        files: it.files.clone().filter_map(|place| file(session, place, told)).collect(),
        because: it.because.as_ref().and_then(|it| told.words(it)),
        standing: standing(i, it),
        withdrawn_on: it.withdrawn.as_ref().map(|it| it.on),
        withdrawn_because: it.withdrawn.as_ref().and_then(|it| told.words(&it.because)),
    };
    sent.iter().enumerate().map(view).rev().collect()
}

fn file(session: &Session, place: usize, told: &Told) -> Option<EvidenceView> {
    Some(EvidenceView::of(place + 1, session.evidence.get(place)?, |it| told.words(it)))
}

impl Office {
    /// One file of a report to a session, by its number among them, for whoever sees the report.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none, and once it was erased; [`Error::Store`].
    pub fn report_file(&self, viewer: &Viewer, asked: &str, n: u32) -> Result<EvidenceFile, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "evidence", id: format!("{asked}/{n}") });
        let found = self.session_to_show(viewer, asked)?;
        let SessionTold { session, told, .. } = &*found;
        let place = usize::try_from(n).ok().and_then(|it| it.checked_sub(1)).ok_or_else(missing)?;
        let is_seen = |unit| self.hosts(viewer, session) || viewer.sees(unit);
        session.reporter_of(place).filter(|it| is_seen(*it)).ok_or_else(missing)?;
        let file = session.evidence.get(place).ok_or_else(missing)?;
        let bytes = told.words(&file.content).map(|it| self.files.read(&it)).transpose()?.flatten();
        let name = told.words(&file.file_name).unwrap_or_default();
        Ok(EvidenceFile { name, media: file.media, bytes: bytes.ok_or_else(missing)? })
    }
}
