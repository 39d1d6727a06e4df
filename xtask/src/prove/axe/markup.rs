//! What the checker of the W3C's HTML group says of pages and of the style sheet.

use super::super::crawl::Page;
use super::super::npm;
use crate::setup::{Program, programs};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

const VNU: (&str, &str) = ("vnu-jar", "26.9.27");
const JAVA: Program = Program { name: "java", package: "default-jre-headless" };

/// Errors of the markup, each with the address of its page.
pub fn faults(pages: &[Page]) -> Result<Vec<String>> {
    let folder = Scratch::new("markup")?;
    for (i, page) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{i}.html")), &page.html).context("writing a page")?;
    }
    let style = std::fs::read(shell::root().join("crates/web/static/bamsat.css")).context("reading the style sheet")?;
    std::fs::write(folder.path().join("bamsat.css"), style).context("writing the style sheet")?;
    let java = &programs(&[JAVA])?[0];
    let jar = npm::package(VNU.0, VNU.1)?.join("build/dist/vnu.jar");
    let mut command = Command::new(java);
    command.arg("-jar").arg(jar).args(["--format", "json", "--errors-only", "--also-check-css"]).arg(folder.path());
    let output = command.output().context("running the checker of markup")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let report: Value =
        serde_json::from_str(&said).with_context(|| format!("reading what the checker of markup said: {said}"))?;
    let messages = report["messages"].as_array().context("reading the messages of the checker")?;
    Ok(messages.iter().map(|it| told(it, pages)).collect())
}

fn told(message: &Value, pages: &[Page]) -> String {
    let file = message["url"].as_str().and_then(|it| it.rsplit('/').next()).unwrap_or_default();
    let page = file.strip_suffix(".html").and_then(|it| it.parse::<usize>().ok()).and_then(|it| pages.get(it));
    let place = page.map_or(file, |it| it.address.as_str());
    let words = |name: &str| message[name].as_str().unwrap_or_default().trim().to_owned();
    format!("{place}: {} near `{}`", words("message"), words("extract"))
}
