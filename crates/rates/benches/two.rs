//! Counts a million tasks by any two traits; for `cargo xtask prove rates`, which asks it in turn with another engine.
//!
//! `two FOLDER` writes the columns there as little-endian integers of four bytes, one file each, and says `ready`. Then
//! each line `A B` of the standard input is answered by nanoseconds and a sum over all cells that tells them apart.

use jiff::ToSpan;
use jiff::civil::Date;
use rates::{Columns, Counts, Due, Facts, Trait};
use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

const N_TASKS: usize = 1_000_000;
const TODAY: Date = Date::constant(2026, 6, 30);

/// Traits and how many values each has: communes, fields, months, sources, classes of units.
const TRAITS: [(&str, u32); 5] = [("lead", 3_355), ("field", 13), ("month", 60), ("source", 4), ("class", 9)];

fn main() {
    let folder = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let Some(folder) = folder else { return };
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let facts: Vec<Facts> = (0..N_TASKS).map(|_| task(&mut draw)).collect();
    let mut columns = Columns::default();
    facts.iter().for_each(|it| columns.push(it));
    let traits = TRAITS.map(|(_, n)| Trait { of: (0..N_TASKS).map(|_| draw.below(n)).collect(), n });
    write(Path::new(&folder), &facts, &traits).expect("the columns are written");
    println!("ready");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let places: Vec<usize> = line.split(' ').filter_map(|it| TRAITS.iter().position(|of| of.0 == it)).collect();
        let [a, b] = places[..] else { panic!("a line names two traits: {line}") };
        let begun = Instant::now();
        let table = columns.count(TODAY, Due::Extended, &traits[a], &traits[b]);
        let spent = begun.elapsed().as_nanos();
        let cells = (0..traits[a].n).flat_map(|a| (0..traits[b].n).map(move |b| (a, b)));
        let sum: u64 = cells.map(|(a, b)| told(a, b, table.cell(a, b))).sum();
        println!("{spent} {sum}");
        std::io::stdout().flush().expect("the answer is read");
    }
}

fn told(a: u32, b: u32, it: Counts) -> u64 {
    let weighed = it.n_on_time + 3 * it.n_done_late + 5 * it.n_in_time + 7 * it.n_overdue;
    let weighed = weighed + 11 * it.n_undated_done + 13 * it.n_undated_open + 17 * it.n_updated;
    u64::from(31 * a + 7 * b + 1) * weighed
}

/// Draws numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * u64::from(n)) >> 32) as u32
    }

    fn days(&mut self, n: u32) -> jiff::Span {
        i64::from(self.below(n)).days()
    }
}

/// Of a hundred: forty-five without a day, some extended, three in four completed, two terminated.
fn task(draw: &mut Draw) -> Facts {
    let assigned_on = TODAY - draw.days(1_800);
    let first_due_on = (draw.below(100) >= 45).then(|| assigned_on + draw.days(200));
    let is_extended = draw.below(100) < 12;
    let due_on = first_due_on.map(|it| if is_extended { it + draw.days(90) } else { it });
    let done_on = Some(assigned_on + draw.days(240)).filter(|it| *it <= TODAY && draw.below(100) < 90);
    let completed_on = done_on.map(|it| it + draw.days(20)).filter(|it| *it <= TODAY);
    let terminated_on = (completed_on.is_none() && draw.below(100) < 8).then_some(TODAY);
    let word_on = Some(done_on.unwrap_or(assigned_on + draw.days(100)).min(TODAY));
    let silent_since_on = assigned_on;
    Facts { assigned_on, first_due_on, due_on, done_on, completed_on, terminated_on, word_on, silent_since_on }
}

fn write(folder: &Path, facts: &[Facts], traits: &[Trait]) -> std::io::Result<()> {
    let never = |it: Option<Date>| it.map_or(i32::MAX, day);
    let column = |name: &str, of: &dyn Fn(&Facts) -> i32| file(folder, name, facts.iter().map(of));
    column("assigned", &|it| day(it.assigned_on))?;
    column("due", &|it| never(it.due_on))?;
    column("done", &|it| never(it.done_on))?;
    column("completed", &|it| never(it.completed_on))?;
    column("terminated", &|it| never(it.terminated_on))?;
    column("word", &|it| never(it.word_on))?;
    for ((name, _), of) in TRAITS.iter().zip(traits) {
        file(folder, name, of.of.iter().map(|it| it.cast_signed()))?;
    }
    Ok(())
}

fn day(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).expect("days are near").get_days()
}

fn file(folder: &Path, name: &str, values: impl Iterator<Item = i32>) -> std::io::Result<()> {
    let bytes: Vec<u8> = values.flat_map(i32::to_le_bytes).collect();
    std::fs::write(folder.join(name), bytes)
}
