//! Work on many things at once on all cores, answered in the order of the things, with bounded memory.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Things that are worked on or wait to be taken, for each core.
const AHEAD_PER_CORE: usize = 16;

/// They weigh no more than this together, bytes; one alone may.
const AHEAD_BYTES: u64 = 32 * 1024 * 1024;

/// Does `work` on each of `items` and hands every answer to `take`, in the order of the items, as soon as it is its turn.
///
/// `weigh` tells about how many bytes an item stands for.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T>,
    weigh: impl Fn(&T) -> u64,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R),
) {
    let n_cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (jobs, waiting) = channel::<(T, Sender<R>)>();
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..n_cores {
            scope.spawn(|| {
                while let Some((item, answer)) = next(&waiting) {
                    answer.send(work(item)).expect("invariant: every answer is waited for");
                }
            });
        }
        let mut ahead = Ahead { answers: VecDeque::new(), bytes: 0, take };
        for item in items {
            let weight = weigh(&item);
            ahead.make_room(weight, n_cores * AHEAD_PER_CORE);
            let (sender, answer) = channel();
            ahead.answers.push_back((weight, answer));
            ahead.bytes += weight;
            jobs.send((item, sender)).expect("invariant: the workers end after the jobs");
        }
        drop(jobs);
        while ahead.take_first() {}
    });
}

fn next<T>(waiting: &Mutex<Receiver<T>>) -> Option<T> {
    waiting.lock().unwrap_or_else(|it| it.into_inner()).recv().ok()
}

/// What was begun and not yet taken, in order.
struct Ahead<R, F> {
    answers: VecDeque<(u64, Receiver<R>)>,
    bytes: u64,
    take: F,
}

impl<R, F: FnMut(R)> Ahead<R, F> {
    fn make_room(&mut self, weight: u64, most: usize) {
        while self.answers.len() >= most || self.bytes + weight > AHEAD_BYTES {
            if !self.take_first() {
                return;
            }
        }
    }

    /// Waits for the first answer and hands it on; `false` where nothing is ahead.
    fn take_first(&mut self) -> bool {
        let Some((weight, answer)) = self.answers.pop_front() else { return false };
        (self.take)(answer.recv().expect("invariant: the work does not panic"));
        self.bytes -= weight;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        // The earlier, the more there is to do.
        let work = |n: u64| (0..(500 - n) * 50).fold(n, |sum, it| std::hint::black_box(sum + it - it));
        for n_items in [0, 1, 500] {
            let mut answers = Vec::new();
            in_order(0..n_items, |_| 1, work, |it| answers.push(it));
            assert_eq!(answers, (0..n_items).collect::<Vec<_>>());
        }
    }

    #[test]
    fn heavy_items_are_not_begun_before_there_is_room() {
        let n_in_memory = AtomicUsize::new(0);
        let work = |n: u64| {
            assert!(n_in_memory.fetch_add(1, Ordering::SeqCst) < 2, "{n} was begun too early");
            n
        };
        let mut answers = Vec::new();
        let take = |it| {
            n_in_memory.fetch_sub(1, Ordering::SeqCst);
            answers.push(it);
        };
        in_order(0..20, |_| AHEAD_BYTES / 2, work, take);
        assert_eq!(answers, (0..20).collect::<Vec<_>>());
    }
}
