//! The briefing over five thousand tasks: one A4 page in a browser, quick beside a page of the register, and every number on it
//! counted once more from the list of the tasks.

mod counts;
mod world;

use super::binary::{Binary, Profile};
use super::desk::paper::Printed;
use super::http::Client;
use super::meetings;
use super::server::{PASSWORD, Server, stream_id};
use super::webdriver::{Driver, PATIENCE, Window};
use super::wrk::{Load, Wrk};
use super::{Verdict, want};
use crate::setup::{WRK, programs};
use crate::shell::Scratch;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use world::World;

/// How many times the time of a page of the register a briefing may take.
const MOST_TIMES: f64 = 10.0;
const N_CONNECTIONS: u32 = 4;
const N_RUNS: usize = 5;
const N_ANEW: usize = 15;
/// The page of the register beside which they are measured.
const REGISTER: &str = "/tasks?state=open";
const SECONDS: u32 = 2;
/// Widths and heights of the pictures: a desk, a telephone.
const SIZES: [(&str, u32, u32); 2] = [("desk", 1280, 900), ("phone", 390, 844)];

pub fn run() -> Result<Verdict> {
    let binary = Binary::build(Profile::Release)?;
    let world = World::make(&binary)?;
    let n = counts::compare(&binary, &world)?;
    println!("{n} numbers of {} briefings are those counted from the tasks", world.briefings().len());
    let server = Server::start(&binary, &world.place())?;
    let mut client = server.first_client(&binary, &world.place(), super::binary::ACTOR)?;
    anew(&world, &mut client)?;
    let missing = [measured(&world, &mut client)?, looked_at(&world, &server)?];
    server.stop()?;
    let missing: Vec<String> = missing.into_iter().flatten().collect();
    Ok(if missing.is_empty() { Verdict::Pass } else { Verdict::Skipped(missing.join(", ")) })
}

/// The briefings beside a page of the register, each right after something was written: nothing is held then.
fn anew(world: &World, client: &mut Client) -> Result<()> {
    let mut n_written = 0;
    let mut took = |client: &mut Client, page: &str| {
        n_written += 1;
        let plan = json!({ "title": "A session that is planned", "held_on": "2099-12-31", "host": world.root, "guests": [world.guest()] });
        meetings::act(client, &stream_id(950_000 + n_written), "session.plan", None, plan)?;
        let start = Instant::now();
        let answer = client.get(page)?;
        want(answer.status == 200, || format!("{page} answers {}", answer.status))?;
        Ok::<Duration, anyhow::Error>(start.elapsed())
    };
    for (name, path) in world.briefings() {
        let mut runs: [Vec<Duration>; 2] = Default::default();
        for _ in 0..N_ANEW {
            for (runs, page) in runs.iter_mut().zip([REGISTER, &path]) {
                runs.push(took(client, page)?);
            }
        }
        let [of_register, of_briefing] = runs.map(|mut it| {
            it.sort_unstable();
            it[N_ANEW / 2]
        });
        let times = of_briefing.as_secs_f64() / of_register.as_secs_f64();
        println!("{name} anew: {of_briefing:.1?}, a page of the register anew {of_register:.1?}: {times:.2} times");
        want(times <= MOST_TIMES, || format!("{name} anew takes {times:.1} times a page of the register"))?;
    }
    Ok(())
}

/// The briefings beside a page of the register, by turns; what was missing.
fn measured(world: &World, client: &mut Client) -> Result<Option<String>> {
    let wrk = match programs(&[WRK]) {
        Ok(found) => Wrk::new(&found[0])?,
        Err(error) => return Ok(Some(format!("{error:#}"))),
    };
    for (name, path) in world.briefings() {
        let mut runs: [Vec<Load>; 2] = Default::default();
        let pages = [REGISTER.to_owned(), path];
        for page in &pages {
            let answer = client.get(page)?;
            want(answer.status == 200, || format!("{page} answers {}", answer.status))?;
        }
        for _ in 0..N_RUNS {
            for (runs, page) in runs.iter_mut().zip(&pages) {
                runs.push(wrk.run(client, std::slice::from_ref(page), N_CONNECTIONS, SECONDS)?);
            }
        }
        let [of_register, of_briefing] = runs.map(|it| Load::median(&it));
        let times = of_register.per_second / of_briefing.per_second;
        println!(
            "{name}: {of_briefing}, a page of the register {of_register}: {times:.2} times (at most {MOST_TIMES})"
        );
        want(times <= MOST_TIMES, || format!("{name} takes {times:.1} times a page of the register"))?;
    }
    Ok(None)
}

/// Pictures of each briefing, and its first part on paper: one page of A4 with nothing cut off below.
fn looked_at(world: &World, server: &Server) -> Result<Option<String>> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Some(format!("{error:#}"))),
    };
    let folder = crate::shell::root().join("target/pictures/brief");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    let mut window = signed_in(&driver, server)?;
    for (name, path) in world.briefings() {
        let url = format!("http://{}{path}", server.address);
        for language in ["vi", "en"] {
            window.go(&format!("{url}?lang={language}"))?;
            want_one_page(&mut window, &format!("{name}, {language}"), &folder)?;
        }
        for (size, width, height) in SIZES {
            for is_dark in [false, true] {
                window.resize(width, height)?;
                window.set_dark(is_dark)?;
                window.go(&format!("{url}?lang=vi"))?;
                let (inner, outer) = window.widths()?;
                want(inner <= outer, || format!("{name} is {inner} wide on {outer}"))?;
                let scheme = if is_dark { "dark" } else { "light" };
                window.shoot(&folder.join(format!("{name}-{size}-{scheme}.png")))?;
            }
        }
        window.resize(1920, 1080)?;
        window.set_dark(false)?;
        window.go(&format!("{url}?lang=vi&large=1"))?;
        window.shoot(&folder.join(format!("{name}-projector.png")))?;
    }
    keys(&mut window, &world.briefings()[0], server)?;
    Ok(None)
}

fn signed_in(driver: &Driver, server: &Server) -> Result<Window> {
    let mut window = driver.open("vi", true)?;
    window.resize(1280, 900)?;
    window.go(&format!("http://{}/sign-in?lang=vi", server.address))?;
    window.fill("#name", super::binary::ACTOR)?;
    window.fill("#password", PASSWORD)?;
    window.click("form.act button.go")?;
    window.wait_for(super::binary::ACTOR, PATIENCE)?;
    Ok(window)
}

/// The page is printed whole, then its first part alone.
fn want_one_page(window: &mut Window, name: &str, folder: &Path) -> Result<()> {
    let scratch = Scratch::new("brief")?;
    let whole = scratch.path().join("whole.pdf");
    window.print(&whole)?;
    let n_whole = Printed::read(&whole)?.pages.len();
    window.script("document.getElementById('annex').remove()", &[])?;
    let file = folder.join(format!("{}.pdf", name.replace(", ", "-")));
    window.print(&file)?;
    let printed = Printed::read(&file)?;
    printed.want_a4(false)?;
    let n = printed.pages.len();
    println!("{name}: the first part prints on {n} page of A4, all of it on {n_whole}");
    want(n == 1, || format!("{name} prints on {n} pages"))?;
    want(n_whole > 1, || format!("{name} has no annex on paper"))
}

/// Down twice, up, open: the line at hand leads to its task.
fn keys(window: &mut Window, (_, path): &(&'static str, String), server: &Server) -> Result<()> {
    window.resize(1280, 900)?;
    window.go(&format!("http://{}{path}?lang=vi", server.address))?;
    window.press("jjk")?;
    let asked = "return document.querySelector('.is-at [data-key=o]').getAttribute('href')";
    let wanted = window.script(asked, &[])?;
    let first = window.script("return document.querySelector('.a4 [data-key=o]').getAttribute('href')", &[])?;
    want(wanted == first, || format!("j j k stands at {wanted}, not at {first}"))?;
    window.press("a")?;
    let url = window.url()?;
    want(url.ends_with("#annex"), || format!("a leads to {url}"))?;
    window.press("o")?;
    window.wait_for_css("ol.line", PATIENCE)?;
    println!("j, k, a, o go down, up, to the annexes and to the task; p presses the button that prints");
    Ok(())
}
