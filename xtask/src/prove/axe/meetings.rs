//! Sessions to look at: one in each stage of its life, signed, called off, and one to which something is carried over.

use super::states::{LATER, World};
use crate::prove::meetings::{Meeting, act, act_seen, close};
use crate::prove::want;
use anyhow::Result;
use serde_json::json;

/// How each comes about: the stage it is brought to, what is done then, and its pages.
const LIVES: [(&str, &str, &[&str]); 8] = [
    ("draft", "", &["", "/plan", "/roll"]),
    ("open", "", &["", "/invitation", "/hall"]),
    ("open", "move", &["", "/plan", "/invitation"]),
    ("closed", "report", &[""]),
    ("in_progress", "speak", &["", "/minutes", "/roll", "/hall"]),
    ("closed", "", &["", "/roll", "/hall", "/record"]),
    ("closed", "sign", &["", "/roll", "/hall", "/record"]),
    ("open", "call off", &[""]),
];

impl World<'_> {
    /// The pages of all of them.
    pub fn meetings(&mut self, guest: &str) -> Result<Vec<String>> {
        let (root, today) = (self.root(), self.day("{today}"));
        let meeting = |guest, held_on| Meeting { host: &root, guest, held_on, n_items: 3, n_lines: 7 };
        let mut pages = Vec::new();
        for (stage, then, parts) in LIVES {
            let session = self.next();
            meeting(guest, &*today).bring(self.clerk, &session, stage)?;
            match then {
                "speak" => self.speak(&session)?,
                "sign" => self.sign(&session, &today)?,
                "move" => {
                    let moved = json!({ "held_on": LATER, "venue": "The large hall", "because": "b" });
                    act_seen(self.clerk, &session, "session.amend_plan", moved)?;
                }
                "report" => self.report(&session, guest)?,
                "call off" => act_seen(self.clerk, &session, "session.call_off", json!({ "because": "b" }))?,
                _ => {}
            }
            pages.extend(parts.iter().map(|it| format!("/sessions/{session}{it}")));
            pages.push(format!("/briefing/sessions/{session}"));
        }
        // What one put off that is over is proposed to the next with the same guest.
        let other = self.next();
        let found = json!({ "name": "Xa Moi Hop", "kind": "state", "level": "commune", "parent": root });
        self.by_clerk("unit.found", &other, None, found)?;
        let [over, to_come] = [self.next(), self.next()];
        meeting(&other, &*today).bring(self.clerk, &over, "in_progress")?;
        act(self.clerk, &over, "session.mark_item", None, json!({ "n": 3, "outcome": "put_off" }))?;
        close(self.clerk, &over)?;
        Meeting { n_items: 2, ..meeting(&other, LATER) }.bring(self.clerk, &to_come, "draft")?;
        pages.push(format!("/sessions/{to_come}"));
        Ok(pages)
    }

    /// Two versions of the report of a guest, the first of them withdrawn; the form that sends it takes files.
    fn report(&mut self, session: &str, guest: &str) -> Result<()> {
        let fields = [("key", session), ("unit", guest), ("words", "What was sent by mistake")];
        let answer = self.clerk.post_form(&format!("/sessions/{session}/acts/send_report"), &fields)?;
        want(answer.status == 303, || format!("a report is answered {}", answer.status))?;
        act_seen(self.clerk, session, "session.withdraw_report", json!({ "unit": guest, "because": "b" }))?;
        act_seen(self.clerk, session, "session.send_report", json!({ "unit": guest, "words": "w" }))
    }

    /// One has the word, another waits.
    fn speak(&mut self, session: &str) -> Result<()> {
        for (act, who) in [("ask", "Who speaks"), ("next", ""), ("ask", "Who waits")] {
            self.clerk.post_form(&format!("/sessions/{session}/speakers/{act}"), &[("words", who)])?;
        }
        Ok(())
    }

    /// Signs the minutes, records something afterwards, and supplements them.
    fn sign(&mut self, session: &str, today: &str) -> Result<()> {
        let mut sign = json!({ "chair": "c", "secretary": "s", "signed_on": today });
        act_seen(self.clerk, session, "session.sign_minutes", sign.clone())?;
        let late = json!({ "n": 90, "words": "What was recorded after the signature" });
        act_seen(self.clerk, session, "session.record_conclusion", late)?;
        sign["words"] = json!("What was missing");
        sign["because"] = json!("b");
        act_seen(self.clerk, session, "session.supplement_minutes", sign)
    }
}
