//! Every number of a briefing counted once more, from the list of all tasks and of all conclusions.

use super::world::World;
use crate::prove::binary::Binary;
use crate::prove::want;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Silence of so many days is told.
const SILENT_DAYS: i64 = 30;

struct Lists {
    tasks: Vec<Value>,
    conclusions: Vec<Value>,
    units: Vec<Value>,
    today: String,
}

/// Compares each briefing; how many numbers were compared.
pub fn compare(binary: &Binary, world: &World) -> Result<usize> {
    let ask = |noun: &str| binary.ask(&world.place(), &["show", noun, "--json"]);
    let list = |it: &Value, noun: &str| it[noun].as_array().cloned().context("looking for a list in what bamsat shows");
    let tasks = ask("tasks")?;
    let lists = Lists {
        today: tasks["today"].as_str().context("looking for the day")?.to_owned(),
        tasks: list(&tasks, "tasks")?,
        conclusions: list(&ask("conclusions")?, "conclusions")?,
        units: list(&ask("units")?, "units")?,
    };
    println!("{} tasks, {} conclusions", lists.tasks.len(), lists.conclusions.len());
    let mut n = 0;
    for of in [&world.much, &world.little, &world.root, &world.guest().to_owned()] {
        let shown = binary.ask(&world.place(), &["show", "briefing", of, "--json"])?;
        n += lists.compare(of, &shown).with_context(|| format!("comparing the briefing of {of}"))?;
    }
    Ok(n)
}

impl Lists {
    fn compare(&self, of: &str, shown: &Value) -> Result<usize> {
        let below = |top: &str| self.subtree(top);
        let is_session = shown["session"]["id"] == *of;
        let unit = shown["unit"]["id"].as_str().context("a briefing has a unit")?;
        let of_unit = below(unit);
        let is_led = |it: &&Value| of_unit.contains(it["lead"]["id"].as_str().unwrap_or_default());
        let mine: Vec<&Value> = match is_session {
            true => self.tasks.iter().filter(|it| it["source"]["session"] == *of).collect(),
            false => self.tasks.iter().filter(is_led).collect(),
        };
        let mut n = self.compare_tasks(&mine, &shown["tasks"])?;
        let led: Vec<&Value> = self.tasks.iter().filter(is_led).collect();
        n += self.compare_rates(&led, &shown["rates"])?;
        n += self.compare_conclusions(shown)?;
        Ok(n)
    }

    fn compare_tasks(&self, mine: &[&Value], shown: &Value) -> Result<usize> {
        let work = |it: &Value| it["state"]["work"].as_str().unwrap_or_default().to_owned();
        let n_in = |states: &[&str]| mine.iter().filter(|it| states.contains(&work(it).as_str())).count();
        let late = |it: &&&Value| is_late(it);
        let silent = |it: &&&Value| is_silent(it);
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        wanted.insert("open", n_in(&["not_started", "in_progress", "awaiting_confirmation"]));
        wanted.insert("overdue", mine.iter().filter(late).count());
        wanted.insert("awaiting", n_in(&["awaiting_confirmation"]));
        wanted.insert("suspended", n_in(&["suspended"]));
        wanted.insert("completed", n_in(&["completed"]));
        wanted.insert("terminated", n_in(&["terminated"]));
        // The lead is looked at for as many days as the register tells of: due within a week, counted by what is left.
        for (state, n) in &wanted {
            let counts = shown["counts"].as_array().context("counts are a list")?;
            let told = counts.iter().find(|it| it["state"] == *state).context("a state is counted")?;
            want(told["n"] == *n && told["is_more"] == false, || format!("{state}: {told}, counted {n}"))?;
        }
        let n_silent = mine.iter().filter(silent).count();
        want(shown["silent"]["n"] == n_silent, || format!("silent {}, counted {n_silent}", shown["silent"]["n"]))?;
        let n_late = wanted["overdue"];
        want(shown["overdue"]["n"] == n_late, || format!("overdue {}, counted {n_late}", shown["overdue"]["n"]))?;
        let most = mine.iter().filter(late).filter_map(|it| it["state"]["days_late"].as_i64()).max().unwrap_or(0);
        want(shown["most_days_late"] == most, || format!("late for {}, counted {most}", shown["most_days_late"]))?;
        for (list, is_of) in [("overdue", is_late as fn(&Value) -> bool), ("silent", is_silent)] {
            let listed = shown[list]["tasks"].as_array().context("tasks are a list")?;
            want(listed.len() == 100.min(mine.iter().filter(|it| is_of(it)).count()), || format!("{list} is short"))?;
            for it in listed {
                let task = mine.iter().find(|of| of["code"] == it["code"]).context("a listed task is one of them")?;
                want(is_of(task), || format!("{} is not {list}", it["code"]))?;
            }
        }
        Ok(wanted.len() + 3)
    }

    fn compare_rates(&self, led: &[&Value], shown: &Value) -> Result<usize> {
        let due = |it: &Value| it["deadline"]["due_on"].as_str().map(str::to_owned);
        let is_completed = |it: &Value| it["state"]["work"] == "completed";
        let counts_at_all = |it: &Value| it["state"]["work"] != "terminated" && it["state"]["work"] != "suspended";
        let is_done_in_time = |it: &Value| it["done_on"].as_str().is_some_and(|done| Some(done.to_owned()) <= due(it));
        let dated: Vec<&&Value> = led.iter().filter(|it| due(it).is_some() && counts_at_all(it)).collect();
        let n = |is_of: &dyn Fn(&Value) -> bool| dated.iter().filter(|it| is_of(it)).count() as u64;
        let completed = n(&is_completed);
        let overdue = n(&|it| !is_completed(it) && due(it).is_some_and(|due| due < self.today) && !is_done_in_time(it));
        let on_time = n(&|it| is_completed(it) && is_done_in_time(it));
        let wanted = [
            ("due-only", completed, completed + overdue),
            ("all", completed, dated.len() as u64),
            ("completed-only", on_time, completed),
        ];
        for (rule, numerator, denominator) in wanted {
            let rates = shown.as_array().context("rates are a list")?;
            let told = rates.iter().find(|it| it["rule"] == rule).context("a rule is told")?;
            let is_same = told["numerator"] == numerator && told["denominator"] == denominator;
            want(is_same, || format!("{rule}: {told}, counted {numerator} of {denominator}"))?;
        }
        Ok(2 * wanted.len())
    }

    /// What became of each conclusion, by the worst of its tasks.
    fn compare_conclusions(&self, shown: &Value) -> Result<usize> {
        let session = &shown["session"]["id"];
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        let told = shown["conclusions"].as_array().context("conclusions are a list")?;
        let all = self.conclusions.iter().filter(|it| it["session"] == *session).count();
        want(told.len() == all, || format!("{} of {all} conclusions are told", told.len()))?;
        for it in told {
            let of = |task: &&Value| task["source"]["session"] == *session && task["source"]["conclusion"] == it["n"];
            let tasks: Vec<&Value> = self.tasks.iter().filter(of).collect();
            let conclusion = self.conclusions.iter().find(|of| of["session"] == *session && of["n"] == it["n"]);
            let ending = conclusion.and_then(|it| it["ending"].as_str());
            let (fate, days) = tasks
                .iter()
                .map(|it| fate(it))
                .max()
                .map_or_else(|| (without_task(ending), 0), |(rank, days)| (FATES[FATES.len() - 1 - rank], days));
            let is_same = it["fate"] == fate && it["days"] == days && it["n_tasks"] == tasks.len();
            want(is_same, || format!("conclusion {}: {it}, counted {fate}, {days} days, {}", it["n"], tasks.len()))?;
            *counted.entry(fate.to_owned()).or_default() += 1;
        }
        for it in shown["fates"].as_array().context("fates are a list")? {
            let n = counted.remove(it["fate"].as_str().unwrap_or_default());
            want(n.is_some_and(|n| it["n"] == n), || format!("{it}, counted {n:?}"))?;
        }
        want(counted.is_empty(), || format!("not told: {counted:?}"))?;
        Ok(3 * told.len())
    }

    fn subtree(&self, top: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::from([top.to_owned()]);
        loop {
            let is_below = |it: &&Value| it["parent"]["id"].as_str().is_some_and(|it| found.contains(it));
            let more: Vec<String> =
                self.units.iter().filter(is_below).filter_map(|it| it["id"].as_str().map(str::to_owned)).collect();
            let n = found.len();
            found.extend(more);
            if found.len() == n {
                return found;
            }
        }
    }
}

/// What may become of a task, the worst first.
const FATES: [&str; 9] = [
    "overdue",
    "silent",
    "awaiting",
    "extension_asked",
    "under_way",
    "done_late",
    "done_in_time",
    "done",
    "terminated",
];

/// The rank of what became of a task, the worst the highest, and the days that are told of it.
fn fate(task: &Value) -> (usize, i64) {
    let [late, silent] = ["days_late", "days_silent"].map(|it| task["state"][it].as_i64().unwrap_or_default());
    let due = task["deadline"]["due_on"].as_str();
    let (name, days) = match task["state"]["work"].as_str().unwrap_or_default() {
        "completed" => match (due, task["done_on"].as_str()) {
            (Some(due), Some(done)) if due < done => ("done_late", days_between(due, done)),
            (Some(_), _) => ("done_in_time", 0),
            _ => ("done", 0),
        },
        "terminated" => ("terminated", 0),
        // It was reported today.
        "awaiting_confirmation" => ("awaiting", 0),
        _ if late > 0 => ("overdue", late),
        _ if silent >= SILENT_DAYS => ("silent", silent),
        _ if !task["extension"].is_null() => ("extension_asked", 0),
        _ => ("under_way", 0),
    };
    let place = FATES.iter().position(|it| *it == name).unwrap_or(FATES.len() - 1);
    (FATES.len() - 1 - place, days)
}

fn without_task(ending: Option<&str>) -> &'static str {
    match ending {
        None => "unended",
        Some("guidance") => "guidance",
        Some(_) => "without_task",
    }
}

fn is_late(task: &Value) -> bool {
    task["state"]["days_late"].as_i64().is_some_and(|it| it > 0)
}

fn is_silent(task: &Value) -> bool {
    let owes_a_word = task["state"]["work"] == "not_started" || task["state"]["work"] == "in_progress";
    owes_a_word && task["state"]["days_silent"].as_i64().is_some_and(|it| it >= SILENT_DAYS)
}

/// Calendar days between two days as they are stored.
fn days_between(from: &str, until: &str) -> i64 {
    day_number(until) - day_number(from)
}

/// Days of the proleptic calendar, by the count of days before a March that begins the year.
fn day_number(day: &str) -> i64 {
    let parts: Vec<i64> = day.split('-').filter_map(|it| it.parse().ok()).collect();
    let &[year, month, day] = parts.as_slice() else { return 0 };
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_are_counted_across_years() {
        let cases =
            [("2025-12-31", "2026-01-01", 1), ("2024-02-28", "2024-03-01", 2), ("2025-03-31", "2026-11-30", 609)];
        for (from, until, days) in cases {
            assert_eq!(days_between(from, until), days, "{from} {until}");
        }
    }

    #[test]
    fn the_worst_has_the_highest_rank() {
        let task = |work: &str, late: i64, silent: i64| json!({ "state": { "work": work, "days_late": late, "days_silent": silent } });
        let [late, silent, under_way] = [("in_progress", 3, 90), ("in_progress", 0, 30), ("in_progress", 0, 29)]
            .map(|(work, late, silent)| fate(&task(work, late, silent)));
        assert!(late > silent && silent > under_way);
        assert_eq!((late.1, silent.1, under_way.1), (3, 30, 0));
    }
}
