//! A register of five thousand tasks with sessions that concluded little and much.

use crate::prove::binary::{Binary, Place};
use crate::prove::seeded::Seeded;
use crate::prove::server::{self, stream_id};
use anyhow::{Context, Result};
use serde_json::{Value, json};

const N_SEEDED: u64 = 4_700;
/// Tasks of the session that concludes much; with it there are five thousand.
const N_OF_MUCH: u64 = 294;
const N_OF_LITTLE: u64 = 6;
/// Of the conclusions so many end as tasks, and as many others are spoken.
const N_AS_TASKS: u64 = 40;
const ENDINGS: [Option<&str>; 5] = [Some("guidance"), Some("no_task"), Some("answer"), Some("assessment"), None];
/// Conclusions beside those that end as tasks.
const N_OTHERS: u64 = 20;
const WORDS: &str = include_str!("words.txt");
/// Days long past and far ahead, whenever the proof runs.
const PAST: &str = "2025-03-31";
const AHEAD: &str = "2099-12-31";

pub struct World {
    seeded: Seeded,
    pub root: String,
    pub much: String,
    pub little: String,
}

impl World {
    pub fn make(binary: &Binary) -> Result<World> {
        let seeded = Seeded::province(binary, N_SEEDED)?;
        let place = seeded.place();
        let units = binary.ask(&place, &["show", "units", "--json"])?;
        let units = units["units"].as_array().context("looking for units")?;
        let root = units.iter().find(|it| it["parent"].is_null()).and_then(|it| it["id"].as_str());
        let root = root.context("looking for the root")?.to_owned();
        let (much, little) = (stream_id(900_001), stream_id(900_002));
        let today = binary.ask(&place, &["show", "tasks", "--json"])?["today"].clone();
        let guest = &seeded.tops[0];
        let leads: Vec<&str> =
            units.iter().filter(|it| it["parent"]["id"] == **guest).filter_map(|it| it["id"].as_str()).collect();
        let mut script = Script { orders: Vec::new(), leads, today };
        script.session(&much, &root, guest, (N_AS_TASKS, N_OTHERS, N_OF_MUCH));
        script.session(&little, &root, &seeded.tops[1], (2, 1, N_OF_LITTLE));
        server::act(binary, &place, &script.orders)?;
        Ok(World { root, much, little, seeded })
    }

    pub fn place(&self) -> Place {
        self.seeded.place()
    }

    /// The top of the part of the tree that the sessions were held with.
    pub fn guest(&self) -> &str {
        &self.seeded.tops[0]
    }

    /// Names and addresses.
    pub fn briefings(&self) -> [(&'static str, String); 4] {
        [
            ("session-of-much", format!("/briefing/sessions/{}", self.much)),
            ("session-of-little", format!("/briefing/sessions/{}", self.little)),
            ("unit-of-all", format!("/briefing/units/{}", self.root)),
            ("unit-of-some", format!("/briefing/units/{}", self.guest())),
        ]
    }
}

struct Script<'a> {
    orders: Vec<Value>,
    leads: Vec<&'a str>,
    today: Value,
}

impl Script<'_> {
    fn order(&mut self, act: &str, stream: &str, seen: Option<u64>, body: Value) {
        let key = format!("brief-{}", self.orders.len());
        let mut order = json!({ "act": act, "stream": stream, "key": key, "body": body });
        if let Some(seen) = seen {
            order["seen"] = json!(seen);
        }
        self.orders.push(order);
    }

    fn session(&mut self, session: &str, host: &str, guest: &str, (as_tasks, others, n_tasks): (u64, u64, u64)) {
        let lines: Vec<&str> = WORDS.lines().collect();
        let words = |i: u64| lines[i as usize % lines.len()];
        let held =
            json!({ "title": words(0), "held_on": "2026-01-20", "host": host, "guests": [guest], "mode": "online" });
        self.order("session.hold", session, None, held);
        for n in 1..=as_tasks + others {
            let ending =
                if n <= as_tasks { Some("tasks") } else { ENDINGS[(n - as_tasks - 1) as usize % ENDINGS.len()] };
            let mut body = json!({ "n": n, "words": words(n), "addressed_to": [guest] });
            if let Some(ending) = ending {
                body["ending"] = json!(ending);
            }
            self.order("session.record_conclusion", session, None, body);
        }
        for i in 0..n_tasks {
            self.task(session, 1 + i % as_tasks, i, words(i));
        }
    }

    /// A task that becomes of one of six sorts; the conclusions of one number have tasks of several sorts.
    fn task(&mut self, session: &str, n: u64, i: u64, words: &str) {
        let stream = stream_id(910_000 + self.orders.len() as u64);
        let sort = (i + i / 7) % 6;
        let deadline = match sort {
            0 | 4 => json!({ "kind": "fixed", "due_on": PAST }),
            5 => json!({ "kind": "unset" }),
            _ => json!({ "kind": "fixed", "due_on": AHEAD }),
        };
        let lead = self.leads[i as usize % self.leads.len()].to_owned();
        let source = json!({ "conclusion": { "session": session, "n": n } });
        let body = json!({ "words": words, "lead": lead, "deadline": deadline, "source": source });
        self.order("task.assign", &stream, None, body);
        if matches!(sort, 2..=4) {
            let body = json!({ "words": words, "done_on": self.today, "by_phone_from": "A" });
            self.order("task.report_done", &stream, None, body);
        }
        if matches!(sort, 3 | 4) {
            self.order("task.confirm", &stream, Some(2), json!({}));
        }
        if sort == 1 && i.is_multiple_of(2) {
            self.order("task.ask_extension", &stream, None, json!({ "until_on": "2100-06-30", "because": words }));
        }
    }
}
