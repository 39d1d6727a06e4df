//! Kills two processes that take the same documents in at once, or their database, and asks whether documents are whole.

use super::binary::{ACTOR, Binary, Place};
use super::want;
use crate::postgres::Cluster;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Longer than this no intake may take to notice that its server is gone.
const PATIENCE: Duration = Duration::from_secs(120);

/// What came of a document: whether it has a session, its conclusions, its tasks.
type Yield = (bool, usize, usize);

pub fn kill_bamsat(binary: &Binary, n_kills: usize) -> Result<()> {
    let trial = Trial::begin(binary, Scratch::new("intake")?, &mut |folder| Ok(Place::sqlite(folder)))?;
    let mut sum = Sum::default();
    for kill in 0..n_kills {
        let place = Place::sqlite(&trial.folder.path().join(format!("kill-{kill}")));
        let mut both = trial.start_both(&place)?;
        std::thread::sleep(trial.moment(kill, n_kills));
        sum.strike(&mut both)?;
        both.iter_mut().try_for_each(|it| it.kill())?;
        both.iter_mut().try_for_each(|it| it.wait().map(drop))?;
        trial.look(&place, &mut sum)?;
    }
    sum.tell("SQLite", "kill -9 of both processes")
}

pub fn kill_postgres(binary: &Binary, n_kills: usize) -> Result<()> {
    let mut cluster = Cluster::start()?;
    let mut place_of = |folder: &Path| Ok(Place::postgres(folder, cluster.new_database("whole")?));
    let trial = Trial::begin(binary, Scratch::new("intake")?, &mut place_of)?;
    let mut sum = Sum::default();
    for kill in 0..n_kills {
        let name = format!("kill{kill}");
        let place = Place::postgres(&trial.folder.path().join(&name), cluster.new_database(&name)?);
        let mut both = trial.start_both(&place)?;
        std::thread::sleep(trial.moment(kill, n_kills));
        sum.strike(&mut both)?;
        cluster.kill()?;
        both.iter_mut().try_for_each(end)?;
        cluster.start_again()?;
        trial.look(&place, &mut sum)?;
    }
    sum.tell("PostgreSQL", "kill -9 of the server")
}

/// Waits until a process ends by itself, with whatever code.
fn end(child: &mut Child) -> Result<()> {
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            child.kill()?;
            bail!("an intake without its server goes on for {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

struct Trial<'a> {
    binary: &'a Binary,
    folder: Scratch,
    examples: Vec<PathBuf>,
    /// What comes of each example when nothing is killed, by its file name.
    whole: BTreeMap<String, Yield>,
    /// How long taking all of them in lasts.
    lasts: Duration,
}

#[derive(Default)]
struct Sum {
    n_kills: usize,
    n_struck: usize,
    n_unfounded: usize,
    n_documents: Vec<usize>,
    n_unnamed: usize,
    /// Stray files after the kills, and after the rest was taken in.
    n_extra: usize,
    n_halves: usize,
}

impl<'a> Trial<'a> {
    fn begin(
        binary: &'a Binary,
        folder: Scratch,
        place_of: &mut dyn FnMut(&Path) -> Result<Place>,
    ) -> Result<Trial<'a>> {
        let listed = std::fs::read_dir(shell::root().join("examples")).context("listing examples")?;
        let paths: Vec<PathBuf> = listed.map(|it| Ok(it?.path())).collect::<Result<_>>()?;
        let mut examples: Vec<_> =
            paths.into_iter().filter(|it| it.extension().is_some_and(|it| it == "txt")).collect();
        examples.sort();
        let place = place_of(&folder.path().join("whole"))?;
        let mut trial = Trial { binary, folder, examples, whole: BTreeMap::new(), lasts: Duration::ZERO };
        let start = Instant::now();
        trial.take_all_in(&place)?;
        trial.lasts = start.elapsed();
        trial.whole = trial.yields(&place)?;
        let (n, n_whole) = (trial.examples.len(), trial.whole.len());
        want(n > 1 && n == n_whole, || format!("of {n} examples {n_whole} are in the register"))?;
        Ok(trial)
    }

    /// When to strike: spread over the time that two processes need, who hinder each other.
    fn moment(&self, kill: usize, n_kills: usize) -> Duration {
        let part = u32::try_from(kill + 1).unwrap_or(u32::MAX);
        self.lasts * part / u32::try_from(n_kills + 1).unwrap_or(u32::MAX)
    }

    /// Two processes on one empty register, one from the first document on, one from the last.
    fn start_both(&self, place: &Place) -> Result<[Child; 2]> {
        let backwards: Vec<&PathBuf> = self.examples.iter().rev().collect();
        Ok([self.start(place, &self.examples.iter().collect::<Vec<_>>())?, self.start(place, &backwards)?])
    }

    fn start(&self, place: &Place, files: &[&PathBuf]) -> Result<Child> {
        let mut command = self.binary.command(&["intake", "--accept", "--by", ACTOR]);
        command.args(place.arguments()).args(files).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().context("starting bamsat intake")
    }

    fn take_all_in(&self, place: &Place) -> Result<()> {
        let mut command = self.binary.command(&["intake", "--json", "--accept", "--by", ACTOR]);
        shell::output("bamsat intake", command.args(place.arguments()).args(&self.examples)).map(drop)
    }

    /// After a kill: every document that stands is whole, and so is its file; then the rest is taken in.
    fn look(&self, place: &Place, sum: &mut Sum) -> Result<()> {
        let mut ask = self.binary.command(&["check", "--json"]);
        let checked = ask.args(place.arguments()).stderr(Stdio::null()).output().context("starting bamsat check")?;
        if checked.status.code() == Some(NOT_FOUND) {
            sum.n_unfounded += 1;
        } else {
            // A file is kept before the entry that names it: a kill between the two leaves it to the next intake.
            sum.n_extra += want_clean(&checked.stdout)?;
            let stand = self.yields(place)?;
            want_whole(&stand, &self.whole)?;
            sum.n_documents.push(stand.len());
            sum.n_unnamed += self.want_files(place)?;
        }
        self.take_all_in(place)?;
        let mut check = self.binary.command(&["check", "--json"]);
        let checked = check.args(place.arguments()).stderr(Stdio::null()).output().context("starting bamsat check")?;
        sum.n_halves += want_clean(&checked.stdout)?;
        want(self.yields(place)? == self.whole, || "not every document is in the register in the end".to_owned())?;
        self.want_files(place).map(drop)
    }

    fn yields(&self, place: &Place) -> Result<BTreeMap<String, Yield>> {
        let show = |noun: &str| self.binary.ask(place, &["show", noun, "--json"]);
        let [documents, sessions] = [show("documents")?, show("sessions")?];
        let [conclusions, tasks] = [show("conclusions")?, show("tasks")?];
        let mut yields = BTreeMap::new();
        for document in items(&documents, "documents")? {
            let id = document["id"].as_str().context("finding the id of a document")?;
            let name = document["file_name"].as_str().context("finding the name of a document")?;
            let n = |list: &[Value], of: fn(&Value) -> &Value| list.iter().filter(|it| of(it) == id).count();
            let n_sessions = n(items(&sessions, "sessions")?, |it| &it["document"]);
            let n_conclusions = n(items(&conclusions, "conclusions")?, |it| &it["passage"]["document"]);
            let n_tasks = n(items(&tasks, "tasks")?, |it| &it["source"]["document"]);
            let before = yields.insert(name.to_owned(), (n_sessions == 1, n_conclusions, n_tasks));
            want(before.is_none() && n_sessions < 2, || format!("{name} is in the register twice"))?;
        }
        Ok(yields)
    }

    /// The file of each document is the example byte by byte; how many files no document names.
    fn want_files(&self, place: &Place) -> Result<usize> {
        let documents = self.binary.ask(place, &["show", "documents", "--json"])?;
        let documents = items(&documents, "documents")?;
        for document in documents {
            let name = document["file_name"].as_str().context("finding the name of a document")?;
            let hash = document["content"].as_str().context("finding the hash of a document")?;
            let kept = place.folder().join("files").join(hash.get(..2).unwrap_or_default()).join(hash);
            let example = self.examples.iter().find(|it| it.file_name().is_some_and(|it| it == name));
            let example = std::fs::read(example.with_context(|| format!("{name} is no example"))?)?;
            want(std::fs::read(&kept).is_ok_and(|it| it == example), || format!("the file of {name} is not whole"))?;
        }
        Ok(n_files(&place.folder().join("files"))?.saturating_sub(documents.len()))
    }
}

/// The exit code where there is no register.
const NOT_FOUND: i32 = 3;

fn items<'a>(shown: &'a Value, noun: &str) -> Result<&'a Vec<Value>> {
    shown[noun].as_array().with_context(|| format!("looking for {noun} in what bamsat shows"))
}

fn want_whole(stand: &BTreeMap<String, Yield>, whole: &BTreeMap<String, Yield>) -> Result<()> {
    for (name, it) in stand {
        want(whole.get(name) == Some(it), || format!("{name} has {it:?} instead of {:?}", whole.get(name)))?;
    }
    Ok(())
}

/// A report of check without a problem; how many stray files it names beside the register.
fn want_clean(report: &[u8]) -> Result<usize> {
    let report: Value = serde_json::from_slice(report).context("reading the report of check")?;
    want(items(&report, "problems")?.is_empty(), || format!("check says: {}", report["problems"]))?;
    Ok(items(&report, "strays")?.len())
}

/// The files in the folders of `folder`, which is made with the first of them.
fn n_files(folder: &Path) -> Result<usize> {
    let mut n = 0;
    if !folder.is_dir() {
        return Ok(n);
    }
    for inner in std::fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        n += std::fs::read_dir(inner?.path())?.count();
    }
    Ok(n)
}

impl Sum {
    /// Counts a kill, and whether it meets both at work.
    fn strike(&mut self, both: &mut [Child; 2]) -> Result<()> {
        self.n_kills += 1;
        let mut at_work = true;
        for child in both {
            at_work &= child.try_wait()?.is_none();
        }
        self.n_struck += usize::from(at_work);
        Ok(())
    }

    fn tell(&self, name: &str, what: &str) -> Result<()> {
        println!(
            "{name}: two processes take the examples in, {} x {what}, {} with both at work",
            self.n_kills, self.n_struck
        );
        let stood = self.n_documents.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        println!("  documents there: {stood} (each whole, with its file); before the founding: {}", self.n_unfounded);
        println!(
            "  check clean each time; stray files beside the register: {} after the kills ({} in the folders), {} in the end",
            self.n_extra, self.n_unnamed, self.n_halves
        );
        want(self.n_struck > 0, || "no kill met both processes at work".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_lacks_a_task_is_not_whole() {
        let whole = BTreeMap::from([("a".to_owned(), (true, 3, 2)), ("b".to_owned(), (false, 0, 1))]);
        let stand = |it| BTreeMap::from([("a".to_owned(), it)]);
        assert!(want_whole(&stand((true, 3, 2)), &whole).is_ok());
        assert!(want_whole(&stand((true, 3, 1)), &whole).is_err());
        assert!(want_whole(&stand((false, 3, 2)), &whole).is_err());
        assert!(want_whole(&BTreeMap::from([("c".to_owned(), (true, 3, 2))]), &whole).is_err());
    }

    #[test]
    fn a_report_with_a_problem_is_not_clean() {
        assert_eq!(want_clean(br#"{"problems":[],"strays":[{"spot":"file","key":"08/08ee"}]}"#).unwrap(), 1);
        assert!(want_clean(br#"{"problems":[{"spot":"file","fault":"missing"}],"strays":[]}"#).is_err());
        assert!(want_clean(b"{}").is_err());
    }

    #[test]
    fn a_kill_that_met_nobody_proves_nothing() {
        assert!(Sum { n_kills: 3, ..Sum::default() }.tell("SQLite", "kill").is_err());
        assert!(Sum { n_kills: 3, n_struck: 1, ..Sum::default() }.tell("SQLite", "kill").is_ok());
    }
}
