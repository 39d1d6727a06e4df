//! A small WebDriver client: Chromium by its driver, over HTTP on loopback.

use super::http::{Answer, Client};
use crate::postgres::free_port;
use crate::setup::{CHROMEDRIVER, CHROMIUM, programs};
use crate::shell::Scratch;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a page may take to show what is waited for.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The smallest picture there is.
pub const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The driver, from which windows are opened; it goes when this goes.
pub struct Driver {
    child: Child,
    address: String,
    chromium: PathBuf,
}

/// A browser of its own, with a profile of its own.
pub struct Window {
    client: Client,
    /// `/session/ID`.
    path: String,
    _profile: Scratch,
}

impl Driver {
    pub fn start() -> Result<Driver> {
        let found = programs(&[CHROMIUM, CHROMEDRIVER])?;
        let port = free_port()?;
        let mut command = Command::new(&found[1]);
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().context("starting chromedriver")?;
        let driver = Driver { child, address: format!("127.0.0.1:{port}"), chromium: found[0].clone() };
        driver.wait_until_ready()?;
        Ok(driver)
    }

    fn wait_until_ready(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let status = Client::new(&self.address, "en").get("/status").and_then(|it| it.json());
            if status.is_ok_and(|it| it["value"]["ready"] == true) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("chromedriver does not answer after {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Opens a browser; `has_script` says whether its pages may run any.
    pub fn open(&self, language: &str, has_script: bool) -> Result<Window> {
        let profile = Scratch::new("chromium")?;
        let mut args: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ]
        .map(str::to_owned)
        .to_vec();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        args.push(format!("--lang={language}"));
        let mut options = json!({ "binary": self.chromium.display().to_string() });
        options["prefs"] = json!({ "intl.accept_languages": language });
        if !has_script {
            args.push("--blink-settings=scriptEnabled=false".to_owned());
            options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        options["args"] = json!(args);
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options, "acceptInsecureCerts": true });
        let mut client = Client::new(&self.address, "en");
        let body = json!({ "capabilities": { "alwaysMatch": wanted } });
        let value = value_of("POST /session", client.post_json("/session", &body)?)?;
        let id = value["sessionId"].as_str().context("finding the session of the driver")?;
        Ok(Window { client, path: format!("/session/{id}"), _profile: profile })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Window {
    pub fn go(&mut self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    pub fn url(&mut self) -> Result<String> {
        let value = self.read("url")?;
        value.as_str().map(str::to_owned).context("reading the address")
    }

    pub fn reload(&mut self) -> Result<()> {
        self.post("refresh", &json!({})).map(drop)
    }

    /// The text of the page as it is shown.
    pub fn text(&mut self) -> Result<String> {
        let body = self.find("body")?;
        self.text_of(&body)
    }

    pub fn text_of(&mut self, element: &str) -> Result<String> {
        let value = self.read(&format!("element/{element}/text"))?;
        value.as_str().map(str::to_owned).context("reading a text")
    }

    /// The first element that a CSS selector finds.
    pub fn find(&mut self, css: &str) -> Result<String> {
        let found = self.find_all(css)?.into_iter().next();
        found.with_context(|| format!("finding `{css}` on {}", self.url().unwrap_or_default()))
    }

    pub fn find_all(&mut self, css: &str) -> Result<Vec<String>> {
        let value = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        let elements = value.as_array().context("reading the elements")?;
        Ok(elements.iter().filter_map(|it| it[ELEMENT].as_str().map(str::to_owned)).collect())
    }

    /// Clicks the first element that a CSS selector finds; a page that brings itself up to date meanwhile is looked at
    /// again, as an eye does.
    pub fn click(&mut self, css: &str) -> Result<()> {
        for _ in 0..10 {
            let element = self.find(css)?;
            match self.click_on(&element) {
                Err(error) if format!("{error:#}").contains("stale element") => {}
                done => return done.with_context(|| format!("clicking `{css}`")),
            }
        }
        bail!("`{css}` is replaced faster than it can be clicked")
    }

    pub fn click_on(&mut self, element: &str) -> Result<()> {
        self.post(&format!("element/{element}/click"), &json!({})).map(drop)
    }

    /// Types into the first element that a CSS selector finds, over what stands there.
    pub fn fill(&mut self, css: &str, text: &str) -> Result<()> {
        let element = self.find(css)?;
        self.post(&format!("element/{element}/clear"), &json!({}))?;
        self.post(&format!("element/{element}/value"), &json!({ "text": text }))
            .map(drop)
            .with_context(|| format!("typing into `{css}`"))
    }

    /// Has a field of a form choose a file.
    pub fn choose(&mut self, css: &str, file: &Path) -> Result<()> {
        let element = self.find(css)?;
        let text = file.display().to_string();
        self.post(&format!("element/{element}/value"), &json!({ "text": text })).map(drop)
    }

    /// Waits until nothing on the page is found any more.
    pub fn wait_until_gone(&mut self, css: &str, limit: Duration) -> Result<()> {
        let start = Instant::now();
        while !self.find_all(css)?.is_empty() {
            if start.elapsed() > limit {
                let text = self.text()?;
                bail!("`{css}` is still there after {limit:?} on {}; shown is: {text}", self.url()?);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }

    /// Waits until the page shows `words`; how long that took.
    pub fn wait_for(&mut self, words: &str, limit: Duration) -> Result<Duration> {
        let start = Instant::now();
        loop {
            // The page may be on its way while we look.
            let text = self.text().unwrap_or_default();
            if text.contains(words) {
                return Ok(start.elapsed());
            }
            if start.elapsed() > limit {
                bail!("`{words}` is not shown after {limit:?} on {}; shown is: {text}", self.url()?);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until something that a CSS selector finds is there.
    pub fn wait_for_css(&mut self, css: &str, limit: Duration) -> Result<()> {
        self.wait_for_n(css, 1, limit)
    }

    /// Waits until a CSS selector finds so many at least.
    pub fn wait_for_n(&mut self, css: &str, n: usize, limit: Duration) -> Result<()> {
        let start = Instant::now();
        while self.find_all(css)?.len() < n {
            if start.elapsed() > limit {
                let text = self.text()?;
                bail!("{n} of `{css}` are not there after {limit:?} on {}; shown is: {text}", self.url()?);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }

    /// Presses keys one after another, wherever the focus is.
    pub fn press(&mut self, keys: &str) -> Result<()> {
        let signs = keys.chars().map(String::from);
        let strokes = signs.flat_map(|it| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": it })));
        let strokes: Vec<Value> = strokes.collect();
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] })).map(drop)
    }

    /// Presses a key while another is held down.
    pub fn press_with(&mut self, held: char, key: char) -> Result<()> {
        let strokes = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)];
        let strokes = strokes.map(|(kind, it)| json!({ "type": kind, "value": it.to_string() }));
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] })).map(drop)
    }

    /// Runs `script` on the page, also where the page itself may run none; what it returns.
    pub fn script(&mut self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs `script`, which calls its last argument with what it has to say.
    pub fn script_async(&mut self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": args }))
    }

    /// Makes the window so many pixels of CSS wide and high.
    pub fn resize(&mut self, width: u32, height: u32) -> Result<()> {
        let is_mobile = width < 600;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_mobile });
        self.cdp("Emulation.setDeviceMetricsOverride", &metrics).map(drop)
    }

    pub fn set_dark(&mut self, is_dark: bool) -> Result<()> {
        let value = if is_dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.cdp("Emulation.setEmulatedMedia", &features).map(drop)
    }

    /// How wide the page is, and how wide the window.
    pub fn widths(&mut self) -> Result<(u64, u64)> {
        let metrics = self.cdp("Page.getLayoutMetrics", &json!({}))?;
        let width = |name: &str, field: &str| metrics[name][field].as_f64().map(|it| it.round() as u64);
        width("cssContentSize", "width").zip(width("cssLayoutViewport", "clientWidth")).context("reading the widths")
    }

    /// How high the page is.
    pub fn height(&mut self) -> Result<u64> {
        let metrics = self.cdp("Page.getLayoutMetrics", &json!({}))?;
        metrics["cssContentSize"]["height"].as_f64().map(|it| it.round() as u64).context("reading the height")
    }

    /// Writes what the window shows as a picture.
    pub fn shoot(&mut self, file: &Path) -> Result<()> {
        let value = self.read("screenshot")?;
        written(file, &value).map(drop)
    }

    /// The same as WebP of a quality up to 100; how many bytes it has.
    pub fn shoot_small(&mut self, file: &Path, quality: u32) -> Result<usize> {
        let value = self.cdp("Page.captureScreenshot", &json!({ "format": "webp", "quality": quality }))?;
        written(file, &value["data"])
    }

    /// Prints the page into a PDF, on the paper that its own style asks for.
    pub fn print(&mut self, file: &Path) -> Result<()> {
        let value = self.cdp("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": false }))?;
        written(file, &value["data"]).map(drop)
    }

    /// Puts `text` at once where the focus is, as pasting does.
    pub fn insert(&mut self, text: &str) -> Result<()> {
        self.cdp("Input.insertText", &json!({ "text": text })).map(drop)
    }

    /// Has every answer of a server come so many milliseconds later; zero ends that.
    pub fn set_delay(&mut self, delay_milliseconds: u32) -> Result<()> {
        self.cdp("Network.enable", &json!({}))?;
        let line = json!({ "offline": false, "latency": delay_milliseconds, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", &line).map(drop)
    }

    /// Cuts the window off from the network, or lets it back.
    pub fn set_offline(&mut self, is_offline: bool) -> Result<()> {
        self.cdp("Network.enable", &json!({}))?;
        let line = json!({ "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", &line).map(drop)
    }

    fn cdp(&mut self, command: &str, params: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    fn post(&mut self, what: &str, body: &Value) -> Result<Value> {
        let answer = self.client.post_json(&format!("{}/{what}", self.path), body)?;
        value_of(what, answer)
    }

    fn read(&mut self, what: &str) -> Result<Value> {
        let answer = self.client.get(&format!("{}/{what}", self.path))?;
        value_of(what, answer)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The driver takes its browsers along when it goes.
        let path = self.path.clone();
        let _ = self.client.ask("DELETE", &path, &[], b"");
    }
}

fn value_of(what: &str, answer: Answer) -> Result<Value> {
    let mut json = answer.json()?;
    let value = json["value"].take();
    if answer.status != 200 {
        bail!("the browser on `{what}`: {}: {}", value["error"], value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}

/// Writes what came as Base64; how many bytes that is.
fn written(file: &Path, value: &Value) -> Result<usize> {
    let bytes = decoded(value.as_str().context("reading the picture")?).context("decoding the picture")?;
    std::fs::write(file, &bytes).with_context(|| format!("writing {}", file.display()))?;
    Ok(bytes.len())
}

/// Bytes from Base64.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for sign in text.bytes().filter(|it| *it != b'=') {
        let six = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decoded("TWFu").unwrap(), b"Man");
        assert_eq!(decoded("TWE=").unwrap(), b"Ma");
        assert_eq!(decoded("+/8=").unwrap(), [0xfb, 0xff]);
        assert!(decoded("T*").is_none());
    }
}
