//! Where files wait for their report: in memory only, for an hour, so much and no more. They may come in pieces.
//!
//! It knows who sent what for which task, and nothing of rights.

use super::look::Looked;
use jiff::{SignedDuration, Timestamp};
use model::act::reporting::{Attach, LONGEST_FILE_BYTES};
use model::{AccountId, Refusal, StreamId};
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All waiting files together, bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Those of one sender, bytes.
const MOST_OF_ONE_BYTES: u64 = 128 * 1024 * 1024;
/// What is not touched for so long is forgotten.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// Who sends files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Account(AccountId),
    /// The link of that number of the task.
    Link(u32),
}

/// Who sends files, and for which task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    pub(crate) owner: Owner,
    pub(crate) task: StreamId,
}

/// A file that waits, or its beginning.
#[derive(Clone, Debug, Serialize)]
pub struct UploadView {
    pub upload: String,
    pub file_name: String,
    pub length_bytes: u64,
    /// So many bytes are there; the next piece begins with the one behind them.
    pub n_received: u64,
    /// What a report names, once all is there and was looked through.
    pub evidence: Option<Attach>,
    /// What was seen in it.
    pub looked: Option<Looked>,
}

#[derive(Default)]
pub(crate) struct Room(Mutex<Vec<Waiting>>);

struct Waiting {
    id: String,
    sender: Sender,
    file_name: String,
    length_bytes: u64,
    bytes: Vec<u8>,
    /// Its hash and what was seen, once it is whole.
    whole: Option<(String, Looked)>,
    touched_at: Timestamp,
}

impl Room {
    /// Makes room for a file of `length_bytes`.
    ///
    /// # Errors
    /// [`Refusal::FileEmpty`], [`Refusal::FileTooLong`], [`Refusal::EvidenceWaits`].
    pub fn begin(
        &self,
        sender: Sender,
        file_name: String,
        length_bytes: u64,
        (id, now): (String, Timestamp),
    ) -> Result<UploadView, Refusal> {
        if length_bytes == 0 {
            return Err(Refusal::FileEmpty);
        }
        if length_bytes > LONGEST_FILE_BYTES {
            return Err(Refusal::FileTooLong { length_bytes, longest_bytes: LONGEST_FILE_BYTES });
        }
        let mut waiting = self.waiting();
        waiting.retain(|it| now.duration_since(it.touched_at) < PATIENCE);
        let sum =
            |is: &dyn Fn(&Waiting) -> bool| waiting.iter().filter(|it| is(it)).map(|it| it.length_bytes).sum::<u64>();
        let (all, own) = (sum(&|_| true), sum(&|it| it.sender.owner == sender.owner && it.sender.task == sender.task));
        if all + length_bytes > MOST_BYTES || own + length_bytes > MOST_OF_ONE_BYTES {
            return Err(Refusal::EvidenceWaits { most_bytes: MOST_OF_ONE_BYTES });
        }
        let it = Waiting { id, sender, file_name, length_bytes, bytes: Vec::new(), whole: None, touched_at: now };
        let view = it.view();
        waiting.push(it);
        Ok(view)
    }

    /// Adds a piece that begins at byte `at`; what is there already is passed over, what would leave a gap is not taken.
    /// The whole file is handed out where this was its last piece.
    pub fn add(
        &self,
        sender: Sender,
        id: &str,
        at: u64,
        piece: &[u8],
        now: Timestamp,
    ) -> Option<(UploadView, Option<Vec<u8>>)> {
        let mut waiting = self.waiting();
        let it = waiting.iter_mut().find(|it| it.id == id && it.sender == sender)?;
        it.touched_at = now;
        let received = it.bytes.len() as u64;
        let is_open = it.whole.is_none();
        if is_open && at <= received {
            let known = usize::try_from(received - at).unwrap_or(usize::MAX).min(piece.len());
            let left = usize::try_from(it.length_bytes - received).unwrap_or(0);
            let fresh = &piece[known..];
            it.bytes.extend_from_slice(&fresh[..fresh.len().min(left)]);
        }
        let is_whole = is_open && it.bytes.len() as u64 == it.length_bytes;
        Some((it.view(), is_whole.then(|| it.bytes.clone())))
    }

    /// Notes what was seen in a whole file.
    pub fn looked(&self, id: &str, content: String, looked: Looked) -> Option<UploadView> {
        let mut waiting = self.waiting();
        let it = waiting.iter_mut().find(|it| it.id == id)?;
        it.whole = Some((content, looked));
        Some(it.view())
    }

    pub fn view(&self, sender: Sender, id: &str) -> Option<UploadView> {
        self.waiting().iter().find(|it| it.id == id && it.sender == sender).map(Waiting::view)
    }

    /// Forgets a file.
    pub fn forget(&self, sender: Sender, id: &str) {
        self.waiting().retain(|it| it.id != id || it.sender != sender);
    }

    /// Forgets whatever has the bytes of `content`.
    pub fn forget_content(&self, sender: Sender, content: &str) {
        self.waiting().retain(|it| it.sender != sender || it.whole.as_ref().is_none_or(|it| it.0 != content));
    }

    /// The bytes of a file that a report names as it was looked through; `None` for any other.
    pub fn bytes_of(&self, sender: Sender, file: &Attach) -> Option<Vec<u8>> {
        let waiting = self.waiting();
        let is_it = |it: &&Waiting| {
            let named = Attach { kept_because: None, ..file.clone() };
            it.sender == sender && it.attach() == Some(named)
        };
        waiting.iter().find(is_it).map(|it| it.bytes.clone())
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn attach(&self) -> Option<Attach> {
        let (content, looked) = self.whole.as_ref()?;
        Some(Attach {
            file_name: self.file_name.clone(),
            content: content.clone(),
            length_bytes: self.length_bytes,
            media: looked.media,
            found: looked.found,
            kept_because: None,
            is_unread: looked.is_unread,
        })
    }

    fn view(&self) -> UploadView {
        UploadView {
            upload: self.id.clone(),
            file_name: self.file_name.clone(),
            length_bytes: self.length_bytes,
            n_received: self.bytes.len() as u64,
            evidence: self.attach(),
            looked: self.whole.as_ref().map(|it| it.1.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn sender(n: u128) -> Sender {
        Sender { owner: Owner::Link(1), task: StreamId(Uuid::from_u128(n)) }
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(60 * minutes).unwrap()
    }

    #[test]
    fn pieces_go_on_where_they_broke_off() {
        let room = Room::default();
        room.begin(sender(1), "a.txt".to_owned(), 6, ("u".to_owned(), at(0))).unwrap();
        let add = |from, piece: &[u8]| room.add(sender(1), "u", from, piece, at(0)).unwrap();
        assert_eq!(add(0, b"abc").0.n_received, 3);
        // A gap is not taken, what came twice is passed over, what is too much as well.
        assert_eq!(add(5, b"f").0.n_received, 3);
        assert_eq!(add(1, b"bcd").0.n_received, 4);
        let (view, whole) = add(4, b"efgh");
        assert_eq!((view.n_received, whole.as_deref()), (6, Some(&b"abcdef"[..])));
        assert!(room.add(sender(2), "u", 0, b"x", at(0)).is_none());
    }

    #[test]
    fn what_waits_is_bounded_and_forgotten() {
        let room = Room::default();
        let begin = |n, id: &str, minutes| {
            let length = LONGEST_FILE_BYTES;
            room.begin(sender(n), "a.txt".to_owned(), length, (id.to_owned(), at(minutes))).map(drop)
        };
        assert_eq!(begin(1, "a", 0), Ok(()));
        assert_eq!(begin(1, "b", 0), Ok(()));
        let waits = Err(Refusal::EvidenceWaits { most_bytes: MOST_OF_ONE_BYTES });
        assert_eq!(begin(1, "c", 0), waits);
        for n in 2..5 {
            assert_eq!(begin(n, "d", 0), Ok(()));
        }
        assert_eq!(begin(5, "e", 0), waits);
        assert_eq!(begin(5, "f", 61), Ok(()));
        assert!(room.view(sender(1), "a").is_none());
    }
}
