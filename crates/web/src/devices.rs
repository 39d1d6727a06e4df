//! What people call the device behind a browser's own name for itself: a small table, and a word for every other.

use crate::render::Frame;
use app::messages::{say, text};

/// A part of what a browser calls itself, and its name. Most call themselves others as well: the first that fits holds.
const BROWSERS: [(&str, &str); 11] = [
    ("coc_coc_browser/", "C\u{1ed1}c C\u{1ed1}c"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Zalo", "Zalo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl Frame {
    /// The device of a session, by what its browser calls itself.
    pub fn device(&self, label: &str) -> String {
        match (named(&BROWSERS, label), named(&SYSTEMS, label)) {
            (Some(browser), Some(system)) => {
                say(self.language, "device-both", &[("browser", browser.into()), ("system", system.into())])
            }
            (Some(only), None) | (None, Some(only)) => only.to_owned(),
            (None, None) => text(self.language, "device-other").to_owned(),
        }
    }
}

fn named(table: &[(&str, &'static str)], label: &str) -> Option<&'static str> {
    table.iter().find(|it| label.contains(it.0)).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_its_name() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
                (Some("Chrome"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0",
                (Some("Edge"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile/15E148 Safari/604.1",
                (Some("Safari"), Some("iPhone")),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                (Some("Firefox"), Some("Linux")),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0",
                (Some("Samsung Internet"), Some("Android")),
            ),
            ("test", (None, None)),
        ];
        for (label, wanted) in cases {
            assert_eq!((named(&BROWSERS, label), named(&SYSTEMS, label)), wanted, "{label}");
        }
    }
}
