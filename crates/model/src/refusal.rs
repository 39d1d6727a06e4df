//! The lawful "no": a closed list, each with the values its sentence needs.

mod code;
mod followed;
mod wanted;

pub use followed::Followed;
pub use wanted::{LONGEST_WORDS, optional_words, wanted_count, wanted_hash, wanted_span, wanted_words};

use crate::access::Role;
use crate::id::{DocumentId, SessionId, StreamId, TaskId, UnitId};
use crate::state::{MatterKind, Stage, Teller, WorkState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why an act is not possible. [`Refusal::code`] is stable and is the message key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The stream an act would begin has entries already.
    StreamExists {
        stream: StreamId,
    },
    /// The stream an act is about has no entry, or is of another noun.
    StreamUnknown {
        stream: StreamId,
    },
    /// The act was drawn from an older version; it must be looked at again.
    Stale {
        seen: u64,
        current: u64,
    },
    /// The key was used before, for another command.
    KeyReused {
        key: String,
    },
    /// The same file is in the register already.
    DocumentKnown {
        document: Option<DocumentId>,
    },
    /// A document of the same number, day and issuer is in the register, under other bytes.
    DocumentNumberKnown {
        number: String,
        issued_on: Option<Date>,
        issuer: Option<String>,
        received_on: Date,
        document: DocumentId,
    },
    /// A document without a number, of the same title, day and issuer or session, is in the register.
    DocumentAlike {
        title: String,
        held_on: Option<Date>,
        received_on: Date,
        document: DocumentId,
    },
    /// The register has a founding entry.
    RegisterFounded,
    UnitUnknown {
        unit: UnitId,
    },
    DocumentUnknown {
        document: DocumentId,
    },
    SessionUnknown {
        session: SessionId,
    },
    TaskUnknown {
        task: TaskId,
    },
    ConclusionUnknown {
        session: SessionId,
        n: u32,
    },
    /// A conclusion of that number is recorded already.
    ConclusionNumberTaken {
        n: u32,
    },
    /// The conclusion has ended, and not as tasks.
    ConclusionEnded {
        n: u32,
    },
    /// The conclusion must first be ended as tasks.
    ConclusionNotEndedAsTasks {
        n: u32,
    },
    /// The session has not come so far, or is further: what is asked belongs to `wanted`.
    SessionStage {
        stage: Stage,
        wanted: Stage,
    },
    /// A session does not begin before its day.
    SessionNotYet {
        held_on: Date,
    },
    /// Whoever is invited is told of what.
    AgendaEmpty,
    /// No such item is on the agenda, or it was dropped.
    AgendaItemUnknown {
        n: u32,
    },
    /// The host of a session is not its guest as well.
    HostIsGuest {
        unit: UnitId,
    },
    /// The unit is not a guest of the session.
    NotAGuest {
        unit: UnitId,
    },
    /// Nobody asked the unit for a report.
    ReportNotAsked {
        unit: UnitId,
    },
    /// The unit has sent its report; another version wants the reason.
    ReportSent {
        sent_on: Date,
    },
    /// The unit has sent no report, or withdrew it.
    ReportNotSent {
        unit: UnitId,
    },
    /// The report was presented while the session sat.
    ReportPresented {
        sent_on: Date,
    },
    /// The session has its notice.
    NoticeTaken {
        document: DocumentId,
    },
    /// The session has no notice.
    NoticeAbsent,
    /// The session is in the register by its notice alone: nobody planned it.
    NoticeFounds,
    /// A limitation or a petition is followed that the notice tells in this session.
    NoticeFollowed(Followed),
    /// The notice words the conclusion already.
    ConclusionStated {
        n: u32,
    },
    /// The session has no hall of this number, or it was dropped.
    HallUnknown {
        n: u32,
    },
    /// Somebody else said something of the unit meanwhile.
    RollLineChanged {
        unit: UnitId,
    },
    /// The address of a link does not begin with `https://`, or holds a blank.
    LinkNotHttps,
    /// A part that must be there is no part, or more than the whole.
    QuorumUnclear {
        present: u32,
        of: u32,
    },
    /// The minutes were signed: what they say stays.
    MinutesSigned {
        signed_on: Date,
    },
    /// Only minutes that were signed are supplemented.
    MinutesNotSigned,
    /// Nothing is signed before `day`.
    SignedTooEarly {
        day: Date,
    },
    /// A report is asked for by the day of the session at the latest.
    ReportAfterSession {
        held_on: Date,
    },
    /// What was typed is no hour.
    HourUnreadable {
        text: String,
    },
    /// Words that a sentence cannot do without are empty.
    WordsMissing {
        field: String,
    },
    /// Words longer than the register takes; lengths in bytes.
    WordsTooLong {
        field: String,
        length: usize,
        longest: usize,
    },
    /// What is said to be the hash of a file is no such hash.
    ContentNotAHash,
    /// A unit cannot lead and coordinate the same task.
    LeadCoordinates {
        unit: UnitId,
    },
    /// The tree has its root: another unit needs one above it.
    RootFounded,
    /// The parent is the unit itself.
    UnitOwnParent {
        unit: UnitId,
    },
    /// The root stands below nothing.
    RootStays,
    /// The unit would stand below itself.
    UnitBelowItself {
        unit: UnitId,
    },
    /// What a unit is since that day cannot change before it.
    UnitDayTooEarly {
        begun_on: Date,
    },
    /// The address of a task in another tracker does not begin with `https://`, or holds a blank.
    AddressNotHttps,
    /// The task has no reference of this number, or it was removed.
    ExternalRefUnknown {
        n: u32,
    },
    /// The task has a document of the register that it comes from.
    SourceStands {
        document: DocumentId,
    },
    /// No document was added to the task afterwards.
    SourceNotAdded,
    /// What is said to be an address of mail is none.
    MailAddressUnreadable {
        text: String,
    },
    /// A clock of letters that is too long.
    MailDaysTooMany {
        most: u16,
    },
    /// What is told at once to everybody concerned has no rule.
    MailWithoutRule,
    /// The rule of letters is so already.
    MailRuleAlready,
    /// Somebody has as many calendar feeds as one may have.
    FeedsTooMany {
        most: usize,
    },
    /// The letter was sent.
    MailSent,
    /// The letter is held back already.
    MailHeldBack,
    /// Nobody holds the letter back.
    MailNotHeldBack,
    /// A day later than today.
    DayInFuture {
        day: Date,
    },
    /// A day before today.
    DayPast {
        day: Date,
    },
    /// A link lives until this day at most.
    LinkTooLong {
        latest_on: Date,
    },
    /// No such link is open: it was never given, was revoked, its last day is past, or another unit is the lead now.
    LinkClosed {
        n: u32,
    },
    /// More files than one report takes.
    EvidenceTooMuch {
        n_files: usize,
        most: usize,
    },
    /// A file of a kind that is not taken as evidence.
    EvidenceKind {
        file_name: String,
    },
    /// A file that is named in a report and was not sent for it, or so long ago that it was forgotten.
    EvidenceUnknown {
        content: String,
    },
    /// So many files wait for their reports that no more fit; lengths in bytes.
    EvidenceWaits {
        most_bytes: u64,
    },
    /// So many files of others wait for their reports that no more fit.
    EvidenceFull,
    /// A file that tells who somebody is, without a word on why it has to be kept.
    PersonalDataFound {
        file_name: String,
        n_identity_numbers: u32,
        n_phones: u32,
        n_birth_dates: u32,
    },
    /// The task has ended: nothing is owed any more.
    TaskEnded {
        state: WorkState,
    },
    /// The task rests: nothing happens to it until it is resumed.
    TaskSuspended {
        since_on: Date,
    },
    /// The task does not rest.
    NotSuspended,
    /// The task was not confirmed as done: there is nothing to open again.
    NotCompleted,
    /// The lead has said already that the task is not its own.
    DeclineAwaits {
        declined_on: Date,
    },
    /// The lead has not said that the task is not its own.
    NotDeclined,
    /// A task that is given to another lead goes to another unit.
    LeadStays {
        unit: UnitId,
    },
    /// The lead was urged or reminded on this day already.
    UrgedToday,
    /// The lead has said already that it has the task.
    TaskReceived {
        received_on: Date,
    },
    /// The task is reported as done already and waits for its confirmation.
    DoneReported {
        done_on: Date,
    },
    /// Nobody has reported the task as done.
    DoneNotReported,
    /// The task names a deliverable, and no report brought a file or named the document.
    DeliverableMissing,
    /// What is said to be the document of a deliverable has no number with its symbol, or no day.
    DeliverableUnclear {
        text: String,
    },
    /// Whoever reported the task as done does not confirm it.
    ReporterConfirms,
    /// The task would be done before it was assigned.
    DoneBeforeAssigned {
        done_on: Date,
        assigned_on: Date,
    },
    /// A task without a fixed day has none that could be later.
    DeadlineWithoutDay,
    /// An extension until a day that is not after the deadline.
    ExtensionNotLater {
        due_on: Date,
    },
    /// The lead asked for an extension already, and nobody has decided it yet.
    ExtensionAwaits {
        until_on: Date,
        asked_on: Date,
    },
    /// Nobody asks for an extension.
    ExtensionNotAsked,
    /// Whoever asked does not decide.
    AskerDecides,
    /// The unit does not coordinate the task.
    NotCoordinating {
        unit: UnitId,
    },
    /// The coordinating unit was not asked for anything, or that was withdrawn.
    ContributionNotAsked {
        unit: UnitId,
    },
    /// A correction that changes nothing.
    NothingCorrected,
    /// Somebody has decided already what becomes of these words of the document.
    DraftSetAside,
    /// An amendment that says nothing.
    NothingAmended,
    /// The account has this role over this unit already.
    RoleHeld {
        role: Role,
        unit: UnitId,
    },
    /// The account does not have this role over this unit.
    RoleNotHeld {
        role: Role,
        unit: UnitId,
    },
    /// Nobody could give roles any more: the last administrator of the register stays one.
    LastAdministrator,
    /// What was typed is no day.
    DayUnreadable {
        text: String,
    },
    /// The first day asked for is after the last.
    DaysReversed,
    /// More days than are changed at once.
    DaysTooMany {
        most: u32,
    },
    /// All these days count so already.
    DaysAlready {
        from_on: Date,
        until_on: Date,
    },
    /// The office counts so already.
    BeforeDayAlready,
    /// The deadline is another day by now.
    DeadlineMoved {
        was_on: Date,
    },
    /// What was asked for in a list cannot be understood.
    FilterUnreadable {
        field: String,
        text: String,
    },
    /// Nothing to erase was named.
    NothingToErase,
    /// Somebody has an account of this name.
    AccountNameTaken {
        name: String,
    },
    /// Nobody could act any more: the last account that has a name keeps it.
    LastAccount,
    /// The file of a document is erased together with its words, by the command made for it.
    FileErasedApart,
    /// A span whose end is before its start.
    SpanReversed {
        start: usize,
        end: usize,
    },
    /// The command could not be understood; `because` is for the writer of a client.
    CommandUnreadable {
        because: String,
    },
    /// More commands than one batch may hold.
    BatchTooLong {
        n_commands: usize,
        longest: usize,
    },
    /// The text carries a secrecy mark: it is tracked outside the register. Nothing of it is repeated here.
    Classified,
    /// The file has no content.
    FileEmpty,
    /// The file is longer than the register takes; lengths in bytes.
    FileTooLong {
        length_bytes: u64,
        longest_bytes: u64,
    },
    /// The file is of a format that is not read: DOC and XLS of before 2007, programs, sound.
    FileNotReadable,
    /// The file opens with a password only.
    FileEncrypted,
    /// The structure of the file cannot be followed.
    FileDamaged,
    /// The file is a picture, or its pages are, and no program for recognising letters is installed.
    FileNeedsOcr,
    /// No word was found in the file.
    FileWithoutWords,
    /// Nothing was found in the text that the register keeps.
    NothingFound,
    /// No table of tasks was recognised in the workbook, and nothing else that the register keeps.
    SheetUnclear,
    /// It was closed: nothing is owed any more until it is opened again.
    MatterClosed {
        closed_on: Date,
    },
    /// It is open.
    MatterOpen,
    /// The act is for the other kind: what is followed is a `kind`.
    MatterOtherKind {
        kind: MatterKind,
    },
    /// No such place of the session or the document tells of it.
    TellingUnknown {
        #[serde(flatten)]
        by: Teller,
    },
    /// Somebody has said already what that telling is.
    TellingKnown {
        #[serde(flatten)]
        by: Teller,
    },
    /// The telling is one of something else that is followed, as somebody said.
    TellingElsewhere {
        #[serde(flatten)]
        by: Teller,
        #[serde(flatten)]
        followed: Followed,
    },
    /// The task has no such row of a list, or it is none of what is followed here.
    ListingAbsent {
        task: TaskId,
    },
    /// The file has no table of limitations.
    ListUnclear {
        file_name: String,
    },
    /// Somebody has taken that row already.
    ListingTaken(Followed),
    /// The task is linked already.
    TaskLinked,
    TaskNotLinked,
    /// A unit asks another one, not itself.
    PetitionToItself {
        unit: UnitId,
    },
    /// The answer is owed by another unit.
    AnswerNotOwed {
        unit: UnitId,
    },
    /// The answer would be older than the petition.
    AnswerBeforePetition {
        since_on: Date,
    },
    /// A rehearsal register takes no real entries, and a real one no rehearsed ones.
    RehearsalDiffers {
        is_rehearsal: bool,
    },
}
