//! Every sentence a person reads, by key, in Vietnamese and English.

use crate::figures;
pub use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The languages of the product; Vietnamese is written first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Vietnamese,
    English,
}

impl Language {
    /// The language of a tag; `None` where it is no language of ours.
    pub fn named(tag: &str) -> Option<Language> {
        let name = tag.split(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "vi" => Some(Language::Vietnamese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// From a tag such as `vi`, `en`, `en_US.UTF-8`; Vietnamese for any other.
    pub fn from_tag(tag: &str) -> Language {
        Language::named(tag).unwrap_or_default()
    }
}

/// What stands in the braces of a message.
pub type Args<'a> = [(&'a str, FluentValue<'a>)];

const SOURCES: [(&str, &str); 2] =
    [("vi", include_str!("../messages/vi.ftl")), ("en", include_str!("../messages/en.ftl"))];

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: OnceLock<[Bundle; 2]> = OnceLock::new();
    let bundles = BUNDLES.get_or_init(|| SOURCES.map(|(tag, source)| read(tag, source)));
    match language {
        Language::Vietnamese => &bundles[0],
        Language::English => &bundles[1],
    }
}

fn read(tag: &str, source: &str) -> Bundle {
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) => resource,
        // What can be read is used; a test refuses a file with errors.
        Err((resource, _)) => resource,
    };
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().expect("invariant: the tags above are tags")]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match Language::from_tag(tag) {
        Language::Vietnamese => |it, _| number(Language::Vietnamese, it),
        Language::English => |it, _| number(Language::English, it),
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

/// Numbers bear the marks of the language; texts stay as they are.
fn number(language: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(it) => Some(figures::decimal(language, &it.as_string())),
        _ => None,
    }
}

/// The sentence of `key`; the key itself where there is none, so that nothing is ever silent.
pub fn say(language: Language, key: &str, args: &Args) -> String {
    if args.is_empty() {
        return texts(language).get(key).map_or_else(|| key.to_owned(), |it| (*it).to_owned());
    }
    formed(language, key, args)
}

fn formed(language: Language, key: &str, args: &Args) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|it| it.value()) else {
        return key.to_owned();
    };
    let args: FluentArgs = args.iter().cloned().collect();
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// The sentence of a key that needs no values, formed once; the key itself where there is none.
pub fn text(language: Language, key: &'static str) -> &'static str {
    texts(language).get(key).copied().unwrap_or(key)
}

fn texts(language: Language) -> &'static Texts {
    static TEXTS: OnceLock<[Texts; 2]> = OnceLock::new();
    &TEXTS.get_or_init(|| SOURCES.map(|(tag, source)| texts_of(Language::from_tag(tag), source)))[language as usize]
}

/// Every sentence without values. They live as long as the program.
fn texts_of(language: Language, source: &'static str) -> Texts {
    let keys = source.lines().filter_map(|line| line.split_once('=').map(|it| it.0.trim()));
    let keys = keys.filter(|it| !it.is_empty() && it.bytes().all(|it| it == b'-' || it.is_ascii_alphanumeric()));
    keys.map(|key| (key, &*formed(language, key, &[]).leak())).collect()
}

/// A page asks for hundreds of them: their hash is a quick one.
type Texts = FxHashMap<&'static str, &'static str>;

/// Whether there is a sentence for `key`.
pub fn has(language: Language, key: &str) -> bool {
    bundle(language).has_message(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_without_errors() {
        for (tag, source) in SOURCES {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{tag}: {errors:?}");
            }
        }
    }

    #[test]
    fn counts_are_grouped_and_english_knows_one_from_many() {
        let told = |language, n: usize| say(language, "show-count", &[("n", n.into())]);
        assert!(told(Language::Vietnamese, 12_345).ends_with(" 12.345"));
        assert!(told(Language::English, 12_345).ends_with(" 12,345"));
        let tasks = |n: usize| say(Language::English, "counted-tasks", &[("n_tasks", n.into())]);
        assert_eq!((tasks(1), tasks(2)), ("1 task".to_owned(), "2 tasks".to_owned()));
    }

    #[test]
    fn every_act_has_its_message_in_both_languages() {
        for act in model::registry() {
            let key = crate::sentences::act_key(act.act);
            for language in [Language::Vietnamese, Language::English] {
                assert!(has(language, &key), "{key} in {language:?}");
            }
        }
    }
}
