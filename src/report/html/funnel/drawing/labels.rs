//! On which side of its dot a number stands, so that it covers no other dot and
//! no other number. Places are in per cent of the box, as it is on a desktop.

/// Where the number stands from its dot, in pixels, and which end of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Side {
    pub(super) right: i8,
    pub(super) down: i8,
    pub(super) anchor: &'static str,
}

/// The sides, in the order in which they are tried.
const SIDES: [Side; 4] = [
    Side { right: 8, down: -4, anchor: "start" },
    Side { right: -8, down: -4, anchor: "end" },
    Side { right: 8, down: 16, anchor: "start" },
    Side { right: -8, down: 16, anchor: "end" },
];

/// The middle of a number from its dot, and how near another may come.
const AWAY: (f64, f64) = (4.0, 4.5);
const NEAR: (f64, f64) = (4.5, 6.5);

/// A side for each dot: the first that is free, or else the first.
pub(super) fn sides(dots: &[(f64, f64)]) -> Vec<Side> {
    let mut taken: Vec<(f64, f64)> = dots.to_vec();
    let side = |&dot: &(f64, f64)| {
        let free = |side: &&Side| taken.iter().all(|&other| other == dot || !is_near(number(dot, side), other));
        let side = SIDES.iter().find(free).unwrap_or(&SIDES[0]);
        taken.push(number(dot, side));
        *side
    };
    dots.iter().map(side).collect()
}

fn number((x, y): (f64, f64), side: &Side) -> (f64, f64) {
    (x + AWAY.0.copysign(f64::from(side.right)), y + AWAY.1.copysign(f64::from(side.down)))
}

fn is_near(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < NEAR.0 && (one.1 - other.1).abs() < NEAR.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_dots_that_are_close_stand_on_different_sides() {
        for dots in
            [vec![(50.0, 50.0), (50.0, 50.0)], vec![(33.0, 100.0), (34.0, 100.0)], vec![(90.0, 90.0), (94.0, 88.0)]]
        {
            let sides = sides(&dots);
            let at: Vec<_> = dots.iter().zip(&sides).map(|(&dot, side)| number(dot, side)).collect();
            assert!(!is_near(at[0], at[1]), "{dots:?}: {sides:?}");
        }
    }

    #[test]
    fn a_dot_by_itself_has_its_number_above_to_the_right() {
        assert_eq!(sides(&[(10.0, 10.0), (60.0, 60.0)]), [SIDES[0]; 2]);
    }
}
