//! How many tasks stand how, and the rates of that.

use std::iter::Sum;
use std::ops::AddAssign;

/// Tasks as they stand on one day. Those without a day are apart, those terminated nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Confirmed, done in time.
    pub n_on_time: u64,
    /// Confirmed, done after the day.
    pub n_done_late: u64,
    /// Open, the day still to come, or reported as done in time.
    pub n_in_time: u64,
    /// Open past the day.
    pub n_overdue: u64,
    pub n_undated_done: u64,
    pub n_undated_open: u64,
    /// Of the open ones, dated or not, those with a word in the last thirty days.
    pub n_updated: u64,
}

/// One of the counts, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    All,
    Dated,
    Completed,
    OnTime,
    DoneLate,
    InTime,
    Overdue,
    /// Completed or overdue: the day has come.
    Due,
    Open,
    Updated,
    UndatedDone,
    UndatedOpen,
}

impl Of {
    pub const ALL: [(Of, &'static str); 12] = [
        (Of::All, "all"),
        (Of::Dated, "dated"),
        (Of::Completed, "completed"),
        (Of::OnTime, "on_time"),
        (Of::DoneLate, "done_late"),
        (Of::InTime, "in_time"),
        (Of::Overdue, "overdue"),
        (Of::Due, "due"),
        (Of::Open, "open"),
        (Of::Updated, "updated"),
        (Of::UndatedDone, "undated_done"),
        (Of::UndatedOpen, "undated_open"),
    ];

    pub fn name(self) -> &'static str {
        Of::ALL.into_iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }
}

/// What a rate is of what.
///
/// # Source
/// docs/field.md 6: three denominators are in use for "completed", and the share of tasks that were reported on beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Completed of those whose day has come: completed and overdue.
    DueOnly,
    /// Completed of all that have a day.
    All,
    /// In time of the completed.
    CompletedOnly,
    /// Overdue of those whose day has come.
    OverdueDueOnly,
    /// Overdue of all that have a day.
    OverdueAll,
    /// With a recent word, of the open ones.
    Updated,
}

impl Rule {
    pub const ALL: [Rule; 6] =
        [Rule::DueOnly, Rule::All, Rule::CompletedOnly, Rule::OverdueDueOnly, Rule::OverdueAll, Rule::Updated];

    /// Numerator and denominator.
    pub fn parts(self) -> (Of, Of) {
        match self {
            Rule::DueOnly => (Of::Completed, Of::Due),
            Rule::All => (Of::Completed, Of::Dated),
            Rule::CompletedOnly => (Of::OnTime, Of::Completed),
            Rule::OverdueDueOnly => (Of::Overdue, Of::Due),
            Rule::OverdueAll => (Of::Overdue, Of::Dated),
            Rule::Updated => (Of::Updated, Of::Open),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Rule::DueOnly => "due-only",
            Rule::All => "all",
            Rule::CompletedOnly => "completed-only",
            Rule::OverdueDueOnly => "overdue-due-only",
            Rule::OverdueAll => "overdue-all",
            Rule::Updated => "updated",
        }
    }
}

/// A rate as its parts; it is divided when it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub numerator: u64,
    pub denominator: u64,
}

impl Rate {
    /// In hundredths of a per cent, rounded half up; `None` of nothing.
    pub fn hundredths(self) -> Option<u64> {
        let twice = 2 * self.denominator;
        (twice > 0).then(|| (2 * 10_000 * self.numerator + self.denominator) / twice)
    }
}

impl Counts {
    pub fn get(&self, of: Of) -> u64 {
        match of {
            Of::All => self.n_all(),
            Of::Dated => self.n_dated(),
            Of::Completed => self.n_completed(),
            Of::OnTime => self.n_on_time,
            Of::DoneLate => self.n_done_late,
            Of::InTime => self.n_in_time,
            Of::Overdue => self.n_overdue,
            Of::Due => self.n_completed() + self.n_overdue,
            Of::Open => self.n_open(),
            Of::Updated => self.n_updated,
            Of::UndatedDone => self.n_undated_done,
            Of::UndatedOpen => self.n_undated_open,
        }
    }

    /// Confirmed, in time or not.
    pub fn n_completed(&self) -> u64 {
        self.n_on_time + self.n_done_late
    }

    /// All that have a day.
    pub fn n_dated(&self) -> u64 {
        self.n_completed() + self.n_in_time + self.n_overdue
    }

    /// Open, with a day or without.
    pub fn n_open(&self) -> u64 {
        self.n_in_time + self.n_overdue + self.n_undated_open
    }

    /// Everything that counts.
    pub fn n_all(&self) -> u64 {
        self.n_dated() + self.n_undated_done + self.n_undated_open
    }

    pub fn rate(&self, rule: Rule) -> Rate {
        let (numerator, denominator) = rule.parts();
        Rate { numerator: self.get(numerator), denominator: self.get(denominator) }
    }

    pub(crate) fn of(sorts: &[u32; N_SORTS]) -> Counts {
        let n = |sort: Sort| {
            let of = |is_recent| u64::from(sorts[Sort { is_recent, ..sort }.place()]);
            [of(false), of(true)]
        };
        let dated = |is_done, is_late| n(Sort { is_done, is_late, ..Sort::default() });
        let undated = |is_done| n(Sort { is_undated: true, is_done, ..Sort::default() });
        let (in_time, overdue, undated_open) = (dated(false, false), dated(false, true), undated(false));
        let sum = |it: [u64; 2]| it[0] + it[1];
        Counts {
            n_on_time: sum(dated(true, false)),
            n_done_late: sum(dated(true, true)),
            n_in_time: sum(in_time),
            n_overdue: sum(overdue),
            n_undated_done: sum(undated(true)),
            n_undated_open: sum(undated_open),
            n_updated: in_time[1] + overdue[1] + undated_open[1],
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.n_on_time += other.n_on_time;
        self.n_done_late += other.n_done_late;
        self.n_in_time += other.n_in_time;
        self.n_overdue += other.n_overdue;
        self.n_undated_done += other.n_undated_done;
        self.n_undated_open += other.n_undated_open;
        self.n_updated += other.n_updated;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        let mut sum = Counts::default();
        counts.for_each(|it| sum += it);
        sum
    }
}

/// How one task stands; as a place, every sort of task has its own number.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sort {
    pub is_gone: bool,
    pub is_undated: bool,
    pub is_done: bool,
    pub is_late: bool,
    pub is_recent: bool,
}

pub(crate) const N_SORTS: usize = 16;

impl Sort {
    /// What is gone takes the places that nothing undated has: without a day nothing is late.
    pub(crate) fn place(self) -> usize {
        let bit = |it: bool, n: usize| usize::from(it) << n;
        let place = bit(self.is_undated, 3) | bit(self.is_done, 2) | bit(self.is_late, 1) | bit(self.is_recent, 0);
        if self.is_gone { 0b1010 } else { place }
    }
}
