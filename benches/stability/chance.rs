//! Numbers that are the same on every run.

/// xorshift64 (Marsaglia, 2003).
pub struct Chance(u64);

impl Chance {
    /// A source of its own for each list of words, whatever was drawn elsewhere.
    pub fn of(seed: u64, words: &[&str]) -> Chance {
        let bytes = words.iter().flat_map(|word| word.bytes().chain([0xFF]));
        let mixed = bytes.fold(seed ^ 0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Chance(mixed | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 16) % end.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// Letters and digits as build tools and servers make them up.
    pub fn token(&mut self, length: usize) -> String {
        const SIGNS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        (0..length).map(|_| char::from(SIGNS[self.below(SIGNS.len())])).collect()
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for index in (1..all.len()).rev() {
            all.swap(index, self.below(index + 1));
        }
    }
}
