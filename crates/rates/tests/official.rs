//! The rules on tasks rebuilt from published counts: each rate is the recomputed one, and what was stated otherwise is told.

use jiff::ToSpan;
use jiff::civil::Date;
use rates::{Columns, Counts, Due, Facts, Of, Percent, Rule, Trait, rate_mismatch, sum_mismatch};
use std::collections::BTreeMap;

const TODAY: Date = Date::constant(2018, 1, 1);

/// A task that stands as the word says on [`TODAY`].
fn facts(stands: &str) -> Facts {
    let assigned_on = TODAY - 400.days();
    let due_on = (!stands.starts_with("undated")).then(|| TODAY - 100.days());
    let open = Facts {
        assigned_on,
        first_due_on: due_on,
        due_on,
        done_on: None,
        completed_on: None,
        terminated_on: None,
        word_on: None,
        silent_since_on: assigned_on,
    };
    let done = |days: i32| Facts { done_on: Some(TODAY - days.days()), completed_on: Some(TODAY - 40.days()), ..open };
    match stands {
        "on_time" => done(100),
        "late" => done(99),
        "in_time" => Facts { first_due_on: Some(TODAY), due_on: Some(TODAY), ..open },
        "overdue" | "undated_open" => open,
        "undated_done" => done(50),
        _ => panic!("{stands} is no way to stand"),
    }
}

/// A line of the file: what it is, and named numbers.
struct Published<'a> {
    name: &'a str,
    numbers: BTreeMap<&'a str, &'a str>,
}

impl Published<'_> {
    fn n(&self, name: &str) -> Option<u64> {
        self.numbers.get(name).map(|it| it.parse().expect("a count is a number"))
    }

    fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        for stands in ["on_time", "late", "in_time", "overdue", "undated_open", "undated_done"] {
            (0..self.n(stands).unwrap_or(0)).for_each(|_| columns.push(&facts(stands)));
        }
        columns
    }
}

fn percent(text: &str) -> Percent {
    let n_decimals = text.split_once('.').map_or(0, |it| u32::try_from(it.1.len()).expect("few decimals"));
    Percent { digits: text.replace('.', "").parse().expect("a share is a number"), n_decimals }
}

/// What is stated and does not hold, as the file tells it: the name, what was stated, what it should be.
fn mismatches(published: &Published, counts: Counts) -> Vec<String> {
    let mut told = Vec::new();
    for rule in Rule::ALL {
        let stated = published.numbers.get(format!("stated:{}", rule.name()).as_str());
        let found = stated.and_then(|it| rate_mismatch(percent(it), counts.rate(rule)));
        told.extend(found.map(|it| format!("{}={}/{}", rule.name(), it.stated, it.computed)));
    }
    for (of, name) in Of::ALL {
        let stated = published.n(&format!("stated:n_{name}"));
        let found = stated.and_then(|it| sum_mismatch(it, &[counts.get(of)]));
        told.extend(found.map(|it| format!("n_{name}={}/{}", it.stated, it.computed)));
    }
    told
}

#[test]
fn published_counts_give_the_recomputed_rates_and_what_does_not_add_up_is_told() {
    let mut n_mismatches = 0;
    for line in include_str!("published.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let (name, rest) = line.split_once(" | ").expect("a line has a name");
        let (numbers, wanted) = rest.split_once(" | ").expect("a line tells what does not hold");
        let numbers = numbers.split(' ').filter_map(|it| it.split_once('=')).collect();
        let published = Published { name, numbers };
        let columns = published.columns();
        let counts = columns.total(TODAY, Due::Extended);
        assert_eq!(counts.n_all(), columns.len() as u64, "{name}: every task is counted once");
        for rule in Rule::ALL {
            let wanted = published.numbers.get(rule.name()).map(|it| percent(it).digits);
            let computed = counts.rate(rule).hundredths();
            assert!(wanted.is_none() || wanted == computed, "{name}: {} is {computed:?}", rule.name());
        }
        let found = mismatches(&published, counts);
        println!("{}: {}", published.name, if found.is_empty() { "holds".to_owned() } else { found.join(" ") });
        n_mismatches += found.len();
        assert_eq!(if found.is_empty() { "-".to_owned() } else { found.join(" ") }, wanted, "{name}");
    }
    println!("mismatches: {n_mismatches}");
}

#[test]
fn an_extension_is_judged_against_both_days_and_the_sums_agree() {
    let late = facts("late");
    let extended = Facts { due_on: Some(TODAY - 99.days()), ..late };
    let mut columns = Columns::default();
    [late, extended, facts("overdue"), facts("undated_open")].iter().for_each(|it| columns.push(it));
    let terminated = Facts { terminated_on: Some(TODAY), ..facts("overdue") };
    let to_come = Facts { assigned_on: TODAY + 1.day(), ..facts("in_time") };
    [terminated, to_come].iter().for_each(|it| columns.push(it));
    let rate = |due| columns.total(TODAY, due).rate(Rule::CompletedOnly);
    assert_eq!((rate(Due::First).numerator, rate(Due::First).denominator), (0, 2));
    assert_eq!((rate(Due::Extended).numerator, rate(Due::Extended).denominator), (1, 2));
    assert_eq!(columns.total(TODAY, Due::First).n_all(), 4, "terminated ones and those to come count nowhere");

    let outer = Trait { of: vec![0, 1, 1, 0, 0, 0], n: 2 };
    let inner = Trait { of: vec![2, 2, 0, 1, 0, 0], n: 3 };
    let table = columns.count(TODAY, Due::Extended, &outer, &inner);
    assert_eq!(table.sum(), columns.total(TODAY, Due::Extended));
    assert_eq!(table.outer(1), [table.cell(1, 0), table.cell(1, 1), table.cell(1, 2)].into_iter().sum());
    assert_eq!(columns.silent(TODAY, &outer), [[1, 1, 1], [0, 0, 0]], "the undated one has had no word for 400 days");
    assert_eq!(table.cell(0, 1).n_undated_open, 1);
    assert_eq!(columns.places(TODAY, Due::Extended, Of::Overdue), [2]);
    assert_eq!(columns.places(TODAY - 60.days(), Due::Extended, Of::Open), [0, 1, 2, 3, 4], "as it stood then");
}

#[test]
fn reported_in_time_waits_without_being_late() {
    let waits = Facts { done_on: Some(TODAY - 100.days()), ..facts("overdue") };
    let late = Facts { done_on: Some(TODAY - 99.days()), ..facts("overdue") };
    let mut columns = Columns::default();
    [waits, late].iter().for_each(|it| columns.push(it));
    let counts = columns.total(TODAY, Due::Extended);
    assert_eq!((counts.n_in_time, counts.n_overdue), (1, 1));
}

#[test]
fn only_a_word_of_late_updates_a_task() {
    let said = |days: Option<i32>| Facts { word_on: days.map(|it| TODAY - it.days()), ..facts("undated_open") };
    let mut columns = Columns::default();
    [said(None), said(Some(31)), said(Some(30)), said(Some(0)), said(Some(-1))].iter().for_each(|it| columns.push(it));
    let rate = columns.total(TODAY, Due::Extended).rate(Rule::Updated);
    assert_eq!((rate.numerator, rate.denominator), (2, 5));
}
