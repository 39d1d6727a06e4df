//! What a check found: places and faults as data. Sentences are made elsewhere.

use crate::entry::Head;

/// The most problems that are listed; a database that is wrong from end to end need not be told line by line.
const MOST_PROBLEMS: usize = 1_000;

/// What a check counted, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    pub n_registers: u64,
    pub n_entries: u64,
    pub n_streams: u64,
    /// Rows of the row tables.
    pub n_rows: u64,
    /// Sealed texts, erased ones included.
    pub n_texts: u64,
    pub n_erased: u64,
    /// The last entry of the first register, as its text hashes; `None` where there is no entry.
    pub head: Option<Head>,
    /// In a fixed order, the first is the one to look at; at most 1,000 are listed.
    pub problems: Vec<Problem>,
    /// Whether there were more problems than are listed.
    pub has_more: bool,
}

impl CheckReport {
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

/// One thing that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As it stands in the column; empty where the place belongs to none.
    pub register: String,
    pub spot: Spot,
    pub fault: Fault,
}

/// Where a problem is. The order of the variants is the order of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The line of a migration.
    Migration {
        n: i64,
    },
    Entry {
        position: u64,
    },
    /// A sealed text and the entry it belongs to.
    Sealed {
        position: u64,
        seal: String,
    },
    /// The receipt of the batch that begins at an entry.
    Receipt {
        position: u64,
    },
    /// The known file of the document received with an entry.
    KnownFile {
        position: u64,
    },
    /// The stored head.
    Head,
    /// The note that an erasure is still to be scoured.
    Unscoured {
        position: u64,
    },
    /// A derived row; `column` is absent where the row itself is missing or too much.
    Row {
        table: String,
        key: Vec<String>,
        column: Option<String>,
    },
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It should be there.
    Missing,
    /// It should not be there.
    Extra,
    /// It is not of the form that is written.
    Unreadable,
    /// The hash beside the entry is not that of its text.
    HashDiffers,
    /// Its hash is that of its text, and the entry after it names another: one of the two was forged.
    Disowned,
    /// It does not name the hash of the entry before it.
    PreviousDiffers,
    /// A column is not what the text of the entry, or the ledger, says.
    ColumnDiffers { column: String },
    /// The marks "n of m" of a batch do not fit together.
    BatchBroken,
    /// The stream could not have gone on like this.
    CannotFollow,
    /// The register does not begin with its founding.
    NotFounded,
    /// The receipt is not the one the entry vouches for.
    ReceiptDiffers,
    /// The text is not the one that was sealed.
    SealDiffers,
    /// The text is gone, and no entry ordered it.
    ErasedWithoutOrder,
    /// An entry ordered that the text be erased, and it is there.
    NotErased,
    /// Its hash is not the one of the head that was given from outside.
    NotAsExpected,
}

/// A report in the making.
#[derive(Default)]
pub(super) struct Findings {
    pub report: CheckReport,
    /// The register that is looked at.
    pub register: String,
    /// The registers as they were begun, for the order of the report.
    ranks: Vec<String>,
    last: Option<(String, Spot)>,
}

impl Findings {
    pub(super) fn add(&mut self, spot: Spot, fault: Fault) {
        let place = (self.register.clone(), spot.clone());
        if self.last.as_ref() == Some(&place) {
            return;
        }
        self.last = Some(place);
        self.report.problems.push(Problem { register: self.register.clone(), spot, fault });
        if self.report.problems.len() >= 2 * MOST_PROBLEMS {
            self.keep_the_first();
        }
    }

    /// Only so many are kept: the first by their places, whatever order they were found in.
    fn keep_the_first(&mut self) {
        let rank = |register: &str| self.ranks.iter().position(|it| it == register);
        self.report.problems.sort_by(|a, b| (rank(&a.register), &a.spot).cmp(&(rank(&b.register), &b.spot)));
        if self.report.problems.len() > MOST_PROBLEMS {
            self.report.problems.truncate(MOST_PROBLEMS);
            self.report.has_more = true;
        }
    }

    /// Goes on with the next register.
    pub(super) fn begin(&mut self, register: &str) {
        register.clone_into(&mut self.register);
        self.ranks.push(register.to_owned());
    }

    /// Notes the last entry of a register.
    pub(super) fn end_chain(&mut self, last: Option<Head>) {
        self.report.n_registers += 1;
        if self.report.n_registers == 1 {
            self.report.head = last;
        }
    }

    /// A head from outside names an entry after the last one there is.
    pub(super) fn expect_head(&mut self, expected: Option<&Head>, last: Option<&Head>) {
        let last = last.map_or(0, |it| it.position);
        if expected.is_some_and(|it| it.position > last) {
            self.add(Spot::Entry { position: last + 1 }, Fault::Missing);
        }
    }

    pub(super) fn into_report(mut self) -> CheckReport {
        self.keep_the_first();
        self.report
    }
}
