//! Walks through the examples in Chromium with two people at two screens, with script and without; takes pictures.

use super::binary::{Binary, Profile};
use super::manual;
use super::stage::{self, CLERK, OFFICER, Stage};
use super::webdriver::{Driver, PATIENCE, Window};
use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open page shows what others did within this time.
const BY_ITSELF: Duration = Duration::from_secs(2);
/// What is typed to find a task, and the words of the task that it must find: one walk with script, one without.
const WALKS: [(&str, &str); 2] = [
    ("ho so dat lam nghiep", "h\u{1ed3} s\u{1a1} \u{111}\u{1ea5}t l\u{e2}m nghi\u{1ec7}p"),
    ("lap lai tien do thi cong", "ti\u{1ebf}n \u{111}\u{1ed9} thi c\u{f4}ng"),
];
const PRODUCT: &str = "45/BC-UBND 12/10/2026";
/// Widths and heights of the pictures: a desk and a telephone.
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// Pages whose pictures are taken before anybody signs in.
const DOORS: [(&str, &str); 5] = [
    ("sign-in", "/sign-in"),
    ("first", "/first"),
    ("manual", "/manual"),
    ("manual-intake", "/manual/intake"),
    ("manual-task", "/manual/task"),
];

pub fn run() -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary, &WALKS.map(|it| it.1))?;
    let walked = walk(&driver, &stage, WALKS[0], true)?;
    walk(&driver, &stage, WALKS[1], false)?;
    manual::pictures(&driver, &stage)?;
    pictures(&driver, &stage, &pages(&binary, &stage)?, walked)?;
    stage.server.stop()?;
    binary.check(&stage.place)?;
    Ok(Verdict::Pass)
}

/// A page whose pictures are taken: a name, an address, the status of its answer.
type Pictured = (&'static str, String, u16);

fn pages(binary: &Binary, stage: &Stage) -> Result<Vec<Pictured>> {
    let first = |noun| stage::first(binary, &stage.place, noun);
    Ok(vec![
        ("tasks", "/tasks?state=all".to_owned(), 200),
        ("task", format!("/tasks/{}", stage.late), 200),
        ("units", "/units".to_owned(), 200),
        ("unit", format!("/units/{}", stage.root), 200),
        ("sessions", "/sessions".to_owned(), 200),
        ("session", format!("/sessions/{}", first("sessions")?), 200),
        ("documents", "/documents".to_owned(), 200),
        ("document", format!("/documents/{}", first("documents")?), 200),
        ("open", "/open".to_owned(), 200),
        ("accounts", "/accounts".to_owned(), 200),
        ("me", "/me".to_owned(), 200),
        ("missing", "/tasks/2020-9999".to_owned(), 404),
    ])
}

/// Finds a task without marks, reports progress and completion, and confirms in a second window, which shows each by
/// itself where pages may run script, and when it is loaded again where they may not. Answers the address of the task.
fn walk(driver: &Driver, stage: &Stage, (typed, found): (&str, &str), has_script: bool) -> Result<String> {
    let mut officer = stage.signed_in(driver, OFFICER, "vi", has_script)?;
    let mut clerk = stage.signed_in(driver, CLERK, "vi", has_script)?;
    officer.go(&stage.url("/tasks?state=all"))?;
    officer.fill("form.filters input[name=text]", typed)?;
    officer.click("form.filters button")?;
    officer.wait_for(found, PATIENCE)?;
    let rows = officer.find_all("td.c-task a")?;
    want(rows.len() == 1, || format!("`{typed}` finds {} tasks", rows.len()))?;
    officer.click("td.c-task a")?;
    officer.wait_for(found, PATIENCE)?;
    let address = officer.url()?;
    clerk.go(&address)?;
    clerk.wait_for(found, PATIENCE)?;
    if has_script {
        clerk.press("?")?;
        clerk.wait_for_css("#keys:popover-open a[href^=\"/manual\"]", PATIENCE)?;
        clerk.press("?")?;
        clerk.wait_until_gone("#keys:popover-open", PATIENCE)?;
    }
    let progress = format!("Two of three communes have answered ({has_script})");
    send(&mut officer, "task.report_progress", Some(&progress))?;
    let seen = shown(&mut clerk, &progress, has_script)?;
    send(&mut officer, "task.report_done", Some("All three have answered"))?;
    shown(&mut clerk, "All three have answered", has_script)?;
    send(&mut clerk, "task.confirm", Some("Seen and agreed"))?;
    clerk.wait_for("Seen and agreed", PATIENCE)?;
    let confirmed = shown(&mut officer, "Seen and agreed", has_script)?;
    println!(
        "{}: found without marks, reported, confirmed in the second window; seen there after {} ms, here after {} ms",
        if has_script { "with script" } else { "without script, pages loaded again" },
        seen.as_millis(),
        confirmed.as_millis()
    );
    Ok(address)
}

/// Waits until the other window shows `words`: by itself, or loaded again.
fn shown(window: &mut Window, words: &str, has_script: bool) -> Result<Duration> {
    if !has_script {
        window.reload()?;
    }
    window.wait_for(words, if has_script { BY_ITSELF } else { PATIENCE })
}

/// Fills in the form of an act on the page of a task, and sends it.
fn send(window: &mut Window, act: &str, words: Option<&str>) -> Result<()> {
    let form = format!("form[data-act=\"{act}\"]");
    // The form of the next step stands open; the others are folded.
    if !window.find_all(&format!("details:not([open]):has({form})"))?.is_empty() {
        window.click(&format!("details:has({form}) > summary"))?;
    }
    if let Some(words) = words {
        window.fill(&format!("{form} textarea"), words)?;
        // A task that names a deliverable asks for its document, and is not confirmed without.
        let product = format!("{form} input[name=product]");
        if !window.find_all(&product)?.is_empty() {
            window.fill(&product, PRODUCT)?;
        }
        let button = format!("{form} button");
        window.click(&button)?;
        window.wait_for(words, PATIENCE)?;
    }
    Ok(())
}

/// Takes pictures of every page, in two sizes, light and dark; no page may be wider than its window.
fn pictures(driver: &Driver, stage: &Stage, pages: &[Pictured], walked: String) -> Result<()> {
    let folder: PathBuf = shell::root().join("target/screens");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    let mut outside = driver.open("vi", true)?;
    outside.go(&stage.url("/sign-in?lang=vi"))?;
    for (name, path) in DOORS {
        picture(&mut outside, &stage.url(path), &folder, name)?;
    }
    let mut client = stage.server.signed_in(CLERK)?;
    for (_, path, status) in pages {
        let answered = client.get(path)?.status;
        want(answered == *status, || format!("{path} answers {answered}"))?;
    }
    let mut window = stage.signed_in(driver, CLERK, "vi", true)?;
    for (name, path, _) in pages {
        picture(&mut window, &stage.url(path), &folder, name)?;
    }
    picture(&mut window, &walked, &folder, "task-confirmed")?;
    let n = (DOORS.len() + pages.len() + 1) * SIZES.len() * 2;
    println!("{n} pictures in target/screens, no page wider than its window");
    Ok(())
}

/// Takes the pictures of one page.
pub fn picture(window: &mut Window, url: &str, folder: &Path, name: &str) -> Result<()> {
    for (width, height) in SIZES {
        for is_dark in [false, true] {
            window.resize(width, height)?;
            window.set_dark(is_dark)?;
            window.go(url)?;
            let (page, inside) = window.widths()?;
            want(page <= inside, || format!("{url} is {page} pixels wide in a window of {inside}"))?;
            let scheme = if is_dark { "dark" } else { "light" };
            window.shoot(&folder.join(format!("{name}-{width}-{scheme}.png")))?;
        }
    }
    Ok(())
}
