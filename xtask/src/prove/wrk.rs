//! Load by `wrk`: several paths in turn, so that no single answer is measured.

use super::http::Client;
use super::want;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `wrk` runs: each request takes the next path; the figures come last, on one line.
const SCRIPT: &str = r#"
local paths = {}
for line in io.lines(os.getenv("BAMSAT_PATHS")) do paths[#paths + 1] = line end
local n = 0
request = function()
    n = n + 1
    return wrk.format("GET", paths[n % #paths + 1])
end
done = function(summary, latency, requests)
    local errors = summary.errors
    local n_failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    local numbers = { summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), n_failed }
    io.write("measured " .. table.concat(numbers, " ") .. "\n")
end
"#;

pub struct Wrk {
    program: PathBuf,
    folder: Scratch,
}

/// The figures of one run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    pub per_second: f64,
    pub median_ms: f64,
    pub p99_ms: f64,
}

impl Wrk {
    pub fn new(program: &Path) -> Result<Wrk> {
        let folder = Scratch::new("wrk")?;
        std::fs::write(folder.path().join("load.lua"), SCRIPT).context("writing the script of wrk")?;
        Ok(Wrk { program: program.to_path_buf(), folder })
    }

    /// Asks for `paths` in turn over `n_connections`, with the cookies of `client`.
    ///
    /// # Errors
    /// When one answer was not a success.
    pub fn run(&self, client: &Client, paths: &[String], n_connections: u32, seconds: u32) -> Result<Load> {
        let list = self.folder.path().join("paths");
        std::fs::write(&list, paths.join("\n")).context("writing the paths for wrk")?;
        let mut command = Command::new(&self.program);
        command.args(["-t", "1", "-c", &n_connections.to_string(), "-d", &format!("{seconds}s"), "--timeout", "10s"]);
        command.args(["-H", &format!("Cookie: {}", client.cookie()), "-s"]).arg(self.folder.path().join("load.lua"));
        command.arg(format!("http://{}/", client.address)).env("BAMSAT_PATHS", list);
        let said = shell::output("wrk", &mut command)?;
        read(&said).with_context(|| format!("reading what wrk said: {said}"))
    }
}

fn read(said: &str) -> Result<Load> {
    let line = said.lines().find_map(|it| it.strip_prefix("measured ")).context("finding the figures")?;
    let numbers: Vec<f64> = line.split(' ').map(str::parse).collect::<Result<_, _>>().context("reading the figures")?;
    let &[n, duration, median, p99, n_failed] = numbers.as_slice() else { anyhow::bail!("five figures are wanted") };
    want(n_failed == 0.0 && n > 0.0, || format!("{n_failed} of {n} requests failed"))?;
    Ok(Load { per_second: n / (duration / 1e6), median_ms: median / 1e3, p99_ms: p99 / 1e3 })
}

impl Load {
    /// The median of each figure by itself.
    pub fn median(runs: &[Load]) -> Load {
        let middle = |figure: fn(&Load) -> f64| {
            let mut figures: Vec<f64> = runs.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        Load {
            per_second: middle(|it| it.per_second),
            median_ms: middle(|it| it.median_ms),
            p99_ms: middle(|it| it.p99_ms),
        }
    }
}

impl std::fmt::Display for Load {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9.0}/s, median {:>7.2} ms, p99 {:>7.2} ms", self.per_second, self.median_ms, self.p99_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_and_a_failure_is_seen() {
        let load = read("Running\nmeasured 3000 2000000 1500 4000.0 0\n").unwrap();
        assert_eq!(load, Load { per_second: 1500.0, median_ms: 1.5, p99_ms: 4.0 });
        assert!(read("measured 3000 2000000 1500 4000 1").is_err());
        assert!(read("nothing").is_err());
    }

    #[test]
    fn the_median_is_of_each_figure() {
        let load = |per_second, p99_ms| Load { per_second, median_ms: 1.0, p99_ms };
        let median = Load::median(&[load(1.0, 9.0), load(3.0, 1.0), load(2.0, 5.0)]);
        assert_eq!((median.per_second, median.p99_ms), (2.0, 5.0));
    }
}
