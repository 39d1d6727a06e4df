//! What the phrases of the lexicon are for: the second column of its lines.

/// Declares the classes a lexicon line may have, with the name written in its second column.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal,)*) => {
        /// What a phrase is for; the second column of a lexicon line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[$doc])* $class,)* }

        impl Class {
            pub(crate) const N: usize = [$(Class::$class),*].len();

            pub(crate) fn named(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$class),)* _ => None }
            }

            /// As it is written in the second column.
            pub fn name(self) -> &'static str {
                match self { $(Class::$class => $name,)* }
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
    /// Words before a name in plain hand: `Anh`, `Chi`.
    Familiar = "familiar",
    /// Opens the office of a deputy, who acts in person.
    Deputy = "deputy",
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
    /// The word before the number of a part of the text: `Phan thu hai`.
    Section = "section",
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
    With = "with",
    Between = "between",
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
    /// Tells a month, quarter, year or week by its distance from the present one; values: how many later, `behind`
    /// when it may also follow a printed one.
    CalendarShift = "calendar_shift",
    /// A day by its distance from today; values: how many later.
    NearDay = "near_day",
    /// A small number in words; values: the number.
    SmallNumber = "small_number",
    /// What is named for a day: a street, a square.
    DayNamed = "day_named",
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
    DueAfter = "due_after",
    /// Ends in the word for before where it means in front of.
    Facing = "facing",
    Recurring = "recurring",
    Periodic = "periodic",
    RangeFrom = "range_from",
    Stretch = "stretch",
    /// Once in a stretch of time.
    Once = "once",
    /// The day of the order, as a beginning.
    OrderDay = "order_day",
    /// A word of the lunar calendar that names a year.
    LunarYear = "lunar_year",
    Hour = "hour",
    Minute = "minute",
    /// What a deadline may wait for instead of a day.
    Event = "event",
    /// The words that open where a stretch of time begins.
    Since = "since",
    // directive.tsv
    Order = "order",
    OrderBare = "order_bare",
    /// Words in which a word of order orders nothing.
    NotOrder = "not_order",
    /// The words between a piece of work and who is to do it.
    ChargedTo = "charged_to",
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
    /// The words of a heading; values: `within` where it belongs to the part above it, `borne` where that holds among
    /// faults, `opens` where it must open the heading.
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
    /// Words in the head of a text whose writers look into the work of others.
    Oversees = "oversees",
    // limitation.tsv
    /// Words of shortcomings; values: `plain`, `weak`, `scale` or `noun`, see limitation.tsv.
    Fault = "fault",
    FaultTurn = "fault_turn",
    /// Words of blame; values: `stated` where the blame is only what is said behind it, `no` where a longer phrase is none.
    Blame = "blame",
    Announcement = "announcement",
    /// What leads to a fault; values: `topic` where all up to the comma does, `label` where a mark must follow.
    FaultLead = "fault_lead",
    /// What ties cause and consequence; values: `cause`, `result` where it says which.
    Tie = "tie",
    SameSubject = "same_subject",
    /// A noun that opens a statement; values: `work` for an activity or state, `named` for a bad thing.
    SubjectStart = "subject_start",
    /// Words of delay and lack; values: `act` where what is late or lacking may follow.
    Slow = "slow",
    /// A small word before a figure that is too low, or of what is left undone.
    ShortOf = "short_of",
    But = "but",
    NotYet = "not_yet",
    NoFault = "no_fault",
    /// Words that make a weak fault a plain one: `con`, `rat`, `bi`; values: `left` for what is still there, `passive`.
    Still = "still",
    /// Words that undo the fault behind them; values: `not` for negations, `to` before those who are helped.
    Remedy = "remedy",
    /// Words of a case that is only supposed; values: `head` where they must open their part.
    Supposed = "supposed",
    /// Verbs of saying; values: `that` where a mark or `rang` must follow, `blames` where what follows is a complaint.
    Says = "says",
    SaysThat = "says_that",
    /// Any word that makes a predicate.
    Predicate = "predicate",
    Praise = "praise",
    Concession = "concession",
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
    /// What has a rate when it is told in percent.
    Rated = "rated",
    Goal = "goal",
    StrongGoal = "strong_goal",
    Gift = "gift",
    Threshold = "threshold",
    /// Words of distance.
    Apart = "apart",
    /// How things counted before were dealt with: `dung han`.
    OfThings = "of_things",
    /// Words that hold a small one which alone would end a phrase: `trong dien`, `bat giu`.
    Attribute = "attribute",
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
    // field.tsv
    /// A word that tells the field; values: field, weight.
    FieldWord = "field_word",
    // deliverable.tsv
    /// A verb that brings forth a product.
    Makes = "makes",
    /// A noun for what is handed over; values: `own` where it needs no verb before it.
    Deliverable = "deliverable",
    /// Words that end the noun phrase of a product.
    DeliverableEnd = "deliverable_end",
    /// Words that may stand between the verb and its product.
    DeliverableFiller = "deliverable_filler",
    /// Verbs that ask for an attitude only.
    Attitude = "attitude",
    /// Words of haste; values: `no` where a longer phrase means none, `mark` for the stamp of a document.
    Urgent = "urgent",
    // cause.tsv
    /// A word that ties a cause to its limitation; values: `no` where a longer phrase ties none.
    CauseTie = "cause_tie",
    /// The opening of a sentence that names a cause.
    CauseLead = "cause_lead",
    /// Words between the opening and the cause.
    CauseFiller = "cause_filler",
    CauseEnd = "cause_end",
    // result.tsv
    /// A predicate of success; values: direction (`up`, `down`, `kept` or none), `bare` where it needs a report.
    Success = "success",
    /// Words that take a success back or put it into the future.
    NoSuccess = "no_success",
    /// The word that makes a verb passive.
    Passive = "passive",
    /// Words of time and weight before what succeeded.
    SuccessTopic = "success_topic",
    // assessment.tsv
    /// Words of praise or blame; values: `commendation`, `criticism` or `no`.
    Judges = "judges",
    /// What is told beside an object of praise, not whom.
    JudgedEnd = "judged_end",
    // programme.tsv
    /// The kind of a named effort; values: `name` where a proper name must follow.
    ProgrammeKind = "programme_kind",
    ProgrammeEnd = "programme_end",
    ProgrammeWord = "programme_word",
    // petition.tsv
    /// The verb of a petition; values: `no` where a longer phrase is none.
    Asks = "asks",
    /// The noun of a petition, as an answer takes it up.
    PetitionNoun = "petition_noun",
    /// Words of a decision; values: `agreed`, `agreed_in_principle`, `refused`, `assigned` or `no`.
    Decides = "decides",
    // caption.tsv
    /// The end of a sentence that tells what a picture shows.
    CaptionEnd = "caption_end",
    /// The word before a credit.
    CaptionLabel = "caption_label",
    /// The word before the name of who wrote.
    Credit = "credit",
    /// A byline that is no name.
    Byline = "byline",
    /// The word before the collective for which somebody speaks.
    OnBehalf = "on_behalf",
    // consistency.tsv
    /// Opens the parts of a whole, all of them.
    PartsOf = "parts_of",
    Structure = "structure",
    Estimate = "estimate",
    /// A quality that other parts may share; values: the word that parts the whole in two with it.
    Overlap = "overlap",
    /// Parts that are told without a number.
    Rest = "rest",
    Total = "total",
    NoTotal = "no_total",
    // table.tsv
    /// The head of a column; values: what it holds in a table of tasks, in a table of values, and how it holds it.
    Column = "column",
    /// The same as in the row above.
    Ditto = "ditto",
    // No line has it.
    /// A number in digits stands here.
    Digits = "#digits",
    /// A word that begins with a capital stands here.
    Capital = "#capital",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet([u64; 4]);

const _: () = assert!(Class::N <= 256);

/// What a search looks for: one class, or any of a set.
pub trait Among: Copy {
    /// Whether something of it is in the set.
    fn meets(self, set: &ClassSet) -> bool;

    fn has(self, class: Class) -> bool;
}

impl Among for Class {
    #[inline]
    fn meets(self, set: &ClassSet) -> bool {
        set.has(self)
    }

    #[inline]
    fn has(self, class: Class) -> bool {
        self == class
    }
}

impl Among for ClassSet {
    #[inline]
    fn meets(self, set: &ClassSet) -> bool {
        ClassSet::meets(&self, set)
    }

    #[inline]
    fn has(self, class: Class) -> bool {
        ClassSet::has(&self, class)
    }
}

impl<const N: usize> From<[Class; N]> for ClassSet {
    #[inline]
    fn from(classes: [Class; N]) -> ClassSet {
        ClassSet::of(&classes)
    }
}

impl ClassSet {
    pub const ALL: ClassSet = ClassSet([u64::MAX; 4]);

    #[inline]
    pub const fn of(classes: &[Class]) -> ClassSet {
        ClassSet([0; 4]).and(classes)
    }

    /// These and `classes`.
    #[inline]
    pub const fn and(self, classes: &[Class]) -> ClassSet {
        let (mut set, mut n) = (self, 0);
        while n < classes.len() {
            set.add(classes[n]);
            n += 1;
        }
        set
    }

    pub const fn add(&mut self, class: Class) {
        self.0[class as usize / 64] |= 1 << (class as usize % 64);
    }

    /// Whether both have a class in common.
    #[inline]
    pub fn meets(&self, other: &ClassSet) -> bool {
        self.0.iter().zip(other.0).fold(0, |shared, (it, more)| shared | it & more) != 0
    }

    pub fn unite(&mut self, other: &ClassSet) {
        self.0.iter_mut().zip(other.0).for_each(|(it, more)| *it |= more);
    }

    #[inline]
    pub const fn has(&self, class: Class) -> bool {
        self.0[class as usize / 64] & (1 << (class as usize % 64)) != 0
    }
}
