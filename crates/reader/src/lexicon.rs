//! The phrases the rules know, as data: tab-separated files, parsed once into one trie over words.
//!
//! A line is `phrase <tab> class <tab> values...`; `#` opens a comment. Phrases match in lower case and in one
//! spelling of tones, whatever blanks or line breaks stand between their words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use crate::token::{Token, lowered, tokens};

/// The files, in the order in which their rows count. A new file is one line here.
const FILES: &[(&str, &str)] = &[
    ("kinds.tsv", include_str!("../lexicon/kinds.tsv")),
    ("levels.tsv", include_str!("../lexicon/levels.tsv")),
    ("organs.tsv", include_str!("../lexicon/organs.tsv")),
    ("positions.tsv", include_str!("../lexicon/positions.tsv")),
    ("abbreviations.tsv", include_str!("../lexicon/abbreviations.tsv")),
    ("symbols.tsv", include_str!("../lexicon/symbols.tsv")),
    ("cues.tsv", include_str!("../lexicon/cues.tsv")),
    ("action.tsv", include_str!("../lexicon/action.tsv")),
    ("calendar.tsv", include_str!("../lexicon/calendar.tsv")),
    ("deadline.tsv", include_str!("../lexicon/deadline.tsv")),
    ("directive.tsv", include_str!("../lexicon/directive.tsv")),
    ("group.tsv", include_str!("../lexicon/group.tsv")),
    ("discourse.tsv", include_str!("../lexicon/discourse.tsv")),
    ("limitation.tsv", include_str!("../lexicon/limitation.tsv")),
    ("observation.tsv", include_str!("../lexicon/observation.tsv")),
];

/// Declares the classes a lexicon line may have, with the name written in its second column.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal,)*) => {
        /// What a phrase is for; the second column of a lexicon line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[$doc])* $class,)* }

        impl Class {
            fn named(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$class),)* _ => None }
            }
        }
    };
}

classes! {
    /// Kind word of a document; values: printed form.
    Kind = "kind",
    /// Head word of an area; values: rank (1 province .. 4 hamlet).
    Level = "level",
    /// Head words of an organ; values: see organs.tsv.
    Organ = "organ",
    /// Words of a name before an organ that do not belong to the organ's name.
    Bureau = "bureau",
    /// A word that may continue the name of an organ although it has no capital.
    Field = "field",
    /// Head words of an office; values: `alone` where it needs no organ.
    Office = "office",
    /// Words before a person's name.
    Address = "address",
    /// A short form; values: the words it stands for.
    Short = "short",
    /// An abbreviation whose full stop ends no sentence.
    Stop = "stop",
    /// Cue words of frame and session; the class tells which.
    Motto = "motto",
    Recipients = "recipients",
    SignFor = "sign_for",
    /// The word before a document number.
    NumberWord = "number_word",
    /// The word before the number of an article.
    Article = "article",
    Weekday = "weekday",
    PublishedCue = "published_cue",
    Venue = "venue",
    Inspects = "inspects",
    DayPart = "day_part",
    Chairs = "chairs",
    ChairedBy = "chaired_by",
    Concludes = "concludes",
    WorksWith = "works_with",
    Holds = "holds",
    Meeting = "meeting",
    Online = "online",
    InPerson = "in_person",
    Hybrid = "hybrid",
    Remote = "remote",
    Attending = "attending",
    Caption = "caption",
    Furniture = "furniture",
    CiteKind = "cite_kind",
    Issuer = "issuer",
    /// Type code and organ code of a document symbol; values: usual capitals.
    SymType = "sym_type",
    SymOrg = "sym_org",
    DayWord = "day_word",
    MonthWord = "month_word",
    YearWord = "year_word",
    HourWord = "hour_word",
    HalfDay = "half_day",
    OfWord = "of_word",
    TermWord = "term_word",
    AndWord = "and_word",
    Plural = "plural",
    About = "about",
    Addressed = "addressed",
    /// A surname; values: `strong` when it rarely opens a place name.
    Surname = "surname",
    /// A usual second word of a person's name.
    MiddleName = "middle_name",
    /// Words for a Party organisation whose committee is meant; values: the committee.
    PartyCommittee = "party_committee",
    NotName = "not_name",
    // action.tsv
    Action = "action",
    Getting = "getting",
    Delegating = "delegating",
    Adverb = "adverb",
    Must = "must",
    Product = "product",
    // calendar.tsv
    Calendar = "calendar",
    CalendarEnd = "calendar_end",
    MonthsEarly = "months_early",
    MonthsLate = "months_late",
    WholeYear = "whole_year",
    ToDate = "to_date",
    SinceNewYear = "since_new_year",
    ThisMonth = "this_month",
    ThisQuarter = "this_quarter",
    ThisWeek = "this_week",
    BasePeriod = "base_period",
    // deadline.tsv
    DueBefore = "due_before",
    DueBy = "due_by",
    DueWithin = "due_within",
    DueRelative = "due_relative",
    Recurring = "recurring",
    Periodic = "periodic",
    RangeFrom = "range_from",
    Stretch = "stretch",
    Hour = "hour",
    Minute = "minute",
    /// What a deadline may wait for instead of a day.
    Event = "event",
    /// The words that open where a stretch of time begins.
    Since = "since",
    // directive.tsv
    Order = "order",
    OrderBare = "order_bare",
    Remark = "remark",
    Assessment = "assessment",
    Connective = "connective",
    Topic = "topic",
    Consequence = "consequence",
    Statement = "statement",
    Formula = "formula",
    Manner = "manner",
    Tail = "tail",
    Recipient = "recipient",
    Partner = "partner",
    Collective = "collective",
    HeadOf = "head_of",
    PersonWord = "person_word",
    ObjectOfOrder = "object_of_order",
    Prohibition = "prohibition",
    Condition = "condition",
    Then = "then",
    Toward = "toward",
    OrderFiller = "order_filler",
    Joint = "joint",
    TailFiller = "tail_filler",
    Nominal = "nominal",
    Copula = "copula",
    Pair = "pair",
    Agreement = "agreement",
    Anew = "anew",
    // group.tsv
    GroupNoun = "group_noun",
    // discourse.tsv
    PartResults = "part_results",
    PartFaults = "part_faults",
    PartTasks = "part_tasks",
    PartOpinions = "part_opinions",
    PartPetitions = "part_petitions",
    PartAttendance = "part_attendance",
    PartGoals = "part_goals",
    FloorChair = "floor_chair",
    FloorReport = "floor_report",
    FloorOthers = "floor_others",
    FloorEnd = "floor_end",
    Petition = "petition",
    Participant = "participant",
    Assembly = "assembly",
    Genre = "genre",
    // limitation.tsv
    Fault = "fault",
    PlainFault = "plain_fault",
    FaultTurn = "fault_turn",
    Blame = "blame",
    Announcement = "announcement",
    FaultLead = "fault_lead",
    Tie = "tie",
    SameSubject = "same_subject",
    SubjectStart = "subject_start",
    Slow = "slow",
    But = "but",
    NotYet = "not_yet",
    NoFault = "no_fault",
    // observation.tsv
    Magnitude = "magnitude",
    Money = "money",
    Gauge = "gauge",
    CountNoun = "count_noun",
    Duration = "duration",
    Ordinal = "ordinal",
    Compare = "compare",
    CompareAfter = "compare_after",
    Rise = "rise",
    Fall = "fall",
    Outcome = "outcome",
    Link = "link",
    Plan = "plan",
    Spending = "spending",
    Rate = "rate",
    Goal = "goal",
    StrongGoal = "strong_goal",
    Gift = "gift",
    Threshold = "threshold",
    Attendance = "attendance",
    HeadNoun = "head_noun",
    IndicatorTrim = "indicator_trim",
    Growth = "growth",
    SpendingObject = "spending_object",
    Fund = "fund",
    RangeTo = "range_to",
    PartOf = "part_of",
    NotGoal = "not_goal",
    Reach = "reach",
    AttributeEnd = "attribute_end",
    ColumnCount = "column_count",
    ColumnUnit = "column_unit",
    ColumnValue = "column_value",
}

/// One lexicon line.
pub struct Row {
    pub phrase: &'static str,
    pub class: Class,
    pub values: Vec<&'static str>,
}

impl Row {
    /// The value in column `n` after the class; empty when it is left out.
    pub fn value(&self, n: usize) -> &'static str {
        self.values.get(n).copied().unwrap_or("")
    }
}

/// A phrase that stands at tokens `first..end`.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub first: usize,
    pub end: usize,
    pub class: Class,
    pub(crate) row: u32,
}

impl Hit {
    pub fn row(&self) -> &'static Row {
        &lexicon().rows[self.row as usize]
    }
}

/// All lines, and the trie that finds them.
pub struct Lexicon {
    rows: Vec<Row>,
    words: HashMap<String, u32, Fast>,
    /// (node, word) to the next node; the root is node 0.
    next: HashMap<(u32, u32), u32, Fast>,
    /// Rows that end at a node.
    ends: Vec<Vec<u32>>,
}

/// The lexicon of this build.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

/// A number that changes when a lexicon line changes: proposals are cached by it.
pub fn lexicon_hash() -> u64 {
    let mut hasher = Fnv::default();
    FILES.iter().for_each(|(name, lines)| {
        hasher.write(name.as_bytes());
        hasher.write(lines.as_bytes());
    });
    hasher.finish()
}

/// Whether the word is one that joins the parts of a name.
pub fn is_and(word: &str) -> bool {
    lexicon().rows.iter().filter(|it| it.class == Class::AndWord).any(|it| it.phrase == word)
}

/// Whether these head words name an office or bureau of another organ.
pub fn is_of(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    lexicon().rows.iter().any(|it| it.class == Class::Organ && it.value(0) == "of" && is_head(it))
}

/// Whether these head words name a body that governs: of the Party, the State or the front.
pub fn is_governing(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    let is_field = |it: &Row| it.value(2) == "state" && head.starts_with(it.phrase);
    let governs = |it: &Row| {
        matches!(it.value(0), "party" | "cell" | "committee" | "level" | "of") && is_head(it) || is_field(it)
    };
    lexicon().rows.iter().any(|it| it.class == Class::Organ && governs(it))
}

/// The kind of an official letter, which prints none.
pub fn letter_kind() -> Option<&'static str> {
    lexicon().rows.iter().find(|it| it.class == Class::Kind && it.value(1) == "letter").map(|it| it.value(0))
}

/// Whether documents of this kind record a meeting.
pub fn is_minutes(kind: &str) -> bool {
    has_kind(kind, "minutes")
}

/// Whether documents of this kind may announce a conclusion.
pub fn is_notice(kind: &str) -> bool {
    has_kind(kind, "notice")
}

fn has_kind(kind: &str, purpose: &str) -> bool {
    lexicon().rows.iter().any(|it| it.class == Class::Kind && it.phrase == kind && it.value(1) == purpose)
}

/// The rank of a level word: 1 province .. 4 hamlet; 0 for none.
pub fn rank(level: &str) -> u8 {
    static RANKS: OnceLock<HashMap<&str, u8>> = OnceLock::new();
    let levels = || lexicon().rows.iter().filter(|it| it.class == Class::Level);
    let ranks = RANKS.get_or_init(|| levels().filter_map(|it| Some((it.phrase, it.value(0).parse().ok()?))).collect());
    ranks.get(level).copied().unwrap_or(0)
}

/// Whether `words` begin with a phrase of `class`.
pub fn opens_with(words: &str, class: Class) -> bool {
    classes_of(words).iter().any(|it| it.0 == 0 && it.1 == class)
}

/// Whether a phrase of `class` stands anywhere in `words`.
pub fn holds(words: &str, class: Class) -> bool {
    classes_of(words).iter().any(|it| it.1 == class)
}

/// The phrase of `class` that `words` begin with, as they print it; empty without.
pub fn head_of(words: &str, class: Class) -> &str {
    let parts = tokens(words);
    let hit = lexicon().hits(&lowered(words), &parts).into_iter().find(|it| it.first == 0 && it.class == class);
    hit.map_or("", |it| &words[..parts[it.end - 1].end()])
}

fn classes_of(words: &str) -> Vec<(usize, Class)> {
    let lower = lowered(words);
    lexicon().hits(&lower, &tokens(words)).iter().map(|it| (it.first, it.class)).collect()
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon =
            Lexicon { rows: Vec::new(), words: HashMap::default(), next: HashMap::default(), ends: vec![Vec::new()] };
        for (_, lines) in FILES {
            for line in lines.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
                if let Some(row) = parsed(line) {
                    lexicon.add(row);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, row: Row) {
        let lower = lowered(row.phrase);
        let mut node = 0;
        for token in tokens(&lower) {
            let n_words = self.words.len() as u32;
            let word = *self.words.entry(token.span().of(&lower).to_owned()).or_insert(n_words);
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(self.rows.len() as u32);
        self.rows.push(row);
    }

    /// Every phrase that stands in the text, ordered by first token, then longest first.
    pub fn hits(&self, lower: &str, tokens: &[Token]) -> Vec<Hit> {
        let words: Vec<Option<u32>> = tokens.iter().map(|it| self.words.get(it.span().of(lower)).copied()).collect();
        let mut hits = Vec::new();
        for first in 0..tokens.len() {
            let (mut node, mut end, opened) = (0, first, hits.len());
            while let Some(&step) = words.get(end).copied().flatten().and_then(|it| self.next.get(&(node, it))) {
                (node, end) = (step, end + 1);
                for &row in &self.ends[node as usize] {
                    hits.push(Hit { first, end, class: self.rows[row as usize].class, row });
                }
            }
            hits[opened..].reverse();
        }
        hits
    }
}

fn parsed(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t').map(str::trim);
    let (phrase, class) = (columns.next()?, Class::named(columns.next()?)?);
    Some(Row { phrase, class, values: columns.collect() })
}

type Fast = BuildHasherDefault<Fnv>;

/// FNV-1a: keys here are a few bytes long and not chosen by an opponent.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_known_class() {
        for (name, lines) in FILES {
            for line in lines.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
                assert!(parsed(line).is_some(), "{name}: {line}");
            }
        }
    }

    #[test]
    fn every_file_explains_its_columns() {
        assert!(FILES.iter().all(|(_, lines)| lines.starts_with("# phrase\tclass")));
    }
}
