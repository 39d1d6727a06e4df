//! What is printed: a PDF is looked at by programs that are not ours.

use crate::prove::want;
use crate::setup::{PDFINFO, PDFTOTEXT, programs};
use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sides of A4 in points, and how far they may be off.
const A4: [f64; 2] = [595.28, 841.89];
const OFF: f64 = 1.0;

/// A printed file: the sides of each page in points, and its words.
pub struct Printed {
    pub pages: Vec<Page>,
}

pub struct Page {
    pub width: f64,
    pub height: f64,
    pub text: String,
}

impl Printed {
    pub fn read(file: &Path) -> Result<Printed> {
        let programs = programs(&[PDFINFO, PDFTOTEXT])?;
        let [info, text]: &[PathBuf; 2] = programs.as_slice().try_into().context("finding the programs for PDF")?;
        let told = shell::output("pdfinfo", Command::new(info).args(["-f", "1", "-l", "999"]).arg(file))?;
        let text = shell::output("pdftotext", Command::new(text).arg("-layout").arg(file).arg("-"))?;
        let sizes = told.lines().filter(|it| it.starts_with("Page ") && it.contains(" size:"));
        let pages = sizes.zip(text.split('\u{c}')).map(|(size, text)| {
            let mut numbers = size.split_whitespace().filter_map(|it| it.parse::<f64>().ok()).skip(1);
            let side = numbers.next().zip(numbers.next());
            let (width, height) = side.with_context(|| format!("reading the size of a page in `{size}`"))?;
            Ok(Page { width, height, text: text.to_owned() })
        });
        Ok(Printed { pages: pages.collect::<Result<_>>()? })
    }

    /// Every page is A4, lying or standing, and says which of how many it is.
    pub fn want_a4(&self, is_lying: bool) -> Result<()> {
        let n = self.pages.len();
        want(n > 0, || "nothing is printed".to_owned())?;
        for (i, page) in self.pages.iter().enumerate() {
            let (short, long) = if is_lying { (page.height, page.width) } else { (page.width, page.height) };
            let is_a4 = (short - A4[0]).abs() < OFF && (long - A4[1]).abs() < OFF;
            want(is_a4, || format!("page {} is {} x {} points", i + 1, page.width, page.height))?;
            let foot = format!("{}/{n}", i + 1);
            want(page.text.contains(&foot), || format!("page {} does not say `{foot}`: {}", i + 1, page.text))?;
        }
        Ok(())
    }

    /// All words, with one blank between them.
    pub fn words(&self) -> String {
        self.pages.iter().flat_map(|it| it.text.split_whitespace()).collect::<Vec<_>>().join(" ")
    }
}
