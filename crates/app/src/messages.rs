//! Every sentence a person reads, by key, in Vietnamese and English.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

/// The languages of the product; Vietnamese is written first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Vietnamese,
    English,
}

impl Language {
    /// From a tag such as `vi`, `en`, `en_US.UTF-8`; Vietnamese for any other.
    pub fn from_tag(tag: &str) -> Language {
        if tag.to_ascii_lowercase().starts_with("en") { Language::English } else { Language::Vietnamese }
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
    bundle.add_resource_overriding(resource);
    bundle
}

/// The sentence of `key`; the key itself where there is none, so that nothing is ever silent.
pub fn say(language: Language, key: &str, args: &Args) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|it| it.value()) else {
        return key.to_owned();
    };
    let args: FluentArgs = args.iter().cloned().collect();
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

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
    fn every_act_has_its_message_in_both_languages() {
        for act in model::registry() {
            let key = format!("act-{}", act.act.replace(['.', '_'], "-"));
            for language in [Language::Vietnamese, Language::English] {
                assert!(has(language, &key), "{key} in {language:?}");
            }
        }
    }
}
