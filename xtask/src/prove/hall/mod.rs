//! A whole session in Chromium: two typists, the screen of the hall, a guest with a telephone; keys, a closed tab, a lost
//! connection. Where a page is no typing screen, the focus is put on a control, and keys do the rest.

mod parts;
mod world;

use self::world::{World, word};
use super::binary::{Binary, Profile};
use super::webdriver::{Driver, PATIENCE, Window};
use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// An open page shows what others did within this time.
const BY_ITSELF: Duration = Duration::from_secs(4);
const DESK: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (390, 844);
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const CTRL: char = '\u{e009}';
const DOWN: char = '\u{e015}';

pub fn run() -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let world = World::set(&binary)?;
    let mut clerk = world.signed_in(&driver, "clerk", DESK)?;
    let session = plan(&world, &mut clerk, "title")?;
    parts::arrange(&world, &mut clerk, &session)?;
    prepare(&world, &mut clerk, &session)?;
    let mut phone = world.signed_in(&driver, "officer", PHONE)?;
    report(&world, &mut phone)?;
    parts::joins(&world, &mut phone, &session)?;
    begin(&world, &mut clerk, &session)?;
    let mut hall = world.signed_in(&driver, "clerk", DESK)?;
    hall.go(&world.url(&format!("/sessions/{session}/hall")))?;
    let mut second = world.signed_in(&driver, "second", DESK)?;
    second.go(&world.url(&format!("/sessions/{session}/minutes")))?;
    second.wait_for_css("#lines textarea", PATIENCE)?;
    type_together(&world, &mut clerk, &mut second, &mut hall)?;
    lose(&world, &mut clerk, &mut second, &session)?;
    parts::roll(&world, &mut clerk, &mut hall, &session)?;
    clerk.go(&world.url(&format!("/sessions/{session}/minutes")))?;
    clerk.wait_for_css("#lines textarea", PATIENCE)?;
    parts::speak(&mut clerk, &mut second, &mut hall)?;
    close(&world, &mut clerk, &session)?;
    parts::sign(&world, &mut clerk, &session)?;
    let next = plan(&world, &mut clerk, "next title")?;
    carried(&world, &mut clerk, &next)?;
    pictures(&world, [&mut clerk, &mut phone], [&session, &next])?;
    world.check(&binary)?;
    Ok(Verdict::Pass)
}

/// Puts the focus on a control; the fold around it opens.
fn focus(window: &mut Window, css: &str) -> Result<()> {
    let script = "const it = document.querySelector(arguments[0]); if (!it) return false;
        const fold = it.closest('details'); if (fold) fold.open = true; it.focus(); return true;";
    let found = window.script(script, &[json!(css)])?;
    want(found == true, || format!("`{css}` is not on {}", window.url().unwrap_or_default()))
}

/// Plans a session by keys; its identifier.
fn plan(world: &World, window: &mut Window, title: &str) -> Result<String> {
    window.go(&world.url("/sessions/new"))?;
    focus(window, "#title")?;
    window.press(word(title))?;
    window.press(TAB)?;
    window.press(&world.today_typed()?)?;
    window.press(TAB)?;
    window.press("8h30")?;
    // Place, way of meeting, chair and host stay; then a guest is found without marks.
    window.press(&TAB.repeat(5))?;
    window.press("khe vang")?;
    window.press(ENTER)?;
    // Behind the search two classes of one unit each, then the button.
    window.press(&TAB.repeat(5))?;
    window.press(ENTER)?;
    window.wait_for(word("draft"), PATIENCE)?;
    let url = window.url()?;
    let id = url.split("/sessions/").nth(1).and_then(|it| it.split('?').next());
    id.map(str::to_owned).context("finding the session in its address")
}

/// Two items and a report that is asked for; then the invitation.
fn prepare(world: &World, window: &mut Window, session: &str) -> Result<()> {
    window.go(&world.url(&format!("/sessions/{session}")))?;
    for item in ["first item", "second item"] {
        focus(window, "form[data-act=\"session.add_item\"] textarea")?;
        window.press(word(item))?;
        window.press(&TAB.repeat(2))?;
        window.press(ENTER)?;
        window.wait_for(word(item), PATIENCE)?;
    }
    focus(window, "form[data-act=\"session.ask_report\"] select")?;
    window.press(&DOWN.to_string())?;
    window.press(TAB)?;
    window.press(word("report asked"))?;
    window.press(TAB)?;
    window.press(&world.today_typed()?)?;
    window.press(ENTER)?;
    window.wait_for(word("report asked"), PATIENCE)?;
    window.go(&world.url(&format!("/sessions/{session}")))?;
    focus(window, "form[data-act=\"session.open\"] button")?;
    window.press(ENTER)?;
    window.wait_for(word("open"), PATIENCE)?;
    Ok(())
}

/// The guest sees on its telephone what it owes, and sends it.
fn report(world: &World, phone: &mut Window) -> Result<()> {
    phone.go(&world.url("/"))?;
    phone.wait_for(word("owed"), PATIENCE)?;
    phone.shoot(&world.folder()?.join("hall-owed-390.png"))?;
    phone.click("section.work .hand a")?;
    phone.wait_for_css("form[data-act=\"session.send_report\"]", PATIENCE)?;
    phone.fill("form[data-act=\"session.send_report\"] textarea", word("report"))?;
    phone.click("form[data-act=\"session.send_report\"] button")?;
    phone.wait_for(word("sent"), PATIENCE)?;
    phone.go(&world.url("/"))?;
    let page = phone.text()?;
    want(!page.contains(word("owed")), || format!("a report that was sent is still owed: {page}"))?;
    println!("planned by keys; a guest saw on its telephone what it owed, and sent it");
    Ok(())
}

fn begin(world: &World, window: &mut Window, session: &str) -> Result<()> {
    window.go(&world.url(&format!("/sessions/{session}")))?;
    focus(window, "form[data-act=\"session.begin\"] button")?;
    window.press(ENTER)?;
    window.wait_for(word("sits"), PATIENCE)?;
    window.go(&world.url(&format!("/sessions/{session}/minutes")))?;
    window.wait_for_css("#lines textarea", PATIENCE)
}

/// Waits until a textarea holds `words`; how long that took.
fn written(window: &mut Window, words: &str) -> Result<Duration> {
    let start = Instant::now();
    let script =
        "return [...document.querySelectorAll('#lines textarea')].filter((it) => it.value === arguments[0]).length;";
    loop {
        if window.script(script, &[json!(words)])? == 1 {
            return Ok(start.elapsed());
        }
        want(start.elapsed() < BY_ITSELF, || format!("`{words}` is not there, once, after {BY_ITSELF:?}"))?;
        std::thread::sleep(Duration::from_millis(25));
    }
}

/// Where the line with the focus stands, and what is in it.
fn at_hand(window: &mut Window) -> Result<(f64, String)> {
    let script = "const it = document.activeElement; return [it.getBoundingClientRect().top, it.value || ''];";
    let told = window.script(script, &[])?;
    Ok((told[0].as_f64().unwrap_or_default(), told[1].as_str().unwrap_or_default().to_owned()))
}

fn type_together(world: &World, clerk: &mut Window, second: &mut Window, hall: &mut Window) -> Result<()> {
    clerk.press_with(CTRL, DOWN)?;
    let on = hall.wait_for(word("first item"), BY_ITSELF)?;
    // The second typist is in the middle of a line while the first one writes.
    second.press("3")?;
    second.press(word("half"))?;
    let (top, _) = at_hand(second)?;
    clerk.press("5")?;
    clerk.press(word("limitation"))?;
    clerk.press(ENTER)?;
    let seen = written(second, word("limitation"))?;
    let (top_after, half) = at_hand(second)?;
    want((top - top_after).abs() < 1.0, || format!("the line at hand moved from {top} to {top_after}"))?;
    want(half == word("half"), || format!("the line at hand holds `{half}`"))?;
    let rest = word("whole").strip_prefix(word("half")).context("the whole begins with its half")?;
    second.press(rest)?;
    second.press(ENTER)?;
    written(clerk, word("whole"))?;
    clerk.press("2")?;
    clerk.press(word("conclusion"))?;
    clerk.press_with(CTRL, ENTER.chars().next().unwrap_or_default())?;
    let concluded = hall.wait_for(word("conclusion"), BY_ITSELF)?;
    written(second, word("conclusion"))?;
    let folder = world.folder()?;
    clerk.shoot(&folder.join("hall-minutes-1280.png"))?;
    hall.shoot(&folder.join("hall-screen-1280.png"))?;
    hall.set_dark(true)?;
    hall.shoot(&folder.join("hall-screen-1280-dark.png"))?;
    println!(
        "the hall showed what is on after {} ms and a conclusion after {} ms; a line came to the other typist after {} ms, and the line at hand stayed",
        on.as_millis(),
        concluded.as_millis(),
        seen.as_millis()
    );
    Ok(())
}

/// A lost connection and a tab that is closed in the middle of it; then one that is closed right after the last key.
fn lose(world: &World, clerk: &mut Window, second: &mut Window, session: &str) -> Result<()> {
    let page = world.url(&format!("/sessions/{session}/minutes"));
    clerk.press(ENTER)?;
    clerk.set_offline(true)?;
    clerk.press("4")?;
    clerk.press(word("offline"))?;
    clerk.wait_for(word("kept"), PATIENCE)?;
    clerk.go("about:blank")?;
    clerk.set_offline(false)?;
    clerk.go(&page)?;
    clerk.wait_for_css("#lines textarea", PATIENCE)?;
    written(clerk, word("offline"))?;
    written(second, word("offline"))?;
    clerk.press("6")?;
    clerk.press(word("closed"))?;
    clerk.go("about:blank")?;
    clerk.go(&page)?;
    clerk.wait_for_css("#lines textarea", PATIENCE)?;
    written(clerk, word("closed"))?;
    written(second, word("closed"))?;
    clerk.wait_for(word("saved"), PATIENCE)?;
    println!("words outlived a lost connection with a closed tab, and a tab closed after the last key");
    Ok(())
}

/// Closes the session; every line is in it once, with its kind.
fn close(world: &World, clerk: &mut Window, session: &str) -> Result<()> {
    clerk.go(&world.url(&format!("/sessions/{session}")))?;
    focus(clerk, "form[data-act=\"session.close\"] button")?;
    clerk.press(ENTER)?;
    clerk.wait_for(word("ended"), PATIENCE)?;
    let page = world.session(session)?;
    let lines = page["meeting"]["minutes"].as_array().context("finding the minutes")?;
    let typed = [
        ("limitation", "limitation"),
        ("whole", "petition"),
        ("conclusion", "conclusion"),
        ("offline", "answer"),
        ("closed", "commendation"),
        ("speech", "speech"),
        ("second speech", "speech"),
    ];
    for (name, kind) in typed {
        let n = lines.iter().filter(|it| it["words"] == word(name) && it["kind"] == kind).count();
        want(n == 1, || format!("`{}` stands {n} times as {kind} in {lines:?}", word(name)))?;
    }
    want(lines.len() == typed.len(), || format!("{} lines of {}: {lines:?}", lines.len(), typed.len()))?;
    let conclusions = page["conclusions"].as_array().map_or(0, Vec::len);
    want(conclusions == 1, || format!("{conclusions} conclusions of one"))?;
    println!("{} lines of two typists came into the ledger, each once", lines.len());
    Ok(())
}

/// What nobody took up is on the next agenda, and says why.
fn carried(world: &World, clerk: &mut Window, next: &str) -> Result<()> {
    let page = world.session(next)?;
    let agenda = page["meeting"]["agenda"].as_array().context("finding the agenda")?;
    let told: Vec<(&Value, &Value)> = agenda.iter().map(|it| (&it["words"], &it["why"])).collect();
    let wanted = (json!(word("second item")), json!("not_discussed"));
    want(told == [(&wanted.0, &wanted.1)], || format!("the next agenda holds {told:?}"))?;
    clerk.go(&world.url(&format!("/sessions/{next}")))?;
    clerk.wait_for(word("second item"), PATIENCE)?;
    println!("what was not discussed is on the next agenda");
    Ok(())
}

fn pictures(world: &World, [clerk, phone]: [&mut Window; 2], [session, next]: [&str; 2]) -> Result<()> {
    let folder = world.folder()?;
    let pages = [
        ("sessions", "/sessions".to_owned()),
        ("plan", format!("/sessions/{next}/plan")),
        ("draft", format!("/sessions/{next}")),
        ("invitation", format!("/sessions/{next}/invitation")),
        ("closed", format!("/sessions/{session}")),
        ("record", format!("/sessions/{session}/record")),
        ("roll", format!("/sessions/{session}/roll")),
    ];
    for (name, page) in &pages {
        clerk.go(&world.url(page))?;
        shoot(clerk, folder, name, DESK)?;
        clerk.resize(PHONE.0, PHONE.1)?;
        shoot(clerk, folder, name, PHONE)?;
        clerk.resize(DESK.0, DESK.1)?;
    }
    clerk.go(&world.url(&pages[3].1))?;
    clerk.print(&folder.join("hall-invitation.pdf"))?;
    for (name, page) in [("guest", format!("/sessions/{session}")), ("guest-hall", format!("/sessions/{session}/hall"))]
    {
        phone.go(&world.url(&page))?;
        shoot(phone, folder, name, PHONE)?;
    }
    println!("pictures in target/screens, no page wider than its window");
    Ok(())
}

/// Takes a picture, light and dark; no page may be wider than its window.
fn shoot(window: &mut Window, folder: &Path, name: &str, (width, height): (u32, u32)) -> Result<()> {
    for is_dark in [true, false] {
        window.set_dark(is_dark)?;
        let (page, inside) = window.widths()?;
        want(page <= inside, || format!("{name} is {page} pixels wide in a window of {inside}"))?;
        let high = u32::try_from(window.height()?).unwrap_or(height).clamp(height, 4_000);
        window.resize(width, high)?;
        let scheme = if is_dark { "-dark" } else { "" };
        window.shoot(&folder.join(format!("hall-{name}-{width}{scheme}.png")))?;
        window.resize(width, height)?;
    }
    Ok(())
}

/// Where pictures are kept.
fn screens() -> Result<std::path::PathBuf> {
    let folder = shell::root().join("target/screens");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    Ok(folder)
}
