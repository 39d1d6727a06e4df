//! The year as it is written down: units, accounts, sessions, and sixty tasks with their course.

use anyhow::{Context, Result, bail};
use jiff::civil::Date;

const YEAR: &str = include_str!("year.txt");

/// Everything that happens, in the order of the file.
#[derive(Default)]
pub struct Script {
    pub units: Vec<Unit>,
    pub accounts: Vec<Account>,
    pub sessions: Vec<Session>,
    pub tasks: Vec<Task>,
    /// Whether the line before is about a session.
    is_in_session: bool,
}

pub struct Unit {
    pub name: &'static str,
    /// The unit it is below; `None` for the root.
    pub above: Option<&'static str>,
    pub kind: &'static str,
    pub level: &'static str,
    pub words: &'static str,
}

pub struct Account {
    pub name: &'static str,
    pub role: &'static str,
    pub unit: &'static str,
    pub words: &'static str,
}

pub struct Session {
    pub name: &'static str,
    pub held_on: Date,
    pub host: &'static str,
    pub guests: Vec<&'static str>,
    pub words: &'static str,
    pub conclusions: Vec<Conclusion>,
    /// What is done before and in it; nothing of one that is only told of afterwards.
    pub course: Vec<Step>,
}

pub struct Conclusion {
    pub n: u32,
    /// `None` where nobody ends it.
    pub ending: Option<&'static str>,
    pub words: &'static str,
}

pub struct Task {
    pub name: &'static str,
    pub lead: &'static str,
    pub due_on: Option<Date>,
    pub source: Source,
    pub assigned_on: Date,
    pub words: &'static str,
    pub course: Vec<Step>,
}

pub enum Source {
    Conclusion {
        session: &'static str,
        n: u32,
    },
    /// A part of another task.
    Below(&'static str),
}

/// What is done to a task on a day.
pub struct Step {
    pub on: Date,
    pub act: &'static str,
    /// The day that the act is about.
    pub day: Option<Date>,
}

impl Script {
    /// Reads the file.
    ///
    /// # Errors
    /// The line that is no line of the script.
    pub fn read() -> Result<Script> {
        let mut script = Script::default();
        for (i, line) in YEAR.lines().enumerate() {
            script.take(line).with_context(|| format!("year.txt, line {}: {line}", i + 1))?;
        }
        Ok(script)
    }

    fn take(&mut self, line: &'static str) -> Result<()> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if let Some(step) = line.strip_prefix("  ") {
            let step = step_of(step)?;
            match (self.is_in_session, self.sessions.last_mut(), self.tasks.last_mut()) {
                (true, Some(session), _) => session.course.push(step),
                (false, _, Some(task)) => task.course.push(step),
                _ => bail!("a step belongs to a session or a task"),
            }
            return Ok(());
        }
        let (what, rest) = line.split_once(' ').context("one word is no line")?;
        self.is_in_session = what == "session";
        match what {
            "unit" => {
                let ([name, above, kind, level], words) = words_of(rest)?;
                self.units.push(Unit { name, above: given(above), kind, level, words });
            }
            "account" => {
                let ([name, role, unit], words) = words_of(rest)?;
                self.accounts.push(Account { name, role, unit, words });
            }
            "session" => {
                let ([name, held_on, host, guests], words) = words_of(rest)?;
                let (held_on, guests) = (held_on.parse()?, guests.split(',').collect());
                let (conclusions, course) = (Vec::new(), Vec::new());
                self.sessions.push(Session { name, held_on, host, guests, words, conclusions, course });
            }
            "conclusion" => {
                let ([session, n, ending], words) = words_of(rest)?;
                let of = self.sessions.iter_mut().find(|it| it.name == session).context("no such session")?;
                let ending = Some(ending).filter(|it| *it != "open");
                of.conclusions.push(Conclusion { n: n.parse()?, ending, words });
            }
            "task" => {
                let ([name, lead, due_on, source, assigned_on], words) = words_of(rest)?;
                let due_on = given(due_on).map(str::parse).transpose()?;
                let (source, assigned_on) = (source_of(source)?, assigned_on.parse()?);
                self.tasks.push(Task { name, lead, due_on, source, assigned_on, words, course: Vec::new() });
            }
            _ => bail!("no line begins so"),
        }
        Ok(())
    }

    /// The days on which something happens, in order.
    pub fn days(&self) -> Vec<Date> {
        let held = self.sessions.iter().map(|it| it.held_on);
        let tasks = self.tasks.iter().flat_map(|it| it.course.iter().map(|step| step.on).chain([it.assigned_on]));
        let course = self.sessions.iter().flat_map(|it| it.course.iter().map(|step| step.on));
        let mut days: Vec<Date> = held.chain(course).chain(tasks).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|it| it.name == name)
    }

    /// Whether `name` is `top`, or lies below it.
    pub fn is_within(&self, name: &str, top: &str) -> bool {
        name == top || self.unit(name).and_then(|it| it.above).is_some_and(|it| self.is_within(it, top))
    }
}

fn given(word: &'static str) -> Option<&'static str> {
    Some(word).filter(|it| *it != "-")
}

/// So many single words, and the words behind them.
fn words_of<const N: usize>(line: &'static str) -> Result<([&'static str; N], &'static str)> {
    let mut parts = line.splitn(N + 1, ' ');
    let mut words = [""; N];
    for word in &mut words {
        *word = parts.next().context("too few words")?;
    }
    Ok((words, parts.next().context("nothing behind the single words")?))
}

fn source_of(word: &'static str) -> Result<Source> {
    Ok(match word.split_once('/').context("no source")? {
        ("below", task) => Source::Below(task),
        (session, n) => Source::Conclusion { session, n: n.parse()? },
    })
}

fn step_of(line: &'static str) -> Result<Step> {
    let mut words = line.split(' ');
    let on = words.next().context("no day")?.parse()?;
    let act = words.next().context("no act")?;
    Ok(Step { on, act, day: words.next().map(str::parse).transpose()? })
}
