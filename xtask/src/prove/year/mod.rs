//! A year of an invented province, played over the interface: two sessions, sixty tasks on three levels. What the product
//! then says is held against what the script says by itself.

mod meeting;
mod play;
mod script;
mod tally;

use super::binary::{Binary, Profile};
use super::http::Client;
use super::{Verdict, want};
use crate::shell::Scratch;
use anyhow::{Context, Result};
use jiff::civil::Date;
use play::Play;
use script::{Script, Source, Task};
use serde_json::Value;
use tally::{Stand, Standing, standings};

/// Tasks without a day that have had no word for so long are told.
const SILENT_DAYS: [i32; 3] = [30, 60, 90];

pub fn run() -> Result<Verdict> {
    let script = Script::read()?;
    tell(&script)?;
    let binary = Binary::build(Profile::Release)?;
    let folder = Scratch::new("year")?;
    let mut play = Play::begin(&binary, folder.path(), &script)?;
    let second = script.sessions.get(1).context("the year has two sessions")?.held_on;
    let eve = second.yesterday()?;
    let days = script.days();
    let (before, after): (Vec<Date>, Vec<Date>) = days.iter().partition(|it| **it < second);
    for day in before {
        play.day(day)?;
    }
    let mut n_figures = compare(&play, &script, eve)?;
    for day in after {
        play.day(day)?;
    }
    let last = *days.last().context("nothing happens in the year")?;
    n_figures += compare(&play, &script, last)?;
    let head = binary.check(&play.place(last))?;
    println!("{} acts on {} days, {} entries, check clean", play.n_acts, days.len(), head.position);
    println!("{n_figures} figures are those of the script");
    Ok(Verdict::Pass)
}

/// What the year holds; it has to hold what a year is made of.
fn tell(script: &Script) -> Result<()> {
    let depth = |task: &Task| depth(script, task);
    let levels: Vec<usize> = (1..=3).map(|n| script.tasks.iter().filter(|it| depth(it) == n).count()).collect();
    let n_acts = |act: &str| script.tasks.iter().flat_map(|it| &it.course).filter(|it| it.act == act).count();
    let acts = [
        "receive",
        "report_progress",
        "report_done",
        "send_back",
        "confirm",
        "ask_extension",
        "suspend",
        "resume",
        "terminate",
        "decline",
        "urge",
    ];
    let told: Vec<String> = acts.iter().map(|it| format!("{it} {}", n_acts(it))).collect();
    println!(
        "{} tasks on three levels ({levels:?}), {} sessions; {}",
        script.tasks.len(),
        script.sessions.len(),
        told.join(", ")
    );
    want(script.tasks.len() == 60 && levels.iter().all(|it| *it > 0), || "not sixty tasks on three levels".to_owned())?;
    want(acts.iter().all(|it| n_acts(it) > 0), || "an act of the year is missing".to_owned())
}

fn depth(script: &Script, task: &Task) -> usize {
    match task.source {
        Source::Conclusion { .. } => 1,
        Source::Below(above) => 1 + script.tasks.iter().find(|it| it.name == above).map_or(0, |it| depth(script, it)),
    }
}

/// Holds the pages of `today` against the script; how many figures were compared.
fn compare(play: &Play, script: &Script, today: Date) -> Result<usize> {
    let server = play.serve(today)?;
    let mut client = play.signed_in(&server, "clerk")?;
    let mut n = 0;
    for unit in &script.units {
        n += register(play, script, &mut client, (unit.name, today))?;
        n += rates(play, script, &mut client, (unit.name, today))?;
    }
    if script.sessions.iter().any(|it| it.held_on.yesterday().is_ok_and(|it| it == today)) {
        n += meeting::compare(play, script, &mut client, today)?;
    }
    println!("{today}: {n} figures");
    server.stop()?;
    Ok(n)
}

fn same(what: &str, ours: u64, theirs: &Value) -> Result<usize> {
    want(theirs.as_u64() == Some(ours), || format!("{what}: the script says {ours}, the page {theirs}"))?;
    Ok(1)
}

fn count(of: &[(&Task, Standing)], holds: impl Fn(&Standing) -> bool) -> u64 {
    of.iter().filter(|(_, it)| holds(it)).count() as u64
}

/// The states of the register page.
fn register(play: &Play, script: &Script, client: &mut Client, (unit, today): (&str, Date)) -> Result<usize> {
    let all = standings(script, unit, today);
    let page = client.get(&format!("/api/tasks?unit={}&subtree=1&state=all", play.unit(unit)))?.json()?;
    let said = |state: &str| {
        let counts = page["counts"].as_array().into_iter().flatten();
        counts.filter(|it| it["state"] == state).map(|it| it["n"].clone()).next().unwrap_or(Value::Null)
    };
    let ours = [
        ("all", all.len() as u64),
        ("open", count(&all, Standing::is_open)),
        ("overdue", count(&all, |it| it.is_overdue(today))),
        ("awaiting", count(&all, |it| it.stand == Stand::Awaiting)),
        ("suspended", count(&all, |it| it.stand == Stand::Suspended)),
        ("completed", count(&all, |it| it.stand == Stand::Completed)),
        ("terminated", count(&all, |it| it.stand == Stand::Terminated)),
    ];
    let mut n = 0;
    for (state, ours) in ours {
        n += same(&format!("{today}, register of {unit}, {state}"), ours, &said(state))?;
    }
    Ok(n)
}

/// Counts and rates, by the day that holds and by the first day.
fn rates(play: &Play, script: &Script, client: &mut Client, (unit, today): (&str, Date)) -> Result<usize> {
    let mut n = 0;
    for due in ["extended", "first"] {
        let mut all = standings(script, unit, today);
        if due == "first" {
            all.iter_mut().for_each(|(_, it)| it.due_on = it.first_due_on);
        }
        let page = client.get(&format!("/api/rates?unit={}&due={due}", play.unit(unit)))?.json()?;
        let is_counted = |it: &Standing| it.is_open() || it.stand == Stand::Completed;
        let done = |it: &Standing| it.stand == Stand::Completed && it.due_on.is_some();
        let overdue = |it: &Standing| it.is_overdue(today);
        let ours = [
            ("all", count(&all, is_counted)),
            ("dated", count(&all, |it| is_counted(it) && it.due_on.is_some())),
            ("completed", count(&all, done)),
            ("on_time", count(&all, |it| done(it) && !it.is_done_late())),
            ("done_late", count(&all, |it| done(it) && it.is_done_late())),
            ("overdue", count(&all, overdue)),
            ("in_time", count(&all, |it| it.is_open() && it.due_on.is_some() && !overdue(it))),
            ("undated_done", count(&all, |it| it.stand == Stand::Completed && it.due_on.is_none())),
            ("undated_open", count(&all, |it| it.is_open() && it.due_on.is_none())),
        ];
        for (of, ours) in ours {
            n += same(&format!("{today}, rates of {unit} by the {due} day, {of}"), ours, &page["total"]["counts"][of])?;
        }
        let [rule_done, rule_due] = [ours[2].1, ours[2].1 + ours[5].1];
        for (rule, parts) in [
            ("due-only", [rule_done, rule_due]),
            ("all", [rule_done, ours[1].1]),
            ("completed-only", [ours[3].1, rule_done]),
        ] {
            let rates = page["total"]["rates"].as_array().into_iter().flatten();
            let said = rates.into_iter().find(|it| it["rule"] == rule).cloned().unwrap_or(Value::Null);
            n += same(&format!("{today}, {rule} of {unit}, numerator"), parts[0], &said["numerator"])?;
            n += same(&format!("{today}, {rule} of {unit}, denominator"), parts[1], &said["denominator"])?;
        }
        for (days, said) in SILENT_DAYS.iter().zip(page["silent"].as_array().into_iter().flatten()) {
            let silent =
                |it: &Standing| it.is_open() && it.due_on.is_none() && (today - it.word_on).get_days() >= *days;
            n += same(&format!("{today}, silent in {unit} for {days} days"), count(&all, silent), said)?;
        }
    }
    Ok(n)
}
