//! The nouns of the register: what is so after the entries of one stream.

mod account;
mod agenda;
mod contribution;
mod course;
mod document;
mod erasure;
mod evidence;
mod external_ref;
mod link;
mod mail;
mod matter;
mod outside;
mod register;
mod roll;
mod session;
mod shift;
mod signed;
mod task;
mod unit;

pub use account::Account;
pub use agenda::{
    AgendaItem, Dropped, Invitation, LineKind, MinuteLine, Outcome, ReportAsked, ReportSent, ReportWithdrawn, Stage,
    Why,
};
pub use base::{Level, UnitKind};
pub use contribution::Contribution;
pub use course::{Course, Declined, ExtensionAsked, FormerLead};
pub use document::{Amended, Document, DraftMark, Extracted, LimitationAnswer, NamedColumn, TextDoubt, TextDoubtKind};
pub use erasure::Erasure;
pub(crate) use evidence::is_false;
pub use evidence::{Evidence, Found, Media};
pub use external_ref::ExternalRef;
pub use link::{Link, Via};
pub use mail::{Mail, MailCourse, MailKind, MailLanguage, MailReason, MailRule, MailTo, MailTold, MailWish};
pub use matter::{Listing, Matter, MatterClosed, MatterEnding, MatterKind, Teller, Telling};
pub use outside::Outside;
pub use register::{ChangedDay, CountsAs, Register, SetRule};
pub use roll::{Hall, Presence, Quorum, Roll, RollLine};
pub use session::{Conclusion, Ended, Ending, Mode, NoticeDropped, Session, Wording};
pub use shift::{CallingOff, Moved, Struck, When};
pub use signed::{Signed, Supplement};
pub use task::{ConclusionRef, Source, Task, TaskCode, Work, WorkState};
pub use unit::{Unit, UnitVersion};

/// The folded state of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Account(Account),
    Document(Document),
    Erasure(Erasure),
    Mail(Mail),
    Matter(Matter),
    Register(Register),
    Session(Session),
    Task(Task),
    Unit(Unit),
}

impl State {
    /// The word for what it is, as it begins the names of its acts.
    pub fn noun(&self) -> &'static str {
        match self {
            State::Account(_) => "account",
            State::Document(_) => "document",
            State::Erasure(_) => "erasure",
            State::Mail(_) => "mail",
            State::Matter(_) => "matter",
            State::Register(_) => "register",
            State::Session(_) => "session",
            State::Task(_) => "task",
            State::Unit(_) => "unit",
        }
    }

    /// The files that came with reports, in the order in which they came.
    pub fn evidence(&self) -> &[Evidence] {
        match self {
            State::Task(it) => &it.evidence,
            State::Session(it) => &it.evidence,
            _ => &[],
        }
    }
}
