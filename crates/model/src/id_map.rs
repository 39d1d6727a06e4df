//! Maps by identifiers that are asked a thousand times for one page.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map for identifiers of what only administrators begin: nobody else could make them meet.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// Eight bytes at once. Identifiers are as good as random where they differ.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_be_bytes(*word));
        }
        for byte in rest {
            self.write_u64((*byte).into());
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }

    // The length, which is the same for all.
    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StreamId, UnitId};
    use std::collections::HashSet;
    use std::hash::{BuildHasher, BuildHasherDefault};
    use uuid::Uuid;

    #[test]
    fn identifiers_that_follow_each_other_are_told_apart_by_their_hash() {
        let hasher: BuildHasherDefault<IdHasher> = BuildHasherDefault::default();
        let hash = |n| hasher.hash_one(UnitId(StreamId(Uuid::from_u128(n))));
        let base = 0x0189_0000_0002_7000_8000_0000_0000_0000;
        for step in [1, 1 << 16, 1 << 64, 1 << 80] {
            let hashes: Vec<u64> = (0..1_024).map(|n| hash(base + n * step)).collect();
            let differ = |bits: fn(u64) -> u64| hashes.iter().map(|it| bits(*it)).collect::<HashSet<_>>().len();
            // As many as chance leaves apart, in the bits by which a place is found and in those that tell it from its neighbours.
            assert!(differ(|it| it & 0x3ff) > 500, "the low bits meet");
            assert!(differ(|it| it >> 57) > 100, "the high bits meet");
        }
    }
}
