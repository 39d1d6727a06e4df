//! The first pass: entries in the order of their positions, and everything outside the chain that an entry vouches for.

use super::report::{Fault, Findings, Spot};
use super::{ENTRY_PAGE, HASH_AT, KIND_AT, KNOWN_FILE_PAGE, PAGE, RECEIPT_PAGE, SEALED_PAGE, UNSCOURED_OF};
use crate::engine::{Engine, Sql, Value};
use crate::entry::{Entry, Head, NO_ENTRY};
use crate::error::Error;
use crate::seal::{Salt, hash, seals_of};
use crate::statements::HEAD;
use model::Event;
use std::collections::{BTreeMap, BTreeSet};

/// What is known while walking along the chain of one register.
pub(super) struct Chain<'a> {
    register: &'a str,
    /// The entry before: its position, the hash beside it, the hash of its text.
    before: (u64, String, String),
    batch: Option<Batch>,
    /// Erased texts, and those that an entry ordered to be erased; as large as the erasures of the register.
    erased: BTreeMap<String, u64>,
    ordered: BTreeSet<String>,
}

/// The batch that the entries belong to.
struct Batch {
    position: u64,
    n: u64,
    n_entries: u64,
    actor: String,
    at: String,
    receipt: Option<Receipt>,
    has_erased: bool,
}

/// What stands in `receipt` for a batch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Receipt {
    /// The entry vouches for it.
    Proved,
    /// Its fingerprint covered a text that was erased.
    Blank,
}

/// The rows outside the chain that belong to the entries of one page, by position.
struct Beside {
    sealed: BTreeMap<i64, Vec<Vec<Value>>>,
    receipts: BTreeMap<i64, Vec<Vec<Value>>>,
    known_files: BTreeMap<i64, Vec<Vec<Value>>>,
}

impl<'a> Chain<'a> {
    pub(super) fn new(register: &'a str) -> Chain<'a> {
        let before = (0, NO_ENTRY.to_owned(), NO_ENTRY.to_owned());
        Chain { register, before, batch: None, erased: BTreeMap::new(), ordered: BTreeSet::new() }
    }

    pub(super) fn check(
        mut self,
        engine: &mut Engine,
        expected: Option<&Head>,
        findings: &mut Findings,
    ) -> Result<(), Error> {
        let mut after = i64::MIN;
        loop {
            let bounds = [Value::text(self.register), Value::Int(after), Value::Int(PAGE)];
            let page = engine.query(ENTRY_PAGE, &bounds)?;
            let is_last = (page.len() as i64) < PAGE;
            let upto = page.last().and_then(|row| row[0].as_int()).filter(|_| !is_last).unwrap_or(i64::MAX);
            let mut beside = Beside::read(engine, self.register, after, upto)?;
            for row in &page {
                self.check_row(row, &mut beside, findings);
            }
            beside.report_rest(findings);
            if is_last || upto == i64::MAX {
                break;
            }
            after = upto;
        }
        self.end(engine, expected, findings)
    }

    fn check_row(&mut self, row: &[Value], beside: &mut Beside, findings: &mut Findings) {
        let [Value::Int(at), .., Value::Text(column_hash), Value::Text(text)] = row else {
            let position = row[0].as_int().and_then(|it| u64::try_from(it).ok()).unwrap_or(self.before.0 + 1);
            findings.add(Spot::Entry { position }, Fault::Unreadable);
            return;
        };
        findings.report.n_entries += 1;
        let position = u64::try_from(*at).unwrap_or(0);
        let spot = Spot::Entry { position };
        let wanted = self.before.0 + 1;
        if position < wanted {
            findings.add(spot.clone(), Fault::Extra);
        } else if position > wanted {
            findings.add(Spot::Entry { position: wanted }, Fault::Missing);
        }
        let text_hash = hash(text.as_bytes());
        if text_hash != *column_hash {
            findings.add(spot.clone(), Fault::HashDiffers);
        }
        match Entry::read(text) {
            None => findings.add(spot, Fault::Unreadable),
            Some(entry) => {
                let event = entry.event();
                if event.is_none() || entry.stamp().is_none() {
                    findings.add(spot, Fault::Unreadable);
                }
                let is_whole = text_hash == *column_hash && entry.position == position;
                self.check_previous(&entry, (position, is_whole), findings);
                self.check_entry(&entry, row, findings);
                self.check_beside((*at, &entry, event.as_ref()), beside, findings);
            }
        }
        self.before = (position, column_hash.clone(), text_hash);
    }

    /// The entry against the one before it. Where both agree with the hashes beside them and not with each other, the
    /// earlier was forged together with its hash, or the later was: the earlier is named first.
    fn check_previous(&self, entry: &Entry, (position, is_whole): (u64, bool), findings: &mut Findings) {
        let (before, column_hash, text_hash) = &self.before;
        if position != before + 1 || entry.previous == *column_hash || entry.previous == *text_hash {
            return;
        }
        if is_whole && *before > 0 && column_hash == text_hash {
            findings.add(Spot::Entry { position: *before }, Fault::Disowned);
        }
        findings.add(Spot::Entry { position }, Fault::PreviousDiffers);
    }

    /// The text of an entry against the columns beside it.
    fn check_entry(&mut self, entry: &Entry, row: &[Value], findings: &mut Findings) {
        let position = row[0].as_int().and_then(|it| u64::try_from(it).ok()).unwrap_or(0);
        let spot = Spot::Entry { position };
        let columns = [
            ("position", Value::count(entry.position.min(i64::MAX.unsigned_abs()))),
            ("stream", Value::text(entry.stream)),
            ("version", Value::count(entry.version.min(i64::MAX.unsigned_abs()))),
            ("kind", Value::text(&entry.kind)),
            ("actor", Value::text(entry.actor)),
            ("at", Value::text(&entry.at)),
        ];
        for ((column, said), stored) in columns.iter().zip(row) {
            if said != stored {
                findings.add(spot.clone(), Fault::ColumnDiffers { column: (*column).to_owned() });
            }
        }
        if entry.register.to_string() != self.register {
            findings.add(spot.clone(), Fault::ColumnDiffers { column: "register".to_owned() });
        }
        let founds = entry.kind == "register.founded" && entry.stream == entry.register.into();
        if founds != (position == 1) {
            findings.add(spot, Fault::NotFounded);
        }
        self.check_batch(position, entry, findings);
    }

    fn check_batch(&mut self, position: u64, entry: &Entry, findings: &mut Findings) {
        let (n, n_entries) = entry.batch;
        let actor = entry.actor.to_string();
        if n == 1 {
            self.end_batch(findings);
            self.batch =
                Some(Batch { position, n, n_entries, actor, at: entry.at.clone(), receipt: None, has_erased: false });
        } else {
            let goes_on = self.batch.as_mut().is_some_and(|batch| {
                batch.n += 1;
                (batch.n, batch.n_entries, &batch.actor, &batch.at) == (n, n_entries, &actor, &entry.at)
            });
            if !goes_on {
                findings.add(Spot::Entry { position }, Fault::BatchBroken);
            }
        }
        if entry.receipt.is_some() != (n == 1) || n > n_entries {
            findings.add(Spot::Entry { position }, Fault::BatchBroken);
        }
    }

    /// A batch must be whole, and its receipt is blank after one of its texts was erased, and only then.
    fn end_batch(&mut self, findings: &mut Findings) {
        let Some(batch) = self.batch.take() else { return };
        if batch.n != batch.n_entries {
            findings.add(Spot::Entry { position: batch.position + batch.n }, Fault::BatchBroken);
        }
        let spot = Spot::Receipt { position: batch.position };
        match (batch.receipt, batch.has_erased) {
            (None, _) => findings.add(spot, Fault::Missing),
            (Some(Receipt::Blank), false) => findings.add(spot, Fault::ErasedWithoutOrder),
            (Some(Receipt::Proved), true) => findings.add(spot, Fault::NotErased),
            _ => {}
        }
    }

    /// Sealed texts, receipt and known file of one entry.
    fn check_beside(
        &mut self,
        (at, entry, event): (i64, &Entry, Option<&Event>),
        beside: &mut Beside,
        findings: &mut Findings,
    ) {
        let position = u64::try_from(at).unwrap_or(0);
        for row in beside.receipts.remove(&at).unwrap_or_default() {
            let receipt = entry.receipt.as_deref().and_then(|it| read_receipt(it, entry, &row));
            if receipt.is_none() {
                findings.add(Spot::Receipt { position }, Fault::ReceiptDiffers);
            }
            if let Some(batch) = self.batch.as_mut().filter(|it| it.position == position) {
                // What differs is told already; it is there all the same.
                let told = if batch.has_erased { Receipt::Blank } else { Receipt::Proved };
                batch.receipt = receipt.or(Some(told));
            }
        }
        let file = event.and_then(Event::recognises).and_then(|it| it.seal()).map(|it| it.0.clone());
        let mut known_files = beside.known_files.remove(&at).unwrap_or_default();
        let mut seals = Vec::new();
        seals_of(&entry.body, &mut seals);
        let mut stored = beside.sealed.remove(&at).unwrap_or_default();
        for seal in seals {
            let spot = Spot::Sealed { position, seal: seal.0.clone() };
            let Some(i) = stored.iter().position(|row| row[1].as_text() == Some(&seal.0)) else {
                findings.add(spot, Fault::Missing);
                continue;
            };
            let row = stored.swap_remove(i);
            findings.report.n_texts += 1;
            let text = self.check_text(spot, &row, findings);
            if file.as_ref() == Some(&seal.0) {
                check_known_file(position, entry, text, &mut known_files, findings);
            }
        }
        for row in stored {
            let seal = row[1].as_text().unwrap_or_default().to_owned();
            findings.add(Spot::Sealed { position, seal }, Fault::Extra);
        }
        if !known_files.is_empty() {
            findings.add(Spot::KnownFile { position }, Fault::Extra);
        }
        self.ordered.extend(event.into_iter().flat_map(Event::erases).map(|it| it.0.clone()));
    }

    /// Verifies a seal, and answers the text behind it.
    fn check_text<'r>(&mut self, spot: Spot, row: &'r [Value], findings: &mut Findings) -> Option<&'r str> {
        match row {
            [Value::Int(position), Value::Text(seal), Value::Null, Value::Null] => {
                findings.report.n_erased += 1;
                self.erased.insert(seal.clone(), position.unsigned_abs());
                if let Some(batch) = &mut self.batch {
                    batch.has_erased = true;
                }
                None
            }
            [_, Value::Text(seal), Value::Text(salt), Value::Text(text)] => {
                let is_right = Salt::from_hex(salt).is_some_and(|salt| salt.seal(text).0 == *seal);
                if !is_right {
                    findings.add(spot, Fault::SealDiffers);
                }
                Some(text)
            }
            _ => {
                findings.add(spot, Fault::SealDiffers);
                None
            }
        }
    }

    /// After the last entry: the batch, the erasures, the head, and the head from outside.
    fn end(mut self, engine: &mut Engine, expected: Option<&Head>, findings: &mut Findings) -> Result<(), Error> {
        self.end_batch(findings);
        for (seal, position) in &self.erased {
            if !self.ordered.contains(seal) {
                findings.add(Spot::Sealed { position: *position, seal: seal.clone() }, Fault::ErasedWithoutOrder);
            }
        }
        for seal in self.ordered.iter().filter(|it| !self.erased.contains_key(*it)) {
            findings.add(Spot::Sealed { position: 0, seal: seal.clone() }, Fault::NotErased);
        }
        let last = (self.before.0 > 0).then(|| Head { position: self.before.0, hash: self.before.2.clone() });
        self.check_head(engine, last.as_ref(), findings)?;
        self.check_unscoured(engine, findings)?;
        findings.expect_head(expected, last.as_ref());
        if let Some(expected) = expected {
            let place = [Value::text(self.register), Value::count(expected.position)];
            let found = engine.query(HASH_AT, &place)?;
            if found.first().is_some_and(|row| row[0].as_text() != Some(&expected.hash)) {
                findings.add(Spot::Entry { position: expected.position }, Fault::NotAsExpected);
            }
        }
        findings.end_chain(last);
        Ok(())
    }

    fn check_head(&self, engine: &mut Engine, last: Option<&Head>, findings: &mut Findings) -> Result<(), Error> {
        let found = engine.query(HEAD, &[Value::text(self.register)])?;
        let fault = match (found.first().map(Vec::as_slice), last) {
            (None, None) => return Ok(()),
            (None, Some(_)) => Fault::Missing,
            (Some(_), None) => Fault::Extra,
            (Some(row), Some(last)) => {
                let stored = row[0].as_int().and_then(|it| u64::try_from(it).ok()).unwrap_or(0);
                if stored > last.position {
                    findings.add(Spot::Entry { position: last.position + 1 }, Fault::Missing);
                }
                if stored != last.position {
                    Fault::ColumnDiffers { column: "position".to_owned() }
                } else if row[1].as_text() != Some(&last.hash) {
                    Fault::ColumnDiffers { column: "hash".to_owned() }
                } else {
                    return Ok(());
                }
            }
        };
        findings.add(Spot::Head, fault);
        Ok(())
    }

    fn check_unscoured(&self, engine: &mut Engine, findings: &mut Findings) -> Result<(), Error> {
        for row in engine.query(UNSCOURED_OF, &[Value::text(self.register)])? {
            let kinds = engine.query(KIND_AT, &[Value::text(self.register), row[0].clone()])?;
            if kinds.first().and_then(|kind| kind[0].as_text()) != Some("erasure.ordered") {
                let position = row[0].as_int().and_then(|it| u64::try_from(it).ok()).unwrap_or(0);
                findings.add(Spot::Unscoured { position }, Fault::Extra);
            }
        }
        Ok(())
    }
}

/// A row of `receipt` as an entry vouches for it; `None` for any other. A blank one can still be compared with the entry,
/// and its key no longer.
fn read_receipt(commitment: &str, entry: &Entry, row: &[Value]) -> Option<Receipt> {
    let [_, Value::Text(actor), Value::Text(key), fingerprint, Value::Int(n_entries), salt] = row else { return None };
    if *actor != entry.actor.to_string() || u64::try_from(*n_entries) != Ok(entry.batch.1) {
        return None;
    }
    match (fingerprint, salt) {
        (Value::Null, Value::Null) => Some(Receipt::Blank),
        (Value::Text(fingerprint), Value::Text(salt)) => {
            let is_proved = Salt::from_hex(salt).is_some_and(|it| it.receipt(key, fingerprint) == commitment);
            is_proved.then_some(Receipt::Proved)
        }
        _ => None,
    }
}

/// The known file of a document: there with its plain hash, or gone with the text of the seal.
fn check_known_file(
    position: u64,
    entry: &Entry,
    text: Option<&str>,
    stored: &mut Vec<Vec<Value>>,
    findings: &mut Findings,
) {
    let Some(text) = text else { return };
    let spot = Spot::KnownFile { position };
    match stored.pop() {
        None => findings.add(spot, Fault::Missing),
        Some(row) if row[1].as_text() != Some(text) => {
            findings.add(spot, Fault::ColumnDiffers { column: "hash".to_owned() });
        }
        Some(row) if row[2].as_text() != Some(&entry.stream.to_string()) => {
            findings.add(spot, Fault::ColumnDiffers { column: "document".to_owned() });
        }
        Some(_) => {}
    }
}

impl Beside {
    fn read(engine: &mut Engine, register: &str, after: i64, upto: i64) -> Result<Beside, Error> {
        let mut page = |sql: Sql| -> Result<BTreeMap<i64, Vec<Vec<Value>>>, Error> {
            let mut rows: BTreeMap<i64, Vec<Vec<Value>>> = BTreeMap::new();
            for row in engine.query(sql, &[Value::text(register), Value::Int(after), Value::Int(upto)])? {
                rows.entry(row[0].as_int().unwrap_or(0)).or_default().push(row);
            }
            Ok(rows)
        };
        Ok(Beside { sealed: page(SEALED_PAGE)?, receipts: page(RECEIPT_PAGE)?, known_files: page(KNOWN_FILE_PAGE)? })
    }

    /// Rows that belong to no entry.
    fn report_rest(self, findings: &mut Findings) {
        let place = |at: i64| u64::try_from(at).unwrap_or(0);
        for (at, rows) in self.sealed {
            for row in rows {
                let seal = row[1].as_text().unwrap_or_default().to_owned();
                findings.add(Spot::Sealed { position: place(at), seal }, Fault::Extra);
            }
        }
        for at in self.receipts.into_keys() {
            findings.add(Spot::Receipt { position: place(at) }, Fault::Extra);
        }
        for at in self.known_files.into_keys() {
            findings.add(Spot::KnownFile { position: place(at) }, Fault::Extra);
        }
    }
}
