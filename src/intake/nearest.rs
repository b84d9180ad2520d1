//! The name that was probably meant, for error messages. It only suggests:
//! nothing is ever read under a name that was not asked for.

/// The name closest to `asked`, ignoring case; `None` if none is close
/// enough to be a slip of the keyboard.
pub(super) fn nearest<'n>(asked: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let asked = asked.to_lowercase();
    let limit = (asked.chars().count() / 3).max(2);
    names
        .into_iter()
        .map(|name| (distance(&asked, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Levenshtein distance: letters to add, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_closest_name_and_nothing_far_fetched() {
        let names = ["police.csv", "housing.csv", "Probation.csv"];
        let cases = [
            ("polcie.csv", Some("police.csv")),
            ("probation.csv", Some("Probation.csv")),
            ("housing.tsv", Some("housing.csv")),
            ("schools-2025.csv", None),
        ];
        for (asked, expected) in cases {
            assert_eq!(nearest(asked, names), expected, "{asked}");
        }
    }
}
