//! Pictures of the main screens, at a desk and on a telephone, light and dark, and one sheet with all of them.

use crate::prove::want;
use crate::prove::webdriver::{Driver, Window};
use crate::shell;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Widths and heights.
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];
/// The height of each picture on the sheet.
const HEIGHT: u32 = 420;
const STYLE: &str = "body { margin: 12px; background: #888; font: 14px sans-serif; } p { margin: 8px 0 4px; color: #fff; } img { margin-right: 8px; vertical-align: top; }";

pub struct Contact {
    folder: PathBuf,
    names: Vec<&'static str>,
}

impl Contact {
    pub fn new() -> Result<Contact> {
        let folder = shell::root().join("target/screens/walk");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).context("making the folder of the pictures")?;
        Ok(Contact { folder, names: Vec::new() })
    }

    /// Where everything goes that is to be looked at.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes the four pictures of a page, and leaves the window as wide and light as a desk. No page may be wider than its
    /// window.
    pub fn take(&mut self, window: &mut Window, name: &'static str, url: &str) -> Result<()> {
        for (file, (width, height), is_dark) in views(name) {
            window.resize(width, height)?;
            window.set_dark(is_dark)?;
            window.go(url)?;
            let (page, inside) = window.widths()?;
            want(page <= inside, || format!("{url} is {page} pixels wide in a window of {inside}"))?;
            window.shoot(&self.folder.join(file))?;
        }
        window.resize(SIZES[0].0, SIZES[0].1)?;
        window.set_dark(false)?;
        self.names.push(name);
        Ok(())
    }

    /// Lays all pictures out on one sheet; where it is.
    pub fn sheet(&self, driver: &Driver) -> Result<PathBuf> {
        let mut page = format!("<!doctype html><meta charset=\"utf-8\"><style>{STYLE}</style>");
        for name in &self.names {
            let _ = write!(page, "<p>{name}</p>");
            for (file, ..) in views(name) {
                let _ = write!(page, "<img src=\"{file}\" height=\"{HEIGHT}\">");
            }
        }
        let source = self.folder.join("contact.html");
        std::fs::write(&source, page).context("writing the contact sheet")?;
        let mut window = driver.open("vi", true)?;
        window.resize(1640, 900)?;
        window.go(&format!("file://{}", source.display()))?;
        let height = u32::try_from(window.height()?).context("reading the height of the contact sheet")?;
        window.resize(1640, height)?;
        let sheet = self.folder.join("contact.png");
        window.shoot(&sheet)?;
        Ok(sheet)
    }
}

/// The pictures of one page: file, size of the window, whether it is dark.
fn views(name: &str) -> impl Iterator<Item = (String, (u32, u32), bool)> {
    SIZES.into_iter().flat_map(move |size| [false, true].map(|it| (size, it))).map(move |(size, is_dark)| {
        let scheme = if is_dark { "dark" } else { "light" };
        (format!("{name}-{}-{scheme}.png", size.0), size, is_dark)
    })
}
