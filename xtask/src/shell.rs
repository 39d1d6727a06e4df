//! Running other programs, and folders that remove themselves.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};

/// The root of the repository: the folder above this crate.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("invariant: xtask lies in a folder of the repository").to_path_buf()
}

/// The cargo that started us, in the root of the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs `command` with our own input and output; `what` names it in the error.
pub fn step(what: &str, command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {what}"))?;
    if !status.success() {
        bail!("{what} ended with {status}");
    }
    Ok(())
}

/// What `command` prints; its errors go where ours go.
pub fn output(what: &str, command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("starting {what}"))?;
    if !output.status.success() {
        bail!("{what} ended with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("reading what {what} printed"))
}

/// Runs `command`, printing each line as it comes and keeping it; also answers whether it succeeded.
pub fn relay(what: &str, command: &mut Command) -> Result<(bool, Vec<String>)> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting {what}"))?;
    let stdout = child.stdout.take().expect("invariant: the output was piped");
    let mut lines = Vec::new();
    for line in BufReader::new(stdout).lines() {
        let line = line.with_context(|| format!("reading what {what} printed"))?;
        println!("{line}");
        lines.push(line);
    }
    let status = child.wait().with_context(|| format!("waiting for {what}"))?;
    Ok((status.success(), lines))
}

/// The lines that a child prints, as they come; they end with its output.
pub fn lines(output: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Sends signal 9 to processes, or with a leading minus to groups; some may be gone already.
///
/// By the shell, for the program `kill` is not installed everywhere.
pub fn kill(processes: &[String]) -> Result<()> {
    let mut sh = Command::new("sh");
    sh.args(["-c", "for it; do kill -s KILL -- \"$it\" 2>/dev/null; done", "sh"]).args(processes);
    sh.status().context("starting sh")?;
    Ok(())
}

/// Where in PATH `program` lies.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|it| it.join(program)).find(|it| it.is_file())
}

/// What the names of our temporary folders begin with; the process follows.
const PREFIX: &str = "bamsat-xtask-";

/// Removes the folders under `temporary` whose process is no more. One that cannot be removed stays for the next run.
fn sweep(temporary: &Path) {
    for folder in std::fs::read_dir(temporary).into_iter().flatten().flatten() {
        let name = folder.file_name();
        let process = name.to_str().and_then(|it| it.strip_prefix(PREFIX)?.split('-').next()?.parse::<u32>().ok());
        if process.is_some_and(|it| !Path::new("/proc").join(it.to_string()).exists()) {
            let _ = std::fs::remove_dir_all(folder.path());
        }
    }
}

/// A folder of our own under the system's temporary folder, removed when this goes.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Also removes what a run of ours that was killed has left behind.
    pub fn new(name: &str) -> Result<Scratch> {
        static N_MADE: AtomicU32 = AtomicU32::new(0);
        let n = N_MADE.fetch_add(1, Ordering::Relaxed);
        let temporary = std::env::temp_dir();
        if n == 0 {
            sweep(&temporary);
        }
        let path = temporary.join(format!("{PREFIX}{}-{n}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("making the folder {}", path.display()))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that stays behind is a nuisance, not a reason to fail what was just proved.
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("xtask: {} stays behind: {error}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::CommandExt;

    #[test]
    fn a_group_is_killed_whole() {
        let mut child = Command::new("sh").args(["-c", "sleep 60 & wait"]).process_group(0).spawn().unwrap();
        kill(&[format!("-{}", child.id()), "999999999".to_owned()]).unwrap();
        assert!(!child.wait().unwrap().success());
    }

    #[test]
    fn only_what_the_dead_left_is_swept() {
        let scratch = Scratch::new("sweep").unwrap();
        let of = |process: u32| scratch.path().join(format!("{PREFIX}{process}-0-test"));
        let (dead, ours, strange) = (of(u32::MAX), of(std::process::id()), scratch.path().join("bamsat-store-1"));
        for folder in [&dead, &ours, &strange] {
            std::fs::create_dir(folder).unwrap();
        }
        sweep(scratch.path());
        assert_eq!([&dead, &ours, &strange].map(|it| it.exists()), [false, true, true]);
    }

    #[test]
    fn a_scratch_folder_goes_with_its_guard() {
        let scratch = Scratch::new("test").unwrap();
        let path = scratch.path().to_path_buf();
        std::fs::write(path.join("a"), "b").unwrap();
        drop(scratch);
        assert!(!path.exists());
    }
}
