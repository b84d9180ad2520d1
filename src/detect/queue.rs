//! Numbers that wait for their turn, the lowest first, each once.

/// A bit for each number, and one for each word of these that is not empty.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Vec<u64>,
    filled: Vec<u64>,
}

impl Queue {
    /// Makes room for so many numbers.
    pub(super) fn hold(&mut self, numbers: usize) {
        let words = numbers.div_ceil(64);
        self.waiting.resize(words.max(self.waiting.len()), 0);
        self.filled.resize(words.div_ceil(64).max(self.filled.len()), 0);
    }

    pub(super) fn push(&mut self, number: u32) {
        let word = number as usize / 64;
        self.waiting[word] |= 1 << (number % 64);
        self.filled[word / 64] |= 1 << (word % 64);
    }

    pub(super) fn pop(&mut self) -> Option<u32> {
        let block = self.filled.iter().position(|&filled| filled != 0)?;
        let word = block * 64 + self.filled[block].trailing_zeros() as usize;
        let bits = self.waiting[word];
        self.waiting[word] = bits & bits.wrapping_sub(1);
        if self.waiting[word] == 0 {
            self.filled[block] &= self.filled[block].wrapping_sub(1);
        }
        u32::try_from(word * 64 + bits.trailing_zeros() as usize).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_lowest_first_and_each_once() {
        let mut queue = Queue::default();
        queue.hold(10_000);
        for number in [4_100, 63, 9_999, 0, 63, 64] {
            queue.push(number);
        }
        let all: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(all, [0, 63, 64, 4_100, 9_999]);
    }

    #[test]
    fn takes_numbers_while_others_are_taken_out() {
        let mut queue = Queue::default();
        queue.hold(200);
        queue.push(5);
        assert_eq!(queue.pop(), Some(5));
        queue.push(130);
        queue.push(70);
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(70), Some(130), None]);
    }
}
