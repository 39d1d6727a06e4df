//! Takes the first report in on both engines: read by its floors, every conclusion ended, the same head.

use super::binary::{ACTOR, Binary, Head, Place, Profile};
use super::{Verdict, score, want};
use crate::postgres::Cluster;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

const SAMPLES: &str = "../shared/samples";
const SEED: &str = "session-binh-lieu-2020-03-13.txt";
/// The instant of the rehearsal, after the session.
const REHEARSAL: &str = "2020-03-16T01:00:00Z";

pub fn run() -> Result<Verdict> {
    let samples = shell::root().join(SAMPLES);
    let seed = samples.join(SEED);
    if !seed.is_file() {
        return Ok(Verdict::Skipped(format!("{SAMPLES}/{SEED}")));
    }
    let binary = Binary::build(Profile::Release)?;
    let unscored = score::run(&binary, &samples, SEED)?;
    let cluster = Cluster::start()?;
    let folders = [Scratch::new("seed")?, Scratch::new("seed")?];
    let places = [Place::sqlite(folders[0].path()), Place::postgres(folders[1].path(), cluster.new_database("seed")?)];
    let [on_sqlite, on_postgres] = [take_in(&binary, &places[0], &seed)?, take_in(&binary, &places[1], &seed)?];
    want(on_sqlite == on_postgres, || "the heads of the two engines differ".to_owned())?;
    println!("the same head on both engines");
    Ok(unscored.map_or(Verdict::Pass, Verdict::Skipped))
}

/// Takes the seed in, in a rehearsal (fixed clock and salts, so that heads can be compared), and looks at what is there.
fn take_in(binary: &Binary, place: &Place, seed: &Path) -> Result<Head> {
    let seed = seed.display().to_string();
    let mut intake = binary.command(&["intake", &seed, "--accept", "--by", ACTOR, "--rehearsal", REHEARSAL]);
    shell::step("bamsat intake", intake.args(place.arguments()))?;
    let sessions = binary.ask(place, &["show", "sessions", "--json"])?;
    let conclusions = binary.ask(place, &["show", "conclusions", "--json"])?;
    let tasks = binary.ask(place, &["show", "tasks", "--json"])?;
    let n_sessions = want_session(&sessions)?;
    let n_conclusions = each(&conclusions, "conclusion", &["words", "passage", "ending"])?;
    let n_tasks = each(&tasks, "task", &["words", "passage", "lead"])?;
    let head = binary.check(place)?;
    println!(
        "{}: {n_sessions} session, {n_conclusions} conclusions, each ended, {n_tasks} tasks, each with words and span; \
         check clean, head {}:{}",
        place.name, head.position, head.hash
    );
    Ok(head)
}

/// One session, of the day the report tells, online, with its chair, host and guest.
fn want_session(sessions: &Value) -> Result<usize> {
    let n = each(sessions, "session", &["held_on", "mode", "chair", "host", "guests"])?;
    let session = &items(sessions)?[0];
    let says = || format!("not the session of the seed: {session}");
    want(n == 1 && session["held_on"] == "2020-03-13" && session["mode"] == "online", says)?;
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
    fn another_session_is_refused() {
        let session = |day| json!([{ "held_on": day, "mode": "online", "chair": "a", "host": "b", "guests": ["c"] }]);
        assert!(want_session(&session("2020-03-13")).is_ok());
        assert!(want_session(&session("2020-03-14")).is_err());
    }
}
