//! What a wrong command line gets: a sentence in the reader's language, the hint, and exit code 64.

use crate::args;
use crate::console::{Console, Exit};
use app::messages::Language;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints help, version or the mistake, and answers the exit code.
pub fn answer(console: &Console, error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(localised(console, error).trim_end());
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprintln!("{}", localised(console, error).trim_end());
            Exit::Usage
        }
        _ => {
            let hint = console.say("usage-hint", &[("command", command().into())]);
            eprintln!("{} {hint}", sentence(console, error).trim());
            Exit::Usage
        }
    }
}

/// The help, with the placeholders that the parser writes itself in the reader's language.
fn localised(console: &Console, error: &clap::Error) -> String {
    let word = |key: &str| console.say(key, &[]);
    let help = error.to_string().replace("[OPTIONS]", &format!("[{}]", word("cli-placeholder-options")));
    help.replace("<COMMAND>", &format!("<{}>", word("cli-placeholder-command")))
}

/// The command whose help tells more.
fn command() -> String {
    let line = args::command(Language::Vietnamese);
    let named = std::env::args().skip(1).find(|it| line.find_subcommand(it).is_some());
    named.map_or_else(|| "bamsat".to_owned(), |it| format!("bamsat {it}"))
}

fn sentence(console: &Console, error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = || context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => console.say("usage-unknown-argument", &[("argument", argument().into())]),
        ErrorKind::InvalidSubcommand => {
            console.say("usage-unknown-command", &[("argument", context(ContextKind::InvalidSubcommand).into())])
        }
        ErrorKind::MissingRequiredArgument => console.say("usage-missing", &[("argument", argument().into())]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let mut values = context(ContextKind::ValidValue);
            if argument().starts_with("--lang") {
                values = "vi, en".to_owned();
            }
            let wanted = if values.is_empty() {
                String::new()
            } else {
                console.say("usage-wanted", &[("values", values.into())])
            };
            let value = context(ContextKind::InvalidValue);
            console.say(
                "usage-invalid-value",
                &[("value", value.into()), ("argument", argument().into()), ("wanted", wanted.into())],
            )
        }
        _ => console.say("usage-other", &[]),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(it) => it.clone(),
        ContextValue::Strings(it) => it.join(", "),
        other => other.to_string(),
    }
}
