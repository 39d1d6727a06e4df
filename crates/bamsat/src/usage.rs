//! What a wrong command line gets: a sentence in the reader's language, the hint, and exit code 64.

use crate::console::{Console, Exit};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints help, version or the mistake, and answers the exit code.
pub fn answer(console: &Console, error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(error.to_string().trim_end());
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprintln!("{}", error.to_string().trim_end());
            Exit::Usage
        }
        _ => {
            eprintln!("{} {}", sentence(console, error), console.say("usage-hint", &[]));
            Exit::Usage
        }
    }
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
            let values = context(ContextKind::ValidValue);
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
