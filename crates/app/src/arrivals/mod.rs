//! Files on their way in: each is looked at in memory first; one of many pages that are pictures is kept beside the
//! register while it is read, so that nobody has to wait for it and no restart loses it.
//!
//! Nothing is written before the first page was seen. A mark of secrecy on any page takes all away.

mod hall;

pub(crate) use hall::Hall;
pub use hall::{ArrivalView, Stage};

use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::intake::{Watched, read_watched};
use crate::office::Office;
use crate::take::{Taken, refuse_taking_in};
use hall::{Arrival, Kept, Outcome};
use model::{AccountId, Refusal, StreamId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use store::DraftKey;

/// What they are kept under, beside what people type.
const OBJECT: &str = "arrival";

/// What came of a file that was looked at.
#[derive(Debug)]
pub enum Arrived {
    Taken(Taken),
    /// The rest of it takes long: it is kept, and is read by [`Office::read_waiting`].
    Waits,
}

impl Office {
    /// Announces a file that `viewer` sends; the identifier is that of its page.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`].
    pub fn announce(&self, viewer: &Viewer, file_name: &str, length_bytes: usize) -> Result<StreamId, Error> {
        refuse_taking_in(viewer)?;
        let id = self.clock.new_id();
        self.hall.announce(id, viewer.account, file_name, length_bytes as u64, self.clock.now());
        Ok(id)
    }

    /// Receives an announced file, as [`Office::receive_as`] does; one that takes long is kept after its first page.
    ///
    /// # Errors
    /// Those of [`Office::receive_as`].
    pub fn arrive(&self, viewer: &Viewer, id: StreamId, bytes: Vec<u8>, another: bool) -> Result<Arrived, Error> {
        let done = self.look_at(viewer, id, bytes, another);
        match &done {
            Ok(Arrived::Waits) => {}
            Ok(Arrived::Taken(taken)) => self.hall.end(id, Outcome::of(taken)),
            Err(error) => self.hall.end(id, Outcome::of_error(error)),
        }
        done
    }

    fn look_at(&self, viewer: &Viewer, id: StreamId, bytes: Vec<u8>, another: bool) -> Result<Arrived, Error> {
        refuse_taking_in(viewer)?;
        let (file_name, has_room) = self.hall.begin(id);
        let read = read_watched(&file_name, bytes, &mut |it| {
            let is_first_seen = it.n_done > 0 && it.n_done < it.n_pages;
            self.hall.progress(id, it, self.clock.now()) && !(is_first_seen && has_room)
        });
        match read.map_err(Error::Refused)? {
            Watched::Read(file) => Ok(Arrived::Taken(self.receive_read(viewer, &file, another)?)),
            Watched::Left(bytes) => {
                let content = self.waiting_files.keep(&bytes)?;
                match self.hall.wait(id, content.clone(), another) {
                    Some(kept) => self.keep_arrival(viewer.account, id, &kept)?,
                    // It was thrown away meanwhile.
                    None => self.forget_bytes(&content)?,
                }
                Ok(Arrived::Waits)
            }
        }
    }

    /// Reads what waits, one file after the other; returns at once where another thread does so.
    ///
    /// # Errors
    /// [`Error::Store`]: what waits still waits.
    pub fn read_waiting(&self) -> Result<(), Error> {
        if !self.hall.begin_reading() {
            return Ok(());
        }
        let mut settled = Ok(());
        while let Some((id, arrival)) = self.hall.next() {
            // A fault of ours in one file must not keep the others waiting.
            let outcome = match catch_unwind(AssertUnwindSafe(|| self.read_one(id, &arrival))) {
                Ok(Ok(None)) => continue,
                Ok(Ok(Some(it))) => it,
                Ok(Err(error)) => Outcome::of_error(&error),
                Err(_) => Outcome::Failed,
            };
            self.hall.end(id, outcome.clone());
            settled = settled.and(self.settle_arrival(id, &arrival, outcome));
        }
        settled
    }

    /// `None` where it was thrown away meanwhile.
    fn read_one(&self, id: StreamId, arrival: &Arrival) -> Result<Option<Outcome>, Error> {
        let viewer = self.viewer(arrival.account)?;
        refuse_taking_in(&viewer)?;
        let Some(bytes) = self.waiting_files.read(&arrival.kept.content)? else { return Ok(Some(Outcome::Lost)) };
        let watch = &mut |it: paper::Progress| self.hall.progress(id, it, self.clock.now());
        match read_watched(&arrival.kept.file_name, bytes, watch).map_err(Error::Refused)? {
            Watched::Left(_) => Ok(None),
            Watched::Read(file) => {
                let taken = self.receive_read(&viewer, &file, arrival.kept.is_another)?;
                Ok(Some(Outcome::of(&taken)))
            }
        }
    }

    /// Keeps what came of it as long as it is of use, and its bytes only where they may be asked for again.
    fn settle_arrival(&self, id: StreamId, arrival: &Arrival, outcome: Outcome) -> Result<(), Error> {
        if outcome.is_retried() {
            return Ok(());
        }
        let is_secret = matches!(outcome, Outcome::Refused { refusal: Refusal::Classified });
        let mut kept = arrival.kept.clone();
        if !outcome.may_be_another() {
            self.forget_bytes(&kept.content)?;
            kept.content.clear();
        }
        match is_secret {
            true => self.forget_arrival(arrival.account, id),
            false => self.keep_arrival(arrival.account, id, &Kept { outcome: Some(outcome), ..kept }),
        }
    }

    /// How far a file is that `viewer` sent.
    ///
    /// # Errors
    /// [`NotFound::Object`].
    pub fn arrival(&self, viewer: &Viewer, asked: &str) -> Result<ArrivalView, Error> {
        Ok(self.arrival_of(viewer, asked)?.1)
    }

    /// What `viewer` sent and is not yet in the register, the newest first.
    pub fn arrivals(&self, viewer: &Viewer) -> Vec<ArrivalView> {
        self.hall.of(viewer.account, self.clock.now())
    }

    /// Whoever sent it was told at once what came of it.
    pub fn told_of_arrival(&self, id: StreamId) {
        self.hall.told(id);
    }

    /// Whoever sent it was sent to its page instead.
    pub fn untold_arrival(&self, id: StreamId) {
        self.hall.untold(id);
    }

    /// Throws a file away that `viewer` sent; what is being read is read no further.
    ///
    /// # Errors
    /// [`NotFound::Object`]; [`Error::Store`].
    pub fn drop_arrival(&self, viewer: &Viewer, asked: &str) -> Result<(), Error> {
        let (id, _) = self.arrival_of(viewer, asked)?;
        let Some(arrival) = self.hall.forget(id) else { return Ok(()) };
        self.forget_arrival(viewer.account, id)?;
        self.forget_bytes(&arrival.kept.content)
    }

    /// Asks once more for a file that was refused because it looks like another one, or could not be written.
    ///
    /// # Errors
    /// [`NotFound::Object`]; [`Error::Store`].
    pub fn arrive_again(&self, viewer: &Viewer, asked: &str) -> Result<(), Error> {
        let (id, _) = self.arrival_of(viewer, asked)?;
        let Some(kept) = self.hall.again(id) else { return Ok(()) };
        self.keep_arrival(viewer.account, id, &kept)
    }

    fn arrival_of(&self, viewer: &Viewer, asked: &str) -> Result<(StreamId, ArrivalView), Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "arrival", id: asked.to_owned() });
        let id: StreamId = asked.parse().map_err(|_| missing())?;
        let view = self.hall.view(id, viewer.account, self.clock.now()).ok_or_else(missing)?;
        Ok((id, view))
    }

    /// Takes up what waited when the program ended.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn resume_arrivals(&self) -> Result<(), Error> {
        let Some(register) = self.founded()? else { return Ok(()) };
        for account in self.store.accounts(register)? {
            for cell in self.store.drafts(register, account.id.into(), OBJECT)? {
                let kept: Option<Kept> = serde_json::from_str(&cell.text).ok();
                let Some((id, kept)) = cell.cell.parse().ok().zip(kept) else { continue };
                if kept.is_old(self.clock.now()) {
                    self.forget_arrival(account.id, id)?;
                    self.forget_bytes(&kept.content)?;
                } else {
                    self.hall.resume(id, account.id, kept);
                }
            }
        }
        self.sweep_waiting()
    }

    /// Removes bytes of which nothing tells whose they are: the program ended before that was written.
    fn sweep_waiting(&self) -> Result<(), Error> {
        for stray in self.waiting_files.strays(&self.hall.contents())? {
            let name = stray.rsplit('/').next().unwrap_or(&stray);
            let hash = name.split('.').next().unwrap_or(name);
            if !self.hall.wants(hash) {
                self.waiting_files.remove(hash)?;
            }
        }
        Ok(())
    }

    fn keep_arrival(&self, account: AccountId, id: StreamId, kept: &Kept) -> Result<(), Error> {
        let (register, cell) = (self.register()?, id.to_string());
        let key = DraftKey { register, owner: account.into(), object: OBJECT.to_owned(), cell };
        let text = serde_json::to_string(kept).expect("invariant: what is kept of a file is JSON");
        Ok(self.store.put_draft(key, &text, self.clock.now())?)
    }

    fn forget_arrival(&self, account: AccountId, id: StreamId) -> Result<(), Error> {
        Ok(self.store.drop_drafts(self.register()?, account.into(), OBJECT, Some(&id.to_string()))?)
    }

    /// Removes the bytes of a file unless the same was sent once more and still waits.
    fn forget_bytes(&self, content: &str) -> Result<(), Error> {
        if content.is_empty() || self.hall.wants(content) {
            return Ok(());
        }
        Ok(self.waiting_files.remove(content)?)
    }
}
