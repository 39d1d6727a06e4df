//! A calendar as RFC 5545 has it: lines of at most 75 octets that end in CRLF, no letter cut in two.

use jiff::Timestamp;
use jiff::civil::Date;

/// A calendar while it is written.
pub struct Calendar(String);

/// The longest line, in octets, without its end.
const LONGEST_LINE: usize = 75;

impl Calendar {
    /// A calendar called `name`, to be asked for again after an hour.
    pub fn new(name: &str) -> Calendar {
        let mut calendar = Calendar(String::new());
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Bam Sat//Register//VI");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        calendar.text("NAME", name);
        calendar.text("X-WR-CALNAME", name);
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.line("X-PUBLISHED-TTL", "PT1H");
        calendar
    }

    /// A component with what every one of ours has: who it is, when it last changed, and how often.
    pub fn begin(&mut self, component: &str, uid: &str, (n_changes, changed_at): (u64, Timestamp)) {
        self.line("BEGIN", component);
        self.text("UID", uid);
        self.line("DTSTAMP", &utc(changed_at));
        self.line("LAST-MODIFIED", &utc(changed_at));
        self.line("SEQUENCE", &n_changes.to_string());
    }

    pub fn end(&mut self, component: &str) {
        self.line("END", component);
    }

    /// A property whose value is no text.
    pub fn line(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let (mut rest, mut room) = (line.as_str(), LONGEST_LINE);
        while rest.len() > room {
            let end = (0..=room).rev().find(|it| rest.is_char_boundary(*it)).unwrap_or(room);
            self.0.push_str(&rest[..end]);
            self.0.push_str("\r\n ");
            (rest, room) = (&rest[end..], LONGEST_LINE - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// A property whose value is a text.
    pub fn text(&mut self, name: &str, text: &str) {
        let text: String = text.replace("\r\n", "\n").chars().filter(|it| !it.is_control() || *it == '\n').collect();
        let text = text.replace('\\', "\\\\").replace('\n', "\\n").replace(',', "\\,").replace(';', "\\;");
        self.line(name, &text);
    }

    /// A property that is a day.
    pub fn day(&mut self, name: &str, day: Date) {
        self.line(&format!("{name};VALUE=DATE"), &day.strftime("%Y%m%d").to_string());
    }

    /// The whole of it.
    pub fn finish(mut self) -> String {
        self.end("VCALENDAR");
        self.0
    }
}

/// An instant in UTC, to the second.
pub fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_by_octets_and_no_letter_is_cut() {
        let words = "\u{1ea1}".repeat(60);
        let mut calendar = Calendar(String::new());
        calendar.text("SUMMARY", &words);
        let lines: Vec<&str> = calendar.0.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|it| it.len() <= LONGEST_LINE), "{lines:?}");
        let whole: String = lines.iter().map(|it| it.strip_prefix(' ').unwrap_or(it)).collect();
        assert_eq!(whole, format!("SUMMARY:{words}"));
    }

    #[test]
    fn signs_that_mean_something_are_told_apart() {
        let mut calendar = Calendar(String::new());
        calendar.text("SUMMARY", "a, b; c\\d\r\ne\u{7}");
        assert_eq!(calendar.0, "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n");
    }
}
