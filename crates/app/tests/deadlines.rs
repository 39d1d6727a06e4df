//! Words of deadlines and the days they give: those typed at the desk, and the phrases of `deadlines/phrases.tsv`, each in
//! the calendar of its row. Prints how many are counted rightly.

use app::deadlines::{Said, typed};
use base::{BeforeDay, WorkingDays};
use jiff::civil::Date;
use model::Deadline;

#[test]
fn a_deadline_is_read_as_it_is_typed() {
    let on: Date = "2026-11-12".parse().unwrap();
    let lines = include_str!("deadlines/typed.txt").lines();
    for (words, wanted) in lines.filter_map(|it| it.split_once(" | ")) {
        assert_eq!(told(words, on, &WorkingDays::default(), false), wanted.replace("nothing", "asked"), "{words}");
    }
}

#[test]
fn every_phrase_gives_the_day_that_was_counted_by_hand() {
    let rows: Vec<&str> = include_str!("deadlines/phrases.tsv").lines().filter(|it| !it.starts_with('#')).collect();
    let is_wrong = |row: &&&str| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [words, on, changed, before, wanted, why] = columns[..] else { panic!("a row has six columns: {row}") };
        assert!(!why.is_empty(), "{row}: nobody says why");
        let calendar = WorkingDays::new(changes(changed), before_day(before));
        let got = told(words, on.parse().unwrap(), &calendar, true);
        if got != wanted {
            println!("{row}\n  gives {got}");
        }
        got != wanted
    };
    let n_wrong = rows.iter().filter(is_wrong).count();
    println!("phrases: {} of {}", rows.len() - n_wrong, rows.len());
    assert_eq!(n_wrong, 0);
}

fn told(words: &str, on: Date, calendar: &WorkingDays, tells_next: bool) -> String {
    match typed(words, on, calendar) {
        None => "asked".to_owned(),
        Some(Deadline::Fixed { due_on }) => due_on.to_string(),
        Some(Deadline::Periodic) if tells_next => {
            let rhythm = Said { words, on }.rhythm(on, calendar).expect("a rhythm goes on");
            format!("periodic {}", rhythm.next_on)
        }
        Some(Deadline::Periodic) => "periodic".to_owned(),
        Some(Deadline::Standing) => "standing".to_owned(),
        Some(Deadline::Unset) => "unset".to_owned(),
    }
}

/// `off:2027-04-29,worked:2027-05-08`.
fn changes(told: &str) -> Vec<(Date, bool)> {
    let change = |it: &str| {
        let (counts_as, day) = it.split_once(':').expect("a change has a colon");
        (day.parse().expect("a change has a day"), counts_as == "worked")
    };
    told.split(',').filter(|it| *it != "-").map(change).collect()
}

fn before_day(told: &str) -> BeforeDay {
    match told {
        "included" => BeforeDay::Included,
        "excluded" => BeforeDay::Excluded,
        _ => panic!("{told} says nothing of the day behind before"),
    }
}
