//! The window within which notes of one case are held beside one another.

use serde::{Deserialize, Serialize};

/// A number of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window(u16);

impl Window {
    /// The most days that a window may have: a year.
    pub const MOST: u16 = 366;

    /// A window of so many days; 0 is taken as 1, and more than
    /// [`Window::MOST`] as that.
    pub fn new(days: u16) -> Self {
        Self(days.clamp(1, Self::MOST))
    }

    /// The number itself.
    pub fn days(self) -> u16 {
        self.0
    }
}

impl Default for Window {
    fn default() -> Self {
        Self(30)
    }
}
