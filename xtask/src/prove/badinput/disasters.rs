//! Takes the database away in four ways: locked, full and lost while the server runs, read-only before it starts (a disk with
//! files open to be written cannot be made so). Then gives it back.

use super::super::binary::{Binary, Place};
use super::super::want;
use super::world::{Deed, World};
use super::{Door, LANGUAGES, Sentences, Table, want_told};
use crate::postgres::Cluster;
use crate::setup::{SQLITE, programs};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What every door answers while nothing can be written: exit code and statuses.
const CODES: [i32; 3] = [4, 503, 503];
const MESSAGE: &str = "store-unavailable";

pub fn run(binary: &Binary, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    locked(binary, texts, table)?;
    on_a_small_disk(binary, texts, table)?;
    lost(binary, texts, table)
}

/// Another program holds the lock of the writer for longer than anybody waits.
fn locked(binary: &Binary, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    let sqlite = match programs(&[SQLITE]) {
        Ok(found) => found[0].clone(),
        Err(error) => {
            table.skip("database locked", format!("{error:#}"));
            return Ok(());
        }
    };
    let folder = Scratch::new("locked")?;
    let place = Place::sqlite(folder.path());
    let mut world = World::begin(binary, &place)?;
    let file = database_in(folder.path())?;
    let mut take = || Lock::take(&sqlite, &file);
    withheld(&mut world, "database locked", texts, table, &mut take)?;
    world.server.stop()
}

/// The folder of the register lies on a disk of its own that is made read-only, then full.
fn on_a_small_disk(binary: &Binary, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(error) => {
            table.skip("database read-only and full", format!("a small disk cannot be mounted here ({error:#})"));
            return Ok(());
        }
    };
    let folder = disk.folder.path().join("register");
    let place = Place::sqlite(&folder);
    let mut world = World::begin(binary, &place)?;
    full(&mut world, &disk, texts, table)?;
    read_only(world, &disk, texts, table)
}

/// Not a byte more goes onto the disk, and no room is left in the files of the database.
fn full(world: &mut World, disk: &Disk, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    let sqlite = match programs(&[SQLITE]) {
        Ok(found) => found[0].clone(),
        Err(error) => {
            table.skip("disk full", format!("{error:#}"));
            return Ok(());
        }
    };
    let file = database_in(&disk.folder.path().join("register"))?;
    let filler = disk.folder.path().join("filler");
    let mut take = || {
        let mut emptied = Command::new(&sqlite);
        emptied.arg(&file).arg("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE);").stdout(Stdio::null());
        shell::step("emptying the log of the database", &mut emptied)?;
        fill(&filler)?;
        Ok(Given(Box::new(|| std::fs::remove_file(&filler).context("removing the filler"))))
    };
    withheld(world, "disk full", texts, table, &mut take)
}

/// The disk was made read-only before the server started: it shows what is there, and whoever writes is told.
fn read_only(mut world: World, disk: &Disk, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    let before = world.position()?;
    world = world.served_again(|| disk.remount("ro"))?;
    for (door, code) in Door::ALL.into_iter().zip(CODES) {
        let mut outcome = Ok(());
        for (language, sentences) in LANGUAGES.into_iter().zip(texts) {
            let (key, task) = (world.key(), world.task()?);
            let fields = [("words", "Half is done")];
            let deed = Deed { key: &key, act: "report_progress", task: &task, seen: None, fields: &fields };
            let said = world.act(door, language, &deed)?;
            outcome = outcome.and(want_told(&said, code, MESSAGE, sentences).context(language));
        }
        table.note("database read-only", door.name(), &format!("{code} {MESSAGE}"), outcome);
    }
    let shown = world.page("vi", "/tasks")?;
    let outcome = want(shown.code == 200, || format!("answered {}", shown.code));
    table.note("database read-only, shown", Door::Page.name(), "200", outcome);
    world = world.served_again(|| disk.remount("rw"))?;
    let n_entries = world.position()? - before;
    want(n_entries == 0, || format!("{n_entries} entries were written on a read-only disk"))?;
    world.server.stop()
}

/// The server of the database is killed.
fn lost(binary: &Binary, texts: &[Sentences; 2], table: &mut Table) -> Result<()> {
    let folder = Scratch::new("lost")?;
    let cluster = std::cell::RefCell::new(Cluster::start()?);
    let database = cluster.borrow().new_database("lost")?;
    let place = Place::postgres(folder.path(), database);
    let mut world = World::begin(binary, &place)?;
    let mut take = || {
        cluster.borrow_mut().kill()?;
        Ok(Given(Box::new(|| cluster.borrow_mut().start_again())))
    };
    withheld(&mut world, "database lost (PostgreSQL)", texts, table, &mut take)?;
    world.server.stop()
}

/// How what was taken away is given back.
struct Given<'a>(Box<dyn FnOnce() -> Result<()> + 'a>);

/// At each door, in each language: takes the database away, tries an act, gives it back, sends the same act again.
fn withheld<'a>(
    world: &mut World,
    input: &str,
    texts: &[Sentences; 2],
    table: &mut Table,
    take: &mut dyn FnMut() -> Result<Given<'a>>,
) -> Result<()> {
    for (door, code) in Door::ALL.into_iter().zip(CODES) {
        let mut outcome = Ok(());
        for (language, sentences) in LANGUAGES.into_iter().zip(texts) {
            outcome = outcome.and_then(|()| {
                let before = world.position()?;
                let (key, task) = (world.key(), world.task()?);
                let fields = [("words", "Half is done")];
                let deed = Deed { key: &key, act: "report_progress", task: &task, seen: None, fields: &fields };
                let given = take()?;
                let said = world.act(door, language, &deed);
                (given.0)()?;
                want_told(&said?, code, MESSAGE, sentences).with_context(|| format!("in {language}"))?;
                let n_entries = world.position()? - before;
                want(n_entries == 0, || format!("{n_entries} entries were written all the same"))?;
                let again = world.act(door, language, &deed)?;
                let is_done = matches!(again.code, 0 | 200 | 303);
                want(is_done, || format!("afterwards the same act is answered {}: {}", again.code, again.words))?;
                let n_entries = world.position()? - before;
                want(n_entries == 1, || format!("sent again, it made {n_entries} entries"))
            });
        }
        table.note(input, door.name(), &format!("{code} {MESSAGE}"), outcome);
    }
    Ok(())
}

/// The database file of a register on SQLite: the largest file that is one.
fn database_in(folder: &Path) -> Result<PathBuf> {
    let files = std::fs::read_dir(folder).context("listing the folder")?.flatten().map(|it| it.path());
    let is_database = |it: &PathBuf| {
        let begin = std::fs::read(it).unwrap_or_default();
        it.is_file() && begin.starts_with(b"SQLite format 3\0") && !it.to_string_lossy().contains("search")
    };
    files.filter(is_database).max_by_key(|it| it.metadata().map_or(0, |it| it.len())).context("finding the database")
}

/// A program that holds the writer's lock.
struct Lock(Child);

impl Lock {
    fn take<'a>(sqlite: &Path, file: &Path) -> Result<Given<'a>> {
        let mut command = Command::new(sqlite);
        let mut child =
            command.arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting sqlite3")?;
        let stdin = child.stdin.as_mut().expect("invariant: the input was piped");
        stdin.write_all(b".timeout 5000\nBEGIN IMMEDIATE;\nSELECT 'locked';\n")?;
        let mut said = String::new();
        let stdout = child.stdout.take().expect("invariant: the output was piped");
        BufReader::new(stdout).read_line(&mut said)?;
        let mut lock = Lock(child);
        want(said.trim() == "locked", || format!("sqlite3 says `{}`", said.trim()))?;
        Ok(Given(Box::new(move || {
            lock.0.kill().context("ending sqlite3")?;
            lock.0.wait().context("waiting for sqlite3").map(drop)
        })))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A small disk in memory, unmounted when this goes.
struct Disk {
    folder: Scratch,
}

impl Disk {
    fn mount() -> Result<Disk> {
        let folder = Scratch::new("disk")?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        shell::step("mount", &mut mount)?;
        Ok(Disk { folder })
    }

    fn remount(&self, how: &str) -> Result<()> {
        let mut mount = Command::new("mount");
        shell::step("mount", mount.args(["-o", &format!("remount,{how}")]).arg(self.folder.path()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}

/// Writes until nothing more goes in.
fn fill(filler: &Path) -> Result<()> {
    let mut file = std::fs::File::create(filler).context("making the filler")?;
    let mut piece = vec![b'x'; 64 * 1024];
    while !piece.is_empty() {
        if file.write_all(&piece).is_err() {
            piece.truncate(piece.len() / 2);
        }
    }
    Ok(())
}
