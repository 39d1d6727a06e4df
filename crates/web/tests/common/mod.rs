//! What the worlds of the tests share: acts of whoever runs the machine.

use app::Office;
use app::messages::Language;
use model::{AccountId, StreamId};
use serde_json::{Value, json};

/// A register on which somebody on the console acts.
pub trait Acts {
    fn office(&self) -> &Office;
    fn console(&self) -> AccountId;

    /// Panics where the act is refused.
    fn act(&self, act: &str, stream: StreamId, seen: Option<u64>, body: Value) {
        let key = self.office().new_id();
        let line = json!({ "act": act, "stream": stream, "seen": seen, "key": key, "body": body }).to_string();
        let answer = self.office().act(Language::English, self.console(), line.as_bytes());
        let answer = serde_json::to_value(answer).unwrap();
        assert!(answer.get("ok").is_some(), "{act}: {answer}");
    }

    /// The first act of a new stream.
    fn begin(&self, act: &str, body: Value) -> StreamId {
        let stream = self.office().new_id();
        self.act(act, stream, None, body);
        stream
    }
}
