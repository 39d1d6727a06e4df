//! Where instants, identifiers and salts come from: the machine, or a rehearsal that gives the same again.

use jiff::{Timestamp, Unit};
use model::StreamId;
use std::sync::Mutex;
use uuid::Builder;

/// The source of everything that is not decided: time and chance.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock and its random numbers.
    System,
    /// A given instant, and a sequence that follows from a seed: the same commands give the same ledger.
    Rehearsal { at: Timestamp, sequence: Mutex<Sequence> },
}

/// A sequence of bytes that follows from a seed.
#[derive(Debug)]
pub struct Sequence {
    seed: [u8; 32],
    n_drawn: u64,
}

impl Clock {
    /// A rehearsal at `at`. `seed` must differ between runs on one register: its head is a good one.
    pub fn rehearsal(at: Timestamp, seed: &str) -> Clock {
        let seed = *blake3::hash(format!("{at} {seed}").as_bytes()).as_bytes();
        Clock::Rehearsal { at, sequence: Mutex::new(Sequence { seed, n_drawn: 0 }) }
    }

    pub fn is_rehearsal(&self) -> bool {
        matches!(self, Clock::Rehearsal { .. })
    }

    /// This instant, to the millisecond.
    pub fn now(&self) -> Timestamp {
        let at = match self {
            Clock::System => Timestamp::now(),
            Clock::Rehearsal { at, .. } => *at,
        };
        at.round(Unit::Millisecond).unwrap_or(at)
    }

    /// A new identifier, UUID version 7.
    pub fn new_id(&self) -> StreamId {
        let milliseconds = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        let mut random = [0; 10];
        random.copy_from_slice(&self.draw()[..10]);
        StreamId(Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid())
    }

    /// 32 bytes nobody can guess; in a rehearsal, 32 bytes that follow from its seed.
    pub fn draw(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        match self {
            Clock::System => getrandom::fill(&mut bytes).expect("invariant: the machine has random numbers"),
            Clock::Rehearsal { sequence, .. } => {
                let mut sequence = sequence.lock().unwrap_or_else(|it| it.into_inner());
                sequence.n_drawn += 1;
                bytes = *blake3::keyed_hash(&sequence.seed, &sequence.n_drawn.to_be_bytes()).as_bytes();
            }
        }
        bytes
    }
}
