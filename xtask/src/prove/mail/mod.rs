//! Letters given to a real mail server on loopback, read part by part; the process killed at each point; servers that refuse,
//! are slow, are away; letters of sessions; and the calendar feed read by others.

mod feed;
mod sessions;
mod world;

use super::{Verdict, want};
use anyhow::{Context, Result};
use serde_json::Value;
use std::time::{Duration, Instant};
use world::World;

pub fn run() -> Result<Verdict> {
    if let Some(missing) = world::peers() {
        return Ok(Verdict::Skipped(missing));
    }
    let mut world = World::set()?;
    world.mode("take")?;
    world.open_post()?;
    world.serve()?;
    arrives(&mut world)?;
    falls_before(&mut world)?;
    falls_after(&mut world)?;
    is_refused(&mut world)?;
    is_slow(&mut world)?;
    is_away(&mut world)?;
    sessions::arrive(&mut world)?;
    let letters = world.letters()?;
    let mut ids: Vec<&str> = letters.iter().filter_map(|it| it["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    want(ids.len() == letters.len(), || "a letter came twice".to_owned())?;
    println!("{} letters taken in all, each with a Message-ID of its own", letters.len());
    world.binary.check(&world.place)?;
    feed::read(&mut world)?;
    Ok(Verdict::Pass)
}

/// One letter, read part by part; its links open the very form.
fn arrives(world: &mut World) -> Result<()> {
    let (name, address) = world.officer("digest")?;
    let begun = Instant::now();
    world.until("a letter comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    let seconds = begun.elapsed().as_secs_f64();
    world.want_one("a letter of the day", &address)?;
    let letters = world.letters()?;
    let letter = letters.iter().find(|it| it["rcpt"] == address.as_str()).context("finding the letter")?;
    let text = |field: &str| letter[field].as_str().unwrap_or_default();
    want(text("kind") == "multipart/alternative", || format!("it is {}", text("kind")))?;
    want(letter["defects"].as_array().is_some_and(Vec::is_empty), || format!("defects: {}", letter["defects"]))?;
    want(text("automatic") == "auto-generated", || "it does not say that nobody wrote it".to_owned())?;
    let told = world.tasks.iter().find(|it| text("subject").contains(&it.0) || shares_words(text("subject"), &it.1));
    want(told.is_none(), || format!("the subject tells of a task: {}", text("subject")))?;
    let all = |it: &str| [text("plain").contains(it), text("html").contains(it)];
    let links: Vec<&str> = letter["links"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let named: Vec<&String> = world.tasks.iter().map(|it| &it.0).filter(|it| all(it) == [true, true]).collect();
    want(!named.is_empty(), || "no task stands in both parts".to_owned())?;
    let forms: Vec<&&str> = links.iter().filter(|it| it.contains("?act=report_progress#acts")).collect();
    want(forms.len() >= named.len(), || format!("{} tasks, {} links to forms", named.len(), forms.len()))?;
    let server = world.running()?;
    let mut client = server.first_client(&world.binary, &world.place, &name)?;
    let path = forms[0].replace("&amp;", "&");
    let path = path.split_once("://").and_then(|it| it.1.split_once('/')).context("reading a link")?.1;
    let page = client.get(&format!("/{}", path.split('#').next().unwrap_or_default()))?.text();
    let form = "<form class=\"act\" method=\"post\" action=\"/tasks/";
    let first = page.split_once(form).context("finding a form")?.1;
    want(first.contains("data-act=\"task.report_progress\""), || "the form is not on the page".to_owned())?;
    let opening = page.split("<details").next().unwrap_or_default();
    want(opening.contains("data-act=\"task.report_progress\""), || "the form is not the open one".to_owned())?;
    println!(
        "a letter after {seconds:.1} s: \u{ab}{}\u{bb}, two parts, {} tasks, {} links to report forms, the first opens its form",
        text("subject"),
        named.len(),
        forms.len()
    );
    Ok(())
}

/// Four words of a task in a row.
fn shares_words(subject: &str, words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.windows(4).any(|it| subject.contains(&it.join(" ")))
}

/// Killed after the decision, before the letter is given.
fn falls_before(world: &mut World) -> Result<()> {
    world.mode("hold")?;
    let (name, address) = world.officer("digest")?;
    world.until("the server holds the letter", |it| Ok(it.log().contains(&format!("rcpt {address} hold"))))?;
    world.fell();
    want(world.n_letters_to(&address)? == 0, || "a letter went out before its time".to_owned())?;
    world.close_post();
    world.mode("take")?;
    world.open_post()?;
    world.serve()?;
    world.until("the letter comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    world.want_one("killed before it was given", &address)?;
    let state = world.state_of(&name)?;
    want(state["state"]["state"] == "sent", || format!("it stands as {}", state["state"]))?;
    println!("killed between decision and giving: one letter after the restart, recorded as sent");
    Ok(())
}

/// Killed after the server's OK, before the record.
fn falls_after(world: &mut World) -> Result<()> {
    let pid = world.running()?.id();
    world.mode(&format!("fall {pid}"))?;
    let (name, address) = world.officer("digest")?;
    world.until("the server has taken it and the process is dead", |it| Ok(it.log().contains("fallen")))?;
    world.fell();
    world.mode("take")?;
    world.serve()?;
    world.want_one("killed between the server's OK and the record", &address)?;
    let state = world.state_of(&name)?;
    let word = state["state"]["state"].as_str().unwrap_or_default().to_owned();
    want(matches!(word.as_str(), "handing" | "unsure"), || format!("it stands as {word}"))?;
    println!("killed between the server's OK and the record: one letter after the restart, told as `{word}`");
    Ok(())
}

/// Refused for now, and tried again by hand; refused for good, and held back.
fn is_refused(world: &mut World) -> Result<()> {
    world.mode("later")?;
    let (name, address) = world.officer("digest")?;
    world.until("it is told why", |it| Ok(it.state_of(&name)?["state"]["state"] == "failed"))?;
    let state = world.state_of(&name)?;
    want(state["state"]["next_at"].is_string(), || format!("nobody tries again: {state}"))?;
    want(state["state"]["because"].as_str().is_some_and(|it| it.contains("try again later")), || format!("{state}"))?;
    world.mode("take")?;
    post(world, &state, "again", &[])?;
    world.until("it comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    world.want_one("tried again", &address)?;
    world.mode("never")?;
    let (name, address) = world.officer("digest")?;
    world.until("it is told why", |it| Ok(it.state_of(&name)?["state"]["state"] == "failed"))?;
    let state = world.state_of(&name)?;
    want(state["state"]["next_at"].is_null(), || format!("it is tried again: {state}"))?;
    post(world, &state, "hold", &[("key", "hold"), ("because", "no such mailbox")])?;
    world.mode("take")?;
    post(world, &state, "again", &[])?;
    std::thread::sleep(world::SILENCE);
    want(world.n_letters_to(&address)? == 0, || "what is held back went out".to_owned())?;
    post(world, &state, "release", &[("key", "release")])?;
    world.until("it comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    println!(
        "refused for now: told with its reason, sent once when tried again; refused for good: held back, let go, sent once"
    );
    Ok(())
}

/// A slow server holds nobody up.
fn is_slow(world: &mut World) -> Result<()> {
    world.mode("slow")?;
    let (_, address) = world.officer("digest")?;
    world.until("the slow server has it", |it| Ok(it.log().contains(&format!("rcpt {address} slow"))))?;
    let mut office = world.office()?;
    let begun = Instant::now();
    let status = office.get("/outbox")?.status;
    let seconds = begun.elapsed();
    want(status == 200 && seconds < Duration::from_secs(3), || format!("a page answers {status} after {seconds:?}"))?;
    world.until("it comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    world.mode("take")?;
    world.want_one("a slow server", &address)?;
    println!("while the mail server takes 6 s, a page takes {:.0} ms", seconds.as_secs_f64() * 1e3);
    Ok(())
}

/// A server that is away is told on the page, and asked again.
fn is_away(world: &mut World) -> Result<()> {
    world.close_post();
    let (name, address) = world.officer("digest")?;
    world.until("it is told why", |it| Ok(it.state_of(&name)?["state"]["state"] == "failed"))?;
    let page = world.office()?.get("/outbox")?.text();
    want(page.contains("No letter goes out"), || "the page does not tell that nothing goes out".to_owned())?;
    world.open_post()?;
    let begun = Instant::now();
    world.until("it comes by itself", |it| Ok(it.n_letters_to(&address)? > 0))?;
    let seconds = begun.elapsed().as_secs_f64();
    world.want_one("a server that came back", &address)?;
    println!("a server that was away: told on the page, the letter came {seconds:.0} s after it was back");
    Ok(())
}

/// A button of the outbox.
fn post(world: &World, letter: &Value, act: &str, fields: &[(&str, &str)]) -> Result<()> {
    let id = letter["id"].as_str().context("finding the letter")?;
    let answer = world.office()?.post_form(&format!("/outbox/{id}/{act}"), fields)?;
    want(answer.status == 303, || format!("{act} answers {}", answer.status))
}
