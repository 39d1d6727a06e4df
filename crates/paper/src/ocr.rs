//! Letters of pictures, recognised by Tesseract with Vietnamese data where it is installed; a low confidence is a doubt.
//!
//! The only place of the crate that starts a process. It hands the picture over by pipe and writes no file.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use base::Span;

use crate::draft::{Draft, Gap};
use crate::limits::{self, Cap};
use crate::{Doubt, DoubtKind, Extracted, Format};

/// What recognising came to over all pictures of a file.
#[derive(Default)]
pub struct Recognised {
    pub doubts: Vec<Doubt>,
    n_words: usize,
    sum: usize,
}

impl Recognised {
    /// The mean confidence, per cent, and the doubts; those about the whole file once each.
    pub fn finish(mut self) -> (Option<u8>, Vec<Doubt>) {
        let mut whole: Vec<DoubtKind> = Vec::new();
        self.doubts.retain(|it| {
            let is_new = !it.span.is_empty() || !whole.contains(&it.kind);
            whole.extend(it.span.is_empty().then_some(it.kind));
            is_new
        });
        let mean = self.sum.checked_div(self.n_words).map(|it| it as u8);
        (mean, self.doubts)
    }

    fn word(&mut self, confidence: f32, span: Span) {
        let confidence = confidence.clamp(0.0, 100.0) as u8;
        self.n_words += 1;
        self.sum += usize::from(confidence);
        if confidence < limits::SURE_CONFIDENCE {
            self.doubts.push(Doubt { kind: DoubtKind::Unsure { confidence }, span });
        }
    }
}

pub fn extract_picture(bytes: &[u8]) -> Extracted {
    let (mut draft, mut recognised) = (Draft::default(), Recognised::default());
    recognise(bytes, &mut draft, &mut recognised);
    let mut extracted = Extracted::new(Format::Image, draft.text);
    (extracted.confidence, extracted.doubts) = recognised.finish();
    extracted
}

/// Adds the words of the picture `bytes` to `draft`.
pub fn recognise(bytes: &[u8], draft: &mut Draft, recognised: &mut Recognised) {
    match run(bytes) {
        Ok(table) => add_words(&table, draft, recognised),
        Err(kind) => recognised.doubts.push(Doubt::of_the_whole(kind)),
    }
}

/// How long one picture may take.
const LONGEST: Duration = Duration::from_secs(limits::PAGE_SECONDS as u64);

/// The longest side of a picture, pixels: a page of A3 at 600 dots an inch, and half as much again.
const LONGEST_SIDE: u32 = 15_000;

fn run(bytes: &[u8]) -> Result<String, DoubtKind> {
    if sides(bytes).is_some_and(|it| it.0.max(it.1) > LONGEST_SIDE) {
        return Err(DoubtKind::CutShort { cap: Cap::Pictures });
    }
    let mut command = Command::new("tesseract");
    command.args(["stdin", "stdout", "-l", "vie", "tsv"]).env("OMP_THREAD_LIMIT", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| DoubtKind::NeedsOcr)?;
    let answer = converse(&mut child, bytes);
    // A process that has ended cannot be ended again; that is no matter.
    let is_late = answer.is_none() && child.kill().is_ok();
    let is_done = child.wait().is_ok_and(|it| it.success());
    match answer {
        Some(table) if is_done => Ok(table),
        _ if is_late => Err(DoubtKind::CutShort { cap: Cap::Time }),
        _ => Err(DoubtKind::NeedsOcr),
    }
}

/// Hands the picture over and waits for the answer; none when it takes too long.
fn converse(child: &mut Child, bytes: &[u8]) -> Option<String> {
    let (mut stdin, mut stdout) = (child.stdin.take()?, child.stdout.take()?);
    let picture = bytes.to_vec();
    // A process that does not want the whole picture closes its end.
    thread::spawn(move || stdin.write_all(&picture).is_ok());
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let is_read = stdout.read_to_end(&mut answer).is_ok();
        sender.send(is_read.then_some(answer)).is_ok()
    });
    let answer = receiver.recv_timeout(LONGEST).ok()??;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

/// Width and height that a PNG or JPEG states.
fn sides(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize, n: usize| {
        let digits = bytes.get(at..at + n)?;
        Some(digits.iter().fold(0u32, |value, it| value << 8 | u32::from(*it)))
    };
    if bytes.starts_with(b"\x89PNG") {
        return Some((number(16, 4)?, number(20, 4)?));
    }
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    while number(at, 1)? == 0xff {
        match number(at + 1, 1)? {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((number(at + 7, 2)?, number(at + 5, 2)?));
            }
            0xff => at += 1,
            _ => at += 2 + number(at + 2, 2)? as usize,
        }
    }
    None
}

/// Rows of Tesseract's table: level, page, block, paragraph, line, word, place (4), confidence, text.
fn add_words(table: &str, draft: &mut Draft, recognised: &mut Recognised) {
    let mut before: Option<(&str, &str, &str)> = None;
    let mut right = 0;
    draft.apart(Gap::Paragraph);
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let ["5", _, block, paragraph, line, _, left, _, width, height, confidence, words] = cells[..] else {
            continue;
        };
        let [left, width, height] = [left, width, height].map(|it| it.parse::<i64>().unwrap_or(0));
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        draft.apart(match before {
            Some(place) if place == (block, paragraph, line) => {
                // Columns side by side that were taken for one line.
                if left - right > 2 * height.max(8) { Gap::Wide } else { Gap::Blank }
            }
            Some((b, p, _)) if (b, p) == (block, paragraph) => Gap::Line,
            _ => Gap::Paragraph,
        });
        right = left + width;
        draft.made(words);
        let span = Span::new(draft.text.len() - words.len(), draft.text.len());
        recognised.word(confidence.parse().unwrap_or(0.0), span);
        before = Some((block, paragraph, line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_lines_and_low_confidence_a_doubt() {
        let row =
            |place: &str, confidence: &str, words: &str| format!("5\t1\t{place}\t0\t9\t9\t{confidence}\t{words}\n");
        let table = [
            "level\tpage_num\n4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n".to_owned(),
            row("1\t1\t1\t1\t0", "96.5", "one"),
            row("1\t1\t1\t2\t12", "31", "tvvo"),
            row("1\t1\t2\t1\t0", "90", "three"),
            row("1\t2\t1\t1\t0", "90", "four"),
            row("1\t2\t1\t2\t10", "95", " "),
            row("1\t2\t1\t3\t90", "95", "five"),
        ];
        let (mut draft, mut recognised) = (Draft::default(), Recognised::default());
        add_words(&table.concat(), &mut draft, &mut recognised);
        assert_eq!(draft.text, "one tvvo\nthree\n\nfour    five");
        let (mean, doubts) = recognised.finish();
        assert_eq!(mean, Some(80));
        assert_eq!(doubts, [Doubt { kind: DoubtKind::Unsure { confidence: 31 }, span: Span::new(4, 8) }]);
    }

    #[test]
    fn the_sides_of_a_picture_are_read_from_its_head() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\0\x05";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x20";
        assert_eq!(sides(png), Some((30_000, 5)));
        assert_eq!(sides(jpeg), Some((32, 16)));
        assert_eq!(sides(b"\xff\xd8\xff"), None);
    }
}
