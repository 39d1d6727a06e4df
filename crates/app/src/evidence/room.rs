//! Where files wait for their report: in memory only, for an hour, so much and no more. They may come in pieces.
//!
//! It knows who sent what for which task or session, and nothing of rights.

use super::look::Looked;
use jiff::{SignedDuration, Timestamp};
use model::act::reporting::{Attach, LONGEST_FILE_BYTES};
use model::{AccountId, Refusal, StreamId};
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All waiting files together, bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Those of one account, bytes.
const MOST_OF_ONE_BYTES: u64 = 128 * 1024 * 1024;
/// Those that came by links, bytes: whoever signs in always has the rest.
const MOST_BY_LINKS_BYTES: u64 = 128 * 1024 * 1024;
/// Those of one link, bytes.
const MOST_OF_A_LINK_BYTES: u64 = 64 * 1024 * 1024;
/// A file counts as so many bytes at least: also short ones can be too many.
const LEAST_BYTES: u64 = 64 * 1024;
/// What is not touched for so long is forgotten.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);
/// For so long after a piece, room is held for those that are to follow.
const HELD: SignedDuration = SignedDuration::from_mins(1);

/// Who sends files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Account(AccountId),
    /// The link of that number of the task.
    Link(u32),
}

/// Who sends files, and for which task or session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    pub(crate) owner: Owner,
    pub(crate) subject: StreamId,
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
    /// None of them any more once a report was written with it: the same report may come again.
    bytes: Vec<u8>,
    /// Its hash and what was seen, once it is whole.
    whole: Option<(String, Looked)>,
    touched_at: Timestamp,
}

impl Room {
    /// Makes room for a file of `length_bytes`.
    ///
    /// # Errors
    /// [`Refusal::FileEmpty`], [`Refusal::FileTooLong`], [`Refusal::EvidenceWaits`], [`Refusal::EvidenceFull`].
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
        let it = Waiting { id, sender, file_name, length_bytes, bytes: Vec::new(), whole: None, touched_at: now };
        it.want_room(&waiting, now)?;
        let view = it.view();
        waiting.push(it);
        Ok(view)
    }

    /// Adds a piece that begins at byte `at`; what is there already is passed over, what would leave a gap is not taken.
    /// The whole file is handed out where this was its last piece; `None` for what does not wait.
    ///
    /// # Errors
    /// [`Refusal::EvidenceWaits`], [`Refusal::EvidenceFull`] where others took its room while no piece came.
    pub fn add(
        &self,
        sender: Sender,
        id: &str,
        at: u64,
        piece: &[u8],
        now: Timestamp,
    ) -> Result<Option<(UploadView, Option<Vec<u8>>)>, Refusal> {
        let mut waiting = self.waiting();
        let Some(place) = waiting.iter().position(|it| it.id == id && it.sender == sender) else { return Ok(None) };
        if waiting[place].whole.is_none() {
            waiting[place].want_room(&waiting, now)?;
        }
        let it = &mut waiting[place];
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
        Ok(Some((it.view(), is_whole.then(|| it.bytes.clone()))))
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

    /// Gives up the bytes of what was written, and still knows what a report named: where the answer was lost, it comes again.
    pub fn written(&self, sender: Sender, content: &str) {
        let mut waiting = self.waiting();
        let is_it = |it: &&mut Waiting| it.sender == sender && it.whole.as_ref().is_some_and(|it| it.0 == content);
        waiting.iter_mut().filter(is_it).for_each(|it| it.bytes = Vec::new());
    }

    /// The bytes of a file that a report names as it was looked through; `None` for any other.
    pub fn bytes_of(&self, sender: Sender, file: &Attach) -> Option<Vec<u8>> {
        let waiting = self.waiting();
        let is_it = |it: &&Waiting| {
            let named = Attach { kept_because: None, ..file.clone() };
            it.sender == sender && !it.bytes.is_empty() && it.attach() == Some(named)
        };
        waiting.iter().find(is_it).map(|it| it.bytes.clone())
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sender {
    /// Whether both are one person: an account whatever the task, a link of its one task.
    fn is_one_with(&self, other: &Sender) -> bool {
        self.owner == other.owner && (self.subject == other.subject || !self.is_by_link())
    }

    fn is_by_link(&self) -> bool {
        matches!(self.owner, Owner::Link(_))
    }
}

impl Waiting {
    /// What it takes of the room: all that was announced only while it comes.
    fn taken_bytes(&self, now: Timestamp) -> u64 {
        let is_coming = self.whole.is_none() && now.duration_since(self.touched_at) < HELD;
        if is_coming { self.length_bytes } else { self.bytes.len() as u64 }.max(LEAST_BYTES)
    }

    /// Refuses it where it does not fit beside all others.
    fn want_room(&self, waiting: &[Waiting], now: Timestamp) -> Result<(), Refusal> {
        let others = waiting.iter().filter(|it| it.id != self.id);
        let (mut own, mut by_links, mut all) = (self.length_bytes, self.length_bytes, self.length_bytes);
        for it in others {
            let taken = it.taken_bytes(now);
            all += taken;
            by_links += if it.sender.is_by_link() { taken } else { 0 };
            own += if it.sender.is_one_with(&self.sender) { taken } else { 0 };
        }
        let is_by_link = self.sender.is_by_link();
        let most_bytes = if is_by_link { MOST_OF_A_LINK_BYTES } else { MOST_OF_ONE_BYTES };
        if own > most_bytes {
            return Err(Refusal::EvidenceWaits { most_bytes });
        }
        if all > MOST_BYTES || (is_by_link && by_links > MOST_BY_LINKS_BYTES) {
            return Err(Refusal::EvidenceFull);
        }
        Ok(())
    }

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
            n_received: if self.whole.is_some() { self.length_bytes } else { self.bytes.len() as u64 },
            evidence: self.attach(),
            looked: self.whole.as_ref().map(|it| it.1.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const MIB: u64 = 1024 * 1024;

    fn by_link(n: u128) -> Sender {
        Sender { owner: Owner::Link(1), subject: StreamId(Uuid::from_u128(n)) }
    }

    fn by_account(account: u128, task: u128) -> Sender {
        let account = AccountId(StreamId(Uuid::from_u128(account)));
        Sender { owner: Owner::Account(account), subject: StreamId(Uuid::from_u128(task)) }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn begin(room: &Room, sender: Sender, id: &str, mib: u64, seconds: i64) -> Result<(), Refusal> {
        room.begin(sender, "a.txt".to_owned(), mib * MIB, (id.to_owned(), at(seconds))).map(drop)
    }

    #[test]
    fn pieces_go_on_where_they_broke_off() {
        let room = Room::default();
        room.begin(by_link(1), "a.txt".to_owned(), 6, ("u".to_owned(), at(0))).unwrap();
        let add = |from, piece: &[u8]| room.add(by_link(1), "u", from, piece, at(0)).unwrap().unwrap();
        assert_eq!(add(0, b"abc").0.n_received, 3);
        // A gap is not taken, what came twice is passed over, what is too much as well.
        assert_eq!(add(5, b"f").0.n_received, 3);
        assert_eq!(add(1, b"bcd").0.n_received, 4);
        let (view, whole) = add(4, b"efgh");
        assert_eq!((view.n_received, whole.as_deref()), (6, Some(&b"abcdef"[..])));
        assert!(room.add(by_link(2), "u", 0, b"x", at(0)).unwrap().is_none());
    }

    #[test]
    fn what_waits_is_bounded_by_person_and_in_all() {
        let room = Room::default();
        let of_one = Err(Refusal::EvidenceWaits { most_bytes: MOST_OF_ONE_BYTES });
        // Tasks of one account count together.
        assert_eq!(begin(&room, by_account(1, 1), "a", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(1, 2), "b", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(1, 3), "c", 50, 0), of_one);
        assert_eq!(begin(&room, by_account(2, 1), "d", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(2, 1), "e", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(3, 1), "f", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(3, 1), "g", 50, 0), Err(Refusal::EvidenceFull));
        // What was only announced holds room for a minute, what came for an hour.
        let more_than_half = vec![b'x'; 30 * MIB as usize];
        room.add(by_account(1, 1), "a", 0, &more_than_half, at(30)).unwrap().unwrap();
        assert_eq!(begin(&room, by_account(1, 3), "h", 50, 61), Ok(()));
        assert_eq!(begin(&room, by_account(1, 3), "i", 50, 61), of_one);
        assert_eq!(begin(&room, by_account(1, 3), "j", 50, 91), of_one);
        assert_eq!(begin(&room, by_account(1, 3), "k", 50, 121), Ok(()));
        assert_eq!(begin(&room, by_account(1, 3), "l", 10, 3_631), Ok(()));
        assert!(room.view(by_account(1, 1), "a").is_none());
    }

    #[test]
    fn links_take_no_room_from_whoever_signs_in() {
        let room = Room::default();
        let begun = (1..20).filter(|it| begin(&room, by_link(*it), &it.to_string(), 50, 0).is_ok()).count();
        assert_eq!(begun, 2);
        assert_eq!(begin(&room, by_link(30), "full", 50, 0), Err(Refusal::EvidenceFull));
        let of_a_link = Err(Refusal::EvidenceWaits { most_bytes: MOST_OF_A_LINK_BYTES });
        assert_eq!(begin(&room, by_link(1), "more", 50, 0), of_a_link);
        assert_eq!(begin(&room, by_account(1, 1), "a", 50, 0), Ok(()));
        assert_eq!(begin(&room, by_account(1, 1), "b", 50, 0), Ok(()));
    }

    #[test]
    fn short_files_are_bounded_too() {
        let room = Room::default();
        let begin = |i: u32| room.begin(by_link(1), "a.txt".to_owned(), 1, (i.to_string(), at(0)));
        assert_eq!((0..5_000).filter(|it| begin(*it).is_ok()).count() as u64, MOST_OF_A_LINK_BYTES / LEAST_BYTES);
    }

    #[test]
    fn who_lost_their_room_is_told_when_they_go_on() {
        let room = Room::default();
        let piece = vec![b'x'; MIB as usize];
        for (sender, id) in [(1, "a"), (2, "b")] {
            begin(&room, by_link(sender), id, 50, 0).unwrap();
        }
        begin(&room, by_link(3), "c", 50, 61).unwrap();
        begin(&room, by_link(4), "d", 50, 61).unwrap();
        assert_eq!(room.add(by_link(1), "a", 0, &piece, at(61)).unwrap_err(), Refusal::EvidenceFull);
        assert!(room.add(by_link(1), "a", 0, &piece, at(122)).unwrap().is_some(), "later it goes on");
    }
}
