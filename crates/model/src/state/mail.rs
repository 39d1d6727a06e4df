//! Letters to people: how somebody is written to, what for and when, and one letter of one day.

use crate::{AccountId, MailId, SessionId, TaskId, Words};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How somebody is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTo {
    pub address: Words,
    pub wish: MailWish,
    pub language: MailLanguage,
}

/// What somebody wants to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailWish {
    /// One letter on each working day.
    #[default]
    Digest,
    /// The same, and at once what cannot wait for the next morning.
    AtOnce,
    Nothing,
}

/// In which language somebody is written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailLanguage {
    #[default]
    Vi,
    En,
}

/// Why somebody is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailReason {
    Overdue,
    /// What was reported or asked for came back to the lead.
    CameBack,
    /// The lead asks for a later day.
    ExtensionAsked,
    /// The lead says that the task is not its own.
    Declined,
    /// Reported as done, and nobody has confirmed it.
    AwaitingConfirmation,
    DueSoon,
    /// No word on a task with a day.
    Silent,
    /// No word on a task without one.
    SilentUndated,
    SessionComing,
    /// A session to which somebody was invited does not take place: told at once, by no rule.
    SessionCalledOff,
    /// It is held on another day, at another hour or place: the same.
    SessionMoved,
    /// Somebody who was invited to it is asked no more to come: the same.
    InvitationWithdrawn,
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTold {
    Nobody,
    /// The officers of the unit that owes it.
    Officers,
    /// Its officers and its leaders.
    Unit,
    /// The office that assigned it.
    Office,
    /// The unit and the office.
    Both,
}

/// When somebody is written to, and who.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailRule {
    /// Days before the day that comes, or since what happened; 0 is the day itself.
    pub days: u16,
    pub tells: MailTold,
    /// After each so many further days the leaders of one more level of the tree are told.
    pub up_after_days: Option<u16>,
}

impl MailReason {
    /// Those that have a rule.
    pub const RULED: [MailReason; 9] = [
        MailReason::Overdue,
        MailReason::CameBack,
        MailReason::ExtensionAsked,
        MailReason::Declined,
        MailReason::AwaitingConfirmation,
        MailReason::DueSoon,
        MailReason::Silent,
        MailReason::SilentUndated,
        MailReason::SessionComing,
    ];

    /// The rule where the office has set none.
    ///
    /// # Source
    /// docs/field.md 1: due soon is 0 to 3 days before; tasks without a day are pursued on their own after long silence. All
    /// other numbers are ours.
    pub fn usual(self) -> MailRule {
        let (days, tells, up_after_days) = match self {
            MailReason::Overdue => (1, MailTold::Unit, Some(7)),
            MailReason::CameBack => (0, MailTold::Unit, Some(7)),
            MailReason::ExtensionAsked | MailReason::Declined => (0, MailTold::Office, Some(3)),
            MailReason::AwaitingConfirmation => (0, MailTold::Office, Some(7)),
            MailReason::DueSoon => (3, MailTold::Officers, None),
            MailReason::Silent | MailReason::SilentUndated => (30, MailTold::Unit, Some(30)),
            MailReason::SessionComing => (3, MailTold::Unit, None),
            MailReason::SessionCalledOff | MailReason::SessionMoved | MailReason::InvitationWithdrawn => {
                (0, MailTold::Unit, None)
            }
        };
        MailRule { days, tells, up_after_days }
    }

    /// Whether it cannot wait for the next morning: design.
    pub fn is_urgent(self) -> bool {
        matches!(self, MailReason::Overdue | MailReason::CameBack | MailReason::ExtensionAsked)
    }
}

/// What kind of letter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    Digest,
    Urgent,
    /// What became of a session to which somebody was invited: it goes to everybody who is written to at all.
    Session,
}

/// One letter to one account on one day. No address stands here, and no word of what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub id: MailId,
    pub to: AccountId,
    pub on: Date,
    pub kind: MailKind,
    /// What it was about when it was sent; before that, when it was decided.
    pub tasks: Vec<TaskId>,
    /// The session that it is about.
    pub session: Option<SessionId>,
    pub course: MailCourse,
}

/// How far a letter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailCourse {
    Waiting,
    /// The office holds it back.
    HeldBack {
        because: Words,
    },
    /// A mail server took it over.
    Sent {
        at: Timestamp,
    },
}
