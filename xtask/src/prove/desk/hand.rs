//! Somebody at a window, with every key, click and typed character counted.

use crate::prove::want;
use crate::prove::webdriver::{PATIENCE, Window};
use anyhow::{Result, bail};
use std::path::Path;
use std::time::Duration;

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';
const CONTROL: char = '\u{e009}';
/// A page is drawn within this time.
const DRAWN: Duration = Duration::from_millis(500);
/// Nothing on a page is further away than this.
const MOST_TABS: usize = 200;

/// What a hand did. Typed characters are no keys here: how many keys one takes depends on the way of typing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strokes {
    pub n_keys: usize,
    pub n_clicks: usize,
    pub n_typed: usize,
}

pub struct Hand {
    pub window: Window,
    pub strokes: Strokes,
}

impl Hand {
    pub fn at(window: Window) -> Hand {
        Hand { window, strokes: Strokes::default() }
    }

    pub fn click(&mut self, css: &str) -> Result<()> {
        self.strokes.n_clicks += 1;
        self.window.click(css)
    }

    /// Opens the dialog of the browser, picks a file in it, and closes it: three keys.
    pub fn choose(&mut self, css: &str, file: &Path) -> Result<()> {
        self.strokes.n_keys += 3;
        self.window.choose(css, file)
    }

    /// Presses keys; a capital letter is two.
    pub fn press(&mut self, keys: &str) -> Result<()> {
        self.strokes.n_keys += keys.chars().map(|it| if it.is_uppercase() { 2 } else { 1 }).sum::<usize>();
        self.window.press(keys)
    }

    pub fn enter(&mut self) -> Result<()> {
        self.press(&ENTER.to_string())
    }

    pub fn type_in(&mut self, text: &str) -> Result<()> {
        self.strokes.n_typed += text.chars().count();
        self.window.press(text)
    }

    /// Types over what stands in the field that has the focus.
    pub fn type_over(&mut self, text: &str) -> Result<()> {
        self.strokes.n_keys += 2;
        self.window.press_with(CONTROL, 'a')?;
        self.type_in(text)
    }

    /// Pastes into the field that has the focus: two keys.
    pub fn paste(&mut self, text: &str) -> Result<()> {
        self.strokes.n_keys += 2;
        self.window.insert(text)
    }

    /// Presses the tabulator until what a selector finds has the focus.
    pub fn reach(&mut self, css: &str) -> Result<()> {
        self.window.wait_for_css(css, PATIENCE)?;
        // A page that puts the focus there itself does so when it is drawn.
        if !self.window.find_all(&format!("{css}[autofocus]"))?.is_empty() {
            let _ = self.window.wait_for_css(&format!("{css}:focus"), DRAWN);
        }
        for _ in 0..MOST_TABS {
            if !self.window.find_all(&format!("{css}:focus"))?.is_empty() {
                return Ok(());
            }
            self.press(&TAB.to_string())?;
        }
        bail!("`{css}` is not reached by the tabulator on {}", self.window.url()?)
    }

    /// Goes to a field by the tabulator and types over what stands there.
    pub fn fill(&mut self, css: &str, text: &str) -> Result<()> {
        self.reach(css)?;
        self.type_over(text)
    }

    /// Goes to a link or a button by the tabulator and presses it.
    pub fn push(&mut self, css: &str) -> Result<()> {
        self.reach(css)?;
        self.enter()
    }

    /// Goes to a list by the tabulator and types the beginning of what is wanted of it.
    pub fn pick(&mut self, css: &str, words: &str) -> Result<()> {
        self.reach(css)?;
        self.type_in(words)?;
        let at = "return document.activeElement.selectedOptions[0].text.trim()";
        let picked = self.window.script(at, &[])?;
        let is_picked = picked.as_str().is_some_and(|it| it.starts_with(words));
        want(is_picked, || format!("typing `{words}` into `{css}` picks {picked}"))
    }
}

impl Strokes {
    /// What was done since.
    pub fn since(self, from: Strokes) -> Strokes {
        Strokes {
            n_keys: self.n_keys - from.n_keys,
            n_clicks: self.n_clicks - from.n_clicks,
            n_typed: self.n_typed - from.n_typed,
        }
    }
}

impl std::fmt::Display for Strokes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} keys, {} clicks, {} typed characters", self.n_keys, self.n_clicks, self.n_typed)
    }
}
