//! On what each act is tried: a thing to which it could be done now.

use super::World;
use super::common::Acts;
use model::StreamId;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

const LIVES: &str = include_str!("../lives.txt");

impl World {
    /// A thing of `own` to which `act` could be done now: its stream, the version to have seen, the body.
    pub fn object(&self, act: &str) -> (StreamId, Option<u64>, Value) {
        let own = self.units["own"];
        let n = self.n.fetch_add(2, Ordering::Relaxed) as usize;
        let fresh = || self.office.new_id();
        let session = || self.begin("session.hold", json!({ "title": "s", "held_on": "2026-01-31", "host": own }));
        let account = || self.begin("account.open", json!({ "name": format!("account {n}") }));
        let below = || json!({ "name": format!("u{n}"), "kind": "area", "level": "village", "parent": own });
        let unit = || self.begin("unit.found", below());
        let duty = || json!({ "words": "w", "lead": own, "deadline": { "kind": "unset" } });
        let (unset, work) = (json!({ "kind": "unset" }), json!({ "state": "not_started" }));
        let column = json!({ "table": 0, "column": 0, "role": "lead" });
        match act {
            "account.open" => (fresh(), None, json!({ "name": format!("account {n}") })),
            "account.grant" => (account(), None, json!({ "role": "inspector", "unit": own })),
            "account.withdraw" => {
                let account = account();
                let grant = json!({ "role": "inspector", "unit": own });
                self.act("account.grant", account, None, grant.clone());
                (account, None, grant)
            }
            "document.receive" => (fresh(), None, self.document_body()),
            "document.amend_draft" => (self.document, None, json!({ "span": [1000 + n, 1001 + n], "words": "w" })),
            "document.name_columns" => (self.document, None, json!({ "columns": [column] })),
            "document.name_plan" => (self.document, None, json!({ "task": self.begin("task.assign", duty()) })),
            "document.set_aside_draft" => (self.document, None, json!({ "span": [1000 + n, 1001 + n] })),
            "document.answer_limitation" => (self.document, None, json!({ "span": [n, n + 1], "because": "w" })),
            "erasure.order" => (fresh(), None, json!({ "subject": self.task_id, "seals": [], "because": "b" })),
            "register.found" => (fresh(), None, json!({ "is_rehearsal": false })),
            "register.change_days" => {
                let days = json!({ "from_on": "2030-01-02", "counts_as": "off", "basis": "b" });
                (self.office.calendar_page(None, None).unwrap().register.into(), None, days)
            }
            "register.count_before" => {
                let before = json!({ "before_day": "included", "basis": "b" });
                (self.office.calendar_page(None, None).unwrap().register.into(), None, before)
            }
            "account.set_mail" => (
                self.account,
                None,
                json!({ "address": format!("a{n}@b.example"), "wish": "digest", "language": "vi" }),
            ),
            "register.set_mail_rule" => {
                let rule = json!({ "reason": "due_soon", "days": n % 300 + 10, "tells": "unit", "basis": "b" });
                (self.office.calendar_page(None, None).unwrap().register.into(), None, rule)
            }
            "mail.decide" => (fresh(), None, self.letter()),
            "mail.record_sent" => (self.begin("mail.decide", self.letter()), None, json!({ "tasks": [] })),
            "mail.hold_back" => (self.begin("mail.decide", self.letter()), None, json!({ "because": "b" })),
            "mail.release" => {
                let mail = self.begin("mail.decide", self.letter());
                self.act("mail.hold_back", mail, None, json!({ "because": "b" }));
                (mail, None, json!({}))
            }
            "matter.begin" => (fresh(), None, json!({ "matter_kind": "limitation", "words": "w", "unit": own })),
            "matter.answer" => {
                let petition = json!({ "matter_kind": "petition", "words": "w", "unit": unit(), "owed_by": own });
                (self.begin("matter.begin", petition), None, json!({ "unit": own, "words": "w" }))
            }
            it if it.starts_with("matter.") => self.on_matter(it, own, session()),
            "session.hold" => (fresh(), None, json!({ "title": "t", "held_on": "2026-01-31", "host": own })),
            "session.record_conclusion" => (session(), None, json!({ "n": 1, "words": "w" })),
            "session.end_conclusion" => {
                let session = session();
                self.act("session.record_conclusion", session, None, json!({ "n": 1, "words": "w" }));
                (session, Some(2), json!({ "n": 1, "ending": "no_task" }))
            }
            "session.plan" => (fresh(), None, self.plan_body(own, unit())),
            it if it.starts_with("session.") => self.on_session(it, own, unit()),
            "task.assign" => (fresh(), None, json!({ "words": "w", "lead": own, "deadline": unset })),
            "task.carry_over" => (fresh(), None, json!({ "words": "w", "lead": own, "deadline": unset, "work": work })),
            "unit.found" => (fresh(), None, below()),
            "unit.rename" => (unit(), Some(1), json!({ "name": format!("v{n}") })),
            "unit.move_below" => (unit(), Some(1), json!({ "parent": unit() })),
            it if it.starts_with("task.") => {
                let (task, seen, body) = self.on_task(it);
                (task, Some(seen), body)
            }
            it => panic!("{it}: say here on what it is tried"),
        }
    }

    /// A limitation of `own` to which `act` can be done.
    fn on_matter(&self, act: &str, own: StreamId, session: StreamId) -> (StreamId, Option<u64>, Value) {
        let matter = self.begin("matter.begin", json!({ "matter_kind": "limitation", "words": "w", "unit": own }));
        let telling = json!({ "telling": { "session": session } });
        let (task, close) = (json!({ "task": self.task_id }), json!({ "closing": "cured", "words": "w" }));
        let (before, body) = match act {
            "matter.join" | "matter.tell_apart" => (None, telling),
            "matter.link_task" => (None, task),
            // The task has no file: whoever may do it is told that there is no such row.
            "matter.join_listing" | "matter.part_listing" => {
                (None, json!({ "listing": { "task": self.task_id, "file": 1, "row": 1 } }))
            }
            "matter.unlink_task" => (Some(("matter.link_task", task.clone())), task),
            "matter.close" => (None, close),
            "matter.reopen" => (Some(("matter.close", close)), json!({ "because": "b" })),
            it => panic!("{it}: say here on what it is tried"),
        };
        if let Some((act, body)) = before {
            self.act(act, matter, None, body);
        }
        (matter, None, body)
    }

    fn plan_body(&self, host: StreamId, guest: StreamId) -> Value {
        json!({ "title": "t", "held_on": self.office.today(), "host": host, "guests": [guest] })
    }

    /// A planned session to which `act` can be done: its host is `own`, or `own` is a guest of the root.
    fn on_session(&self, act: &str, own: StreamId, below: StreamId) -> (StreamId, Option<u64>, Value) {
        let is_guest = matches!(act, "session.ask_item" | "session.send_report" | "session.withdraw_report");
        let (host, guest) = if is_guest { (self.units["root"], own) } else { (own, below) };
        let session = self.begin("session.plan", self.plan_body(host, guest));
        let report = json!({ "unit": guest, "words": "w", "due_on": self.office.today() });
        let item = json!({ "words": "w", "why": "added" });
        let signed = json!({ "chair": "c", "secretary": "s", "signed_on": self.office.today() });
        let before = [
            ("session.add_item", item.clone()),
            ("session.ask_report", report.clone()),
            ("session.open", json!({})),
            ("session.begin", json!({})),
            ("session.record_conclusion", json!({ "n": 1, "words": "w" })),
            ("session.set_hall", json!({ "name": "h" })),
            ("session.close", json!({})),
            ("session.sign_minutes", signed.clone()),
        ];
        let passage = json!({ "document": self.document, "span": [0, 1] });
        let (n_before, body) = match act {
            "session.add_item" => (0, item),
            "session.amend_plan" => (0, json!({ "title": "u" })),
            "session.call_off" => (0, json!({ "because": "b" })),
            "session.drop_item" => (1, json!({ "n": 1 })),
            "session.place_item" => (1, json!({ "n": 1, "place": 1 })),
            "session.ask_report" => (1, report),
            "session.open" => (1, json!({})),
            "session.ask_item" => (3, json!({ "unit": guest, "words": "w" })),
            "session.send_report" => (3, json!({ "unit": guest, "words": "w" })),
            "session.withdraw_report" => {
                self.before(session, &before[..3]);
                self.act("session.send_report", session, None, json!({ "unit": guest, "words": "w" }));
                return (session, None, json!({ "unit": guest, "because": "b" }));
            }
            "session.begin" => (3, json!({})),
            "session.take_up" => (4, json!({ "n": 1 })),
            "session.mark_item" => (4, json!({ "n": 1, "outcome": "put_off" })),
            "session.close" => (4, json!({})),
            "session.take_notice" => (4, json!({ "document": self.document })),
            "session.drop_notice" => {
                self.before(session, &before[..4]);
                self.act("session.take_notice", session, Some(5), json!({ "document": self.document }));
                return (session, Some(6), json!({ "because": "b" }));
            }
            "session.state_conclusion" => (5, json!({ "n": 1, "words": "w", "passage": passage })),
            "session.sign_minutes" => (7, signed),
            "session.supplement_minutes" => {
                let day = self.office.today();
                let words = json!({ "words": "w", "because": "b", "chair": "c", "secretary": "s", "signed_on": day });
                (8, words)
            }
            "session.set_hall" => (4, json!({ "name": "h" })),
            "session.drop_hall" => (6, json!({ "n": 1 })),
            "session.set_quorum" => (4, json!({ "present": 1, "of": 2 })),
            "session.call_roll" => (4, json!({ "lines": [{ "unit": guest, "presence": "present" }] })),
            it => panic!("{it}: say here on what it is tried"),
        };
        self.before(session, &before[..n_before]);
        (session, Some(n_before as u64 + 1), body)
    }

    /// Does what comes before an act on a session that was planned.
    fn before(&self, session: StreamId, acts: &[(&str, Value)]) {
        for (seen, (act, body)) in (1..).zip(acts) {
            self.act(act, session, Some(seen), body.clone());
        }
    }

    fn letter(&self) -> Value {
        json!({ "account": self.account, "on": "2026-01-31", "mail": "digest", "tasks": [] })
    }

    /// A task to which `act` can be done, as `lives.txt` tells, its version, the body; a new act is tried with an empty one.
    fn on_task(&self, act: &str) -> (StreamId, u64, Value) {
        let parent = self.units["own"];
        let found = json!({ "name": self.office.new_id(), "kind": "area", "level": "village", "parent": parent });
        let below = self.begin("unit.found", found).to_string();
        self.on_task_beside(act, &below)
    }

    /// The same, with the unit that acts name, which coordinates the task.
    fn on_task_beside(&self, act: &str, below: &str) -> (StreamId, u64, Value) {
        let line = LIVES.lines().find_map(|it| it.strip_prefix(act)?.strip_prefix(' ')).unwrap_or("{}");
        let (body, before) = line.split_once(" after ").map_or((line, None), |it| (it.0, Some(it.1)));
        let today = self.office.today().to_string();
        let body = body.replace("{document}", &self.document.to_string());
        let body = body.replace("{today}", &today).replace("{below}", below).replace("{later}", "2099-12-31");
        let body = serde_json::from_str(&body).unwrap();
        let Some(before) = before else {
            let deadline = json!({ "kind": "fixed", "due_on": today });
            let lead = self.units["own"];
            let duty = json!({ "words": "a task", "lead": lead, "coordinating": [below], "deadline": deadline });
            return (self.begin("task.assign", duty), 1, body);
        };
        let (task, seen, earlier) = self.on_task_beside(before, below);
        self.act(before, task, Some(seen), earlier);
        (task, seen + 1, body)
    }
}
