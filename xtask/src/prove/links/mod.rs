//! Attacks the links of tasks from outside: guessing, replay, another task, revocation, a thousand requests a minute.
//! Expiry is proved by a clock that is given, in the tests that are run first. In the end somebody walks through it.

mod walk;
pub mod world;

use super::http::{Answer, Client};
use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::time::Instant;
use world::World;

/// Requests with tokens that open nothing, and with one that does.
const N_GUESSES: usize = 1_000;
const N_REQUESTS: usize = 1_000;
/// What a link may be asked for at once; the rest has to wait.
const MOST_AT_ONCE: usize = 30;
/// Crate, test and case of what needs a clock that is given.
const TESTS: [(&str, &str, &str); 2] = [
    ("app", "evidence", "whatever_does_not_open_is_answered_alike"),
    ("web", "requests", "each_request_is_answered_as_its_lines_say"),
];

pub fn run() -> Result<Verdict> {
    for (package, test, case) in TESTS {
        let mut command = shell::cargo();
        command.args(["test", "--quiet", "-p", package, "--test", test, case]);
        let (is_right, _) = shell::relay("cargo test", &mut command)?;
        want(is_right, || format!("{case} does not hold"))?;
    }
    println!("expiry by a clock that is given: a link opens until its last day and not one day longer");
    let world = World::set()?;
    let [own, other] = [world.give(&world.tasks[0])?, world.give(&world.tasks[1])?];
    shows_its_own_only(&world, &own)?;
    opens_nothing_else(&world, &own, &other)?;
    replay_writes_once(&world, &own)?;
    closed_is_as_unknown(&world)?;
    guessing(&world, &other)?;
    too_often(&world, &own, &other)?;
    world.check()?;
    walk::walk(&world)
}

/// Everything the link answers, in both languages, also where something is wrong with what was sent.
fn shows_its_own_only(world: &World, token: &str) -> Result<()> {
    let mut n = 0;
    for language in ["vi", "en"] {
        let mut client = world.server.client(language);
        let path = format!("/l/{token}");
        let wrong = [("key", "wrong"), ("act", "report_done"), ("words", "x"), ("done_on", "31/2")];
        let answers = [
            client.get(&path)?,
            client.get(&format!("{path}?sent=1"))?,
            client.post_form(&path, &wrong)?,
            client.post_file(&path, &wrong, "list.txt", b"CCCD 014085001234")?,
            client.post_body(&format!("/api{path}/uploads?name=a.txt&length=0"), "text/plain", b"")?,
        ];
        for answer in answers {
            world.want_no_secret(&answer)?;
            want(!client.cookies.contains_key("bamsat"), || "a link signs somebody in".to_owned())?;
            n += 1;
        }
    }
    println!(
        "own task only: {n} answers in two languages hold none of {} names and words of others",
        world.secrets.len()
    );
    Ok(())
}

/// With one link, everything that belongs to another task, another link or to people who sign in.
fn opens_nothing_else(world: &World, own: &str, other: &str) -> Result<()> {
    let mut client = world.server.client("en");
    let [a, b] = [&world.tasks[0], &world.tasks[1]];
    let mut n = 0;
    for path in [
        "/".to_owned(),
        "/tasks".to_owned(),
        "/api/tasks".to_owned(),
        "/feed".to_owned(),
        "/units".to_owned(),
        format!("/tasks/{a}"),
        format!("/tasks/{b}"),
        format!("/api/tasks/{b}"),
        format!("/tasks/{b}/links"),
        format!("/tasks/{a}/evidence/1"),
        format!("/tasks/{b}/evidence/1"),
        format!("/l/{own}/{b}"),
        format!("/l/{b}"),
        format!("/l/{own}%2f..%2f..%2ftasks"),
    ] {
        for bearer in [false, true] {
            let header = format!("Bearer {own}");
            let headers = [("Authorization", header.as_str())];
            let answer = client.ask("GET", &path, if bearer { &headers } else { &[] }, b"")?;
            want(answer.status != 200, || format!("GET {path} answers 200 to whoever has a link"))?;
            world.want_no_secret(&answer)?;
            n += 1;
        }
    }
    let uploads = |token: &str| format!("/api/l/{token}/uploads");
    let begun = client.post_body(&format!("{}?name=a.txt&length=3", uploads(other)), "text/plain", b"")?.json()?;
    let upload = begun["upload"].as_str().context("finding an upload")?;
    for (method, path) in
        [("GET", format!("{}/{upload}", uploads(own))), ("POST", format!("{}/{upload}?at=0", uploads(own)))]
    {
        let answer = client.ask(method, &path, &[], b"abc")?;
        want(answer.status == 404, || format!("{method} of another link's file answers {}", answer.status))?;
        n += 1;
    }
    let named = [("key", "named"), ("act", "report_progress"), ("words", "x"), ("upload", upload)];
    let answer = client.post_form(&format!("/l/{own}"), &named)?;
    want(answer.status == 422, || format!("a report with another link's file answers {}", answer.status))?;
    let forged = [("key", "forged"), ("act", "report_progress"), ("words", "forged"), ("by_link", "2"), ("stream", b)];
    let answer = client.post_form(&format!("/l/{own}"), &forged)?;
    want(answer.status == 303, || format!("a report by link answers {}", answer.status))?;
    let told = world.moments(a)?;
    let last = told.last().context("finding the report")?;
    want(last["via"]["n"] == 1, || format!("a report by the first link came by {}", last["via"]))?;
    want(world.moments(b)?.iter().all(|it| it["via"].is_null()), || "the other task has the report".to_owned())?;
    println!("another task, other links, pages of those who sign in: {} requests, none opened anything", n + 1);
    Ok(())
}

/// A report that is sent again is written once; after the link is closed not even once.
fn replay_writes_once(world: &World, token: &str) -> Result<()> {
    let before = world.moments(&world.tasks[0])?.len();
    let report = [("key", "replayed"), ("act", "report_progress"), ("words", "sent again and again")];
    let mut statuses = BTreeMap::new();
    for _ in 0..5 {
        let answer = world.server.client("en").post_form(&format!("/l/{token}"), &report)?;
        *statuses.entry(answer.status).or_insert(0) += 1;
    }
    let other = [("key", "replayed"), ("act", "report_progress"), ("words", "other words")];
    let reused = world.server.client("en").post_form(&format!("/l/{token}"), &other)?;
    want(reused.status == 409, || format!("the same key with other words answers {}", reused.status))?;
    let written = world.moments(&world.tasks[0])?.len() - before;
    want(written == 1, || format!("a report sent five times was written {written} times"))?;
    println!("replay: one report sent 5 times {statuses:?}, written once; its key with other words is refused");
    replay_with_a_file(world, token)
}

/// The same with a file that came in pieces, and does not wait any more when the report comes again.
fn replay_with_a_file(world: &World, token: &str) -> Result<()> {
    let mut client = world.server.client("en");
    let uploads = format!("/api/l/{token}/uploads");
    let begun = client.post_body(&format!("{uploads}?name=a.txt&length=5"), "text/plain", b"")?.json()?;
    let upload = begun["upload"].as_str().context("finding an upload")?;
    client.post_body(&format!("{uploads}/{upload}?at=0"), "text/plain", b"words")?;
    let before = world.moments(&world.tasks[0])?.len();
    let report = [("key", "with-file"), ("act", "report_progress"), ("words", "with a file"), ("upload", upload)];
    for _ in 0..3 {
        let answer = client.post_form(&format!("/l/{token}"), &report)?;
        want(answer.status == 303, || format!("a report with a file that comes again answers {}", answer.status))?;
    }
    let told = world.moments(&world.tasks[0])?;
    let n_files = told.last().and_then(|it| it["evidence"].as_array()).map_or(0, Vec::len);
    let written = told.len() - before;
    want((written, n_files) == (1, 1), || {
        format!("a report with a file was written {written} times, {n_files} files")
    })?;
    println!("replay with a file sent in pieces: 3 times answered alike, written once with its file");
    Ok(())
}

/// Revoked, renewed and never given: the same status and the same words, on every address of the door.
fn closed_is_as_unknown(world: &World) -> Result<()> {
    let task = &world.tasks[2];
    let [revoked, renewed] = [world.give(task)?, world.give(task)?];
    world.post(&format!("/tasks/{task}/links/1/revoke"), &[("key", "revoke")])?;
    let fresh = world.renew(task, 2)?;
    let unknown = renewed.chars().rev().collect::<String>();
    let mut answers = Vec::new();
    for token in [&unknown, &revoked, &renewed] {
        let mut client = world.server.client("vi");
        let path = format!("/l/{token}");
        let report = [("key", "late"), ("act", "report_progress"), ("words", "late")];
        let told: Vec<(u16, String)> = [
            client.get(&path)?,
            client.post_form(&path, &report)?,
            client.post_file(&path, &report, "a.txt", b"late")?,
            client.post_body(&format!("/api{path}/uploads?name=a.txt&length=3"), "text/plain", b"")?,
        ]
        .iter()
        .map(|it| (it.status, it.text().replace(token.as_str(), "_")))
        .collect();
        want(told.iter().all(|it| it.0 == 404), || format!("what is closed answers {:?}", told.iter().map(|it| it.0)))?;
        answers.push(told);
    }
    want(answers.iter().all(|it| *it == answers[0]), || {
        "closed links are answered otherwise than unknown ones".to_owned()
    })?;
    let open = || world.server.client("vi").get(&format!("/l/{fresh}"));
    let answer = open()?;
    want(answer.status == 200, || format!("a renewed link answers {}", answer.status))?;
    println!("revoked, renewed, never given: 4 requests each, all 404 and letter for letter the same");
    world.officer_may(false)?;
    let closed = open()?;
    want(closed.status == 404 && closed.text().replace(&fresh, "_") == answers[0][0].1, || {
        format!("a link of whoever may give none any more answers {}", closed.status)
    })?;
    let late = [("key", "late"), ("act", "report_progress"), ("words", "late")];
    let report = world.server.client("vi").post_form(&format!("/l/{fresh}"), &late)?;
    want(report.status == 404, || format!("a report by it answers {}", report.status))?;
    world.officer_may(true)?;
    let answer = open()?;
    want(answer.status == 200, || format!("once the role is given back it answers {}", answer.status))?;
    println!("whoever gave it loses the role: page and report 404; it opens again with the role");
    Ok(())
}

/// Guesses from one place run into a wait, and keep nobody out who has a link.
fn guessing(world: &World, valid: &str) -> Result<()> {
    let mut client = world.server.client("en");
    let start = Instant::now();
    let mut statuses = BTreeMap::new();
    for i in 0..N_GUESSES {
        let answer = client.get(&format!("/l/{}", guess(valid, i)))?;
        world.want_no_secret(&answer)?;
        let waits = answer.header("retry-after").is_some();
        want(matches!((answer.status, waits), (404, false) | (429, true)), || {
            format!("a guess answers {}", answer.status)
        })?;
        *statuses.entry(answer.status).or_insert(0) += 1;
    }
    let answer = client.get(&format!("/l/{valid}"))?;
    want(answer.status == 200, || format!("a link that opens answers {} beside guesses", answer.status))?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "guessing: {N_GUESSES} tokens of 160 bits, a third of them one sign beside a real one, in {seconds:.1} s: {statuses:?}; \
         the real one opens beside them"
    );
    Ok(())
}

/// Token after token: one sign of a real one changed, a part of it, or drawn by a small generator.
fn guess(valid: &str, i: usize) -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut signs = valid.as_bytes().to_vec();
    match i % 3 {
        0 => {
            let at = i / 3 % signs.len();
            let before = SIGNS.iter().position(|it| *it == signs[at]).unwrap_or(0);
            signs[at] = SIGNS[(before + 1 + i / 96) % 32];
        }
        1 => signs.truncate(i % 32),
        _ => {
            let mut state = i as u64;
            for sign in &mut signs {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *sign = SIGNS[(state >> 59) as usize];
            }
        }
    }
    String::from_utf8_lossy(&signs).into_owned()
}

/// One link asked a thousand times in less than a minute; another one, and whoever is signed in, go on.
fn too_often(world: &World, own: &str, other: &str) -> Result<()> {
    let mut client = world.server.client("en");
    let start = Instant::now();
    let mut statuses = BTreeMap::new();
    for _ in 0..N_REQUESTS {
        let answer = client.get(&format!("/l/{own}"))?;
        world.want_no_secret(&answer)?;
        *statuses.entry(answer.status).or_insert(0_usize) += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    let n_seen = statuses.get(&200).copied().unwrap_or(0);
    let n_waits = statuses.get(&429).copied().unwrap_or(0);
    want(seconds < 60.0, || format!("a thousand requests took {seconds:.1} s"))?;
    want(n_seen + n_waits == N_REQUESTS, || format!("a link asked often answers {statuses:?}"))?;
    let most = MOST_AT_ONCE + (seconds / 2.0).ceil() as usize;
    want(n_seen <= most, || format!("{n_seen} of them were answered; the limit is {most}"))?;
    let report = [("key", "often"), ("act", "report_progress"), ("words", "x")];
    let held: Answer = client.post_form(&format!("/l/{own}"), &report)?;
    want(held.status == 429, || format!("a report by that link answers {}", held.status))?;
    let others: [u16; 2] =
        [Client::get(&mut client, &format!("/l/{other}"))?.status, world.officer()?.get("/tasks")?.status];
    want(others == [200, 200], || format!("others are answered {others:?}"))?;
    println!(
        "{N_REQUESTS} requests in {seconds:.1} s by one link: {n_seen} answered, {n_waits} told to wait; others go on"
    );
    Ok(())
}
