//! Sheets in which an office kept its tasks, taken in: ten unlike workbooks, and those made to mislead or to break.

mod gold;
mod workbook;

use super::binary::{ACTOR, Binary, Place, Profile};
use super::{Verdict, server, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result, bail};
use gold::Count;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const FOLDER: &str = "xtask/src/prove/sheets";

/// Of the tasks that stand there plainly, at most this share may be asked about, per cent.
const ASKED_MOST: usize = 10;

/// No workbook may take longer, built without optimisation.
const LONGEST: Duration = Duration::from_secs(60);

pub fn run() -> Result<Verdict> {
    let binary = Binary::build(Profile::Dev)?;
    let scratch = Scratch::new("sheets")?;
    let place = Place::sqlite(&scratch.path().join("register"));
    let units = found_units(&binary, &place)?;
    let (mut count, mut wrong) = (Count::default(), Vec::new());
    let mut states = BTreeMap::new();
    for path in workbooks()? {
        let trial = Trial { binary: &binary, place: &place, folder: scratch.path(), units: &units };
        let told = trial.one(&path, &mut count, &mut states)?;
        wrong.extend(told.into_iter().map(|it| format!("{}: {it}", file_stem(&path))));
    }
    tell(&count);
    want(wrong.is_empty(), || format!("{} wrong:\n  {}", wrong.len(), wrong.join("\n  ")))?;
    let plain = count.n_tasks - count.n_must_ask;
    let n_needless = count.n_asked - count.n_rightly;
    want(n_needless * 100 <= plain * ASKED_MOST, || format!("{n_needless} of {plain} plain tasks are asked about"))?;
    want_states(&binary, &place, &states)?;
    binary.check(&place)?;
    hostile(&binary, scratch.path())?;
    Ok(Verdict::Pass)
}

fn tell(count: &Count) {
    let Count { n_tasks, n_right, n_asked, n_rightly, n_must_ask } = count;
    println!("{n_tasks} tasks in ten workbooks: {n_right} right with unit, deadline and state, {n_asked} asked");
    println!("{n_must_ask} cannot be known from their sheet; of these {n_rightly} are asked");
}

fn workbooks() -> Result<Vec<PathBuf>> {
    let listed = std::fs::read_dir(shell::root().join(FOLDER)).context("listing the workbooks")?;
    let paths: Vec<PathBuf> = listed.map(|it| Ok(it?.path())).collect::<Result<_>>()?;
    let is_workbook = |it: &PathBuf| file_stem(it).starts_with(|it: char| it.is_ascii_digit());
    let mut paths: Vec<PathBuf> = paths.into_iter().filter(is_workbook).collect();
    paths.sort();
    want(paths.len() >= 10, || format!("{} workbooks", paths.len()))?;
    Ok(paths)
}

fn file_stem(path: &Path) -> String {
    path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Founds a district with its offices; their names by identifier.
fn found_units(binary: &Binary, place: &Place) -> Result<BTreeMap<String, String>> {
    let lines = include_str!("units.txt");
    let root = server::stream_id(1000);
    let mut units = BTreeMap::new();
    let found = json!({ "name": "Root", "kind": "area", "level": "province" });
    let mut orders = vec![json!({ "act": "unit.found", "stream": root, "body": found })];
    for (n, line) in (1001..).zip(lines.lines()) {
        let [name, kind, level] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("reading {line}") };
        let (kind, level) = (kind.to_lowercase(), level.to_lowercase());
        let body = json!({ "name": name, "kind": kind, "level": level, "parent": root });
        orders.push(json!({ "act": "unit.found", "stream": server::stream_id(n), "body": body }));
        units.insert(server::stream_id(n), name.to_owned());
    }
    server::act(binary, place, &orders)?;
    Ok(units)
}

struct Trial<'a> {
    binary: &'a Binary,
    place: &'a Place,
    folder: &'a Path,
    units: &'a BTreeMap<String, String>,
}

impl Trial<'_> {
    /// Makes one workbook, looks at its proposal and accepts it; what is wrong with it.
    fn one(&self, path: &Path, count: &mut Count, states: &mut BTreeMap<String, usize>) -> Result<Vec<String>> {
        let case = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let (lines, right) = case.split_once("\n---\n").with_context(|| format!("{} has no ---", path.display()))?;
        let gold = gold::read(right)?;
        let file = self.folder.join(format!("{}.xlsx", file_stem(path)));
        std::fs::write(&file, workbook::of(lines)?).context("writing a workbook")?;
        let file = file.display().to_string();
        let answer = self.binary.ask(self.place, &["intake", &file, "--json"])?;
        let printed =
            shell::output("bamsat intake", self.binary.command(&["intake", &file]).args(self.place.arguments()))?;
        let proposal = &answer["proposal"];
        let before = (count.n_right, count.n_asked);
        let wrong = gold::compare(&gold, proposal, &printed, self.units, count);
        let (n_right, n_asked) = (count.n_right - before.0, count.n_asked - before.1);
        println!(
            "{:<26} {:>3} tasks: {n_right} right, {n_asked} asked, {} wrong",
            file_stem(path),
            gold.tasks.len(),
            wrong.len()
        );
        wrong.iter().for_each(|it| println!("    wrong: {it}"));
        let accepted = self.binary.ask(self.place, &["intake", &file, "--json", "--accept", "--by", ACTOR])?;
        want(accepted["outcome"] == "accepted", || format!("{file} was not accepted: {accepted}"))?;
        for draft in proposal["drafts"].as_array().into_iter().flatten().filter(|it| it["outcome"] == "tasks") {
            let state = draft["carried"]["work"]["state"].as_str().unwrap_or("none").to_owned();
            *states.entry(state).or_default() += draft["leads"].as_array().map_or(0, Vec::len);
        }
        Ok(wrong)
    }
}

/// What was accepted stands in the register in the states that the sheets told.
fn want_states(binary: &Binary, place: &Place, states: &BTreeMap<String, usize>) -> Result<()> {
    let shown = binary.ask(place, &["show", "tasks", "--json"])?;
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for task in shown["tasks"].as_array().into_iter().flatten() {
        let state = task["state"]["work"].as_str().unwrap_or("none").to_owned();
        *found.entry(state).or_default() += 1;
    }
    println!("in the register: {found:?}");
    want(found == *states, || format!("the sheets say {states:?}, the register {found:?}"))
}

/// Files that are understood or refused: each with the words that name what is wrong.
fn hostile(binary: &Binary, folder: &Path) -> Result<()> {
    let words = include_str!("hostile.txt");
    for line in words.lines().filter(|it| !it.starts_with('#')) {
        let [name, exit, told] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("reading {line}") };
        let bytes = made(name)?;
        let file = folder.join(name);
        std::fs::write(&file, &bytes).with_context(|| format!("writing {name}"))?;
        let start = Instant::now();
        let place = Place::sqlite(&folder.join("nobody"));
        let output = binary.command(&["intake", &file.display().to_string()]).args(place.arguments()).output()?;
        let lasted = start.elapsed();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let code = output.status.code().unwrap_or(-1).to_string();
        let ends = said.lines().filter(|it| !it.trim().is_empty()).map(|it| it.chars().take(160).collect::<String>());
        println!("{name:<24} {:>9} bytes, {:.1} s, exit {code}", bytes.len(), lasted.as_secs_f64());
        want(code == exit, || format!("{name}: exit {code}: {}", ends.clone().collect::<Vec<_>>().join("\n")))?;
        for words in told.split(" ... ") {
            want(said.contains(words), || {
                format!("{name} does not say `{words}`: {}", ends.clone().collect::<Vec<_>>().join("\n"))
            })?;
        }
        want(lasted < LONGEST, || format!("{name} took {lasted:?}"))?;
        std::fs::remove_file(&file)?;
    }
    Ok(())
}

/// One hostile file.
fn made(name: &str) -> Result<Vec<u8>> {
    let head =
        "@sheet S1\nTT | N\u{1ed9}i dung | \u{110}\u{1a1}n v\u{1ecb} ch\u{1ee7} tr\u{ec} | Th\u{1edd}i h\u{1ea1}n\n";
    let row = |n: usize| format!("n:{n} | Review of case {n} of the year | S\u{1edf} Y t\u{1ebf} | 30/6/2025\n");
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    Ok(match name {
        "over-the-limit.xlsx" => vec![b'P'; 100_000_001],
        "old.xls" => [old, vec![0; 4096]].concat(),
        "password.xlsx" => [old, vec![0; 512], "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect()].concat(),
        "cut-off.xlsx" => {
            let whole = workbook::of(&format!("{head}{}", row(1)))?;
            whole[..whole.len() / 2].to_vec()
        }
        "no-workbook.xlsx" => workbook::packed(&[("[Content_Types].xml".to_owned(), "<Types/>".to_owned())])?,
        "damaged-sheet.xlsx" => damaged(workbook::of(&format!("{head}{}@sheet S2\n{}", row(1), row(2).repeat(400)))?),
        "million-empty-rows.xlsx" => {
            let whole = format!("{head}{}{}{}", row(1), "\n".repeat(1_000_000), row(2));
            workbook::of(&whole)?
        }
        "thirty-thousand-rows.xlsx" => {
            let rows: String = (1..=30_000).map(row).collect();
            workbook::of(&format!("{head}{rows}"))?
        }
        it => bail!("no hostile file is called {it}"),
    })
}

/// The packed bytes of the last sheet are spoilt.
fn damaged(mut bytes: Vec<u8>) -> Vec<u8> {
    let name = b"xl/worksheets/sheet2.xml";
    if let Some(at) = bytes.windows(name.len()).position(|it| it == name) {
        let begin = at + name.len() + 120;
        let end = (begin + 60).min(bytes.len());
        bytes[begin..end].iter_mut().for_each(|it| *it = 0xff);
    }
    bytes
}
