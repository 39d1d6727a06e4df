//! The calendar feed, as `icalendar`, `vobject` and khal read it: before and after a day moves and a task ends.

use super::world::{World, khal, python, told, written};
use crate::prove::http::Client;
use crate::prove::want;
use crate::shell;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;

pub fn read(world: &mut World) -> Result<()> {
    let (name, _) = world.officer("nothing")?;
    let mut officer = world.running()?.first_client(&world.binary, &world.place, &name)?;
    let days = ["2026-12-24", "2026-12-31"];
    let tasks: Vec<String> = days.iter().map(|it| due_on(world, it)).collect::<Result<_>>()?;
    let path = given(&mut officer)?;
    let nobody = || world.running().map(|it| it.client("vi"));
    let answer = nobody()?.get(&path)?;
    want(answer.header("content-type") == Some("text/calendar; charset=utf-8"), || "it is no calendar".to_owned())?;
    let kept = answer.header("cache-control").unwrap_or_default().to_owned();
    want(kept.contains("private"), || format!("others may keep it: {kept}"))?;
    let tag = answer.header("etag").context("it has no ETag")?.to_owned();
    let again = nobody()?.ask("GET", &path, &[("If-None-Match", &tag)], b"")?;
    want(again.status == 304, || format!("what is known is sent again: {}", again.status))?;
    let before = parsed(world, &answer.text())?;
    let mine = |found: &Value, id: &str| {
        entries(found).into_iter().filter(|it| it["uid"].as_str().is_some_and(|it| it.contains(id))).collect::<Vec<_>>()
    };
    for (id, day) in tasks.iter().zip(days) {
        let found = mine(&before, id);
        want(found.len() == 2 && found.iter().all(|it| it["day"] == day), || format!("{day}: {found:?}"))?;
    }
    listed(world, "24/12/2026")?;
    let correct = json!({ "deadline": { "kind": "fixed", "due_on": "2026-12-28" }, "because": "the proof" });
    let seen = |n: u64| json!(n);
    world.act(&[
        json!({ "act": "task.correct", "stream": tasks[0], "seen": seen(1), "body": correct }),
        json!({ "act": "task.terminate", "stream": tasks[1], "seen": seen(1), "body": { "because": "the proof" } }),
    ])?;
    let answer = nobody()?.ask("GET", &path, &[("If-None-Match", &tag)], b"")?;
    want(answer.status == 200, || format!("a change is not sent: {}", answer.status))?;
    let after = parsed(world, &answer.text())?;
    let (was, is) = (mine(&before, &tasks[0]), mine(&after, &tasks[0]));
    let uids = |it: &[Value]| it.iter().map(|it| it["uid"].clone()).collect::<Vec<_>>();
    want(uids(&was) == uids(&is), || "an identifier changed".to_owned())?;
    let raised = was.iter().zip(&is).all(|(was, is)| was["sequence"].as_u64() < is["sequence"].as_u64());
    want(raised && is.iter().all(|it| it["day"] == "2026-12-28"), || format!("{was:?} became {is:?}"))?;
    let ended = mine(&after, &tasks[1]);
    want(ended.len() == 2 && ended.iter().all(|it| it["status"] == "CANCELLED"), || format!("{ended:?}"))?;
    listed(world, "28/12/2026")?;
    let page = officer.get("/me")?.text();
    let feed =
        page.split_once("name=\"feed\" value=\"").and_then(|it| it.1.split('"').next()).context("finding the feed")?;
    want(!page.contains(path.trim_start_matches("/feeds/").trim_end_matches(".ics")), || {
        "the secret is told again".to_owned()
    })?;
    officer.post_form("/me/feeds/revoke", &[("feed", feed)])?;
    let status = nobody()?.get(&path)?.status;
    want(status == 404, || format!("a revoked feed answers {status}"))?;
    println!(
        "the feed: {} VTODO and {} VEVENT, no errors by icalendar, valid by vobject, the longest line {} octets; 304 for what is \
         known; SEQUENCE raised, CANCELLED told, khal lists both days; revoked it is not there",
        after["todos"].as_array().map_or(0, Vec::len),
        after["events"].as_array().map_or(0, Vec::len),
        after["longest"]
    );
    Ok(())
}

/// A task of the unit on a day; its identifier.
fn due_on(world: &World, day: &str) -> Result<String> {
    let id = crate::prove::server::stream_id(9_000 + day.bytes().map(u64::from).sum::<u64>());
    let words = "B\u{e1}o c\u{e1}o k\u{1ebf}t qu\u{1ea3} r\u{e0} so\u{e1}t; k\u{e8}m bi\u{1ec3}u s\u{1ed1} 1, bi\u{1ec3}u s\u{1ed1} 2 v\u{e0} \u{fd} ki\u{1ebf}n c\u{1ee7}a c\u{e1}c x\u{e3} tr\u{ea}n \u{111}\u{1ecb}a b\u{e0}n";
    let body = json!({ "words": words, "lead": world.unit, "deadline": { "kind": "fixed", "due_on": day } });
    world.act(&[json!({ "act": "task.assign", "stream": id, "body": body })])?;
    Ok(id)
}

/// The path of a feed that is given now.
fn given(officer: &mut Client) -> Result<String> {
    let page = officer.post_form("/me/feeds", &[])?;
    want(page.status == 200, || format!("a feed is answered {}", page.status))?;
    let text = page.text();
    let address = text.split_once("/feeds/").context("finding the address")?.1;
    let token: String = address.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '.').collect();
    Ok(format!("/feeds/{token}"))
}

fn parsed(world: &World, text: &str) -> Result<Value> {
    let file = world.scratch.path().join("feed.ics");
    written(&file, text.as_bytes())?;
    let mut command = python();
    let folder = world.scratch.path().join("vdir");
    let _ = fs::remove_dir_all(&folder);
    command.arg(shell::root().join("xtask/src/prove/mail/feed.py")).arg(&file).arg(folder);
    let found = told("the feed", &mut command)?;
    want(found["errors"].as_array().is_some_and(Vec::is_empty), || format!("icalendar: {}", found["errors"]))?;
    want(found["valid"] == true && found["bare"] == 0 && found["refresh"] == "True", || format!("{found}"))?;
    want(found["longest"].as_u64().is_some_and(|it| it <= 75), || format!("a line of {} octets", found["longest"]))?;
    Ok(found)
}

fn entries(found: &Value) -> Vec<Value> {
    ["todos", "events"].iter().flat_map(|it| found[it].as_array().cloned().unwrap_or_default()).collect()
}

/// khal lists a deadline on its day.
fn listed(world: &World, day: &str) -> Result<()> {
    let folder = world.scratch.path();
    let config = format!(
        "[calendars]\n[[register]]\npath = {}\ntype = calendar\n[sqlite]\npath = {}\n[locale]\ntimeformat = %H:%M\n\
         dateformat = %d/%m/%Y\nlongdateformat = %d/%m/%Y\ndatetimeformat = %d/%m/%Y %H:%M\n\
         longdatetimeformat = %d/%m/%Y %H:%M\ndefault_timezone = Asia/Ho_Chi_Minh\nlocal_timezone = Asia/Ho_Chi_Minh\n",
        folder.join("vdir").display(),
        folder.join("khal.db").display()
    );
    written(&folder.join("khal.conf"), config.as_bytes())?;
    let mut command = khal();
    command.arg("-c").arg(folder.join("khal.conf")).args(["list", day, "1d"]);
    let said = shell::output("khal list", &mut command)?;
    want(said.contains(day) && said.contains("r\u{e0} so\u{e1}t"), || format!("khal lists on {day}: {said}"))
}
