//! The files of tasks that an office takes away, read again by the same crate that reads those of others.

use app::intake::read_file;
use app::messages::Language;
use app::task_file::FileKind;
use app::views::{Columns, TaskQuery};
use app::{Location, Office};
use model::StreamId;
use serde_json::{Value, json};

const HARMFUL: [&str; 5] = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"];

/// A register with a notice taken in and tasks whose words a sheet could take for formulas.
fn filled(name: &str) -> (Office, std::path::PathBuf) {
    const NOTICE: &str = include_str!("../../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt");
    let folder = std::env::temp_dir().join(format!("bamsat-file-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let location = Location { data: folder.clone(), database: None };
    let office = Office::open(&location, Some("2026-03-31T02:00:00Z".parse().unwrap()), "Root").unwrap();
    let file = read_file("notice.txt", NOTICE.as_bytes().to_vec()).unwrap();
    office.accept(&file, "Office", false).unwrap();
    let actor = office.account_or_first("Office").unwrap();
    office.grant(actor, "Office", app::Role::Clerk, None).unwrap();
    let lead = office.units().unwrap().units[0].id;
    for words in HARMFUL {
        let stream: StreamId = office.new_id();
        let body = json!({ "words": words, "lead": lead, "deadline": { "kind": "fixed", "due_on": "2026-02-05" } });
        let line: Value =
            json!({ "key": stream.to_string(), "act": "task.assign", "stream": stream.to_string(), "body": body });
        let answer = office.act(Language::English, actor, line.to_string().as_bytes());
        assert!(matches!(answer.answer, app::acting::Answered::Ok { .. }), "{answer:?}");
    }
    (office, folder)
}

fn taken(office: &Office, kind: FileKind, asked: &TaskQuery, columns: Option<Columns>) -> Vec<u8> {
    let viewer = office.viewer(office.account_or_first("Office").unwrap()).unwrap();
    let mut bytes = Vec::new();
    let file = office.task_file(&viewer, asked, columns, Language::Vietnamese).unwrap();
    file.write(kind, &mut bytes).unwrap();
    bytes
}

/// The cells of a workbook, row by row, from its heads on; titles have one cell.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let book = paper::extract(bytes, "tasks.xlsx");
    assert!(book.doubts.is_empty(), "{:?}", book.doubts);
    let cells = book.text.lines().map(|it| it.split(" | ").map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|it| it.get(1).is_some_and(|it| !it.is_empty())).collect()
}

fn asked(state: &str, group: &str) -> TaskQuery {
    TaskQuery { state: state.to_owned(), group: group.to_owned(), ..TaskQuery::default() }
}

#[test]
fn a_workbook_holds_what_the_register_does() {
    let (office, folder) = filled("all");
    let rows = rows(&taken(&office, FileKind::Xlsx, &asked("all", ""), None));
    let tasks = office.tasks().unwrap().tasks;
    assert_eq!(rows[0][..3], ["M\u{e3}", "N\u{1ed9}i dung nhi\u{1ec7}m v\u{1ee5}", "Ngu\u{1ed3}n giao"]);
    assert_eq!(rows.len(), tasks.len() + 1);
    for (row, task) in rows[1..].iter().zip(&tasks) {
        let lead = task.lead.name.clone().unwrap();
        let words = task.words.clone().unwrap();
        assert_eq!((&row[0], row[1].trim(), &row[3]), (&task.code, words.trim(), &lead));
        let due_on = task.deadline.deadline.due_on().map_or_else(String::new, |it| it.strftime("%d/%m/%Y").to_string());
        assert_eq!(row[9], due_on, "{}", task.code);
    }
    assert!(HARMFUL.iter().all(|it| rows.iter().any(|row| row[1].trim() == it.trim())));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_holds_the_list_that_was_asked_for_in_its_columns() {
    let (office, folder) = filled("list");
    let chosen = Columns::named(["deadline"].into_iter());
    let n_columns = |rows: &[Vec<String>]| rows[0].len();
    let late = rows(&taken(&office, FileKind::Xlsx, &asked("overdue", ""), Some(chosen)));
    let all = rows(&taken(&office, FileKind::Xlsx, &asked("all", "unit"), None));
    assert_eq!((n_columns(&late), n_columns(&all)), (6, 20));
    assert!(1 < late.len() && late.len() < all.len());
    let mut leads: Vec<&String> = all[1..].iter().map(|it| &it[3]).collect();
    leads.dedup();
    let n_in_pieces = leads.len();
    leads.sort();
    leads.dedup();
    assert_eq!(leads.len(), n_in_pieces, "the tasks of a unit stand together");
    let book = paper::extract(&taken(&office, FileKind::Xlsx, &asked("all", "unit"), None), "tasks.xlsx");
    assert!(leads.iter().all(|it| book.text.contains(&format!("{it} ("))), "each unit has a head: {}", book.text);
    assert!(book.text.contains(app::messages::text(Language::Vietnamese, "sheet-title")));
    let csv = String::from_utf8(taken(&office, FileKind::Csv, &asked("overdue", ""), None)).unwrap();
    assert!(csv.starts_with('\u{feff}'));
    let is_formula = |it: &str| it.starts_with(['=', '+', '-', '@', '\t']);
    assert!(!csv.lines().flat_map(|it| it.split(',')).any(|it| is_formula(it.trim_start_matches('"'))), "{csv}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn whoever_sees_nothing_takes_nothing_and_a_long_list_says_that_there_is_more() {
    let (office, folder) = filled("rights");
    let nobody = office.open_account(office.account_or_first("Office").unwrap(), "Nobody").unwrap();
    let viewer = office.viewer(nobody).unwrap();
    let mut bytes = Vec::new();
    let file = office.task_file(&viewer, &asked("all", ""), None, Language::English).unwrap();
    file.write(FileKind::Xlsx, &mut bytes).unwrap();
    assert_eq!(rows(&bytes).len(), 1);
    let viewer = office.viewer(office.account_or_first("Office").unwrap()).unwrap();
    for (most, is_more) in [(3, true), (1_000, false)] {
        let mut n = 0;
        let list = office.task_list(&viewer, &asked("all", "month")).unwrap();
        let more = list.each(most, |it| {
            n += usize::from(matches!(it, app::views::ListLine::Task(_)));
            Ok::<_, app::Error>(())
        });
        assert_eq!((more.unwrap(), n == most), (is_more, is_more), "{n} of at most {most}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
