//! Sessions in each stage of their life, for proofs that look at their pages.

use super::http::{Client, start_of};
use super::server::key_of;
use super::want;
use anyhow::Result;
use serde_json::{Value, json};

/// In the order in which a session comes to them.
pub const STAGES: [&str; 4] = ["draft", "open", "in_progress", "closed"];
/// The kinds of lines that are typed while it sits.
const KINDS: [&str; 6] = ["note", "conclusion", "petition", "answer", "limitation", "commendation"];

const CONCLUSION: &str = KINDS[1];

/// Who meets whom, and how long the agenda and the minutes are.
pub struct Meeting<'a> {
    pub host: &'a str,
    pub guest: &'a str,
    /// `2026-11-30`.
    pub held_on: &'a str,
    pub n_items: usize,
    pub n_lines: usize,
}

impl Meeting<'_> {
    /// Plans one as session `id` and brings it to a stage of [`STAGES`].
    pub fn bring(&self, client: &mut Client, id: &str, stage: &str) -> Result<()> {
        let is_past =
            |other: &str| STAGES.iter().position(|it| *it == stage) >= STAGES.iter().position(|it| *it == other);
        let plan = json!({ "title": format!("A session that is {stage}"), "held_on": self.held_on, "hour": "08:30:00",
            "host": self.host, "guests": [self.guest], "chair": "Whoever takes the chair" });
        act(client, id, "session.plan", None, plan)?;
        for n in 1..=self.n_items {
            let item = json!({ "words": format!("Item {n} of an agenda that somebody reads"), "why": "added" });
            act(client, id, "session.add_item", None, item)?;
        }
        let hall = json!({ "name": "The hall of the guest", "link": "https://meet.example/1", "units": [self.guest] });
        act(client, id, "session.set_hall", None, hall)?;
        act(client, id, "session.set_quorum", None, json!({ "present": 2, "of": 3 }))?;
        let report = json!({ "unit": self.guest, "words": "What came of it", "due_on": self.held_on });
        act(client, id, "session.ask_report", None, report)?;
        if is_past("open") {
            act_seen(client, id, "session.open", json!({}))?;
        }
        if is_past("in_progress") {
            act(client, id, "session.begin", None, json!({}))?;
            let late = json!({ "unit": self.guest, "presence": "late", "at": "09:10:00", "hall": 1, "who": "w" });
            let lines = [late, json!({ "unit": self.host, "presence": "absent" })];
            act_seen(client, id, "session.call_roll", json!({ "lines": lines }))?;
            self.type_lines(client, id)?;
        }
        if is_past("closed") { close(client, id) } else { Ok(()) }
    }

    /// Of the conclusions that are typed all but the first are accepted.
    fn type_lines(&self, client: &mut Client, id: &str) -> Result<()> {
        let line = |n: usize| {
            let words = format!("Line {n} that somebody types while others speak");
            json!({ "id": format!("0mq3k2x9a-{n}"), "kind": KINDS[n % KINDS.len()], "words": words })
        };
        let lines: Vec<Value> = (1..=self.n_lines).map(line).collect();
        let address = format!("/sessions/{id}/lines");
        let answer = client.post_form(&address, &[("lines", &json!(lines).to_string())])?;
        want(answer.status == 200, || format!("{address} answers {}: {}", answer.status, start_of(&answer.text())))?;
        let conclusions: Vec<&Value> = lines.iter().filter(|it| it["kind"] == CONCLUSION).collect();
        for line in conclusions.iter().skip(1) {
            let fields = [("line", line["id"].as_str().unwrap_or_default()), ("script", "1")];
            let answer = client.post_form(&format!("/sessions/{id}/conclude"), &fields)?;
            want(answer.status == 200, || format!("a conclusion is answered {}", answer.status))?;
        }
        Ok(())
    }
}

/// Closes a session that sits, as its page does.
pub fn close(client: &mut Client, session: &str) -> Result<()> {
    let key = format!("close {session}");
    let answer = client.post_form(&format!("/sessions/{session}/acts/close"), &[("key", &key)])?;
    want(answer.status == 303, || format!("a session that is closed is answered {}", answer.status))
}

/// Does an act on a session as it stands now.
pub fn act_seen(client: &mut Client, session: &str, wire: &str, body: Value) -> Result<()> {
    let version = client.get(&format!("/api/sessions/{session}"))?.json()?["version"].as_u64();
    act(client, session, wire, version, body)
}

/// Does an act as whoever signed in.
pub fn act(client: &mut Client, stream: &str, act: &str, seen: Option<u64>, body: Value) -> Result<()> {
    let mut order = json!({ "act": act, "stream": stream, "body": body });
    order["key"] = json!(key_of("", &order));
    if let Some(seen) = seen {
        order["seen"] = json!(seen);
    }
    let answer = client.post_json("/api/acts", &order)?;
    want(answer.status == 200, || format!("{act} answers {}: {}", answer.status, start_of(&answer.text())))
}
