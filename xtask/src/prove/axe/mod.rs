//! Looks at every page as a screen reader, a validator, somebody who zooms and a browser without script do.

mod markup;

use super::binary::{Binary, Profile};
use super::crawl::{self, Page};
use super::stage::{CLERK, OFFICER, Stage};
use super::webdriver::{Driver, Window};
use super::{Verdict, npm, want};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

const AXE: (&str, &str) = ("axe-core", "4.14.1");
const LANGUAGES: [&str; 2] = ["vi", "en"];
/// Width of the window and whether it is dark; the middle one is a desk zoomed to 200 %.
const VIEWS: [(u32, bool); 3] = [(1280, false), (640, false), (390, true)];
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
/// Answers the forms that no button of the page sends.
const WITHOUT_BUTTON: &str = r#"
return [...document.forms].filter((form) => ![...form.elements].some((it) => it.matches("button:not([type=button]), input[type=submit]")))
    .map((form) => form.getAttribute("action") || form.className);
"#;

pub fn run() -> Result<Verdict> {
    let (driver, axe) = match tools() {
        Ok(tools) => tools,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary, &[WORDS])?;
    let mut faults = BTreeSet::new();
    let mut n_looks = 0;
    for who in [CLERK, OFFICER] {
        let mut client = stage.server.signed_in(who)?;
        for language in LANGUAGES {
            client.get(&format!("/?lang={language}"))?;
            client.language = language;
            let pages = crawl::crawl(&mut client, &mut faults)?;
            if who == CLERK {
                faults.extend(unreached(&mut client, &pages)?);
            }
            faults.extend(markup::faults(&pages)?);
            let mut window = stage.signed_in(&driver, who, language, true)?;
            n_looks += look(&stage, &mut window, &pages, &axe, &mut faults)?;
            if language == LANGUAGES[0] {
                let mut window = stage.signed_in(&driver, who, language, false)?;
                without_script(&stage, &mut window, &pages, &mut faults)?;
            }
            println!("{who}, {language}: {} pages of {} kinds", pages.len(), n_kinds(&pages));
        }
    }
    println!("{n_looks} looks, {} serious faults", faults.len());
    want(faults.is_empty(), || faults.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(Verdict::Pass)
}

fn tools() -> Result<(Driver, String)> {
    let file = npm::package(AXE.0, AXE.1)?.join("axe.min.js");
    let axe = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    Ok((Driver::start()?, axe))
}

fn n_kinds(pages: &[Page]) -> usize {
    pages.iter().map(|it| &it.kind).collect::<BTreeSet<_>>().len()
}

/// The pages that the interface describes and no link leads to.
fn unreached(client: &mut super::http::Client, pages: &[Page]) -> Result<Vec<String>> {
    let reached: BTreeSet<&str> = pages.iter().filter_map(|it| it.kind.split('?').next()).collect();
    let missing = crawl::described(client)?.into_iter().filter(|it| !reached.contains(it.as_str()));
    Ok(missing.map(|it| format!("no link leads to {it}")).collect())
}

/// Runs axe over each page in each view; how many looks that were.
fn look(stage: &Stage, window: &mut Window, pages: &[Page], axe: &str, faults: &mut BTreeSet<String>) -> Result<usize> {
    let addresses: Vec<&str> = pages.iter().map(|it| it.address.as_str()).chain(DOORS).collect();
    for (width, is_dark) in VIEWS {
        window.resize(width, 900)?;
        window.set_dark(is_dark)?;
        for address in &addresses {
            window.go(&stage.url(address))?;
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
    Ok(addresses.len() * VIEWS.len())
}

/// Each page has its heading, and each form a button, where no script runs.
fn without_script(stage: &Stage, window: &mut Window, pages: &[Page], faults: &mut BTreeSet<String>) -> Result<()> {
    for page in pages {
        window.go(&stage.url(&page.address))?;
        if window.find_all("main h1")?.is_empty() {
            faults.insert(format!("{} without script: no heading", page.address));
        }
        let found = window.script(WITHOUT_BUTTON, &[])?;
        faults.extend(strings(&found).map(|it| format!("{} without script: nothing sends {it}", page.address)));
    }
    Ok(())
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}
