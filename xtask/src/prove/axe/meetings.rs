//! Sessions to look at, one of each stage: planned, invited, sitting with halls, a roll and speakers, closed, signed,
//! called off.

use super::states::World;
use anyhow::Result;
use serde_json::{Value, json};

impl World<'_> {
    /// A session in each stage that its life leads to; their pages.
    pub fn meetings(&mut self, guest: &str) -> Result<Vec<String>> {
        let mut pages = Vec::new();
        for stage in ["draft", "open", "sits", "closed", "signed", "called off"] {
            let session = self.next();
            self.bring_to(stage, &session, guest)?;
            let parts: &[&str] = match stage {
                "draft" => &["", "/plan", "/roll"],
                "open" => &["", "/invitation", "/hall"],
                "sits" => &["", "/minutes", "/roll", "/hall"],
                "closed" | "signed" => &["", "/roll", "/hall", "/record"],
                _ => &[""],
            };
            pages.extend(parts.iter().map(|it| format!("/sessions/{session}{it}")));
        }
        Ok(pages)
    }

    fn bring_to(&mut self, stage: &str, session: &str, guest: &str) -> Result<()> {
        let root = self.root();
        let today = self.day("{today}");
        let plan = json!({ "title": format!("What is {stage}"), "held_on": today, "host": root, "guests": [guest] });
        let line = json!({ "unit": guest, "presence": "late", "at": "09:10:00", "hall": 1, "who": "w" });
        let asked = json!({ "unit": guest, "words": "What was done", "due_on": today });
        let hall = json!({ "name": "The hall of the guest", "link": "https://meet.example/1", "units": [guest] });
        let lived: [(&str, Value); 10] = [
            ("session.plan", plan),
            ("session.add_item", json!({ "words": "The first item", "why": "added" })),
            ("session.ask_report", asked),
            ("session.set_hall", hall),
            ("session.set_quorum", json!({ "present": 2, "of": 3 })),
            ("session.open", json!({})),
            ("session.begin", json!({})),
            ("session.call_roll", json!({ "lines": [line, { "unit": root, "presence": "absent" }] })),
            ("session.record_conclusion", json!({ "n": 1, "words": "What was concluded" })),
            ("session.close", json!({})),
        ];
        let n = match stage {
            "draft" | "called off" => 5,
            "open" => 6,
            "sits" => 9,
            _ => lived.len(),
        };
        for (seen, (act, body)) in (0..).zip(lived).take(n) {
            self.by_clerk(act, session, (seen > 0).then_some(seen), body)?;
        }
        match stage {
            "signed" => {
                let sign = json!({ "chair": "c", "secretary": "s", "signed_on": today });
                self.by_clerk("session.sign_minutes", session, Some(10), sign.clone())?;
                let late = json!({ "n": 2, "words": "What was recorded after the signature" });
                self.by_clerk("session.record_conclusion", session, Some(11), late)?;
                let mut add = sign;
                add["words"] = json!("What was missing");
                add["because"] = json!("b");
                self.by_clerk("session.supplement_minutes", session, Some(12), add)
            }
            "called off" => self.by_clerk("session.call_off", session, Some(5), json!({ "because": "b" })),
            "sits" => {
                for (act, who) in [("ask", "Who speaks"), ("next", ""), ("ask", "Who waits")] {
                    self.clerk.post_form(&format!("/sessions/{session}/speakers/{act}"), &[("words", who)])?;
                }
                let line = [("line", "0mabcdefg-1"), ("kind", "note"), ("words", "What was said")];
                self.clerk.post_form(&format!("/sessions/{session}/lines"), &line).map(drop)
            }
            _ => Ok(()),
        }
    }
}
