//! Plays the script over the interface, each day on a server whose clock stands on that day.

use super::script::{Account, Script, Session, Source, Step, Task};
use crate::prove::binary::{Binary, Place};
use crate::prove::http::Client;
use crate::prove::server::{self, Server, stream_id};
use crate::prove::want;
use anyhow::{Context, Result};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// The account that assigns and decides.
const CLERK: &str = "clerk";

pub struct Play<'a> {
    binary: &'a Binary,
    folder: &'a Path,
    script: &'a Script,
    /// The version of each stream: so many acts were done on it.
    versions: HashMap<String, u64>,
    pub n_acts: usize,
}

impl<'a> Play<'a> {
    /// Founds the register with its units and accounts, in the morning of the first day.
    pub fn begin(binary: &'a Binary, folder: &'a Path, script: &'a Script) -> Result<Play<'a>> {
        let play = Play { binary, folder, script, versions: HashMap::new(), n_acts: 0 };
        let first = *script.days().first().context("nothing happens in the script")?;
        let place = play.place(first);
        server::act(binary, &place, &[])?;
        let units = binary.ask(&place, &["show", "units", "--json"])?;
        let root = units["units"][0]["id"].as_str().context("looking for the root of the tree")?.to_owned();
        let mut orders = Vec::new();
        for unit in &script.units {
            let parent = unit.above.map_or_else(|| root.clone(), |it| play.unit(it));
            let body = json!({ "name": unit.words, "kind": unit.kind, "level": unit.level, "parent": parent });
            orders.push(json!({ "act": "unit.found", "stream": play.unit(unit.name), "body": body }));
        }
        for (account, n) in script.accounts.iter().zip(1..) {
            orders.extend(server::account(n, account.words, &[(account.role, &play.unit(account.unit))]));
        }
        server::act(binary, &place, &orders)?;
        let server = Server::start(binary, &place)?;
        for account in &script.accounts {
            server.first_client(binary, &place, account.words)?;
        }
        server.stop()?;
        Ok(play)
    }

    /// Where the register lies, on the morning of `day`.
    pub fn place(&self, day: Date) -> Place {
        Place::sqlite(self.folder).at(format!("{day}T02:00:00Z"))
    }

    pub fn unit(&self, name: &str) -> String {
        stream_id(1_000 + position(self.script.units.iter().map(|it| it.name), name))
    }

    pub fn session(&self, name: &str) -> String {
        stream_id(2_000 + position(self.script.sessions.iter().map(|it| it.name), name))
    }

    pub fn task(&self, name: &str) -> String {
        stream_id(3_000 + position(self.script.tasks.iter().map(|it| it.name), name))
    }

    /// Everything that happens on `day`, in the order of the script.
    pub fn day(&mut self, day: Date) -> Result<()> {
        let server = Server::start(self.binary, &self.place(day))?;
        let mut people = People { server: &server, known: HashMap::new() };
        let script = self.script;
        for session in &script.sessions {
            if session.course.is_empty() && session.held_on == day {
                self.hold(&mut people, session)?;
            }
            for step in session.course.iter().filter(|it| it.on == day) {
                self.meet(&mut people, session, step.act)
                    .with_context(|| format!("{day}, session {}", session.name))?;
            }
        }
        for task in script.tasks.iter().filter(|it| it.assigned_on == day) {
            self.assign(&mut people, task).with_context(|| task.name)?;
        }
        for task in &script.tasks {
            for step in task.course.iter().filter(|it| it.on == day) {
                self.step(&mut people, task, step).with_context(|| format!("{day}, {}: {}", task.name, step.act))?;
            }
        }
        server.stop()
    }

    /// Somebody of the script, signed in on `day`.
    pub fn signed_in(&self, server: &Server, name: &str) -> Result<Client> {
        server.signed_in(person(self.script, name)?.words)
    }

    pub fn serve(&self, day: Date) -> Result<Server> {
        Server::start(self.binary, &self.place(day))
    }

    /// Enters a session that was held, with what it concluded.
    fn hold(&mut self, people: &mut People, session: &Session) -> Result<()> {
        let body = self.plan_of(session);
        self.act(people, CLERK, ("session.hold", &self.session(session.name)), body)?;
        self.conclude(people, session)
    }

    fn plan_of(&self, session: &Session) -> Value {
        let guests: Vec<String> = session.guests.iter().map(|it| self.unit(it)).collect();
        json!({
            "title": session.words, "held_on": session.held_on, "mode": "online", "host": self.unit(session.host), "guests": guests,
        })
    }

    /// One step of a session that is planned here: planned with all that is carried over, opened, begun with its
    /// conclusions, closed.
    fn meet(&mut self, people: &mut People, session: &Session, act: &str) -> Result<()> {
        let stream = self.session(session.name);
        let body = if act == "plan" { self.plan_of(session) } else { json!({}) };
        self.act(people, CLERK, (&format!("session.{act}"), &stream), body)?;
        match act {
            "plan" => self.carry_over(people, &stream),
            "begin" => self.conclude(people, session),
            _ => Ok(()),
        }
    }

    fn carry_over(&mut self, people: &mut People, stream: &str) -> Result<()> {
        let clerk = people.client(person(self.script, CLERK)?)?;
        let page = clerk.get(&format!("/api/sessions/{stream}"))?.json()?;
        let proposed = page["meeting"]["proposed"].as_array().cloned().context("no items are proposed")?;
        for item in proposed {
            self.act(people, CLERK, ("session.add_item", stream), item)?;
        }
        Ok(())
    }

    fn conclude(&mut self, people: &mut People, session: &Session) -> Result<()> {
        let stream = self.session(session.name);
        for conclusion in &session.conclusions {
            let body = json!({ "n": conclusion.n, "words": conclusion.words, "ending": conclusion.ending });
            self.act(people, CLERK, ("session.record_conclusion", &stream), body)?;
        }
        Ok(())
    }

    fn assign(&mut self, people: &mut People, task: &Task) -> Result<()> {
        let source = match task.source {
            Source::Conclusion { session, n } => json!({ "conclusion": { "session": self.session(session), "n": n } }),
            Source::Below(above) => json!({ "above": self.task(above) }),
        };
        let deadline = match task.due_on {
            Some(due_on) => json!({ "kind": "fixed", "due_on": due_on }),
            None => json!({ "kind": "unset" }),
        };
        let body = json!({ "words": task.words, "lead": self.unit(task.lead), "source": source, "deadline": deadline });
        self.act(people, CLERK, ("task.assign", &self.task(task.name)), body)
    }

    fn step(&mut self, people: &mut People, task: &Task, step: &Step) -> Result<()> {
        let words = format!("{}: {}", step.act, task.words);
        let (is_own, body) = match step.act {
            "receive" => (true, json!({})),
            "report_progress" => (true, json!({ "words": words })),
            "report_done" => (true, json!({ "words": words, "done_on": step.day })),
            "ask_extension" => (true, json!({ "until_on": step.day, "because": words })),
            "decline" => (true, json!({ "because": words })),
            "keep_lead" | "suspend" | "terminate" | "send_back" => (false, json!({ "because": words })),
            "urge" => (false, json!({ "words": words })),
            _ => (false, json!({})),
        };
        let who = if is_own { format!("officer-{}", task.lead) } else { CLERK.to_owned() };
        self.act(people, &who, (&format!("task.{}", step.act), &self.task(task.name)), body)
    }

    fn act(&mut self, people: &mut People, who: &str, (act, stream): (&str, &str), body: Value) -> Result<()> {
        let client = people.client(person(self.script, who)?)?;
        let seen = self.versions.entry(stream.to_owned()).or_default();
        self.n_acts += 1;
        let key = format!("year-{}", self.n_acts);
        let order = json!({ "key": key, "act": act, "stream": stream, "seen": *seen, "body": body });
        let answer = client.post_json("/api/acts", &order)?;
        want(answer.status == 200, || format!("{who} may not {act}: {} {}", answer.status, answer.text()))?;
        *seen += 1;
        Ok(())
    }
}

/// Who has signed in on a day.
struct People<'a> {
    server: &'a Server,
    known: HashMap<&'static str, Client>,
}

impl People<'_> {
    fn client(&mut self, account: &Account) -> Result<&mut Client> {
        if !self.known.contains_key(account.name) {
            self.known.insert(account.name, self.server.signed_in(account.words)?);
        }
        self.known.get_mut(account.name).context("whoever signed in is known")
    }
}

fn person<'a>(script: &'a Script, name: &str) -> Result<&'a Account> {
    script.accounts.iter().find(|it| it.name == name).with_context(|| format!("{name} has no account"))
}

fn position(names: impl Iterator<Item = &'static str>, name: &str) -> u64 {
    names.zip(0..).find(|it| it.0 == name).map_or(u64::MAX >> 20, |it| it.1)
}
