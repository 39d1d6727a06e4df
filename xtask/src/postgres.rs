//! A throw-away PostgreSQL on loopback: started, killed without mercy, started again, removed.

use crate::setup;
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);

/// The account that must run PostgreSQL, which refuses root.
#[derive(Clone, Copy)]
pub struct Owner {
    user: u32,
    group: u32,
}

/// Who owns a cluster that root starts; nobody else when we are not root ourselves.
pub fn owner() -> Option<Owner> {
    let we_are_root = fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
    if !we_are_root {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
    Some(
        account(&accounts, "postgres")
            .or_else(|| account(&accounts, "nobody"))
            .unwrap_or(Owner { user: 65534, group: 65534 }),
    )
}

fn account(accounts: &str, name: &str) -> Option<Owner> {
    let line = accounts.lines().find(|it| it.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(Owner { user: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
}

/// Settings without which a kill proves nothing, as the server is started; and what was removed must not live on in its log.
const SETTINGS: &[&str] = &["fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_recycle=off"];

/// A running cluster; stopped and removed when this goes.
pub struct Cluster {
    tools: PathBuf,
    folder: Scratch,
    owner: Option<Owner>,
    port: u16,
    postmaster: Option<Child>,
}

impl Cluster {
    /// Makes a cluster (C locale, UTF8, trusting 127.0.0.1, fsync on) and waits until it answers.
    pub fn start() -> Result<Cluster> {
        let tools = setup::tools()?;
        let folder = Scratch::new("postgres")?;
        let port = free_port()?;
        let mut cluster = Cluster { tools, folder, owner: owner(), port, postmaster: None };
        if let Some(owner) = cluster.owner {
            chown(cluster.folder.path(), Some(owner.user), Some(owner.group))
                .context("handing the folder to postgres")?;
        }
        let mut initdb = cluster.command("initdb");
        initdb
            .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync", "-D"])
            .arg(cluster.data());
        let made = initdb.output().context("starting initdb")?;
        if !made.status.success() {
            bail!("initdb ended with {}: {}", made.status, String::from_utf8_lossy(&made.stderr).trim());
        }
        cluster.start_again()?;
        Ok(cluster)
    }

    /// The address of its database `postgres`, as the store's tests want it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The folder of its files.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Makes an empty database and answers its address.
    pub fn new_database(&self, name: &str) -> Result<String> {
        let port = self.port.to_string();
        let mut createdb = self.command("createdb");
        shell::step("createdb", createdb.args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", name]))?;
        Ok(format!("postgres://postgres@127.0.0.1:{port}/{name}"))
    }

    /// Asks the server itself for its settings; they are answered only if what it commits outlives a kill.
    pub fn durability(&self) -> Result<String> {
        let names = SETTINGS.iter().filter_map(|it| it.split('=').next());
        let shows = names.flat_map(|it| ["-c".to_owned(), format!("SELECT '{it}=' || current_setting('{it}')")]);
        let mut psql = self.command("psql");
        let said = shell::output("psql", psql.args(["-X", "-A", "-t", "-d", &self.url()]).args(shows))?;
        want_settings(&said)?;
        Ok(said.lines().collect::<Vec<_>>().join(", "))
    }

    /// Starts the server of a cluster that was killed, and waits until it answers.
    pub fn start_again(&mut self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log"));
        let log = log.context("opening the log of postgres")?;
        let mut command = self.postmaster_command();
        command.arg("-D").arg(self.data()).args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        // No socket file: the path of a temporary folder may be too long for one.
        command.args(["-c", "unix_socket_directories=", "-c", "max_connections=200"]);
        command.args(SETTINGS.iter().flat_map(|it| ["-c", *it]));
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        self.postmaster = Some(command.spawn().context("starting postgres")?);
        self.wait_until_ready()
    }

    /// Kills the postmaster and all its children with signal 9, and returns when none is left.
    pub fn kill(&mut self) -> Result<()> {
        let Some(mut postmaster) = self.postmaster.take() else { bail!("postgres is not running") };
        postmaster.kill().context("killing the postmaster")?;
        postmaster.wait().context("waiting for the postmaster")?;
        let data = self.data();
        let deadline = Instant::now() + START_LIMIT;
        loop {
            let left = processes_in(&data);
            if left.is_empty() {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("{} processes of postgres survive signal 9", left.len());
            }
            shell::kill(&left)?;
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START_LIMIT;
        let port = self.port.to_string();
        loop {
            let mut question = self.command("pg_isready");
            question.args(["-q", "-h", "127.0.0.1", "-p", &port]);
            if question.status().context("starting pg_isready")?.success() {
                return Ok(());
            }
            let postmaster = self.postmaster.as_mut().expect("invariant: it was just started");
            if let Some(status) = postmaster.try_wait()? {
                bail!("postgres ended with {status}; it said:\n{}", self.last_words());
            }
            if Instant::now() > deadline {
                bail!("postgres does not answer after {START_LIMIT:?}; it said:\n{}", self.last_words());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The last lines of the server's log.
    fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }

    fn command(&self, tool: &str) -> Command {
        self.as_owner(Command::new(self.tools.join(tool)))
    }

    /// The server itself; where `setpriv` is there, it goes when we go, however we go.
    fn postmaster_command(&self) -> Command {
        let postgres = self.tools.join("postgres");
        let Some(setpriv) = find("setpriv") else { return self.as_owner(Command::new(postgres)) };
        let mut command = Command::new(setpriv);
        command.args(["--pdeathsig", "SIGINT"]).arg(postgres);
        self.as_owner(command)
    }

    fn as_owner(&self, mut command: Command) -> Command {
        command.current_dir(self.folder.path());
        // Settings of the caller's own server are not for this one.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            command.env_remove(name);
        }
        if let Some(owner) = self.owner {
            command.uid(owner.user).gid(owner.group);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.postmaster.is_none() {
            return;
        }
        if let Err(error) = self.kill() {
            eprintln!("xtask: {error:#}");
        }
    }
}

/// Fails unless a server said all of our settings.
fn want_settings(said: &str) -> Result<()> {
    match SETTINGS.iter().find(|it| !said.lines().any(|line| line == **it)) {
        Some(missing) => bail!("the server does not run with {missing}; it says: {}", said.trim()),
        None => Ok(()),
    }
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}

/// The processes that work in `folder`: every process of a server works in its data folder.
fn processes_in(folder: &Path) -> Vec<String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let in_folder = processes.filter(|it| fs::read_link(it.path().join("cwd")).is_ok_and(|cwd| cwd == folder));
    in_folder.filter_map(|it| it.file_name().into_string().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::REQUIRE_SERVER;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\npostgres2:x:7:8::/:\npostgres:x:101:104::/var/lib:/bin/sh\n";
        let owner = account(accounts, "postgres").unwrap();
        assert_eq!((owner.user, owner.group), (101, 104));
        assert!(account(accounts, "nobody").is_none());
    }

    #[test]
    fn a_server_that_may_lose_writes_is_seen() {
        let said = SETTINGS.join("\n");
        assert!(want_settings(&said).is_ok());
        assert!(want_settings(&said.replace("fsync=on", "fsync=off")).is_err());
        assert!(want_settings("").is_err());
    }

    #[test]
    fn our_own_process_works_in_our_folder() {
        let here = std::env::current_dir().unwrap();
        assert!(processes_in(&here).contains(&std::process::id().to_string()));
    }

    #[test]
    fn a_killed_cluster_keeps_what_was_committed() {
        if std::env::var_os(REQUIRE_SERVER).is_none() {
            println!("SKIPPED: runs with `cargo xtask test`, which knows that PostgreSQL is there");
            return;
        }
        let mut cluster = Cluster::start().unwrap();
        let ask = |cluster: &Cluster, sql: &str| {
            let mut psql = cluster.command("psql");
            shell::output("psql", psql.args(["-X", "-A", "-t", "-d", &cluster.url(), "-c", sql])).unwrap()
        };
        ask(&cluster, "CREATE TABLE kept (n BIGINT); INSERT INTO kept VALUES (7)");
        let folder = cluster.folder.path().to_path_buf();
        cluster.kill().unwrap();
        assert_eq!(processes_in(&cluster.data()), [""; 0]);
        cluster.start_again().unwrap();
        assert_eq!(ask(&cluster, "SELECT n FROM kept; SHOW fsync").lines().collect::<Vec<_>>(), ["7", "on"]);
        assert!(cluster.durability().is_ok());
        drop(cluster);
        assert!(!folder.exists());
    }
}
