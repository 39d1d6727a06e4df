//! Walks through the examples in Chromium with two people at two screens, with script and without; takes pictures.

use super::binary::{ACTOR, Binary, Place, Profile};
use super::server::{self, PASSWORD, Server};
use super::webdriver::{Driver, PATIENCE, Window};
use super::{Verdict, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Sees and reports on nothing but the tasks of the units that lead in the walks.
const OFFICER: &str = "Officer of two units";
const CLERK: &str = "Clerk of the office";
/// An open page shows what others did within this time.
const BY_ITSELF: Duration = Duration::from_secs(2);
/// What is typed to find a task, and the words of the task that it must find: one walk with script, one without.
const WALKS: [(&str, &str); 2] = [
    ("ho so dat lam nghiep", "h\u{1ed3} s\u{1a1} \u{111}\u{1ea5}t l\u{e2}m nghi\u{1ec7}p"),
    ("lap lai tien do thi cong", "ti\u{1ebf}n \u{111}\u{1ed9} thi c\u{f4}ng"),
];
/// Widths and heights of the pictures: a desk and a telephone.
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// The examples, served, with an officer and a clerk who have passwords.
struct Stage {
    server: Server,
    place: Place,
    _folder: Scratch,
    /// The pages whose pictures are taken: a name, an address, the status of its answer.
    pages: Vec<(&'static str, String, u16)>,
}

/// Pages whose pictures are taken before anybody signs in.
const DOORS: [(&str, &str); 2] = [("sign-in", "/sign-in"), ("first", "/first")];

pub fn run() -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary)?;
    let walked = walk(&driver, &stage, WALKS[0], true)?;
    walk(&driver, &stage, WALKS[1], false)?;
    pictures(&driver, &stage, walked)?;
    stage.server.stop()?;
    binary.check(&stage.place)?;
    Ok(Verdict::Pass)
}

impl Stage {
    fn set(binary: &Binary) -> Result<Stage> {
        let folder = Scratch::new("twoscreens")?;
        let place = Place::sqlite(folder.path());
        let examples = std::fs::read_dir(shell::root().join("examples")).context("listing the examples")?;
        let mut files: Vec<String> = examples.flatten().map(|it| it.path().display().to_string()).collect();
        files.retain(|it| it.ends_with(".txt"));
        files.sort_unstable();
        let mut intake = binary.command(&["intake", "--accept", "--by", ACTOR]);
        shell::output("bamsat intake", intake.args(&files).args(place.arguments()))?;
        let first = |noun: &str| -> Result<String> {
            let shown = binary.ask(&place, &["show", noun, "--json"])?;
            let id = shown[noun][0]["id"].as_str().with_context(|| format!("finding one of the {noun}"))?;
            Ok(id.to_owned())
        };
        let root = first("units")?;
        let tasks = binary.ask(&place, &["show", "tasks", "--json"])?;
        let tasks = tasks["tasks"].as_array().context("looking for tasks in what bamsat shows")?;
        let leads = leads(tasks)?;
        let grants: Vec<(&str, &str)> = leads.iter().map(|it| ("unit_officer", it.as_str())).collect();
        let mut orders = server::account(1, OFFICER, &grants);
        orders.extend(server::account(2, CLERK, &[("clerk", &root), ("administrator", &root)]));
        server::act(binary, &place, &orders)?;
        let late = tasks.iter().find(|it| it["state"]["days_late"].as_u64() > Some(0));
        let late = late.and_then(|it| it["code"].as_str()).context("finding a late task")?;
        let pages = vec![
            ("tasks", "/tasks?state=all".to_owned(), 200),
            ("task", format!("/tasks/{late}"), 200),
            ("units", "/units".to_owned(), 200),
            ("unit", format!("/units/{root}"), 200),
            ("sessions", "/sessions".to_owned(), 200),
            ("session", format!("/sessions/{}", first("sessions")?), 200),
            ("documents", "/documents".to_owned(), 200),
            ("document", format!("/documents/{}", first("documents")?), 200),
            ("open", "/open".to_owned(), 200),
            ("accounts", "/accounts".to_owned(), 200),
            ("me", "/me".to_owned(), 200),
            ("missing", "/tasks/2020-9999".to_owned(), 404),
        ];
        let server = Server::start(binary, &place)?;
        server.first_client(binary, &place, OFFICER)?;
        server.first_client(binary, &place, CLERK)?;
        Ok(Stage { server, place, _folder: folder, pages })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    /// A window in which somebody signed in by the page.
    fn signed_in(&self, driver: &Driver, who: &str, has_script: bool) -> Result<Window> {
        let mut window = driver.open("vi", has_script)?;
        window.resize(SIZES[0].0, SIZES[0].1)?;
        window.go(&self.url("/sign-in?lang=vi"))?;
        window.fill("#name", who)?;
        window.fill("#password", PASSWORD)?;
        window.click("form.act button.go")?;
        window.wait_for(who, PATIENCE)?;
        Ok(window)
    }
}

/// Finds a task without marks, reports progress and completion, and confirms in a second window, which shows each by
/// itself where pages may run script, and when it is loaded again where they may not. Answers the address of the task.
fn walk(driver: &Driver, stage: &Stage, (typed, found): (&str, &str), has_script: bool) -> Result<String> {
    let mut officer = stage.signed_in(driver, OFFICER, has_script)?;
    let mut clerk = stage.signed_in(driver, CLERK, has_script)?;
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
        let button = format!("{form} button");
        window.click(&button)?;
        window.wait_for(words, PATIENCE)?;
    }
    Ok(())
}

/// Takes pictures of every page, in two sizes, light and dark; no page may be wider than its window.
fn pictures(driver: &Driver, stage: &Stage, walked: String) -> Result<()> {
    let folder: PathBuf = shell::root().join("target/screens");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    let mut outside = driver.open("vi", true)?;
    outside.go(&stage.url("/sign-in?lang=vi"))?;
    for (name, path) in DOORS {
        picture(&mut outside, &stage.url(path), &folder, name)?;
    }
    let mut client = stage.server.signed_in(CLERK)?;
    for (_, path, status) in &stage.pages {
        let answered = client.get(path)?.status;
        want(answered == *status, || format!("{path} answers {answered}"))?;
    }
    let mut window = stage.signed_in(driver, CLERK, true)?;
    for (name, path, _) in &stage.pages {
        picture(&mut window, &stage.url(path), &folder, name)?;
    }
    picture(&mut window, &walked, &folder, "task-confirmed")?;
    let n = (DOORS.len() + stage.pages.len() + 1) * SIZES.len() * 2;
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

/// The units that lead the tasks of the walks.
fn leads(tasks: &[Value]) -> Result<BTreeSet<String>> {
    let is_walked = |it: &&Value| {
        let words = it["words"].as_str().unwrap_or_default();
        WALKS.iter().any(|(_, found)| words.contains(found))
    };
    let leads: BTreeSet<String> =
        tasks.iter().filter(is_walked).filter_map(|it| it["lead"]["id"].as_str().map(str::to_owned)).collect();
    want(!leads.is_empty(), || "no task of the examples has the words of the walks".to_owned())?;
    Ok(leads)
}
