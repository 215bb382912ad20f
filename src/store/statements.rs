//! How many rows one statement names.
//!
//! Statements come in few lengths, the powers of two: one that its connection has prepared before is neither parsed nor planned
//! anew, which for statements over some hundred rows is more than a quarter of their cost.

use std::iter;

/// The most rows that one statement names: far below what either database allows.
pub(super) const ROWS_A_STATEMENT: usize = 256;

/// Parts rows into those that go together into one statement.
pub(super) fn in_statements<T>(
    rows: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
) -> impl Iterator<Item = Vec<T>> {
    let mut rows = rows.into_iter();
    iter::from_fn(move || {
        let power = rows.len().min(ROWS_A_STATEMENT).checked_ilog2()?;
        Some(rows.by_ref().take(1 << power).collect())
    })
}

/// Parts values that are looked for into lists for `IN`; the last of a list stands there as often as makes its length one of few.
pub(super) fn in_lists<T: Copy>(values: &[T]) -> impl Iterator<Item = Vec<T>> {
    values.chunks(ROWS_A_STATEMENT).map(|some| {
        let mut list = some.to_vec();
        if let Some(last) = some.last() {
            list.resize(some.len().next_power_of_two(), *last);
        }
        list
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(rows: usize) -> Vec<usize> {
        let parted: Vec<Vec<usize>> = in_statements(0..rows).collect();
        assert!(
            parted.iter().flatten().copied().eq(0..rows),
            "all, in their order"
        );
        parted.iter().map(Vec::len).collect()
    }

    #[test]
    fn rows_go_into_statements_of_few_lengths() {
        assert_eq!(lengths(0), [0; 0]);
        assert_eq!(lengths(1), [1]);
        assert_eq!(lengths(7), [4, 2, 1]);
        assert_eq!(lengths(600), [256, 256, 64, 16, 8]);
    }

    #[test]
    fn lists_are_filled_with_their_last_value() {
        let lists = |values: &[u8]| in_lists(values).collect::<Vec<_>>();
        assert_eq!(lists(&[]), Vec::<Vec<u8>>::new());
        assert_eq!(lists(&[7]), [[7]]);
        assert_eq!(lists(&[1, 2, 3]), [[1, 2, 3, 3]]);
        let long = lists(&[0; 300]);
        assert_eq!([long[0].len(), long[1].len()], [256, 64]);
    }
}
