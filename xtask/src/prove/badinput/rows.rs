//! The table: input by door, what is answered, which message is told.

use super::super::binary::ACTOR;
use super::super::http::Answer;
use super::super::server::stream_id;
use super::super::want;
use super::world::{Deed, Said, Task, World};
use super::{Cell, Door, Row, leaving, told};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// A little more than may be taken in.
const TOO_LONG: usize = 100 * 1024 * 1024 + 1024;
const LONG_WORDS: usize = 200_000;
const ENGLISH: &[u8] =
    b"Dear all, the weather was fine on Sunday and we walked along the river until the evening came.\n";
/// A day that no calendar has.
const NO_DAY: &str = "31/2/2026";

pub const ROWS: &[Row] = &[
    Row {
        input: "empty file",
        cells: [
            told(|w, l| intake(w, l, b""), 2, "refusal-file-empty"),
            told(|w, l| page_file(w, l, b""), 422, "refusal-file-empty"),
            told(|w, l| api_file(w, l, b""), 422, "refusal-file-empty"),
        ],
    },
    Row {
        input: "file over 100 MB",
        cells: [
            told(|w, l| intake(w, l, &vec![b'a'; TOO_LONG]), 2, "refusal-file-too-long"),
            told(|w, l| page_file(w, l, &vec![b'a'; TOO_LONG]), 413, "error-too-long"),
            told(|w, l| api_file(w, l, &vec![b'a'; TOO_LONG]), 413, "error-too-long"),
        ],
    },
    Row {
        input: "another language",
        cells: [
            told(|w, l| intake(w, l, ENGLISH), 2, "refusal-nothing-found"),
            told(|w, l| page_file(w, l, ENGLISH), 422, "refusal-nothing-found"),
            told(|w, l| api_file(w, l, ENGLISH), 422, "refusal-nothing-found"),
        ],
    },
    Row {
        input: "random bytes",
        cells: [
            told(|w, l| intake(w, l, &noise()), 2, "refusal-file-not-text"),
            told(|w, l| page_file(w, l, &noise()), 422, "refusal-file-not-text"),
            told(|w, l| api_file(w, l, &noise()), 422, "refusal-file-not-text"),
        ],
    },
    Row {
        input: "random bytes as a form",
        cells: [
            Cell::Not("see the file"),
            told(
                |w, l| body(w, l, "/tasks/2026-0001/acts/report_done", "application/x-www-form-urlencoded"),
                404,
                "not-found-object",
            ),
            told(|w, l| body(w, l, "/api/acts", "application/json"), 400, "refusal-command-unreadable"),
        ],
    },
    Row {
        input: "form sent twice",
        cells: [
            leaving(1, |w, l| twice(w, l, Door::Command), 0, ""),
            leaving(1, |w, l| twice(w, l, Door::Page), 303, ""),
            leaving(1, |w, l| twice(w, l, Door::Api), 200, ""),
        ],
    },
    Row {
        input: "its key with another form",
        cells: [
            leaving(1, |w, l| with_another_form(w, l, Door::Command), 2, "refusal-key-reused"),
            leaving(1, |w, l| with_another_form(w, l, Door::Page), 409, "refusal-key-reused"),
            leaving(1, |w, l| with_another_form(w, l, Door::Api), 409, "refusal-key-reused"),
        ],
    },
    Row {
        input: "stale form",
        cells: [
            leaving(1, |w, l| stale(w, l, Door::Command), 2, "refusal-stale"),
            leaving(1, |w, l| stale(w, l, Door::Page), 409, "refusal-stale"),
            leaving(1, |w, l| stale(w, l, Door::Api), 409, "refusal-stale"),
        ],
    },
    Row {
        input: "unknown id, shown",
        cells: [
            told(|w, l| w.command(l, &["show", "task", "2026-9999"]), 3, "not-found-object"),
            told(|w, l| w.page(l, "/tasks/2026-9999"), 404, "not-found-object"),
            told(|w, l| w.api(l, "/tasks/2026-9999"), 404, "not-found-object"),
        ],
    },
    Row {
        input: "unknown id, written to",
        cells: [
            told(|w, l| unknown(w, l, Door::Command), 2, "refusal-stream-unknown"),
            told(|w, l| unknown(w, l, Door::Page), 404, "not-found-object"),
            told(|w, l| unknown(w, l, Door::Api), 404, "not-found-object"),
        ],
    },
    Row {
        input: "bad date",
        cells: [
            told(|w, l| bad_date(w, l, Door::Command), 2, "refusal-command-unreadable"),
            told(|w, l| bad_date(w, l, Door::Page), 422, "refusal-day-unreadable"),
            told(|w, l| bad_date(w, l, Door::Api), 422, "refusal-command-unreadable"),
        ],
    },
    Row {
        input: "bad date in a filter",
        cells: [
            Cell::Not("has no such filter"),
            told(|w, l| w.page(l, &format!("/tasks?due_from={NO_DAY}")), 422, "refusal-day-unreadable"),
            told(|w, l| w.api(l, &format!("/tasks?due_from={NO_DAY}")), 422, "refusal-day-unreadable"),
        ],
    },
    Row {
        input: "over-long text",
        cells: [
            told(|w, l| over_long(w, l, Door::Command), 2, "refusal-words-too-long"),
            told(|w, l| over_long(w, l, Door::Page), 422, "refusal-words-too-long"),
            told(|w, l| over_long(w, l, Door::Api), 422, "refusal-words-too-long"),
        ],
    },
    Row {
        input: "empty text",
        cells: [
            told(|w, l| progress(w, l, " ", Door::Command), 2, "refusal-words-missing"),
            told(|w, l| progress(w, l, " ", Door::Page), 422, "refusal-words-missing"),
            told(|w, l| progress(w, l, " ", Door::Api), 422, "refusal-words-missing"),
        ],
    },
    Row {
        input: "form of another site",
        cells: [
            Cell::Not("has no sites"),
            told(
                |w, l| foreign(w, l, "/tasks/2026-0001/acts/receive").map(|it| Said::of_page(&it)),
                403,
                "error-foreign-form",
            ),
            told(|w, l| foreign(w, l, "/api/acts").map(|it| Said::of_api(&it)), 403, "error-foreign-form"),
        ],
    },
    Row {
        input: "nobody signed in",
        cells: [
            Cell::Not("acts for whoever runs it"),
            told(nobody_by_page, 303, ""),
            told(nobody_by_api, 401, "denied-not-signed-in"),
        ],
    },
];

fn noise() -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(next).take(512).flatten().collect()
}

fn intake(world: &mut World, language: &'static str, bytes: &[u8]) -> Result<Said> {
    let path: PathBuf = world.place.folder().with_extension("txt");
    std::fs::write(&path, bytes).context("writing the file")?;
    let name = path.display().to_string();
    let said = world.command(language, &["intake", &name, "--accept", "--by", ACTOR]);
    std::fs::remove_file(&path).context("removing the file")?;
    said
}

fn page_file(world: &mut World, language: &'static str, bytes: &[u8]) -> Result<Said> {
    upload(world, language, "/documents", bytes).map(|it| Said::of_page(&it))
}

fn api_file(world: &mut World, language: &'static str, bytes: &[u8]) -> Result<Said> {
    upload(world, language, "/api/documents", bytes).map(|it| Said::of_api(&it))
}

fn upload(world: &mut World, language: &'static str, path: &str, bytes: &[u8]) -> Result<Answer> {
    world.client.language = language;
    let key = world.key();
    world.client.post_file(path, &[("key", &key)], "file.txt", bytes)
}

fn body(world: &mut World, language: &'static str, path: &str, kind: &str) -> Result<Said> {
    world.client.language = language;
    let path = path.replace("2026-0001", "2026-9999");
    let answer = world.client.post_body(&path, kind, &noise())?;
    Ok(if path.starts_with("/api") { Said::of_api(&answer) } else { Said::of_page(&answer) })
}

/// A report on a task that nothing else says anything about.
fn report<'a>(key: &'a str, task: &'a Task, fields: &'a [(&'a str, &'a str)]) -> Deed<'a> {
    Deed { key, act: "report_progress", task, seen: None, fields }
}

const HALF: &[(&str, &str)] = &[("words", "Half is done")];

fn twice(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    let (key, task) = (world.key(), world.task()?);
    let first = world.act(door, language, &report(&key, &task, HALF))?;
    let second = world.act(door, language, &report(&key, &task, HALF))?;
    want(first.code == second.code, || format!("first {}, then {}", first.code, second.code))?;
    let is_replayed = first.words == second.words || second.words.contains("\"replayed\":true");
    want(is_replayed, || format!("first `{}`, then `{}`", first.words, second.words))?;
    Ok(second)
}

fn with_another_form(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    let (key, task) = (world.key(), world.task()?);
    world.act(door, language, &report(&key, &task, HALF))?;
    world.act(door, language, &report(&key, &task, &[("words", "All is done")]))
}

fn stale(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    let (first, second, task) = (world.key(), world.key(), world.task()?);
    world.act(Door::Command, language, &report(&first, &task, HALF))?;
    let fields = [("because", "Not needed any more")];
    let deed = Deed { key: &second, act: "terminate", task: &task, seen: Some(1), fields: &fields };
    world.act(door, language, &deed)
}

fn unknown(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    let (key, id) = (world.key(), stream_id(999_999));
    let task = Task { code: id.clone(), id };
    world.act(door, language, &report(&key, &task, HALF))
}

fn bad_date(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    let (key, task) = (world.key(), world.task()?);
    let fields = [("words", "All is done"), ("done_on", NO_DAY)];
    world.act(door, language, &Deed { act: "report_done", ..report(&key, &task, &fields) })
}

fn over_long(world: &mut World, language: &'static str, door: Door) -> Result<Said> {
    progress(world, language, &"long ".repeat(LONG_WORDS / 5), door)
}

fn progress(world: &mut World, language: &'static str, words: &str, door: Door) -> Result<Said> {
    let (key, task) = (world.key(), world.task()?);
    world.act(door, language, &report(&key, &task, &[("words", words)]))
}

fn foreign(world: &mut World, language: &'static str, path: &str) -> Result<Answer> {
    world.client.language = language;
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Origin", "http://elsewhere.example"),
    ];
    world.client.ask("POST", path, &headers, b"key=1")
}

fn nobody_by_page(world: &mut World, language: &'static str) -> Result<Said> {
    let answer = world.server.client(language).get("/tasks")?;
    let at = answer.header("location").unwrap_or_default();
    want(at.starts_with("/sign-in"), || format!("leads to `{at}`"))?;
    Ok(Said::of_page(&answer))
}

fn nobody_by_api(world: &mut World, language: &'static str) -> Result<Said> {
    Ok(Said::of_api(&world.server.client(language).get("/api/tasks")?))
}
