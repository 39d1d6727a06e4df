//! The pictures of the manual: taken with each walk of two screens, kept in the repository on demand.

use super::stage::{CLERK, Stage};
use super::want;
use super::webdriver::{Driver, PATIENCE, Window};
use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

const DESK: (u32, u32) = (1280, 800);
const PHONE: (u32, u32) = (390, 780);
/// Of WebP, from 0 to 100: letters stay sharp.
const QUALITY: u32 = 45;
/// The longest picture, in bytes.
const LONGEST: usize = 80_000;

/// Where they are taken, and where the manual has them.
fn folders() -> [PathBuf; 2] {
    ["target/screens/manual", "docs/manual/pictures"].map(|it| shell::root().join(it))
}

/// Takes them anew.
pub fn pictures(driver: &Driver, stage: &Stage) -> Result<()> {
    let [folder, _] = folders();
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
    let mut desk = stage.signed_in(driver, CLERK, "vi", true)?;
    desk.resize(DESK.0, DESK.1)?;
    let pages = [
        ("register", stage.url("/tasks?state=all")),
        ("sheet", stage.url("/tasks/sheet?group=unit")),
        ("task", stage.url(&format!("/tasks/{}", stage.late))),
        ("units", stage.url("/units")),
    ];
    for (name, address) in &pages {
        shoot(&mut desk, &folder, name, address)?;
    }
    desk.go(&stage.url("/open"))?;
    desk.click("main a[href$=\"/intake\"]")?;
    desk.wait_for_css("main.intake", PATIENCE)?;
    let intake = desk.url()?;
    shoot(&mut desk, &folder, "intake", &intake)?;
    let link = link(&mut desk, &stage.url(""), &stage.late)?;
    desk.resize(PHONE.0, PHONE.1)?;
    shoot(&mut desk, &folder, "register-phone", &pages[0].1)?;
    let mut phone = driver.open("vi", true)?;
    phone.resize(PHONE.0, PHONE.1)?;
    shoot(&mut phone, &folder, "link-phone", &format!("{link}?lang=vi"))
}

/// The address of a new link for reports on a task.
pub fn link(desk: &mut Window, server: &str, task: &str) -> Result<String> {
    desk.go(&format!("{server}/tasks/{task}/links"))?;
    desk.click("form[data-act=\"task.give_link\"] button")?;
    desk.wait_for("/l/", PATIENCE)?;
    let address = desk.find(".slip .address")?;
    desk.text_of(&address)
}

fn shoot(window: &mut Window, folder: &Path, name: &str, address: &str) -> Result<()> {
    window.go(address)?;
    let n_bytes = window.shoot_small(&folder.join(format!("{name}.webp")), QUALITY)?;
    want(n_bytes < LONGEST, || format!("the picture `{name}` has {n_bytes} bytes"))
}

/// Puts those that were taken last into the manual, in the place of all that are there.
pub fn keep() -> Result<()> {
    let [taken, kept] = folders();
    let _ = std::fs::remove_dir_all(&kept);
    std::fs::create_dir_all(&kept).context("making the folder of the manual's pictures")?;
    for file in std::fs::read_dir(&taken).context("listing the pictures")? {
        let file = file?;
        std::fs::copy(file.path(), kept.join(file.file_name())).context("keeping a picture")?;
    }
    Ok(())
}
