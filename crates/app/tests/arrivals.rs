//! Files on their way in: which wait and which are taken at once, what a restart leaves, what a mark of secrecy leaves.

use app::access::Viewer;
use app::arrivals::{Arrived, Stage};
use app::{Error, Location, Office, Role};
use std::fs;
use std::path::PathBuf;

const NOTICE: &str = include_str!("../../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt");

struct Story {
    folder: PathBuf,
    office: Option<Office>,
    sent: String,
}

impl Drop for Story {
    fn drop(&mut self) {
        self.office = None;
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Story {
    fn new(n: usize) -> Story {
        let folder = std::env::temp_dir().join(format!("app-arrivals-{n}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let mut story = Story { folder, office: None, sent: String::new() };
        story.restart();
        let first = story.office().account_or_first("first").unwrap();
        story.office().open_account(first, "other").unwrap();
        for name in ["first", "other"] {
            story.office().grant(first, name, Role::Clerk, None).unwrap();
        }
        story
    }

    fn office(&self) -> &Office {
        self.office.as_ref().unwrap()
    }

    fn restart(&mut self) {
        self.office = None;
        let location = Location { data: self.folder.clone(), database: None };
        self.office = Some(Office::open(&location, None, "root").unwrap());
        self.office().resume_arrivals().unwrap();
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.office().viewer(self.office().account_or_first(name).unwrap()).unwrap()
    }

    /// What comes of a step.
    fn does(&mut self, step: &str) -> String {
        let (verb, rest) = step.split_once(": ").unwrap_or((step, ""));
        let viewer = self.viewer("first");
        match verb {
            "sends" => {
                let (name, bytes) = match rest {
                    "the notice" => ("notice.txt", NOTICE.as_bytes().to_vec()),
                    pages => ("scan.pdf", pdf(pages)),
                };
                let id = self.office().announce(&viewer, name, bytes.len()).unwrap();
                self.sent = id.to_string();
                told(self.office().arrive(&viewer, id, bytes, false).map(|it| match it {
                    Arrived::Taken(_) => "taken".to_owned(),
                    Arrived::Waits => "waits".to_owned(),
                }))
            }
            "restarts" => {
                self.restart();
                String::new()
            }
            // As if the program had ended between the bytes and the note of whose they are.
            "loses its note" => {
                let folder = self.folder.join("waiting/00");
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join("0".repeat(64)), b"words").unwrap();
                told(self.office().drop_arrival(&viewer, &self.sent).map(|()| String::new()))
            }
            "reads" => told(self.office().read_waiting().map(|()| String::new())),
            "drops" => told(self.office().drop_arrival(&viewer, &self.sent).map(|()| String::new())),
            "asks again" => told(self.office().arrive_again(&viewer, &self.sent).map(|()| String::new())),
            "sees" => self.seen_by(&viewer),
            "other sees" => self.seen_by(&self.viewer("other")),
            "listed" => self.office().arrivals(&viewer).len().to_string(),
            "kept" => self.n_kept().to_string(),
            "documents" => self.office().documents().unwrap().documents.len().to_string(),
            _ => panic!("{step}"),
        }
    }

    fn seen_by(&self, viewer: &Viewer) -> String {
        told(self.office().arrival(viewer, &self.sent).map(|it| match it.stage {
            Stage::Waiting { .. } => "waiting".to_owned(),
            Stage::Reading { .. } => "reading".to_owned(),
            Stage::Taken { .. } => "taken".to_owned(),
            Stage::Refused { refusal, .. } => format!("{} {}", refusal.code(), it.file_name).trim().to_owned(),
            Stage::Failed => "failed".to_owned(),
            Stage::Lost => "lost".to_owned(),
        }))
    }

    /// Files of the folder in which they wait.
    fn n_kept(&self) -> usize {
        let folders = fs::read_dir(self.folder.join("waiting")).into_iter().flatten().map(|it| it.unwrap().path());
        folders.flat_map(|it| fs::read_dir(it).unwrap()).count()
    }
}

fn told(result: Result<String, Error>) -> String {
    match result {
        Ok(told) => told,
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        Err(Error::NotFound(_)) => "missing".to_owned(),
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn a_long_file_waits_and_nothing_is_left_of_a_secret_one() {
    for (n, story) in include_str!("arrivals.txt").split("\n--- ").skip(1).enumerate() {
        let (name, lines) = story.split_once('\n').unwrap();
        let mut story = Story::new(n);
        for line in lines.lines().filter(|it| !it.is_empty()) {
            let (step, wanted) = line.split_once(" => ").unwrap_or((line, ""));
            assert_eq!(story.does(step), wanted, "{name}: {line}");
        }
    }
}

/// A PDF with a page for each word: `text` holds the notice, `picture` a picture and no letter, `secret` a mark of secrecy.
fn pdf(pages: &str) -> Vec<u8> {
    let mut letters: Vec<char> = format!("{NOTICE}M\u{1eac}T").chars().filter(|it| !it.is_control()).collect();
    letters.sort_unstable();
    letters.dedup();
    let names: Vec<String> = letters.iter().map(|it| format!("/uni{:04X}", u32::from(*it))).collect();
    let code = |it: char| {
        letters.iter().position(|letter| *letter == it).map_or(String::new(), |at| format!("{:02x}", at + 1))
    };
    let line = |words: &str| format!("<{}> Tj 0 -16 Td\n", words.chars().map(code).collect::<String>());
    let text = |words: &str| format!("BT /F 10 Tf 50 2900 Td\n{}ET", words.lines().map(line).collect::<String>());
    let picture = "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1>>\nstream\n0\nendstream";
    let mut objects = vec![
        (1, "<</Type /Catalog /Pages 2 0 R>>".to_owned()),
        (3, format!("<</Type /Font /Subtype /Type1 /Encoding <</Differences [1 {}]>> >>", names.join(" "))),
        (4, picture.to_owned()),
    ];
    let mut kids = String::new();
    for (n, page) in pages.split(' ').enumerate() {
        let content = match page {
            "text" => text(NOTICE),
            "secret" => text("M\u{1eac}T"),
            _ => "q 3000 0 0 3000 0 0 cm /I Do Q".to_owned(),
        };
        let id = 10 + 2 * n;
        kids += &format!("{id} 0 R ");
        objects.push((id, format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 3000 3000] /Contents {} 0 R /Resources <</Font <</F 3 0 R>> /XObject <</I 4 0 R>> >> >>", id + 1)));
        objects.push((id + 1, format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())));
    }
    objects.push((2, format!("<</Type /Pages /Kids [{kids}]>>")));
    let body: String = objects.iter().map(|(id, body)| format!("{id} 0 obj {body} endobj\n")).collect();
    format!("%PDF-1.4\n{body}trailer <</Root 1 0 R>>").into_bytes()
}
