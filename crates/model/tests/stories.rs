//! Runs every story under `tests/stories`: given what has happened, when somebody wants something, then what follows.
//!
//! A line is `given|when|then`, a wire name, an alias of the stream and a JSON body. `@alias` in a body stands for the
//! identifier of that alias (`by=alias` after the body tells who did it, `on=` a day before), `letters:7` for seven letters; `then` names an event and the fields it must have, or `refused` and a code with its values.

use jiff::Timestamp;
use model::state::{Teller, Telling};
use model::{AccountId, Command, Event, MatterId, Scene, Stamp, State, StreamId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The day on which every story is told.
const TODAY: &str = "2026-03-31";

#[derive(Default)]
struct Story {
    states: BTreeMap<StreamId, State>,
    answer: Option<Result<Value, Value>>,
    n_checked: usize,
}

#[test]
fn every_story_ends_as_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut n_stories = 0;
    let mut told = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for story in text.split("\n--- ").filter(|it| !it.trim().is_empty()) {
            let (title, lines) = story.split_once('\n').unwrap_or((story, ""));
            check(&format!("{}: {title}", path.display()), lines, &mut told);
            n_stories += 1;
        }
    }
    println!("{n_stories} stories");
    for act in model::registry() {
        assert!(told.contains(act.act), "no story tells of {}", act.act);
    }
}

fn check(title: &str, lines: &str, told: &mut BTreeSet<String>) {
    let mut story = Story::default();
    for line in lines.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let (step, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (name, rest) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        match step {
            "given" => given(&mut story, title, name, rest),
            "when" => {
                told.insert(name.to_owned());
                when(&mut story, title, name, rest);
            }
            "then" => then(&mut story, title, name, rest),
            _ => panic!("{title}: a line begins with given, when or then, not {step}"),
        }
    }
    assert!(story.n_checked > 0, "{title}: nothing is told to follow");
}

fn given(story: &mut Story, title: &str, kind: &str, rest: &str) {
    let (rest, on) = rest.split_once(" on=").unwrap_or((rest, TODAY));
    let (rest, by) = rest.split_once(" by=").unwrap_or((rest, "clerk"));
    let (stream, body) = alias_and_body(title, rest);
    let event = Event::decode(kind, 1, body).unwrap_or_else(|| panic!("{title}: {kind} cannot be read"));
    fold(story, title, stream, event, (by, on));
}

fn fold(story: &mut Story, title: &str, stream: StreamId, event: Event, (by, on): (&str, &str)) {
    let before = story.states.remove(&stream);
    let after = event
        .fold(before, &Stamp { actor: AccountId(stream_of(by)), ..stamp(on) })
        .unwrap_or_else(|| panic!("{title}: an event cannot follow"));
    story.states.insert(stream, after);
}

fn when(story: &mut Story, title: &str, act: &str, rest: &str) {
    let (stream, body) = alias_and_body(title, rest);
    let decided = Command::decode(act, body).and_then(|command| decide(story, stream, command));
    story.answer = Some(match decided {
        Ok(event) => {
            let told = with_name("event", event.info().event, event.body().unwrap());
            fold(story, title, stream, event, ("clerk", TODAY));
            Ok(told)
        }
        Err(refusal) => {
            let told = serde_json::to_value(&refusal).unwrap();
            assert_eq!(told["code"], refusal.code(), "{title}: the code of a refusal is its tag");
            Err(told)
        }
    });
}

fn decide(story: &Story, stream: StreamId, command: Command) -> Result<Event, model::Refusal> {
    let needs = command.needs();
    let asked = needs.states.iter().copied().chain(needs.lines.iter().flat_map(|it| line(story, (*it).into())));
    let states = asked.filter_map(|it| Some((it, Arc::new(story.states.get(&it)?.clone())))).collect();
    let tasks = story.states.values().filter(|it| matches!(it, State::Task(_))).count();
    let next_task_code = if needs.task_code { tasks as u32 + 1 } else { 0 };
    let is_founded = story.states.contains_key(&stream);
    let has_other_registers = needs.other_registers && story.states.values().any(|it| matches!(it, State::Register(_)));
    let matters = story.states.values().filter_map(|it| if let State::Matter(it) = it { Some(it) } else { None });
    let told: Vec<(Telling, MatterId)> =
        matters.flat_map(|matter| matter.tellings.keys().map(|it| (*it, matter.id))).collect();
    let also: BTreeMap<Telling, Vec<Telling>> = needs.tellings.iter().map(|it| (*it, also_named(story, it))).collect();
    let rows = story.states.values().filter_map(|it| if let State::Matter(it) = it { Some(it) } else { None });
    let listed = rows.flat_map(|matter| matter.listings.keys().map(|it| (*it, matter.id)));
    let listed = listed.filter(|it| needs.listings.contains(&it.0)).collect();
    let of = |it: &Telling| {
        let is_it = |known: &&(Telling, MatterId)| known.0 == *it || also[it].contains(&known.0);
        told.iter().find(is_it).map(|known| (*it, known.1))
    };
    let told = needs.tellings.iter().filter_map(of).collect();
    let stamp = stamp(TODAY);
    let scene = Scene { stamp, stream, states, told, also, listed, next_task_code, is_founded, has_other_registers };
    command.decide(story.states.get(&stream), &scene)
}

/// The other names of a passage: that of its document, and those of the sessions whose document that is.
fn also_named(story: &Story, telling: &Telling) -> Vec<Telling> {
    let other = |state: &State| match (state, telling.by) {
        (State::Session(it), Teller::Session(session)) if it.id == session => it.document.map(Teller::Document),
        (State::Session(it), Teller::Document(document)) if it.document == Some(document) => Some(it.id.into()),
        _ => None,
    };
    let is_passage = telling.span.is_some();
    story.states.values().filter(|_| is_passage).filter_map(other).map(|by| Telling { by, ..*telling }).collect()
}

/// A unit and all that stands above it, as often as there are streams at most.
fn line(story: &Story, unit: StreamId) -> Vec<StreamId> {
    let parent = |it: &StreamId| match story.states.get(it)? {
        State::Unit(unit) => unit.latest()?.parent.map(StreamId::from),
        _ => None,
    };
    std::iter::successors(Some(unit), parent).take(story.states.len()).collect()
}

fn then(story: &mut Story, title: &str, name: &str, rest: &str) {
    let answer = story.answer.as_ref().unwrap_or_else(|| panic!("{title}: then comes after when"));
    let (wanted, got) = match (name, answer) {
        ("refused", Err(refusal)) => {
            let (code, body) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            (with_name("code", code, body_of(title, body)), refusal)
        }
        ("refused", Ok(event)) => panic!("{title}: not refused but {event}"),
        (event, Ok(told)) => (with_name("event", event, body_of(title, rest)), told),
        (event, Err(refusal)) => panic!("{title}: not {event} but refused {refusal}"),
    };
    assert!(is_part(&wanted, got), "{title}:\n wanted {wanted}\n got    {got}");
    story.n_checked += 1;
}

fn with_name(key: &str, name: &str, mut body: Value) -> Value {
    body.as_object_mut().unwrap().insert(key.to_owned(), name.into());
    body
}

fn is_part(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            wanted.iter().all(|(key, value)| is_part(value, got.get(key).unwrap_or(&Value::Null)))
        }
        _ => wanted == got,
    }
}

fn alias_and_body(title: &str, rest: &str) -> (StreamId, Value) {
    let (alias, body) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    (stream_of(alias), body_of(title, body))
}

fn body_of(title: &str, text: &str) -> Value {
    let text = if text.trim().is_empty() { "{}" } else { text };
    let mut body: Value = serde_json::from_str(text).unwrap_or_else(|it| panic!("{title}: {it} in {text}"));
    resolve(&mut body);
    body
}

fn resolve(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(alias) = text.strip_prefix('@') {
                *text = stream_of(alias).to_string();
            } else if let Some(length) = text.strip_prefix("letters:") {
                *text = "a".repeat(length.parse().unwrap());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(resolve),
        Value::Object(fields) => fields.values_mut().for_each(resolve),
        _ => {}
    }
}

/// The identifier of an alias: its letters, so that it is the same in every story.
fn stream_of(alias: &str) -> StreamId {
    let mut bytes = [0; 16];
    for (slot, byte) in bytes.iter_mut().zip(alias.bytes()) {
        *slot = byte;
    }
    StreamId(Uuid::from_bytes(bytes))
}

fn stamp(on: &str) -> Stamp {
    let at: Timestamp = format!("{on}T09:00:00Z").parse().unwrap();
    Stamp { actor: AccountId(stream_of("clerk")), at }
}
