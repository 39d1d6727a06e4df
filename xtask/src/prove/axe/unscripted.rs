//! Sends each form once in a window without script, filled with what its fields need: what comes is the page it leads to, or
//! a refusal with its sentence.

use super::states::UNIT;
use crate::prove::crawl::Page;
use crate::prove::server::PASSWORD;
use crate::prove::stage::Stage;
use crate::prove::webdriver::Window;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is taken in.
const NOTICE: &str = include_str!("../desk/twenty_tasks.txt");

/// What was sent, by what it is called, with the refusal that answered it.
#[derive(Default)]
pub struct Sent {
    pub refusals: BTreeMap<String, Option<String>>,
    /// The addresses.
    pub paths: BTreeSet<String>,
}

/// Whatever ends what other forms need comes last, signing out at the very end.
const LAST: [&str; 5] = ["acts/withdraw", "sessions/close", "/me/password", "intake/finish", "sign-out"];

/// No form of a page is sent more often than this in one visit of it: each send may bring forms of its own.
const MOST_OF_A_PAGE: usize = 60;

/// Answers the first button that sends something new, marks it, and fills its form: what it is called and where it leads.
/// Arguments: what was sent, what is left for later, the password, the name of a unit.
const FILL: &str = r#"
const [sent, later, password, unit] = arguments;
const kind = (path) => path.split("/").map((it) => it.length > 2 && /\d/.test(it) ? "{id}" : it).join("/");
for (const form of document.forms) {
    for (const button of form.elements) {
        if (!button.matches("button:not([type=button]), input[type=submit]") || button.disabled) continue;
        const path = new URL(button.getAttribute("formaction") || form.getAttribute("action") || location.pathname, location.href).pathname;
        const value = /^[a-z_.]+$/.test(button.value) ? button.value : "";
        const name = [form.method, kind(path), button.name && button.name + "=" + value].filter(Boolean).join(" ");
        if (sent.includes(name) || later.some((it) => path.includes(it))) continue;
        for (let at = button; at; at = at.parentElement) if (at.matches("details")) at.open = true;
        const isSent = form.getAttribute("action") === "/documents", boxes = form.querySelectorAll("[type=checkbox][name=leads]");
        if (boxes.length) boxes[0].checked = true;
        for (const it of form.elements) {
            const of = (name) => [...form.elements].filter((other) => other.name === name);
            const isText = it.matches("textarea, input:not([type]), input[type=text], input[type=search]") && !it.readOnly;
            if (it.matches("[type=password]")) it.value = password;
            else if (it.matches("[type=file]") && (it.required || isSent)) it.dataset.proveFile = "1";
            else if (it.matches("select") && it.required && !it.value) it.selectedIndex = 1;
            else if (it.matches("[type=checkbox]") && it.required) it.checked = true;
            else if (it.matches("[type=radio]") && it.required && !of(it.name).some((it) => it.checked)) it.checked = true;
            else if (isSent && it.matches("textarea")) continue;
            else if (isText && !it.value && it.required && it.matches("[list=units], [name=below]")) it.value = unit;
            else if (isText && !it.value && it.inputMode === "numeric" && it.required) it.value = "31/12/2099";
            else if (isText && !it.value && (it.required || it.matches("textarea, [name=words], [name=because]"))) it.value = it.name === "done_on" ? "1/1" : "Words of the proof";
        }
        if (form.matches(".batch")) for (const box of [...document.querySelectorAll("form.batch [name=task]")].slice(0, 2)) box.checked = true;
        button.dataset.prove = "1";
        return { name, path };
    }
}
return null;
"#;
/// What stands on the page that came: its status, whether it has a heading, why something was refused.
const CAME: &str = r#"
const way = performance.getEntriesByType("navigation")[0], refused = document.querySelector(".refused, .not-done, .doubt");
return [way ? way.responseStatus : 0, !!document.querySelector("main h1"), refused ? refused.textContent.trim() : ""];
"#;
/// Answers the forms that no button of the page sends.
const WITHOUT_BUTTON: &str = r#"
return [...document.forms].filter((form) => ![...form.elements].some((it) => it.matches("button:not([type=button]), input[type=submit]")))
    .map((form) => form.getAttribute("action") || form.className);
"#;

/// Goes over all pages, first without and then with what comes last.
pub fn send_all(
    stage: &Stage,
    window: &mut Window,
    pages: &[Page],
    sent: &mut Sent,
    faults: &mut BTreeSet<String>,
) -> Result<()> {
    let file = stage.place.folder().join("notice.txt");
    std::fs::write(&file, NOTICE).context("writing a notice")?;
    let own = || pages.iter().filter(|it| !it.is_sent);
    for page in own() {
        let mut walk =
            Walk { stage, window: &mut *window, page: &page.address, sent: &mut *sent, faults: &mut *faults };
        walk.look()?;
        walk.send(&LAST, &file)?;
    }
    for (n, last) in LAST.iter().enumerate() {
        let word = last.rsplit('/').next().unwrap_or(last);
        // Whoever has signed out finds the door only.
        let most = if *last == "sign-out" { 1 } else { usize::MAX };
        for page in own().filter(|it| it.html.contains(word)).take(most) {
            let mut walk =
                Walk { stage, window: &mut *window, page: &page.address, sent: &mut *sent, faults: &mut *faults };
            walk.send(&LAST[n + 1..], &file)?;
        }
    }
    Ok(())
}

struct Walk<'a> {
    stage: &'a Stage,
    window: &'a mut Window,
    page: &'a str,
    sent: &'a mut Sent,
    faults: &'a mut BTreeSet<String>,
}

impl Walk<'_> {
    /// The page has its heading, and each of its forms a button.
    fn look(&mut self) -> Result<()> {
        self.window.go(&self.stage.url(self.page))?;
        if self.window.find_all("main h1")?.is_empty() {
            self.fault("no heading");
        }
        let found = self.window.script(WITHOUT_BUTTON, &[])?;
        for form in found.as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.fault(&format!("nothing sends {form}"));
        }
        Ok(())
    }

    fn send(&mut self, later: &[&str], file: &std::path::Path) -> Result<()> {
        for _ in 0..MOST_OF_A_PAGE {
            let known: Vec<&String> = self.sent.refusals.keys().collect();
            self.window.go(&self.stage.url(self.page))?;
            let found = self.window.script(FILL, &[json!(known), json!(later), json!(PASSWORD), json!(UNIT)])?;
            let [Some(name), Some(path)] = ["name", "path"].map(|it| found[it].as_str().map(str::to_owned)) else {
                return Ok(());
            };
            if !self.window.find_all("[data-prove-file]")?.is_empty() {
                self.window.choose("[data-prove-file]", file)?;
            }
            self.press()?;
            self.sent.paths.insert(path);
            let refusal = self.came(&name)?;
            self.sent.refusals.insert(name, refusal);
        }
        self.fault("forms without end");
        Ok(())
    }

    /// A button that no eye sees is what Enter in its field presses.
    fn press(&mut self) -> Result<()> {
        match self.window.click("[data-prove]") {
            Err(error) if ["not interactable", "intercepted"].iter().any(|it| format!("{error:#}").contains(it)) => {
                let submit = "const it = document.querySelector(\"[data-prove]\"); it.form.requestSubmit(it);";
                self.window.script(submit, &[]).map(drop)
            }
            done => done,
        }
    }

    /// Whether what came is a page, and why it refuses.
    fn came(&mut self, name: &str) -> Result<Option<String>> {
        let came = self.window.script(CAME, &[])?;
        let (status, sentence) = (came[0].as_u64().unwrap_or_default(), came[2].as_str().unwrap_or_default());
        let is_refused = matches!(status, 403 | 409 | 422);
        if came[1] != true {
            self.fault(&format!("{name} leads to {status} without a heading"));
        } else if status != 200 && (!is_refused || sentence.is_empty()) {
            self.fault(&format!("{name} is answered {status} {sentence:?}"));
        }
        Ok(is_refused.then(|| sentence.to_owned()))
    }

    fn fault(&mut self, says: &str) {
        self.faults.insert(format!("{} without script: {says}", self.page));
    }
}
