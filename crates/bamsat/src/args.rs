//! The command line: what may be asked, and the same help in two languages.

use app::messages::{Language, has, say};
use app::reading::sheet::{self, Choice, ColumnName};
use clap::{Arg, ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "bamsat", version, disable_help_subcommand = true)]
pub struct Line {
    #[arg(long, global = true, env = "BAMSAT_LANG", value_name = "vi|en", value_parser = tag)]
    pub lang: Option<String>,
    #[command(subcommand)]
    pub asked: Asked,
}

#[derive(Debug, Subcommand)]
pub enum Asked {
    Read(Read),
    Intake(Intake),
    Show(Show),
    Check(Check),
    Act(Act),
    Account(Account),
    Erase(Erase),
    Export(Export),
    Completions(Completions),
    Serve(Serve),
    Outbox(Outbox),
    Demo(Demo),
}

impl Asked {
    /// Whether it may write into the register.
    pub fn is_writing(&self) -> bool {
        match self {
            Asked::Read(_) | Asked::Show(_) | Asked::Export(_) | Asked::Completions(_) | Asked::Outbox(_) => false,
            Asked::Intake(it) => it.accept,
            Asked::Check(it) => it.rebuild,
            Asked::Act(_) | Asked::Account(_) | Asked::Erase(_) | Asked::Serve(_) | Asked::Demo(_) => true,
        }
    }
}

/// A tag of a language that there is.
fn tag(text: &str) -> Result<String, &'static str> {
    Language::named(text).map(|_| text.to_owned()).ok_or("neither vi nor en")
}

/// `https://so.example` or `http://192.168.1.10:8080`, without what could follow.
fn public_address(text: &str) -> Result<String, &'static str> {
    let address = text.trim().trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    let is_host = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    if is_host { Ok(address.to_owned()) } else { Err("http://HOST or https://HOST, with :PORT where it needs one") }
}

/// What a column of a sheet holds, `HEADING=ROLE`.
fn column(text: &str) -> Result<Choice, String> {
    let (heading, role) = text.rsplit_once('=').ok_or("HEADING=ROLE")?;
    let role = sheet::Role::named(role.trim()).ok_or_else(|| sheet::Role::ALL.map(|it| it.to_string()).join(", "))?;
    Ok(Choice { of: ColumnName::Heading(heading.trim().to_owned()), role, is_said: true })
}

/// Where a register lies.
#[derive(Clone, Debug, Args)]
pub struct Lies {
    #[arg(long, value_name = "FOLDER", env = "BAMSAT_DATA", default_value = "bamsat-data")]
    pub data: PathBuf,
    #[arg(long, value_name = "URL", env = "BAMSAT_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
    Table,
}

#[derive(Debug, Args)]
pub struct Read {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub format: Option<Format>,
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct Intake {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long, requires = "by")]
    pub accept: bool,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long)]
    pub another: bool,
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    pub column: Vec<Choice>,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "INSTANT")]
    pub rehearsal: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    Tasks,
    Task,
    Open,
    Sessions,
    Conclusions,
    Documents,
    Units,
    Accounts,
    Calendar,
    Briefing,
}

#[derive(Debug, Args)]
pub struct Show {
    pub what: Shown,
    #[arg(required_if_eq_any([("what", "task"), ("what", "briefing")]))]
    pub id: Option<String>,
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long)]
    pub rebuild: bool,
    #[arg(long, value_name = "HEAD")]
    pub head: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    pub by: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub writers: u16,
    #[arg(long, value_name = "INSTANT")]
    pub rehearsal: Option<Timestamp>,
    #[arg(long)]
    pub list: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Verb {
    Open,
    Grant,
    Withdraw,
    Code,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Role {
    Clerk,
    UnitOfficer,
    Leader,
    Inspector,
    Administrator,
}

#[derive(Debug, Args)]
pub struct Account {
    pub verb: Verb,
    #[arg(value_name = "ACCOUNT")]
    pub name: String,
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long, value_name = "NAME")]
    pub by: String,
    #[arg(long, required_if_eq_any([("verb", "grant"), ("verb", "withdraw")]))]
    pub role: Option<Role>,
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub rehearsal: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Erasable {
    Task,
    Evidence,
    Document,
    Session,
    Unit,
    Account,
}

#[derive(Debug, Args)]
pub struct Erase {
    pub what: Erasable,
    pub id: String,
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long, value_name = "NAME")]
    pub by: String,
    #[arg(long, value_name = "WORDS")]
    pub because: String,
    #[arg(long, value_name = "INSTANT")]
    pub rehearsal: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Exported {
    Ledger,
    Tasks,
}

#[derive(Debug, Args)]
pub struct Export {
    pub what: Exported,
    #[command(flatten)]
    pub lies: Lies,
}

#[derive(Debug, Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[arg(long, value_name = "URL", value_parser = public_address)]
    pub public_address: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub rehearsal: Option<Timestamp>,
    #[arg(long, value_name = "MAIL", env = "BAMSAT_MAIL", hide_env_values = true, requires = "mail_from")]
    pub mail: Option<String>,
    #[arg(long, value_name = "SENDER", env = "BAMSAT_MAIL_FROM")]
    pub mail_from: Option<String>,
    #[arg(long, value_name = "HOUR", env = "BAMSAT_MAIL_HOUR", default_value_t = 7, value_parser = clap::value_parser!(i8).range(0..=23))]
    pub mail_hour: i8,
}

#[derive(Debug, Args)]
pub struct Outbox {
    #[command(flatten)]
    pub lies: Lies,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    #[arg(long)]
    pub once: bool,
}

/// The command line with its help in `language`.
pub fn command(language: Language) -> Command {
    let line = Line::command().disable_help_flag(true).disable_version_flag(true);
    let line = line.arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help));
    let line = line.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    let line = dressed(line, "cli", language).subcommand_help_heading(say(language, "cli-commands", &[]));
    line.mut_subcommands(|it| {
        let key = format!("cli-{}", it.get_name());
        dressed(it.disable_help_flag(true), &key, language)
    })
}

/// A command with its about, headings and the help of its arguments.
fn dressed(command: Command, key: &str, language: Language) -> Command {
    let usage = say(language, "cli-usage", &[]);
    let template = format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}");
    // What every command shares stands last.
    let mut order = if key == "cli" { 100 } else { 0 };
    let in_order = |it: Arg| {
        order += 1;
        help(it, key, language).display_order(order)
    };
    command.about(say(language, key, &[])).help_template(template).mut_args(in_order)
}

/// The help of an argument: its own key, or the key every command shares.
fn help(arg: Arg, prefix: &str, language: Language) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let keys = [format!("{prefix}-{id}"), format!("cli-{id}")];
    let heading = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
    let arg = arg.help_heading(say(language, heading, &[]));
    let takes_values = arg.get_action().takes_values();
    let arg = named_value(arg, language);
    let arg = arg.hide_env(true).hide_default_value(takes_values).hide_possible_values(takes_values);
    match keys.iter().find(|it| has(language, it)) {
        Some(key) => arg.help(say(language, key, &[])),
        None => arg,
    }
}

/// An argument whose value is called by a word of the language.
fn named_value(arg: Arg, language: Language) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let named = arg.get_value_names().and_then(|it| it.first()).map(|it| it.to_string());
    let key = format!("value-{}", named.unwrap_or_else(|| arg.get_id().to_string()).to_lowercase());
    if has(language, &key) { arg.value_name(say(language, &key, &[])) } else { arg }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            command(language).debug_assert();
        }
    }

    #[test]
    fn every_argument_has_its_help_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let line = command(language);
            for sub in line.get_subcommands() {
                assert!(sub.get_about().is_some(), "{}", sub.get_name());
                for arg in sub.get_arguments() {
                    assert!(arg.get_help().is_some(), "{} {}", sub.get_name(), arg.get_id());
                }
            }
        }
    }
}
