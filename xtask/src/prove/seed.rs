//! Takes the first report in on both engines: read by its floors, every conclusion ended, the same head.

use super::binary::{ACTOR, Binary, Head, Place, Profile};
use super::score::{self, SEED};
use super::{Verdict, want};
use crate::postgres::Cluster;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

const SAMPLES: &str = "../shared/samples";
/// The instant of the rehearsal, after the session.
const REHEARSAL: &str = "2020-03-16T01:00:00Z";

pub fn run() -> Result<Verdict> {
    let samples = shell::root().join(SAMPLES);
    let seed = samples.join(SEED);
    if !seed.is_file() {
        return Ok(Verdict::Skipped(format!("{SAMPLES}/{SEED}")));
    }
    let binary = Binary::build(Profile::Release)?;
    let unscored = score::of_seed(&binary, &samples)?;
    let cluster = Cluster::start()?;
    let folders = [Scratch::new("seed")?, Scratch::new("seed")?];
    let places = [Place::sqlite(folders[0].path()), Place::postgres(folders[1].path(), cluster.new_database("seed")?)];
    let [on_sqlite, on_postgres] = [take_in(&binary, &places[0], &seed)?, take_in(&binary, &places[1], &seed)?];
    want(on_sqlite == on_postgres, || "the heads of the two engines differ".to_owned())?;
    println!("the same head on both engines: {}:{}", on_sqlite.position, on_sqlite.hash);
    Ok(unscored.map_or(Verdict::Pass, Verdict::Skipped))
}

/// Takes the seed in, in a rehearsal (fixed clock and salts, so that heads can be compared), and looks at what is there.
fn take_in(binary: &Binary, place: &Place, seed: &Path) -> Result<Head> {
    let seed = seed.display().to_string();
    let mut intake = binary.command(&["intake", &seed, "--accept", "--by", ACTOR, "--rehearsal", REHEARSAL]);
    shell::output("bamsat intake", intake.args(place.arguments()))?;
    let sessions = binary.ask(place, &["show", "sessions", "--json"])?;
    let conclusions = binary.ask(place, &["show", "conclusions", "--json"])?;
    let tasks = binary.ask(place, &["show", "tasks", "--json"])?;
    let n_sessions = want_session(&sessions)?;
    let n_conclusions = each(&conclusions, "conclusion", &["words", "passage", "ending"])?;
    let n_tasks = each(&tasks, "task", &["words", "passage", "lead"])?;
    want_ended(&items(&sessions)?[0], items(&conclusions)?, items(&tasks)?)?;
    let text = std::fs::read_to_string(&seed).context("reading the seed")?;
    println!("{}: each conclusion with its ending, span and words, then each task", place.name);
    items(&conclusions)?.iter().chain(items(&tasks)?).try_for_each(|it| list(it, &text))?;
    let head = binary.check(place)?;
    println!(
        "{}: {n_sessions} session, {n_conclusions} conclusions, each ended, {n_tasks} tasks, each with words and span; \
         check clean, head {}:{}",
        place.name, head.position, head.hash
    );
    Ok(head)
}

/// Nothing is open; the conclusions are numbered through, and those that end as tasks have them.
fn want_ended(session: &Value, conclusions: &[Value], tasks: &[Value]) -> Result<()> {
    let n = conclusions.len();
    let says = || format!("{n} conclusions, but the session says: {session}");
    want(session["n_open"] == 0 && session["n_conclusions"] == n, says)?;
    for (i, conclusion) in conclusions.iter().enumerate() {
        let codes = conclusion["tasks"].as_array().map_or(&[][..], Vec::as_slice);
        let ends_as_tasks = conclusion["ending"] == "tasks";
        let are_there = codes.iter().all(|code| tasks.iter().any(|it| it["code"] == *code));
        want(conclusion["n"] == i + 1 && ends_as_tasks != codes.is_empty() && are_there, || {
            format!("not ended as it says: {conclusion}")
        })?;
    }
    let n_of = |ending: &str| conclusions.iter().filter(|it| it["ending"] == ending).count();
    let n_named: usize = conclusions.iter().filter_map(|it| it["tasks"].as_array()).map(Vec::len).sum();
    println!("{n} conclusions: {} end as tasks, {} as guidance, none open", n_of("tasks"), n_of("guidance"));
    want(n_named == tasks.len(), || format!("{} tasks, but conclusions name {n_named}", tasks.len()))
}

/// Prints a conclusion or a task with its span, which must be a passage of the source.
fn list(item: &Value, text: &str) -> Result<()> {
    let span = &item["passage"]["span"];
    let end_of = |i: usize| span[i].as_u64().and_then(|it| usize::try_from(it).ok());
    let passage = end_of(0).zip(end_of(1)).and_then(|(start, end)| text.get(start..end));
    want(passage.is_some_and(|it| !it.trim().is_empty()), || format!("{span} is no passage of the source"))?;
    let text_of = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (name, what) = if item["code"].is_null() {
        (text_of(&item["n"]), text_of(&item["ending"]))
    } else {
        (text_of(&item["code"]), text_of(&item["lead"]["name"]))
    };
    println!("  {name:>9}  {what}  {span}  {}", text_of(&item["words"]));
    Ok(())
}

/// One session, of the day the report tells, online, with its chair, host and guest.
fn want_session(sessions: &Value) -> Result<usize> {
    let n = each(sessions, "session", &["held_on", "mode", "chair", "host", "guests"])?;
    let session = &items(sessions)?[0];
    let says = || format!("not the session of the seed: {session}");
    want(n == 1 && session["held_on"] == "2020-03-13" && session["mode"] == "online", says)?;
    println!(
        "session {} {}; chair {}, host {}, guests {}",
        session["held_on"], session["mode"], session["chair"], session["host"]["name"], session["guests"][0]["name"]
    );
    Ok(n)
}

/// How many there are; each must have every one of `fields`, and there must be one.
fn each(value: &Value, noun: &str, fields: &[&str]) -> Result<usize> {
    let items = items(value)?;
    want(!items.is_empty(), || format!("there is no {noun}"))?;
    for item in items {
        for field in fields.iter().filter(|it| is_empty(&item[**it])) {
            want(false, || format!("a {noun} has no {field}: {item}"))?;
        }
    }
    Ok(items.len())
}

fn items(value: &Value) -> Result<&Vec<Value>> {
    let inner = || value.as_object().and_then(|it| it.values().find_map(Value::as_array));
    value.as_array().or_else(inner).context("looking for a list in what bamsat shows")
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_field_is_seen() {
        assert_eq!(each(&json!([{ "words": "a" }, { "words": "b" }]), "task", &["words"]).unwrap(), 2);
        assert!(each(&json!([{ "words": "a" }, { "words": "" }]), "task", &["words"]).is_err());
        assert!(each(&json!([]), "task", &["words"]).is_err());
        assert!(each(&json!({}), "task", &["words"]).is_err());
    }

    #[test]
    fn an_open_or_lost_ending_is_seen() {
        let session = |n_open| json!({ "n_conclusions": 2, "n_open": n_open });
        let conclusions = |second: &str| {
            [json!({ "n": 1, "ending": "guidance", "tasks": [] }), json!({ "n": 2, "ending": second, "tasks": ["a"] })]
        };
        let task = json!({ "code": "a" });
        assert!(want_ended(&session(0), &conclusions("tasks"), std::slice::from_ref(&task)).is_ok());
        assert!(want_ended(&session(1), &conclusions("tasks"), std::slice::from_ref(&task)).is_err());
        assert!(want_ended(&session(0), &conclusions("guidance"), std::slice::from_ref(&task)).is_err());
        assert!(want_ended(&session(0), &conclusions("tasks"), &[]).is_err());
        assert!(want_ended(&session(0), &conclusions("tasks"), &[task.clone(), task]).is_err());
    }

    #[test]
    fn a_span_beyond_the_source_is_seen() {
        let item = |span: [u64; 2]| json!({ "n": 1, "words": "a", "passage": { "span": span } });
        assert!(list(&item([0, 2]), "ab").is_ok());
        assert!(list(&item([0, 3]), "ab").is_err());
        assert!(list(&item([1, 1]), "ab").is_err());
    }

    #[test]
    fn another_session_is_refused() {
        let session = |day| json!([{ "held_on": day, "mode": "online", "chair": "a", "host": "b", "guests": ["c"] }]);
        assert!(want_session(&session("2020-03-13")).is_ok());
        assert!(want_session(&session("2020-03-14")).is_err());
    }
}
