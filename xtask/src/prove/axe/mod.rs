//! Looks at every page as a screen reader, a validator, somebody who zooms and a browser without script do.

mod markup;
mod meetings;
mod routes;
mod states;
mod unscripted;

use super::binary::{Binary, Profile};
use super::crawl::{self, Page};
use super::stage::{CLERK, OFFICER, Stage};
use super::webdriver::{Driver, Window};
use super::{Verdict, npm, want};
use anyhow::{Context, Result};
use serde_json::Value;
use states::States;
use std::collections::BTreeSet;
use unscripted::Sent;

const AXE: (&str, &str) = ("axe-core", "4.14.1");
const LANGUAGES: [&str; 2] = ["vi", "en"];
/// Width of the window and whether it is dark; the middle one is a desk zoomed to 200 %.
const VIEWS: [(u32, bool); 3] = [(1280, false), (640, false), (390, true)];
/// The same in the other language, whose words have other lengths and no other colours.
const OTHER_VIEWS: [(u32, bool); 2] = [(1280, true), (390, false)];
/// A task of the examples, whose unit the officer is of.
const WORDS: &str = "h\u{1ed3} s\u{1a1} \u{111}\u{1ea5}t l\u{e2}m nghi\u{1ec7}p";
/// Pages for whoever is not signed in, and one that is not there.
const DOORS: [&str; 3] = ["/sign-in", "/first", "/tasks/2020-9999"];
/// Runs axe and answers what is serious: the rule, its weight, where.
const RUN: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(
    (it) => done(it.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
        .map((v) => `${v.id} (${v.impact}) on ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`)),
    (error) => done(["axe failed: " + error]));
"#;
/// Draws a page that answered a form where another one is.
const DRAW: &str = "document.open(); document.write(arguments[0]); document.close();";

pub fn run() -> Result<Verdict> {
    let (driver, axe) = match tools() {
        Ok(tools) => tools,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary, &[WORDS])?;
    let mut clerk = stage.server.signed_in(CLERK)?;
    let states = States::bring(&binary, &stage, &mut clerk, LANGUAGES)?;
    let (mut faults, mut pages) = (BTreeSet::new(), Vec::new());
    let mut n_looks = 0;
    for who in [CLERK, OFFICER] {
        let mut client = stage.server.signed_in(who)?;
        for language in LANGUAGES {
            client.get(&format!("/?lang={language}"))?;
            client.language = language;
            let also = if who == CLERK { states.addresses.as_slice() } else { &[] };
            let mut seen = crawl::crawl(&mut client, also, &mut faults)?;
            if who == CLERK {
                seen.extend(states.answers(&stage, &mut client)?);
            }
            faults.extend(markup::faults(&seen)?);
            let mut window = stage.signed_in(&driver, who, language, true)?;
            let views = if language == LANGUAGES[0] { &VIEWS[..] } else { &OTHER_VIEWS };
            n_looks += look(&stage, &mut window, (&seen, views), &axe, &mut faults)?;
            println!("{who}, {language}: {} pages of {} kinds", seen.len(), n_kinds(&seen));
            if language == LANGUAGES[0] {
                pages.push((who, seen));
            }
        }
    }
    let mut sent = sent_without_script(&stage, &driver, &pages, &mut faults)?;
    sent.paths.insert(states.sent.clone());
    let looked_at = pages.iter().flat_map(|it| &it.1).filter(|it| !it.kind.starts_with(states::ANSWER));
    let looked_at: Vec<&str> = looked_at.map(|it| it.address.as_str()).chain(DOORS).collect();
    let sent: Vec<&str> = sent.paths.iter().map(String::as_str).collect();
    faults.extend(routes::missing(&mut clerk, &looked_at, &sent)?);
    println!("{n_looks} looks, {} serious faults", faults.len());
    want(faults.is_empty(), || faults.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(Verdict::Pass)
}

/// Every form of these pages, sent where no script runs.
fn sent_without_script(
    stage: &Stage,
    driver: &Driver,
    pages: &[(&'static str, Vec<Page>)],
    faults: &mut BTreeSet<String>,
) -> Result<Sent> {
    let mut sent = Sent::default();
    let doors: Vec<Page> = DOORS.iter().map(|it| Page::at(it)).collect();
    for (who, pages) in pages.iter().rev() {
        let mut window = stage.signed_in(driver, who, LANGUAGES[0], false)?;
        let pages: Vec<Page> = doors.iter().chain(pages).cloned().collect();
        unscripted::send_all(stage, &mut window, &pages, &mut sent, faults)?;
    }
    let refused: Vec<String> =
        sent.refusals.iter().filter_map(|(name, why)| Some(format!("  {name}: {}", why.as_ref()?))).collect();
    println!("without script {} forms sent, {} refused:\n{}", sent.refusals.len(), refused.len(), refused.join("\n"));
    Ok(sent)
}

fn tools() -> Result<(Driver, String)> {
    let file = npm::package(AXE.0, AXE.1)?.join("axe.min.js");
    let axe = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    Ok((Driver::start()?, axe))
}

fn n_kinds(pages: &[Page]) -> usize {
    pages.iter().map(|it| &it.kind).collect::<BTreeSet<_>>().len()
}

/// Runs axe over each page in each view; how many looks that were.
fn look(
    stage: &Stage,
    window: &mut Window,
    (pages, views): (&[Page], &[(u32, bool)]),
    axe: &str,
    faults: &mut BTreeSet<String>,
) -> Result<usize> {
    let of_page = |it: &Page| (it.address.clone(), it.is_sent.then(|| it.html.clone()));
    let doors = DOORS.iter().map(|it| ((*it).to_owned(), None));
    let addresses: Vec<(String, Option<String>)> = pages.iter().map(of_page).chain(doors).collect();
    for &(width, is_dark) in views {
        window.resize(width, 900)?;
        window.set_dark(is_dark)?;
        for (address, html) in &addresses {
            window.go(&stage.url(html.as_ref().map_or(address.as_str(), |_| DOORS[0])))?;
            if let Some(html) = html {
                window.script(DRAW, &[html.as_str().into()])?;
            }
            let (page, inside) = window.widths()?;
            if page > inside {
                faults.insert(format!("{address}: {page} pixels wide in a window of {inside}"));
            }
            window.script(axe, &[])?;
            let found = window.script_async(RUN, &[])?;
            let scheme = if is_dark { "dark" } else { "light" };
            faults.extend(strings(&found).map(|it| format!("{address} {width} {scheme}: {it}")));
        }
    }
    Ok(addresses.len() * views.len())
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}
