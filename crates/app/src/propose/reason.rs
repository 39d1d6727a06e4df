//! Why a draft waits for a person, or what they may know of it.

use crate::known_units::Candidate;
use jiff::civil::Date;
use model::state::TextDoubtKind;
use reader::reading::DoubtKind;
use reader::sheet;
use serde::Serialize;

/// Why something waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// Nobody is named to do it.
    NoLead,
    /// Many are named at once: each would get a task of its own.
    CollectiveLead { name: String },
    /// A person is named, not a unit.
    PersonLead { name: String },
    /// The name is that of no organ or area the reader knows.
    UnclearLead { name: String },
    /// A local body, and the text does not tell of which place.
    UnplacedLead { name: String },
    /// Several units of the register may be meant, or one whose name differs, or which was not there on that day.
    UnitTie { name: String, between: Vec<Candidate> },
    /// No lead is named: it is that of the list or of the words before.
    InheritedLead { name: String },
    /// The register does not have the unit: taking it founds one.
    NewUnit { name: String },
    /// An exhortation that is cut out of the sentence of a task.
    PartOfSentence,
    /// An area is named, and its committee is meant.
    AreaActs { name: String, unit: String },
    /// Coordinating bodies that are no single unit; the words keep them.
    CollectiveCoordinating { name: String },
    /// Whether it is a task or an exhortation was not told.
    NoClass,
    /// The reader doubts.
    Doubt { doubt: DoubtKind },
    /// Words that may not be those of the file; `confidence` is that of the least certain, per cent.
    UnsureText { kind: TextDoubtKind, words: String, confidence: Option<u8> },
    /// The row of a kept sheet leaves something open.
    Row {
        #[serde(flatten)]
        doubt: sheet::Doubt,
    },
    /// Something of the row was taken for granted.
    Taken {
        #[serde(flatten)]
        remark: sheet::Remark,
    },
    /// The row tells as past what is still to come.
    DayToCome { day: Date },
    /// An exhortation outside a session is no conclusion, and no task.
    NoSession,
    /// The day of the session is not told.
    SessionUndated,
    /// A deadline stands in the words or behind them, and whether it is that of the task is not certain.
    UnusedDeadline { words: String },
    /// It is due after the task whose plan it stands in.
    AfterAbove { day: Date },
    /// The lead is not below the unit that leads the task whose plan it stands in.
    NotBelow { name: String, unit: String },
    /// A person typed a deadline in words that name none.
    UnreadDeadline { words: String },
}

impl Reason {
    /// Whether a named lead could be no unit: it waits, whatever became of the others.
    pub fn is_about_lead(&self) -> bool {
        matches!(
            self,
            Reason::CollectiveLead { .. }
                | Reason::PersonLead { .. }
                | Reason::UnclearLead { .. }
                | Reason::UnplacedLead { .. }
                | Reason::UnitTie { .. }
                | Reason::Row { doubt: sheet::Doubt::LeadUnclear { .. } }
                | Reason::Doubt { doubt: DoubtKind::LeadFromBefore }
        )
    }
}
