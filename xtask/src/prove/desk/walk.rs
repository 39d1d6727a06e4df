//! From an empty folder to a printed sheet, in Chromium, by keyboard alone: set up, taken in, found, reported on a
//! telephone, confirmed at a desk.

use super::contact::Contact;
use super::hand::Hand;
use super::paper::Printed;
use super::{N_TASKS, NOTICE, first, word, write_docx};
use crate::prove::binary::{Binary, Place, Profile};
use crate::prove::server::Server;
use crate::prove::webdriver::{Driver, PATIENCE, PICTURE, Window};
use crate::prove::{Verdict, manual, want};
use crate::shell::Scratch;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A line so slow, in milliseconds, that keys come faster than answers.
const SLOW: u32 = 150;
/// An open page shows what others did within this time.
const BY_ITSELF: Duration = Duration::from_secs(1);
/// What is typed over the deadlines that are amended.
const AMENDED: &str = "30/9";
const SENT: [&str; 2] = ["anh-danh-sach.png", "ke-hoach.docx"];

struct Walk {
    driver: Driver,
    binary: Binary,
    server: Server,
    place: Place,
    contact: Contact,
    /// The notice, and the files of the report.
    files: PathBuf,
    _folder: Scratch,
}

pub fn run() -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let mut walk = Walk::begin(driver)?;
    let mut desk = Hand::at(walk.window(1280, 900)?);
    let code = walk.server.first_code()?;
    first::sign_in(&mut desk, &walk.url("/?lang=vi"), &code, word("clerk"))?;
    let officer = first::set_up(&mut desk)?;
    println!("a new register: name, {} units, an officer by {}", first::UNITS.lines().count(), desk.strokes);
    let from = desk.strokes;
    walk.take_in(&mut desk)?;
    println!("a notice: {} tasks, one slip split, two amended, by {}", N_TASKS + 1, desk.strokes.since(from));
    let task = find(&mut desk)?;
    let mut phone = Hand::at(walk.window(390, 844)?);
    first::sign_in(&mut phone, &walk.url("/first?lang=vi"), &officer, word("officer"))?;
    walk.report(&mut phone, &mut desk)?;
    confirm(&mut desk, &mut phone)?;
    println!("telephone: {}; desk in all: {}", phone.strokes, desk.strokes);
    walk.print(&mut desk, &task)?;
    walk.pictures(&mut desk, &task)?;
    walk.server.stop()?;
    walk.binary.check(&walk.place)?;
    Ok(Verdict::Pass)
}

impl Walk {
    fn begin(driver: Driver) -> Result<Walk> {
        let binary = Binary::build(Profile::Release)?;
        let folder = Scratch::new("walk")?;
        let (place, files) = (Place::sqlite(&folder.path().join("register")), folder.path().join("files"));
        std::fs::create_dir_all(&files).context("making the folder of the files")?;
        write_docx(&files.join("thong-bao.docx"), NOTICE)?;
        std::fs::write(files.join(SENT[0]), PICTURE)?;
        write_docx(&files.join(SENT[1]), word("done"))?;
        let server = Server::start(&binary, &place)?;
        Ok(Walk { driver, binary, server, place, contact: Contact::new()?, files, _folder: folder })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    fn window(&self, width: u32, height: u32) -> Result<Window> {
        let mut window = self.driver.open("vi", true)?;
        window.resize(width, height)?;
        Ok(window)
    }

    /// Uploads the notice, splits one slip, amends two, takes some faster than the line answers, then all, and finishes.
    fn take_in(&mut self, desk: &mut Hand) -> Result<()> {
        desk.push(first::NEXT)?;
        desk.reach("#file")?;
        desk.choose("#file", &self.files.join("thong-bao.docx"))?;
        desk.push("form[enctype] button.go")?;
        desk.window.wait_for_css(".slips li.is-at", PATIENCE)?;
        desk.press("s")?;
        desk.enter()?;
        desk.window.wait_for_css("#d1b", PATIENCE)?;
        for amended in ["d1b", "d3"] {
            desk.press("je")?;
            desk.type_over(AMENDED)?;
            desk.enter()?;
            desk.window.wait_for_css(&format!("#{amended}.is-settled"), PATIENCE)?;
        }
        let page = desk.window.url()?;
        self.contact.take(&mut desk.window, "intake", &page)?;
        desk.window.go(&page)?;
        let n_settled = desk.window.find_all(".slips li.is-settled")?.len();
        desk.window.set_delay(SLOW)?;
        desk.press("aaa")?;
        desk.window.wait_for_n(".slips li.is-settled", n_settled + 3, PATIENCE)?;
        desk.window.set_delay(0)?;
        desk.press("A")?;
        desk.window.wait_until_gone(".slips li.is-open", PATIENCE)?;
        desk.press("f")?;
        desk.window.wait_for_css("p.note[role=status]", PATIENCE)?;
        let tasks = self.tasks()?;
        want(tasks.len() == N_TASKS + 1, || format!("{} tasks", tasks.len()))?;
        let n_amended = tasks.iter().filter(|it| it["deadline"]["due_words"] == AMENDED).count();
        want(n_amended == 2, || format!("{n_amended} tasks have the deadline that was typed"))
    }

    fn tasks(&self) -> Result<Vec<Value>> {
        let mut shown = self.binary.ask(&self.place, &["show", "tasks", "--json"])?;
        let tasks = shown["tasks"].as_array_mut().context("looking for tasks in what bamsat shows")?;
        Ok(std::mem::take(tasks))
    }

    /// Reports the task as done, with two files, from the telephone; the desk shows it by itself.
    fn report(&self, phone: &mut Hand, desk: &mut Hand) -> Result<()> {
        let form = "form[data-act=\"task.report_done\"]";
        phone.push("main .owed a")?;
        unfold(phone, form)?;
        phone.reach(&format!("{form} textarea"))?;
        phone.type_in(word("done"))?;
        for name in SENT {
            phone.reach(&format!("{form} input[type=file][multiple]"))?;
            phone.choose(&format!("{form} input[type=file][multiple]"), &self.files.join(name))?;
            phone.window.wait_for_css(&format!("{form} .waiting"), PATIENCE)?;
            phone.window.wait_until_gone(&format!("{form} progress"), PATIENCE)?;
        }
        phone.reach(&format!("{form} p.acts button"))?;
        let start = Instant::now();
        phone.enter()?;
        phone.window.wait_for_css("p.note.done", PATIENCE)?;
        let written = start.elapsed();
        desk.window.wait_for(word("done"), BY_ITSELF)?;
        println!(
            "reported with {} files: written after {:.2} s, shown at the desk by itself after {:.2} s",
            SENT.len(),
            written.as_secs_f64(),
            start.elapsed().as_secs_f64()
        );
        let page = desk.window.text()?;
        let missing = SENT.iter().find(|it| !page.contains(**it));
        want(missing.is_none(), || format!("{missing:?} does not stand at the desk: {page}"))
    }

    /// Prints the task, and the sheet of the register with all tasks.
    fn print(&self, desk: &mut Hand, task: &str) -> Result<()> {
        let of_task = self.printed(desk, "task.pdf")?;
        of_task.want_a4(false)?;
        let words = of_task.words();
        for wanted in [word("task"), word("health"), word("done"), word("confirmed"), SENT[0], SENT[1]] {
            want(words.contains(wanted), || format!("the printed task does not say `{wanted}`: {words}"))?;
        }
        desk.push("header nav a[href=\"/tasks\"]")?;
        desk.push(".counts a[href*=\"state=all\"]")?;
        desk.push("a[href^=\"/tasks/sheet\"]")?;
        desk.reach("button[data-print]")?;
        desk.window.script("window.print = () => { document.body.dataset.printed = 1; }", &[])?;
        desk.enter()?;
        desk.window.wait_for_css("[data-printed]", PATIENCE)?;
        let sheet = self.printed(desk, "sheet.pdf")?;
        sheet.want_a4(true)?;
        want(sheet.pages[0].text.contains(word("title")), || "the sheet has no title".to_owned())?;
        let words = sheet.words();
        let tasks = self.tasks()?;
        let codes = tasks.iter().filter_map(|it| it["code"].as_str());
        let missing: Vec<&str> = codes.filter(|it| !words.contains(it)).collect();
        want(missing.is_empty(), || format!("the printed sheet lacks {missing:?}: {words}"))?;
        println!(
            "printed: task {task} on {} pages, sheet of {} tasks on {}",
            of_task.pages.len(),
            tasks.len(),
            sheet.pages.len()
        );
        Ok(())
    }

    fn printed(&self, desk: &mut Hand, name: &str) -> Result<Printed> {
        let file = self.contact.folder().join(name);
        desk.window.print(&file)?;
        Printed::read(&file)
    }

    fn pictures(&mut self, desk: &mut Hand, task: &str) -> Result<()> {
        let tasks = self.tasks()?;
        let open = tasks.iter().find(|it| it["code"] != task).context("finding an open task")?;
        let (code, unit) = (open["code"].as_str().unwrap_or_default(), open["lead"]["id"].as_str().unwrap_or_default());
        let link = manual::link(&mut desk.window, &self.url(""), code)?;
        let pages = [
            ("home", self.url("/")),
            ("register", self.url("/tasks?state=all&group=unit")),
            ("task", self.url(&format!("/tasks/{task}"))),
            ("unit", self.url(&format!("/units/{unit}"))),
            ("link", link),
            ("sheet", self.url("/tasks/sheet?state=all&group=unit")),
        ];
        for (name, url) in pages {
            self.contact.take(&mut desk.window, name, &url)?;
        }
        println!("pictures: {}", self.contact.sheet(&self.driver)?.display());
        Ok(())
    }
}

/// Finds the task by words without marks, and opens it; its code.
fn find(desk: &mut Hand) -> Result<String> {
    let from = desk.strokes;
    desk.press("/")?;
    desk.type_in(word("typed"))?;
    desk.enter()?;
    desk.window.wait_for_css("td.c-task a", PATIENCE)?;
    let n_rows = desk.window.find_all("td.c-task a")?.len();
    want(n_rows == 1, || format!("`{}` finds {n_rows} tasks", word("typed")))?;
    desk.press("j")?;
    desk.enter()?;
    desk.window.wait_for_css("main.task h1", PATIENCE)?;
    let heading = desk.window.find("main.task h1")?;
    let heading = desk.window.text_of(&heading)?;
    want(heading.contains(word("task")), || format!("found is `{heading}`"))?;
    println!("a task found by {}", desk.strokes.since(from));
    let url = desk.window.url()?;
    Ok(code_of(&url))
}

fn code_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Confirms at the desk; the telephone shows it by itself.
fn confirm(desk: &mut Hand, phone: &mut Hand) -> Result<()> {
    let form = "form[data-act=\"task.confirm\"]";
    unfold(desk, form)?;
    desk.reach(&format!("{form} textarea"))?;
    desk.type_in(word("confirmed"))?;
    desk.push(&format!("{form} p.acts button"))?;
    let start = Instant::now();
    desk.window.wait_for_css("p.note.done", PATIENCE)?;
    phone.window.wait_for(word("confirmed"), BY_ITSELF)?;
    println!("confirmed at the desk, shown on the telephone by itself after {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Opens the fold that a form stands in, where it stands in a closed one.
fn unfold(hand: &mut Hand, form: &str) -> Result<()> {
    hand.window.wait_for_css(form, PATIENCE)?;
    match hand.window.find_all(&format!("details:not([open]):has({form})"))?.is_empty() {
        true => Ok(()),
        false => hand.push(&format!("details:has({form}) > summary")),
    }
}
