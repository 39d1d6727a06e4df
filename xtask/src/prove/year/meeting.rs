//! The second session on its eve: its agenda holds what the first one still is owed, its briefing what became of all of it.

use super::play::Play;
use super::script::{Conclusion, Script, Session, Source, Task};
use super::tally::{FATES, Stand, Standing, standing};
use super::{same, want};
use crate::prove::http::Client;
use anyhow::{Context, Result};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many figures of the agenda and the briefing are those of the script.
pub fn compare(play: &Play, script: &Script, client: &mut Client, today: Date) -> Result<usize> {
    let [first, second, ..] = script.sessions.as_slice() else { anyhow::bail!("the year has two sessions") };
    Ok(agenda(play, script, client, (first, second))? + briefing(play, script, client, (first, today))?)
}

/// The tasks that follow from a conclusion of `session`; of all its conclusions where `n` is absent.
fn tasks_of<'a>(script: &'a Script, session: &'a Session, n: Option<u32>) -> impl Iterator<Item = &'a Task> {
    let follows = move |source: &Source| match source {
        Source::Conclusion { session: of, n: number } => *of == session.name && n.is_none_or(|it| it == *number),
        Source::Below(_) => false,
    };
    script.tasks.iter().filter(move |it| follows(&it.source))
}

fn agenda(play: &Play, script: &Script, client: &mut Client, (first, second): (&Session, &Session)) -> Result<usize> {
    let planned_on = second.course.first().context("the second session is planned")?.on;
    let is_owed = |it: &&Task| {
        standing(it, planned_on).is_some_and(|it| !matches!(it.stand, Stand::Completed | Stand::Terminated))
    };
    let ours: BTreeSet<&str> = tasks_of(script, first, None).filter(is_owed).map(|it| it.words).collect();
    let page = client.get(&format!("/api/sessions/{}", play.session(second.name)))?.json()?;
    let items = page["meeting"]["agenda"].as_array().context("the second session has no agenda")?;
    let theirs: BTreeSet<&str> = items.iter().filter_map(|it| it["words"].as_str()).collect();
    let is_told = items.iter().all(|it| it["why"] == "open_task" && it["task"].is_string());
    want(is_told, || "an item of the agenda does not say which open task it is".to_owned())?;
    want(ours == theirs && items.len() == ours.len(), || {
        format!("the agenda: the script says {ours:?}, the page {theirs:?}")
    })?;
    println!("{} items are carried onto the second agenda, each an open task of the first session", items.len());
    Ok(items.len())
}

fn briefing(play: &Play, script: &Script, client: &mut Client, (first, today): (&Session, Date)) -> Result<usize> {
    let page = client.get(&format!("/api/briefing/sessions/{}", play.session(first.name)))?.json()?;
    let told = page["conclusions"].as_array().context("the briefing tells of no conclusions")?;
    let (mut n, mut counts) = (0, BTreeMap::new());
    for conclusion in &first.conclusions {
        let stand: Vec<Standing> =
            tasks_of(script, first, Some(conclusion.n)).filter_map(|it| standing(it, today)).collect();
        let fate = fate_of(conclusion, &stand, today);
        let said = told.iter().find(|it| it["n"] == conclusion.n).unwrap_or(&Value::Null);
        let what = format!("{today}, briefing, conclusion {}", conclusion.n);
        want(said["fate"] == fate, || format!("{what}: the script says {fate}, the page {}", said["fate"]))?;
        n += 1 + same(&format!("{what}, tasks"), stand.len() as u64, &said["n_tasks"])?;
        *counts.entry(fate).or_insert(0_u64) += 1;
    }
    let empty = Vec::new();
    let fates = page["fates"].as_array().unwrap_or(&empty);
    for (fate, ours) in &counts {
        let said = fates.iter().find(|it| it["fate"] == *fate).unwrap_or(&Value::Null);
        n += same(&format!("{today}, briefing, {fate}"), *ours, &said["n"])?;
    }
    let n_told = fates.iter().filter(|it| it["n"] != 0).count();
    want(n_told == counts.len(), || format!("the briefing counts what is not: {fates:?}"))?;
    println!("the briefing tells what became of {} conclusions: {counts:?}", first.conclusions.len());
    Ok(n)
}

/// The worst of its tasks, or how it ended without one.
fn fate_of(conclusion: &Conclusion, tasks: &[Standing], today: Date) -> &'static str {
    let rank = |fate: &&str| FATES.iter().position(|it| it == fate);
    let worst = tasks.iter().map(|it| it.fate(today)).min_by_key(rank);
    worst.unwrap_or(match conclusion.ending {
        None => "unended",
        Some("guidance") => "guidance",
        Some(_) => "without_task",
    })
}
