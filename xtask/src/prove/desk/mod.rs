//! The desk in Chromium: how few keys and clicks twenty clear tasks take, and a whole walk by keyboard alone.

mod contact;
mod first;
mod hand;
pub mod paper;
mod walk;

use self::hand::Hand;
use super::binary::{Binary, Place, Profile};
use super::server::{self, PASSWORD, Server};
use super::stage::CLERK;
use super::webdriver::{Driver, PATIENCE, Window};
use super::{Verdict, want};
use crate::shell::Scratch;
use anyhow::{Context, Result};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub use walk::run as walk;

/// A notice with so many directives in which nothing is left to ask.
const NOTICE: &str = include_str!("twenty_tasks.txt");
const N_TASKS: usize = 20;
/// The most keys and clicks from the first page to so many tasks.
const MOST_STROKES: usize = 25;
/// What is typed, and what must be shown: `name = words`, one a line.
const WORDS: &str = include_str!("words.txt");

/// The words of a name.
fn word(name: &str) -> &'static str {
    let mut words = WORDS.lines().filter_map(|it| it.split_once(" = "));
    words.find(|it| it.0 == name).map(|it| it.1).expect("invariant: the words have the name")
}

/// A register with nothing but a clerk, served, and the notice as a file.
struct Stage {
    server: Server,
    place: Place,
    notice: PathBuf,
    _folder: Scratch,
}

/// Twenty tasks from a DOCX, every key and click counted.
pub fn effort() -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary)?;
    let mut hand = Hand::at(stage.signed_in(&driver)?);
    hand.click("header nav a[href=\"/documents\"]")?;
    hand.choose("#file", &stage.notice)?;
    hand.click("form[enctype] button.go")?;
    hand.window.wait_for_css(".slips li", PATIENCE)?;
    // The register has none of the units: they are confirmed at one stroke.
    hand.press("L")?;
    hand.window.wait_until_gone("[data-key-all=L]", PATIENCE)?;
    hand.press("A")?;
    hand.window.wait_for_css(".bar .counts", PATIENCE)?;
    hand.window.wait_until_gone(".slips li.is-open", PATIENCE)?;
    hand.press("f")?;
    hand.window.wait_for_css("p.note[role=status]", PATIENCE)?;
    let n_tasks = stage.tasks(&binary)?.len();
    println!("{n_tasks} tasks by {}; at most {MOST_STROKES} keys and clicks", hand.strokes);
    want(n_tasks == N_TASKS, || format!("{n_tasks} tasks of {N_TASKS}"))?;
    want(hand.strokes.n_typed == 0, || format!("{} characters are typed", hand.strokes.n_typed))?;
    let n_strokes = hand.strokes.n_keys + hand.strokes.n_clicks;
    want(n_strokes <= MOST_STROKES, || format!("{n_strokes} keys and clicks"))?;
    stage.server.stop()?;
    binary.check(&stage.place)?;
    Ok(Verdict::Pass)
}

impl Stage {
    fn set(binary: &Binary) -> Result<Stage> {
        let folder = Scratch::new("effort")?;
        let place = Place::sqlite(folder.path());
        let opened = [serde_json::json!({
            "act": "account.open", "stream": server::stream_id(9), "body": { "name": "Nobody else" }
        })];
        server::act(binary, &place, &opened)?;
        let units = binary.ask(&place, &["show", "units", "--json"])?;
        let root = units["units"][0]["id"].as_str().context("finding the root of the units")?;
        server::act(binary, &place, &server::account(1, CLERK, &[("clerk", root)]))?;
        let notice = folder.path().join("notice.docx");
        write_docx(&notice, NOTICE)?;
        let server = Server::start(binary, &place)?;
        server.first_client(binary, &place, CLERK)?;
        Ok(Stage { server, place, notice, _folder: folder })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    fn signed_in(&self, driver: &Driver) -> Result<Window> {
        let mut window = driver.open("vi", true)?;
        window.resize(1280, 900)?;
        window.go(&self.url("/sign-in?lang=vi"))?;
        window.fill("#name", CLERK)?;
        window.fill("#password", PASSWORD)?;
        window.click("form.act button.go")?;
        window.wait_for(CLERK, PATIENCE)?;
        Ok(window)
    }

    fn tasks(&self, binary: &Binary) -> Result<Vec<Value>> {
        let mut shown = binary.ask(&self.place, &["show", "tasks", "--json"])?;
        let tasks = shown["tasks"].as_array_mut().context("looking for tasks in what bamsat shows")?;
        Ok(std::mem::take(tasks))
    }
}

/// A file of Word with one paragraph for each line.
fn write_docx(file: &Path, text: &str) -> Result<()> {
    const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let paragraphs: String = text.lines().map(|it| format!("<w:p><w:r><w:t>{it}</w:t></w:r></w:p>")).collect();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    let mut archive = ZipWriter::new(std::fs::File::create(file).context("making the notice")?);
    for (name, part) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)] {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(part.as_bytes())?;
    }
    archive.finish().context("writing the notice")?;
    Ok(())
}
