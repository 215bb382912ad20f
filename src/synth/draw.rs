//! Numbers that look random and are the same on every machine.
//!
//! Whole numbers only: what a logarithm or a power is in its last bits differs between machines.

/// A stream of numbers (`SplitMix64`).
#[derive(Debug)]
pub(super) struct Draw(u64);

impl Draw {
    /// Begins the stream that `number` has under `seed`; streams of different numbers have nothing to do with each other.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        Self(mixed(seed ^ mixed(number)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// Draws one of `0..end`; 0 where that is empty.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(end);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// Draws one of `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let range = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.below(range)).unwrap_or_default()
    }

    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < u64::from(percent)
    }

    /// Draws a place in a list of `len`.
    pub(super) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or_default()
    }

    /// Draws one of a list that is not empty.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.index(of.len())]
    }

    /// As [`Self::one`], of texts.
    pub(super) fn text<'a>(&mut self, of: &'a [String]) -> &'a str {
        self.one::<String>(of)
    }
}

fn mixed(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Things of which some are drawn more often than others.
#[derive(Debug)]
pub(super) struct Lots {
    /// How many lots each thing and those before it have.
    sums: Vec<u64>,
}

impl Lots {
    pub(super) fn new(weights: impl Iterator<Item = u64>) -> Self {
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    /// Lots for `len` things by Zipf's law: the first is drawn twice as often as the one that is `flat` places behind it.
    pub(super) fn zipf(len: usize, flat: u64) -> Self {
        Self::new((0..len as u64).map(|rank| 1_000_000_000 / (rank + flat.max(1))))
    }

    /// Draws the place of a thing.
    pub(super) fn draw(&self, draw: &mut Draw) -> usize {
        let lot = draw.below(self.sums.last().copied().unwrap_or_default());
        self.sums.partition_point(|sum| *sum <= lot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_the_same_everywhere_and_differ_by_number() {
        let numbers = |seed, number| {
            let mut draw = Draw::new(seed, number);
            [draw.below(1_000), draw.below(1_000), draw.below(1_000)]
        };
        assert_eq!(numbers(1, 1), [153, 2, 931]);
        assert_ne!(numbers(1, 1), numbers(1, 2));
        assert_ne!(numbers(1, 1), numbers(2, 1));
    }

    #[test]
    fn lots_are_drawn_by_weight() {
        let lots = Lots::new([1, 0, 3].into_iter());
        let mut draw = Draw::new(7, 0);
        let mut drawn = [0; 3];
        for _ in 0..4_000 {
            drawn[lots.draw(&mut draw)] += 1;
        }
        assert!((900..1_100).contains(&drawn[0]), "{drawn:?}");
        assert_eq!(drawn[1], 0);
    }
}
