//! The rules that make findings, by name: where each stands, and the phrases it goes by. A finding keeps which one made
//! it; [`mod@crate::explain`] tells it.

use crate::lexicon::Class;
use crate::lexicon::Class as C;
use crate::reading::{DoubtKind, NoteKind};

/// Where the phrases of a rule stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the words of the finding.
    Words,
    /// From the beginning of its sentence to its end.
    Before,
    /// Anywhere in its sentence.
    Sentence,
}

/// Declares the rules: name, file and function below `crates/reader/src`, reach and classes of its phrases.
macro_rules! rules {
    ($($rule:ident = $name:literal in $file:literal $function:literal, $reach:ident [$($class:ident)*];)*) => {
        /// What made a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($rule,)* }

        impl Rule {
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// The kind of finding and what is special about it: `directive/charged`.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name,)* }
            }

            /// The file below `crates/reader/src`, and the function in it.
            pub fn place(self) -> (&'static str, &'static str) {
                match self { $(Rule::$rule => ($file, $function),)* }
            }

            /// What the phrases it goes by are for, and where they stand.
            pub fn phrases(self) -> (Reach, &'static [Class]) {
                match self { $(Rule::$rule => (Reach::$reach, &[$(C::$class),*]),)* }
            }
        }
    };
}

rules! {
    Person = "person/office" in "people.rs" "in_block", Sentence [Office Address SignFor];
    Unit = "unit/name" in "body_name.rs" "units", Words [Organ Field Level Bureau Short];
    Programme = "programme/name" in "programme.rs" "name_end", Words [ProgrammeKind];
    Citation = "citation/number" in "citation.rs" "in_block", Words [CiteKind NumberWord SymType Issuer];
    Sentence = "observation/sentence" in "observation/mod.rs" "take", Words [
        Gauge Magnitude Money CountNoun Rise Fall Reach Plan Compare CompareAfter Threshold Goal StrongGoal
    ];
    Headed = "observation/table" in "observation/table/headed.rs" "value", Words [Gauge Magnitude Money Rise];
    Captioned = "observation/caption" in "observation/table.rs" "placed", Words [Level Total];
    Stacked = "observation/lines" in "observation/table.rs" "stacked", Words [Gauge Magnitude Money Rise];
    Success = "result/success" in "result.rs" "statements", Words [Success];
    Blamed = "limitation/blame" in "limitation/mod.rs" "blamed", Before [Blame];
    AmongFaults = "limitation/part" in "limitation/judge.rs" "is_fault", Words [Fault NotYet Slow];
    PlainFault = "limitation/plain" in "limitation/judge.rs" "is_plain_fault", Words [Fault NotYet Slow];
    Judged = "assessment/words" in "assessment.rs" "assessment", Before [Judges];
    Framed = "directive/order" in "directive/opening.rs" "behind_frame", Before [Order OrderBare Action];
    Addressed = "directive/addressee" in "directive/opening.rs" "addressed", Words [
        Must Prohibition Partner Delegating Action
    ];
    Toward = "directive/toward" in "directive/opening.rs" "toward", Before [Toward];
    Charged = "directive/charged" in "directive/opening.rs" "charged", Words [ChargedTo];
    Bare = "directive/verb" in "directive/opening.rs" "unaddressed", Words [Must Prohibition Action];
    Conditional = "directive/condition" in "directive/opening.rs" "consequent", Words [Condition Then];
    TaskRow = "directive/table" in "directive/table.rs" "task", Words [];
    Asked = "petition/words" in "petition.rs" "find", Before [Asks Petition];
    Decided = "answer/words" in "answer.rs" "find", Sentence [Decides PetitionNoun];
    Caption = "caption/picture" in "caption.rs" "caption", Words [CaptionEnd CaptionLabel];
    InheritedLead = "note/inherited_lead" in "directive/mod.rs" "inherited", Words [];
    AssumedYear = "note/assumed_year" in "directive/mod.rs" "remark_due", Words [];
    NoLead = "doubt/no_lead" in "directive/mod.rs" "remark", Words [];
    CollectiveLead = "doubt/collective_lead" in "directive/mod.rs" "is_collective", Words [Collective Plural];
    LeadFromBefore = "doubt/lead_from_before" in "directive/mod.rs" "remark", Words [];
    ImpossibleDate = "doubt/impossible_date" in "consistency/day.rs" "impossible", Words [];
    BrokenSum = "doubt/broken_sum" in "consistency/mod.rs" "reckoned", Sentence [PartOf PartsOf Structure Total];
    TwoValues = "doubt/two_values" in "consistency/value.rs" "two", Words [];
    DueBeforeDocument = "doubt/due_before_document" in "directive/mod.rs" "remark_due", Words [];
    NotUnderstood = "doubt/not_understood" in "lib.rs" "not_understood", Words [];
}

impl From<NoteKind> for Rule {
    fn from(kind: NoteKind) -> Rule {
        match kind {
            NoteKind::InheritedLead => Rule::InheritedLead,
            NoteKind::AssumedYear => Rule::AssumedYear,
        }
    }
}

impl From<DoubtKind> for Rule {
    fn from(kind: DoubtKind) -> Rule {
        match kind {
            // A tie is found by those who know units; for the reader nobody is charged.
            DoubtKind::NoLead | DoubtKind::Tie => Rule::NoLead,
            DoubtKind::CollectiveLead => Rule::CollectiveLead,
            DoubtKind::LeadFromBefore => Rule::LeadFromBefore,
            DoubtKind::ImpossibleDate => Rule::ImpossibleDate,
            DoubtKind::BrokenSum => Rule::BrokenSum,
            DoubtKind::TwoValues => Rule::TwoValues,
            DoubtKind::DueBeforeDocument => Rule::DueBeforeDocument,
            DoubtKind::NotUnderstood => Rule::NotUnderstood,
        }
    }
}
