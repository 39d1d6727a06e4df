//! A reading as people read it: the frame in sentences, the findings of each kind in a table of their own.

use crate::console::Console;
use crate::sheet::{Sheet, block, terminal_width};
use app::figures;
use app::reading::{Directive, Field, FileReading, Published, Reading, Span, TextDoubtKind, Why};
use app::sentences;
use app::source::{DoubtKind, Format};
use app::views::Lines;
use serde::Serialize;

/// The lines that tell of one file, and an empty one; each finding with its rule where `is_explained`.
pub fn told(console: &Console, file: &FileReading, is_explained: bool) -> String {
    let lines = Lines::of(file.source.text.as_bytes());
    let why = is_explained.then(|| file.why());
    let teller = Teller { console, reading: &file.reading, lines, why };
    let mut told = vec![heading(console, file), frame(console, file)];
    told.retain(|it| !it.is_empty());
    for (key, sheet) in teller.sheets().into_iter().chain([("read-text-doubts", teller.text_doubts(file))]) {
        if !sheet.is_empty() {
            told.push(String::new());
            told.push(console.heading(&console.say(key, &[("n", sheet.len().into())])));
            told.push(sheet.lines(console));
        }
    }
    if told.len() == 1 {
        told.push(console.say("read-nothing", &[]));
    }
    told.push(String::new());
    told.join("\n")
}

fn heading(console: &Console, file: &FileReading) -> String {
    console.heading(&match &file.reading.heading {
        Some(title) => {
            console.say("read-heading", &[("name", file.name.as_str().into()), ("title", title.as_str().into())])
        }
        None => file.name.clone(),
    })
}

/// What the text is and of which meeting it tells, a line a field.
fn frame(console: &Console, file: &FileReading) -> String {
    let reading = &file.reading;
    let document = reading.document.clone().unwrap_or_default();
    let session = reading.session.clone().unwrap_or_default();
    let format = (file.source.format != Format::Text).then(|| console.value("format-", &file.source.format));
    let fields = [
        ("format", format),
        ("kind", document.kind),
        ("number", document.number),
        ("issued-on", document.date.map(figures::day)),
        ("issuer", document.issuer),
        ("published-on", reading.published.map(when)),
        ("author", reading.author.clone()),
        ("held-on", session.date.map(figures::day)),
        ("mode", session.mode.map(|it| console.value("mode-", &it))),
        ("host", session.host),
        ("guests", Some(session.guests.join(", ")).filter(|it| !it.is_empty())),
        ("chair", session.chair),
        ("in-name-of", session.in_name_of),
    ];
    let told = fields.into_iter().filter_map(|(key, value)| Some((console.say(&format!("word-{key}"), &[]), value?)));
    block(console, told, terminal_width())
}

fn when(published: Published) -> String {
    match published {
        Published::Day(day) => figures::day(day),
        Published::Minute(time) => format!("{}:{:02}, {}", time.hour(), time.minute(), figures::day(time.date())),
    }
}

/// Makes the tables of one reading. Places are told by the lines of the text.
struct Teller<'a> {
    console: &'a Console,
    reading: &'a Reading,
    lines: Lines,
    why: Option<Vec<Why>>,
}

impl Teller<'_> {
    /// The tables with their titles, in the order in which a text is understood.
    fn sheets(&self) -> Vec<(&'static str, Sheet)> {
        vec![
            ("read-people", self.people()),
            ("read-units", self.units()),
            ("read-programmes", self.programmes()),
            ("read-citations", self.citations()),
            ("read-observations", self.observations()),
            ("read-results", self.results()),
            ("read-limitations", self.limitations()),
            ("read-assessments", self.assessments()),
            ("read-directives", self.directives()),
            ("read-petitions", self.petitions()),
            ("read-answers", self.answers()),
            ("read-captions", self.captions()),
            ("read-notes", self.notes()),
            ("read-doubts", self.doubts()),
        ]
    }

    fn people(&self) -> Sheet {
        self.sheet("people", Sheet::new(&["name", "office", "n-places"]), &self.reading.people, |it| {
            vec![it.name.clone(), it.positions.join("; "), it.spans.len().to_string()]
        })
    }

    fn units(&self) -> Sheet {
        self.sheet("units", Sheet::new(&["name", "n-places"]), &self.reading.units, |it| {
            vec![it.name.clone(), it.spans.len().to_string()]
        })
    }

    fn programmes(&self) -> Sheet {
        self.sheet("programmes", Sheet::new(&["name", "n-places"]), &self.reading.programmes, |it| {
            vec![it.name.clone(), it.spans.len().to_string()]
        })
    }

    fn citations(&self) -> Sheet {
        self.sheet(
            "citations",
            Sheet::new(&["number", "issued-on", "issuer", "place"]),
            &self.reading.citations,
            |it| {
                let date = it.date.map(figures::day).unwrap_or_default();
                vec![it.number.clone(), date, it.issuer.clone().unwrap_or_default(), self.place(it.span)]
            },
        )
    }

    fn observations(&self) -> Sheet {
        let language = self.console.language;
        self.sheet(
            "observations",
            Sheet::new(&["indicator", "value", "measure", "period", "unit-of", "place"]),
            &self.reading.observations,
            |it| {
                let gap = if it.unit == "%" || it.unit.is_empty() { "" } else { " " };
                let value = format!("{}{gap}{}", figures::decimal(language, &it.value), it.unit);
                let value = self.console.value_of("measured-", &it.comparator, value);
                let measure = self.console.value(if it.is_target { "target-" } else { "measure-" }, &it.measure);
                let period = it.period.as_deref().map(|it| figures::period(language, it)).unwrap_or_default();
                let unit_of = it.unit_of.clone().unwrap_or_default();
                vec![it.indicator.clone(), value, measure, period, unit_of, self.place(it.span)]
            },
        )
    }

    fn results(&self) -> Sheet {
        self.sheet("results", Sheet::new(&["words", "direction", "field", "place"]), &self.reading.results, |it| {
            vec![it.text.clone(), self.maybe("direction-", it.direction), self.field(&it.field), self.place(it.span)]
        })
    }

    fn limitations(&self) -> Sheet {
        self.sheet("limitations", Sheet::new(&["words", "cause", "field", "place"]), &self.reading.limitations, |it| {
            let cause = it.cause.as_ref().map(|it| it.text.clone()).unwrap_or_default();
            vec![it.text.clone(), cause, self.field(&it.field), self.place(it.span)]
        })
    }

    fn assessments(&self) -> Sheet {
        self.sheet(
            "assessments",
            Sheet::new(&["judgement", "words", "judged", "place"]),
            &self.reading.assessments,
            |it| {
                let judged = it.of.clone().unwrap_or_default();
                vec![self.value("judgement-", &it.kind), it.text.clone(), judged, self.place(it.span)]
            },
        )
    }

    fn directives(&self) -> Sheet {
        let heads = ["class", "words", "lead", "coordinating", "deadline", "deliverable", "field", "missing", "place"];
        self.sheet("directives", Sheet::wide(&heads, 180), &self.reading.directives, |it| {
            vec![
                self.class(it),
                it.text.clone(),
                it.lead.join(", "),
                it.with.join(", "),
                self.deadline(it),
                it.deliverable.clone().unwrap_or_default(),
                self.field(&it.field),
                it.missing.iter().map(|it| self.value("clear-", it)).collect::<Vec<_>>().join(", "),
                self.place(it.span),
            ]
        })
    }

    fn class(&self, directive: &Directive) -> String {
        let class = self.maybe("class-", directive.class);
        if directive.is_urgent { self.console.say("read-urgent", &[("class", class.into())]) } else { class }
    }

    /// The words of the text, and the period they were understood as.
    fn deadline(&self, directive: &Directive) -> String {
        let understood = directive.due.as_deref().map(|it| figures::period(self.console.language, it));
        match (&directive.due_text, understood) {
            (Some(words), Some(period)) if !words.contains(&period) => format!("{words} ({period})"),
            (Some(words), _) => words.clone(),
            (None, period) => period.unwrap_or_default(),
        }
    }

    fn petitions(&self) -> Sheet {
        self.sheet("petitions", Sheet::new(&["words", "by", "to", "place"]), &self.reading.petitions, |it| {
            let (by, to) = (it.by.clone().unwrap_or_default(), it.to.clone().unwrap_or_default());
            vec![it.text.clone(), by, to, self.place(it.span)]
        })
    }

    fn answers(&self) -> Sheet {
        self.sheet("answers", Sheet::new(&["decision", "words", "petition", "place"]), &self.reading.answers, |it| {
            let decision = self.value("decision-", &it.decision);
            vec![decision, it.text.clone(), it.to_petition.clone(), self.place(it.span)]
        })
    }

    fn captions(&self) -> Sheet {
        self.sheet("captions", Sheet::new(&["words", "place"]), &self.reading.captions, |it| {
            vec![it.text.clone(), self.place(it.span)]
        })
    }

    fn notes(&self) -> Sheet {
        self.sheet("notes", Sheet::new(&["kind", "words", "place"]), &self.reading.notes, |it| {
            vec![self.value("note-", &it.kind), it.text.clone(), self.places(&it.spans)]
        })
    }

    fn doubts(&self) -> Sheet {
        self.sheet("doubts", Sheet::new(&["kind", "words", "place"]), &self.reading.doubts, |it| {
            vec![self.value("reason-doubt-", &it.kind), it.text.clone(), self.places(&it.spans)]
        })
    }

    /// What is not certain about the words themselves.
    fn text_doubts(&self, file: &FileReading) -> Sheet {
        let mut sheet = Sheet::new(&["kind", "place"]);
        for doubt in &file.source.doubts {
            if let DoubtKind::CutShort { cap, limit } = doubt.kind {
                let key = format!("read-cut-short-{}", cap.replace('_', "-"));
                sheet.add(vec![self.console.say(&key, &[("limit", limit.into())]), self.places(doubt.span.as_slice())]);
            }
        }
        for doubt in file.text_doubts().iter().filter(|it| it.kind != TextDoubtKind::CutShort) {
            let words = doubt.span.map(|it| it.of(&file.source.text)).unwrap_or_default();
            let told = sentences::text_doubt(self.console.language, doubt.kind, words, doubt.confidence);
            sheet.add(vec![told, self.places(doubt.span.as_slice())]);
        }
        sheet
    }

    /// The rows of `items`, the list `of` of the reading, below the heads of `sheet`.
    fn sheet<T>(&self, of: &str, mut sheet: Sheet, items: &[T], row: impl Fn(&T) -> Vec<String>) -> Sheet {
        let Some(why) = &self.why else {
            items.iter().for_each(|it| sheet.add(row(it)));
            return sheet;
        };
        let mut sheet = sheet.with_head("rule").in_blocks();
        for (item, why) in items.iter().zip(why.iter().filter(|it| it.of == of)) {
            sheet.add(row(item).into_iter().chain([self.rule(why)]).collect());
        }
        sheet
    }

    /// The rule in words, its name, and the phrases it went by with their lines in the lexicon.
    fn rule(&self, why: &Why) -> String {
        let words = self.console.say(&format!("rule-{}", why.rule.replace(['/', '_'], "-")), &[]);
        let cues = why.cues.iter().map(|it| format!("\u{201c}{}\u{201d} {}", it.text, it.lexicon));
        [format!("{words} [{}]", why.rule)].into_iter().chain(cues).collect::<Vec<_>>().join("; ")
    }

    fn place(&self, span: Span) -> String {
        self.console.lines(self.lines.of_span(span))
    }

    fn places(&self, spans: &[Span]) -> String {
        let mut places: Vec<String> = spans.iter().map(|it| self.place(*it)).collect();
        places.dedup();
        places.join(", ")
    }

    fn value(&self, prefix: &str, value: &impl Serialize) -> String {
        self.console.value(prefix, value)
    }

    fn maybe(&self, prefix: &str, value: Option<impl Serialize>) -> String {
        value.map(|it| self.value(prefix, &it)).unwrap_or_default()
    }

    fn field(&self, field: &Field) -> String {
        self.console.value("in-field-", field)
    }
}
