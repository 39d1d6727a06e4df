//! Who comes to a session and who speaks in it: halls, the roll by keys, the list of speakers with its clock.

use super::world::{World, word};
use super::{BY_ITSELF, ENTER, focus, written};
use crate::prove::want;
use crate::prove::webdriver::{PATIENCE, Window};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::Duration;

const F2: &str = "\u{e032}";

/// A hall with its link, and how many are needed.
pub fn arrange(world: &World, clerk: &mut Window, session: &str) -> Result<()> {
    let roll = world.url(&format!("/sessions/{session}/roll"));
    clerk.go(&roll)?;
    focus(clerk, "#name")?;
    clerk.press(word("hall"))?;
    focus(clerk, "#link")?;
    clerk.press("https://meet.example/1")?;
    focus(clerk, "[action$=set_hall] .picks li:nth-child(2) input")?;
    clerk.press(" ")?;
    focus(clerk, "#link")?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("hall"), PATIENCE)?;
    clerk.go(&roll)?;
    focus(clerk, "#present")?;
    clerk.press("2")?;
    focus(clerk, "#of")?;
    clerk.press("3")?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("draft"), PATIENCE)?;
    let told = world.session(session)?;
    want(told["meeting"]["quorum"] == json!({ "present": 2, "of": 3 }), || format!("the rule is {}", told["meeting"]))
}

/// The link as a guest finds it once it is invited.
pub fn joins(world: &World, phone: &mut Window, session: &str) -> Result<()> {
    phone.go(&world.url(&format!("/sessions/{session}")))?;
    let script = "const it = document.querySelector('.halls a'); return it && [it.href, it.rel];";
    let link = phone.script(script, &[])?;
    let is_link = link[0] == "https://meet.example/1" && link[1].as_str().is_some_and(|it| it.contains("noopener"));
    want(is_link, || format!("the guest finds {link}"))
}

/// The roll by keys: one a line; late wants its hour. The hall shows the count.
pub fn roll(world: &World, clerk: &mut Window, hall: &mut Window, session: &str) -> Result<()> {
    clerk.go(&world.url(&format!("/sessions/{session}/roll")))?;
    clerk.wait_for_css(".roll tr.is-at", PATIENCE)?;
    clerk.press("c")?;
    clerk.press("m")?;
    // The hour stands there; Enter leaves it, and the line.
    clerk.press(ENTER)?;
    clerk.press("f")?;
    clerk.wait_for(word("enough"), PATIENCE)?;
    let lines = lines_of(world, session)?;
    let seen: Vec<&Value> = lines.iter().map(|it| &it["presence"]).collect();
    want(seen == [&json!("present"), &json!("late")], || format!("the roll holds {lines:?}"))?;
    want(lines[1]["at"].is_string(), || format!("late without an hour: {}", lines[1]))?;
    hall.wait_for(word("two here"), BY_ITSELF)?;
    // Corrected, and all at a stroke.
    clerk.go(&world.url(&format!("/sessions/{session}/roll")))?;
    clerk.wait_for_css(".roll tbody tr", PATIENCE)?;
    focus(clerk, ".roll tbody tr:nth-child(2) [value=absent]")?;
    clerk.press(" ")?;
    focus(clerk, "button.go")?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("not enough"), PATIENCE)?;
    hall.wait_for(word("not enough"), BY_ITSELF)?;
    println!("the roll is called by one key a line and corrected; the hall shows how many, and whether that is enough");
    Ok(())
}

/// The minutes are signed by keys; what is recorded afterwards is told apart.
pub fn sign(world: &World, clerk: &mut Window, session: &str) -> Result<()> {
    let page = world.url(&format!("/sessions/{session}/record"));
    clerk.go(&page)?;
    clerk.wait_for(word("unsigned"), PATIENCE)?;
    let names = [("chair", word("chair").to_owned()), ("secretary", word("clerk").to_owned())];
    let day = ("signed_on", world.today_typed()?);
    for (name, typed) in names.into_iter().chain([day]) {
        focus(clerk, &format!("form[data-act=\"session.sign_minutes\"] [name={name}]"))?;
        clerk.press(&typed)?;
    }
    clerk.press(ENTER)?;
    clerk.wait_for(word("signed"), PATIENCE)?;
    let before = world.record(session)?;
    clerk.go(&world.url(&format!("/sessions/{session}/roll")))?;
    clerk.wait_for_css(".roll tbody tr", PATIENCE)?;
    focus(clerk, "button.go")?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("stays"), PATIENCE)?;
    clerk.go(&page)?;
    for (name, typed) in [("words", "supplement"), ("because", "because"), ("chair", "chair"), ("secretary", "clerk")] {
        focus(clerk, &format!("form[data-act=\"session.supplement_minutes\"] [name={name}]"))?;
        clerk.script("document.activeElement.value = '';", &[])?;
        clerk.press(word(typed))?;
    }
    focus(clerk, "form[data-act=\"session.supplement_minutes\"] [name=signed_on]")?;
    clerk.press(&world.today_typed()?)?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("signed"), PATIENCE)?;
    let after = world.record(session)?;
    want(before["says"] == after["says"], || format!("what was signed became {}", after["says"]))?;
    want(after["supplements"][0]["words"] == word("supplement"), || format!("the supplement is {after}"))?;
    clerk.go(&page)?;
    clerk.print(&world.folder()?.join("hall-record.pdf"))?;
    println!("the minutes are signed and stay as they were signed; a supplement stands behind them");
    Ok(())
}

fn lines_of(world: &World, session: &str) -> Result<Vec<Value>> {
    let page = world.session(session)?;
    Ok(page["meeting"]["roll"]["lines"].as_array().context("finding the roll")?.clone())
}

/// Two ask for the word; each has it by one key; the hall counts; who ended is a line on the screen of the other typist.
pub fn speak(clerk: &mut Window, second: &mut Window, hall: &mut Window) -> Result<()> {
    for name in ["first speaker", "second speaker"] {
        focus(clerk, "#speaker")?;
        clerk.press(word(name))?;
        clerk.press(ENTER)?;
        clerk.wait_for(word(name), PATIENCE)?;
    }
    clerk.press(F2)?;
    let shown = hall.wait_for(word("first speaker"), BY_ITSELF)?;
    hall.wait_for(word("second speaker"), BY_ITSELF)?;
    let clock = "return document.querySelector('.left').textContent;";
    let before = hall.script(clock, &[])?;
    std::thread::sleep(Duration::from_millis(2_100));
    let after = hall.script(clock, &[])?;
    want(before != after, || format!("the clock of the hall stands at {before}"))?;
    let over = "const it = document.querySelector('.left'); it.endsAt = performance.now() - 61000;
        return new Promise((done) => setTimeout(() => done([it.textContent, it.className]), 600));";
    let told = hall.script(over, &[])?;
    let is_red = told[1].as_str().is_some_and(|it| it.contains("st-late"));
    want(is_red && told[0].as_str().is_some_and(|it| it.contains(word("over"))), || format!("over it tells {told}"))?;
    clerk.press(F2)?;
    hall.wait_for(word("second speaker"), BY_ITSELF)?;
    written(second, word("speech"))?;
    focus(clerk, "#speakers [formaction$=end]")?;
    clerk.press(ENTER)?;
    written(second, word("second speech"))?;
    println!("two speakers by one key each; the hall showed the first after {} ms and counts", shown.as_millis());
    Ok(())
}
