//! Somebody gives a link in Chromium, another one reports by it from a window of a phone, with script and without.

use super::world::{OFFICER, World};
use crate::prove::server::PASSWORD;
use crate::prove::webdriver::{Driver, PATIENCE, PICTURE, Window};
use crate::prove::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open page shows what came by a link within this time.
const BY_ITSELF: Duration = Duration::from_secs(2);
const PHONE: (u32, u32) = (390, 844);
const DESK: (u32, u32) = (1280, 900);
const LIST: &str = "L\u{f2} V\u{103}n A | CCCD 014085001234 | sinh ng\u{e0}y 12/3/1985\n";

pub fn walk(world: &World) -> Result<Verdict> {
    let driver = match Driver::start() {
        Ok(driver) => driver,
        Err(error) => return Ok(Verdict::Skipped(format!("all but the walk in a browser: {error:#}"))),
    };
    let folder: PathBuf = shell::root().join("target/screens");
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    let files = world.place.folder().join("sent");
    std::fs::create_dir_all(&files)?;
    std::fs::write(files.join("anh.png"), PICTURE)?;
    std::fs::write(files.join("danh-sach.txt"), LIST)?;
    std::fs::write(files.join("mat.txt"), format!("T\u{1ed0}I M\u{1eac}T\n{}", "x\n".repeat(4_000_000)))?;
    std::fs::write(files.join("bien-ban.txt"), "b\u{e0}n giao xong \u{111}o\u{1ea1}n 1\n".repeat(60_000))?;
    for has_script in [true, false] {
        one(&driver, world, &files, has_script.then_some(&*folder))?;
    }
    Ok(Verdict::Pass)
}

/// Gives a link at a desk and reports by it from a phone; takes pictures where there is a folder for them.
fn one(driver: &Driver, world: &World, files: &Path, folder: Option<&Path>) -> Result<()> {
    let has_script = folder.is_some();
    let url = |path: &str| format!("http://{}{path}", world.server.address);
    let task = &world.tasks[2];
    let mut desk = driver.open("vi", has_script)?;
    desk.resize(DESK.0, DESK.1)?;
    desk.go(&url("/sign-in?lang=vi"))?;
    desk.fill("#name", OFFICER)?;
    desk.fill("#password", PASSWORD)?;
    desk.click("form.act button.go")?;
    desk.wait_for(OFFICER, PATIENCE)?;
    desk.go(&url(&format!("/tasks/{task}/links")))?;
    shoot(&mut desk, folder, "links", DESK)?;
    desk.click("form[data-act=\"task.give_link\"] button")?;
    desk.wait_for("/l/", PATIENCE)?;
    let address = desk.find(".slip .address")?;
    let address = desk.text_of(&address)?;
    shoot(&mut desk, folder, "link-given", DESK)?;
    if let Some(folder) = folder {
        desk.print(&folder.join("link-slip.pdf"))?;
    }
    desk.go(&url(&format!("/tasks/{task}")))?;
    let mut phone = driver.open("vi", has_script)?;
    phone.resize(PHONE.0, PHONE.1)?;
    phone.go(&format!("{address}?lang=vi"))?;
    shoot(&mut phone, folder, "link", PHONE)?;
    let words = if has_script {
        "Xong \u{111}o\u{1ea1}n 1, c\u{f3} \u{1ea3}nh"
    } else {
        "Xong \u{111}o\u{1ea1}n 2, c\u{f3} \u{1ea3}nh"
    };
    phone.fill("#words", words)?;
    if has_script {
        // Sent while a file is still going up, which is refused with its last piece: nothing leaves without it.
        phone.choose("input[type=file][multiple]", &files.join("mat.txt"))?;
        phone.click("main form.act button.go")?;
        phone.wait_for("d\u{1ea5}u ch\u{1ec9} \u{111}\u{1ed9} m\u{1ead}t", PATIENCE)?;
        let page = phone.text()?;
        want(!page.contains("\u{110}\u{e3} nh\u{1ead}n b\u{e1}o c\u{e1}o"), || {
            "a report left without a file that was refused while it waited".to_owned()
        })?;
    }
    for name in ["anh.png", "bien-ban.txt", "danh-sach.txt"] {
        phone.choose("input[type=file][multiple]", &files.join(name))?;
        if has_script {
            phone.wait_until_gone("progress", PATIENCE)?;
        }
    }
    if has_script {
        phone.wait_for("01********34", PATIENCE)?;
        shoot(&mut phone, folder, "link-found", PHONE)?;
    }
    phone.click("main form.act button.go")?;
    // The list of people is asked about, and dropped.
    phone.wait_for("danh-sach.txt\u{201d} c\u{f3} th\u{f4}ng tin", PATIENCE)?;
    shoot(&mut phone, folder, "link-asked", PHONE)?;
    phone.click("li:has([name^=keep-]) input[type=checkbox]")?;
    phone.click("main form.act button.go")?;
    phone.wait_for("\u{110}\u{e3} nh\u{1ead}n b\u{e1}o c\u{e1}o", PATIENCE)?;
    shoot(&mut phone, folder, "link-sent", PHONE)?;
    if !has_script {
        desk.reload()?;
    }
    let seen = desk.wait_for(words, if has_script { BY_ITSELF } else { PATIENCE })?;
    let page = desk.text()?;
    want(page.contains("anh.png") && !page.contains("danh-sach.txt"), || format!("the files of the report: {page}"))?;
    shoot(&mut desk, folder, "task-by-link", DESK)?;
    let way = if has_script { "with script, files in pieces" } else { "without script, one form" };
    println!(
        "{way}: given at a desk, reported from a phone with two files, a list of people dropped, seen there after {} ms",
        seen.as_millis()
    );
    Ok(())
}

/// Takes a picture, light and dark; no page may be wider than its window.
fn shoot(window: &mut Window, folder: Option<&Path>, name: &str, (width, height): (u32, u32)) -> Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    for is_dark in [true, false] {
        window.set_dark(is_dark)?;
        let (page, inside) = window.widths()?;
        want(page <= inside, || format!("{name} is {page} pixels wide in a window of {inside}"))?;
        let scheme = if is_dark { "dark" } else { "light" };
        // The whole page, as far as pictures of that height can be taken.
        let high = u32::try_from(window.height()?).unwrap_or(height).clamp(height, 4_000);
        window.resize(width, high)?;
        window.shoot(&folder.join(format!("{name}-{width}-{scheme}.png")))?;
        window.resize(width, height)?;
    }
    Ok(())
}
