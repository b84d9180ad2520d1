//! Looking a number up where a condition holds from some point on.

/// The first number from `low` to `high` for which it holds, if it holds for
/// all after that one.
pub(super) fn first_where(mut low: u64, high: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let mut end = high.checked_add(1)?;
    while low < end {
        let middle = low + (end - low) / 2;
        if holds(middle) {
            end = middle;
        } else {
            low = middle + 1;
        }
    }
    (low <= high).then_some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_or_none() {
        assert_eq!(first_where(0, 9, |x| x >= 4), Some(4));
        assert_eq!(first_where(0, 9, |_| true), Some(0));
        assert_eq!(first_where(0, 9, |_| false), None);
        assert_eq!(first_where(5, 4, |_| true), None);
        assert_eq!(first_where(u64::MAX, u64::MAX, |_| true), None);
    }
}
