//! Why each finding was made: its rule, and the phrases of the lexicon that the rule went by. Not for the hot path: the
//! text is looked at once more.

use base::Span;
use serde::Serialize;

use crate::lexicon::{Class, Hit, row_place};
use crate::reading::Reading;
use crate::rule::{Reach, Rule};
use crate::scene::Scene;
use crate::text::Text;

/// Why one finding was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The list of the reading it stands in, and its place there, from 0.
    pub of: &'static str,
    pub n: usize,
    pub rule: &'static str,
    /// The file of the rule and the function in it.
    pub code: String,
    pub cues: Vec<Cue>,
}

/// A phrase of the lexicon that the rule went by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cue {
    /// As it is printed.
    pub text: String,
    /// What the phrase is for.
    pub class: &'static str,
    /// File of the lexicon and line.
    pub lexicon: String,
    pub span: Span,
}

/// One answer for each finding of `reading`, list by list in the order of their keys.
///
/// `reading` is what [`crate::read`] made of `text`. Spans are those of the reading.
pub fn explain(text: &Text, reading: &Reading) -> Vec<Why> {
    let scene = Scene::new(text);
    let sentences = scene.sentences.iter().map(|it| text.to_source(scene.span(it.tokens.clone()))).collect();
    let asked = Asked { scene: &scene, sentences };
    let why = |(of, n, made): (_, _, Made)| {
        let (file, function) = made.rule.place();
        let code = format!("crates/reader/src/{file}: {function}");
        Why { of, n, rule: made.rule.name(), code, cues: asked.cues(&made) }
    };
    made(reading).into_iter().map(why).collect()
}

/// What made a finding, and where.
struct Made {
    rule: Rule,
    /// Where it stands first.
    span: Option<Span>,
    /// Where else than here an action says nothing.
    verb: Option<Span>,
}

impl Made {
    fn at(rule: Rule, span: Span) -> Made {
        Made { rule, span: Some(span), verb: None }
    }

    fn first(rule: Rule, spans: &[Span]) -> Made {
        Made { rule, span: spans.first().copied(), verb: None }
    }
}

/// Each finding: its list, its place there, and what made it.
fn made(reading: &Reading) -> Vec<(&'static str, usize, Made)> {
    let mut made = Vec::new();
    let mut add = |of, found: Vec<Made>| made.extend(found.into_iter().enumerate().map(|(n, it)| (of, n, it)));
    add("people", reading.people.iter().map(|it| Made::first(Rule::Person, &it.spans)).collect());
    add("units", reading.units.iter().map(|it| Made::first(Rule::Unit, &it.spans)).collect());
    add("citations", reading.citations.iter().map(|it| Made::at(Rule::Citation, it.span)).collect());
    add("observations", reading.observations.iter().map(|it| Made::at(it.rule, it.span)).collect());
    add("limitations", reading.limitations.iter().map(|it| Made::at(it.rule, it.span)).collect());
    let directives = reading.directives.iter();
    add("directives", directives.map(|it| Made { verb: Some(it.verb), ..Made::at(it.rule, it.span) }).collect());
    add("results", reading.results.iter().map(|it| Made::at(Rule::Success, it.span)).collect());
    add("assessments", reading.assessments.iter().map(|it| Made::at(Rule::Judged, it.span)).collect());
    add("programmes", reading.programmes.iter().map(|it| Made::first(Rule::Programme, &it.spans)).collect());
    add("petitions", reading.petitions.iter().map(|it| Made::at(Rule::Asked, it.span)).collect());
    add("answers", reading.answers.iter().map(|it| Made::at(Rule::Decided, it.span)).collect());
    add("captions", reading.captions.iter().map(|it| Made::at(Rule::Caption, it.span)).collect());
    add("notes", reading.notes.iter().map(|it| Made::first(it.kind.into(), &it.spans)).collect());
    add("doubts", reading.doubts.iter().map(|it| Made::first(it.kind.into(), &it.spans)).collect());
    made
}

struct Asked<'a> {
    scene: &'a Scene<'a>,
    /// Where each sentence stands in the source, in order.
    sentences: Vec<Span>,
}

impl Asked<'_> {
    /// The phrases that the rule goes by; a longer one hides those inside it.
    fn cues(&self, made: &Made) -> Vec<Cue> {
        let (reach, classes) = made.rule.phrases();
        let Some(span) = made.span else { return Vec::new() };
        let around = self.around(span, reach);
        let text = self.scene.text;
        let from = self.scene.tokens.partition_point(|it| text.to_source(it.span()).start < around.start);
        let until = self.scene.tokens.partition_point(|it| text.to_source(it.span()).start < around.end);
        let (mut cues, mut behind) = (Vec::new(), 0);
        for hit in self.scene.all_hits(from..until).iter() {
            let is_verb =
                || made.verb.is_none_or(|it| it.overlaps(text.to_source(self.scene.span(hit.first..hit.end))));
            let counts = classes.contains(&hit.class) && (hit.class != Class::Action || is_verb());
            if hit.first >= behind && counts {
                behind = hit.end;
                cues.push(self.cue(&hit));
            }
        }
        cues
    }

    fn around(&self, span: Span, reach: Reach) -> Span {
        let n = self.sentences.partition_point(|it| it.end <= span.start);
        let sentence = self.sentences.get(n).filter(|it| it.overlaps(span)).copied().unwrap_or(span);
        match reach {
            Reach::Words => span,
            Reach::Before => Span::new(sentence.start.min(span.start), span.end),
            Reach::Sentence => sentence.join(span),
        }
    }

    fn cue(&self, hit: &Hit) -> Cue {
        let span = self.scene.span(hit.first..hit.end);
        let (file, line) = row_place(hit.row());
        Cue {
            text: self.scene.printed(span),
            class: hit.class.name(),
            lexicon: format!("{file}:{line}"),
            span: self.scene.text.to_source(span),
        }
    }
}
