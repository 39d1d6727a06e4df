//! The desk in Chromium: how few keys twenty clear tasks take, and a document decided by keyboard alone.

use super::binary::{Binary, Place, Profile};
use super::server::{self, PASSWORD, Server};
use super::twoscreens::picture;
use super::webdriver::{Driver, PATIENCE, Window};
use super::{Verdict, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A notice with so many directives in which nothing is left to ask.
const NOTICE: &str = include_str!("twenty_tasks.txt");
const N_TASKS: usize = 20;
/// The most keys and clicks from the first page to so many tasks.
const MOST_STROKES: usize = 25;
const CLERK: &str = "Clerk of the office";
const ENTER: char = '\u{e007}';

/// A register with nothing but a clerk, served, and the notice as a file.
struct Stage {
    server: Server,
    place: Place,
    notice: PathBuf,
    _folder: Scratch,
}

/// Twenty tasks from a DOCX, every key and click counted.
pub fn effort() -> Result<Verdict> {
    on_stage("effort", |binary, driver, stage| {
        let mut hand = Hand { window: stage.signed_in(driver)?, n_strokes: 0 };
        hand.click("header nav a[href=\"/documents\"]")?;
        hand.choose("#file", &stage.notice)?;
        hand.click("form[enctype] button.go")?;
        hand.window.wait_for_css(".slips li", PATIENCE)?;
        hand.press("A")?;
        hand.window.wait_for_css(".bar .counts", PATIENCE)?;
        hand.window.wait_until_gone(".slips li.is-open", PATIENCE)?;
        hand.press("f")?;
        hand.window.wait_for_css("p.note[role=status]", PATIENCE)?;
        let n_tasks = stage.tasks(binary)?.len();
        println!("{n_tasks} tasks by {} keys and clicks, no character typed; at most {MOST_STROKES}", hand.n_strokes);
        want(n_tasks == N_TASKS, || format!("{n_tasks} tasks of {N_TASKS}"))?;
        want(hand.n_strokes <= MOST_STROKES, || format!("{} keys and clicks", hand.n_strokes))
    })
}

/// A document by keyboard alone: one slip split, two amended, all taken, finished; pictures before the finish.
pub fn walk() -> Result<Verdict> {
    on_stage("walk", |binary, driver, stage| {
        let mut hand = Hand { window: stage.signed_in(driver)?, n_strokes: 0 };
        hand.window.go(&stage.url("/documents"))?;
        hand.choose("#file", &stage.notice)?;
        hand.reach("form[enctype] button.go")?;
        hand.keys(ENTER)?;
        hand.window.wait_for_css(".slips li.is-at", PATIENCE)?;
        let page = hand.window.url()?;
        hand.press("s")?;
        hand.keys(ENTER)?;
        hand.window.wait_for_css("#d1b", PATIENCE)?;
        for amended in ["d1b", "d3"] {
            hand.press("j")?;
            hand.press("e")?;
            hand.over("30/9")?;
            hand.keys(ENTER)?;
            hand.window.wait_for_css(&format!("#{amended}.is-settled"), PATIENCE)?;
        }
        pictures(&mut hand.window, &page)?;
        hand.press("A")?;
        hand.window.wait_until_gone(".slips li.is-open", PATIENCE)?;
        hand.press("f")?;
        hand.window.wait_for_css("p.note[role=status]", PATIENCE)?;
        let tasks = stage.tasks(binary)?;
        want(tasks.len() == N_TASKS + 1, || format!("{} tasks", tasks.len()))?;
        let n_amended = tasks.iter().filter(|it| it["deadline"]["due_words"] == "30/9").count();
        want(n_amended == 2, || format!("{n_amended} tasks have the deadline that was typed"))?;
        println!("{} tasks, one slip split, two amended, by {} keys", tasks.len(), hand.n_strokes);
        Ok(())
    })
}

fn on_stage(name: &str, act: fn(&Binary, &Driver, &Stage) -> Result<()>) -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let stage = Stage::set(&binary, name)?;
    act(&binary, &driver, &stage)?;
    stage.server.stop()?;
    binary.check(&stage.place)?;
    Ok(Verdict::Pass)
}

impl Stage {
    fn set(binary: &Binary, name: &str) -> Result<Stage> {
        let folder = Scratch::new(name)?;
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

/// Somebody at a window, with every key and click counted. A capital letter is two keys, a file is chosen by three.
struct Hand {
    window: Window,
    n_strokes: usize,
}

impl Hand {
    fn click(&mut self, css: &str) -> Result<()> {
        self.n_strokes += 1;
        self.window.click(css)
    }

    /// Opens the dialog of the browser, picks a file in it, and closes it.
    fn choose(&mut self, css: &str, file: &Path) -> Result<()> {
        self.n_strokes += 3;
        self.window.choose(css, file)
    }

    fn press(&mut self, key: &str) -> Result<()> {
        self.n_strokes += if key.chars().any(char::is_uppercase) { 2 } else { 1 };
        self.window.press(key)
    }

    /// Types over what stands in the field that has the focus.
    fn over(&mut self, text: &str) -> Result<()> {
        const CONTROL: char = '\u{e009}';
        self.n_strokes += 2 + text.len();
        self.window.press_with(CONTROL, 'a')?;
        self.window.press(text)
    }

    /// A key that is no letter.
    fn keys(&mut self, key: char) -> Result<()> {
        self.press(&key.to_string())
    }

    /// Presses the tabulator until what a selector finds has the focus.
    fn reach(&mut self, css: &str) -> Result<()> {
        const TAB: char = '\u{e004}';
        for _ in 0..80 {
            if !self.window.find_all(&format!("{css}:focus"))?.is_empty() {
                return Ok(());
            }
            self.keys(TAB)?;
        }
        anyhow::bail!("`{css}` is not reached by the tabulator")
    }
}

fn pictures(window: &mut Window, page: &str) -> Result<()> {
    let folder = shell::root().join("target/screens");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    picture(window, page, &folder, "intake")?;
    window.set_dark(false)?;
    window.resize(1280, 900)?;
    window.go(page)
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
