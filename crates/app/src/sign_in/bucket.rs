//! Buckets of tries: each try takes one, time puts them back. The clock is given.
//!
//! It keeps no key, only its hash: a long one costs no more than a short one, and what was typed is not kept.

use blake3::Hash;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// Full buckets are looked for once there are so many.
const MOST: usize = 10_000;

/// One bucket a key.
#[derive(Debug)]
pub struct Buckets {
    capacity: u32,
    refill: SignedDuration,
    /// When each bucket will be full again.
    full_at: HashMap<Hash, Timestamp>,
    /// Full buckets are forgotten once there are so many: twice those that were left, so that looking stays cheap.
    most: usize,
}

impl Buckets {
    /// Each bucket holds `capacity` tries and gets one back every `refill`.
    pub fn new(capacity: u32, refill: SignedDuration) -> Buckets {
        Buckets { capacity, refill, full_at: HashMap::new(), most: MOST }
    }

    /// Takes a try; how long to wait where there is none.
    pub fn take(&mut self, key: &str, now: Timestamp) -> Option<SignedDuration> {
        if self.full_at.len() >= self.most {
            self.full_at.retain(|_, full_at| *full_at > now);
            self.most = MOST.max(2 * self.full_at.len());
        }
        let key = hash(key);
        let full_at = self.full_at.get(&key).copied().unwrap_or(now).max(now);
        let taken = full_at.saturating_add(self.refill).unwrap_or(full_at);
        let wait = taken.duration_since(now) - self.refill * i32::try_from(self.capacity).unwrap_or(i32::MAX);
        if wait > SignedDuration::ZERO {
            return Some(wait);
        }
        self.full_at.insert(key, taken);
        None
    }

    /// Puts one try back.
    pub fn give_back(&mut self, key: &str) {
        if let Some(full_at) = self.full_at.get_mut(&hash(key)) {
            *full_at = full_at.saturating_sub(self.refill).unwrap_or(*full_at);
        }
    }

    /// Fills the bucket.
    pub fn forgive(&mut self, key: &str) {
        self.full_at.remove(&hash(key));
    }
}

fn hash(key: &str) -> Hash {
    blake3::hash(key.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back_with_time() {
        let at = |seconds: i64| Timestamp::from_second(1_000 + seconds).unwrap();
        let mut buckets = Buckets::new(2, SignedDuration::from_secs(10));
        assert_eq!(buckets.take("a", at(0)), None);
        assert_eq!(buckets.take("a", at(0)), None);
        assert_eq!(buckets.take("a", at(0)), Some(SignedDuration::from_secs(10)));
        assert_eq!(buckets.take("b", at(0)), None);
        assert_eq!(buckets.take("a", at(4)), Some(SignedDuration::from_secs(6)));
        assert_eq!(buckets.take("a", at(10)), None);
        buckets.forgive("a");
        assert_eq!(buckets.take("a", at(10)), None);
    }
}
