//! Numbers that look drawn by lot and are the same in each run.

pub struct Dice(u64);

impl Dice {
    /// The dice of the input number `n`: neighbours have nothing in common.
    pub fn of(n: u64) -> Dice {
        let mut mixed = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Dice((mixed ^ (mixed >> 31)) | 1)
    }

    /// A number below `below`; zero where nothing is below it.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    /// From 1 to `most`, each order of magnitude as often as any other.
    pub fn magnitude(&mut self, most: usize) -> usize {
        let n_bits = most.max(1).ilog2() as usize + 1;
        let top = 1 << self.roll(n_bits);
        (top + self.roll(top)).min(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_throws_and_all_magnitudes() {
        let throws = |n| {
            let mut dice = Dice::of(n);
            (0..100).map(|_| dice.magnitude(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert!(throws(7).iter().any(|it| *it < 100) && throws(7).iter().any(|it| *it > 100_000));
    }
}
