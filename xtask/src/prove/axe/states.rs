//! What the register is brought into before it is looked at: tasks in every state, desks that wait, a file on its way, a
//! link; and the pages that answer a form.

use crate::prove::binary::Binary;
use crate::prove::crawl::{Page, kind_of};
use crate::prove::http::{Answer, Client, start_of};
use crate::prove::links::world::{last_on, token_in};
use crate::prove::meetings;
use crate::prove::server::{self, stream_id};
use crate::prove::stage::{CLERK, Stage};
use crate::prove::want;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Each act on a task, its body, and the act that comes before it.
const LIVES: &str = include_str!("../../../../crates/web/tests/lives.txt");
/// Some orders are clear, the others are asked about.
const NOTICE: &str = include_str!("notice.txt");
const SHEET: &str = include_str!("../../../../crates/app/tests/long_sheet.txt");
/// Its second page is a picture.
const SCAN: &[u8] = include_bytes!("../../../../crates/app/tests/formats/scan.pdf");
const NO_NOTICE: &[u8] =
    b"Dear all, the weather was fine on Sunday and we walked along the river until the evening came.\n";
/// A unit of the register.
pub const UNIT: &str = "Phong Thu";
/// A day of the notice that the office makes a day off: deadlines are to be counted again.
const DAY_OFF: &str = "2026-12-10";
pub const LATER: &str = "2099-12-31";
/// A day that no calendar has.
const NO_DAY: &str = "31/2/2026";

/// These are done by the other side than the one that decides.
const OF_THE_UNIT: [&str; 5] =
    ["task.report_done", "task.decline", "task.ask_extension", "task.give_link", "task.contribute"];

/// Forms and what is sent: nothing of it is carried out but what has to be looked at.
const SENT: [(&str, &[(&str, &str)]); 22] = [
    ("/documents/{document}/intake/take", &[("slip", "none")]),
    ("/tasks/acts", &[("act", "task.remind")]),
    ("/tasks/acts", &[("act", "task.terminate"), ("task", "{late}")]),
    ("/tasks/new", &[("words", "w"), ("leads", "no such unit"), ("deadline", NO_DAY)]),
    ("/tasks/new", &[("words", "w"), ("leads", UNIT), ("from", "spoken"), ("speaker", "s"), ("on", "1/3/2026")]),
    ("/tasks/{late}/acts/report_done", &[("words", "w"), ("done_on", NO_DAY)]),
    ("/tasks/{late}/acts/ask_extension", &[("until_on", NO_DAY), ("because", "b")]),
    ("/tasks/{late}/below", &[]),
    ("/tasks/{late}/read", &[("n", "9")]),
    ("/tasks/{late}/list", &[("n", "9"), ("say", "sure")]),
    ("/tasks/{late}/source", &[("document", "none")]),
    ("/tasks/{late}/links", &[("to", "w"), ("last_on", NO_DAY)]),
    ("/tasks/{late}/links", &[("key", "{language}"), ("to", "w"), ("last_on", "{last_on}")]),
    ("/units", &[("names", "Phong Mot\nPhong Hai"), ("below", "")]),
    ("/units/{root}/move", &[("below", "no such unit")]),
    ("/accounts/{officer}/code", &[]),
    ("/accounts/{officer}/acts/grant", &[("role", "clerk"), ("unit", "no such unit")]),
    ("/matters/{document}/tasks", &[("code", "")]),
    ("/try", &[("words", "")]),
    ("/calendar/recounts", &[]),
    ("/me/password", &[("before", "wrong"), ("password", "wrong")]),
    ("/l/{token}", &[("words", "")]),
];

/// A list of limitations: one of a unit that is there, one of none, a row that says nothing.
const LIST: &str = "TT | Cong trinh | Don vi | Vuong mac | Nguyen nhan\n1 | Dam | Xa Hai | land is late | money\n\
    2 | Road | Xa Nao | no plan yet | \n3 | Well | Xa Hai | | \n";

/// How the kind of a page begins that answers a form.
pub const ANSWER: &str = "POST ";

pub struct States {
    /// Pages that are looked at beside those that links lead to.
    pub addresses: Vec<String>,
    /// The page of a file that is read, in each language: it goes on by itself.
    on_its_way: Vec<(&'static str, Page)>,
    /// Where forms were sent that only such a page has.
    pub sent: String,
    document: String,
    token: String,
    last_on: String,
}

impl States {
    pub fn bring(binary: &Binary, stage: &Stage, clerk: &mut Client, languages: [&'static str; 2]) -> Result<States> {
        let links = format!("/tasks/{}/links", stage.late);
        let last_on = last_on(&clerk.get(&links)?.text())?;
        let given = clerk.post_form(&links, &[("key", "states"), ("to", "Whoever does it"), ("last_on", &last_on)])?;
        let token = token_in(&given)?;
        let late = clerk.get(&format!("/api/tasks/{}", stage.late))?.json()?;
        let today = late["today"].as_str().context("finding the day of today")?.to_owned();
        let mut world = World { binary, stage, clerk, today, n: 7000 };
        let mut addresses = world.lives()?;
        addresses.extend(world.matters()?);
        let desk = world.arrive("notice.txt", NOTICE.as_bytes())?;
        let sheet: String = SHEET.replace("{n}", "1");
        let kept = world.arrive("sheet.txt", sheet.as_bytes())?;
        let document = desk.split('/').nth(2).context("finding the document of a desk")?.to_owned();
        // What still waits in it is from now on the plan of a task.
        let late = stage.late.as_str();
        for (act, fields) in [("sure", &[][..]), ("finish", &[("seen", "2")][..]), ("above", &[("task", late)][..])] {
            let answer = world.clerk.post_form(&format!("/documents/{document}/intake/{act}"), fields)?;
            want(answer.status == 303, || format!("{act} answers {}", answer.status))?;
        }
        world.settle_days()?;
        addresses.extend([desk, kept, format!("/l/{token}")]);
        let (on_its_way, sent) = world.on_its_way(languages)?;
        Ok(States { addresses, on_its_way, sent, document, token, last_on })
    }

    /// What the forms are answered, in the language of `client`.
    pub fn answers(&self, stage: &Stage, client: &mut Client) -> Result<Vec<Page>> {
        let officer = stream_id(1);
        let named = [
            ("{document}", self.document.as_str()),
            ("{late}", &stage.late),
            ("{root}", &stage.root),
            ("{officer}", &officer),
            ("{token}", &self.token),
            ("{last_on}", &self.last_on),
            ("{language}", client.language),
        ];
        let filled = |text: &str| named.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
        let mut nobody = Client::new(&client.address, client.language);
        let own = self.on_its_way.iter().filter(|it| it.0 == client.language);
        let mut pages: Vec<Page> = own.map(|it| it.1.clone()).collect();
        pages.extend(page("/sign-in", &nobody.post_form("/sign-in", &[("name", CLERK), ("password", "wrong")])?)?);
        let wrong = [("code", "AAAAA-BBBBB"), ("name", CLERK), ("password", server::PASSWORD)];
        pages.extend(page("/first", &nobody.post_form("/first", &wrong)?)?);
        pages.extend(page("/documents", &client.post_file("/documents", &[], "letter.txt", NO_NOTICE)?)?);
        pages.extend(page("/tasks", &client.post_form("/tasks", &[])?)?);
        for (path, fields) in SENT {
            let (path, fields) = (filled(path), fields.iter().map(|it| (it.0, filled(it.1))).collect::<Vec<_>>());
            let fields: Vec<(&str, &str)> = fields.iter().map(|it| (it.0, it.1.as_str())).collect();
            pages.extend(page(&path, &client.post_form(&path, &fields)?)?);
        }
        Ok(pages)
    }
}

/// What answers a form, where that is a page and leads nowhere else.
fn page(path: &str, answer: &Answer) -> Result<Option<Page>> {
    want(answer.status < 500, || format!("POST {path} answers {}: {}", answer.status, start_of(&answer.text())))?;
    let is_page = answer.header("content-type").is_some_and(|it| it.starts_with("text/html"));
    let (address, html) = (path.to_owned(), answer.text());
    let kind = format!("{ANSWER}{} {}", kind_of(path), answer.status);
    Ok((is_page && !(300..400).contains(&answer.status)).then_some(Page { address, kind, html, is_sent: true }))
}

pub struct World<'a> {
    binary: &'a Binary,
    stage: &'a Stage,
    pub clerk: &'a mut Client,
    today: String,
    n: u64,
}

impl World<'_> {
    /// A task in the state that each act leads to; their pages.
    fn lives(&mut self) -> Result<Vec<String>> {
        let root = json!(self.stage.root);
        let [lead, below] = [self.next(), self.next()];
        let found =
            |name: &str, parent: &Value| json!({ "name": name, "kind": "state", "level": "commune", "parent": parent });
        self.by_clerk("unit.found", &lead, None, found(UNIT, &root))?;
        self.by_clerk("unit.found", &below, None, found("To Thu", &json!(lead)))?;
        let lines: Vec<&str> = LIVES.lines().filter(|it| it.starts_with("task.")).collect();
        let mut pages = Vec::new();
        for line in &lines {
            let task = self.next();
            let act = line.split(' ').next().unwrap_or_default();
            let deadline = json!({ "kind": "fixed", "due_on": self.day("{today}") });
            let words = format!("What {act} leads to");
            let duty = json!({ "words": words, "lead": lead, "coordinating": [below], "deadline": deadline });
            self.by_clerk("task.assign", &task, None, duty)?;
            self.live(&lines, act, &task, &below)?;
            pages.push(format!("/tasks/{}", self.code(&task)?));
        }
        pages.extend(self.with_files(&lead)?);
        pages.extend(self.meetings(&lead)?);
        Ok(pages)
    }

    /// A task with a file that may be its implementing plan, and one that is a list of limitations; its page, and that of the list.
    fn with_files(&mut self, lead: &str) -> Result<[String; 2]> {
        let task = self.next();
        let words = "What is carried out by a plan";
        let duty = json!({ "words": words, "lead": lead, "deadline": { "kind": "unset" } });
        self.by_clerk("task.assign", &task, None, duty)?;
        let code = self.code(&task)?;
        let (path, fields) = (format!("/tasks/{task}/acts/report_progress"), [("key", &*task), ("words", "w")]);
        let answer = self.clerk.post_file(&path, &fields, "plan.txt", format!("{NOTICE}\n").as_bytes())?;
        want(answer.status == 303, || format!("a plan is answered {}: {}", answer.status, start_of(&answer.text())))?;
        let list = self.next();
        let sent = self.clerk.post_file(&path, &[("key", &*list), ("words", "w")], "list.txt", LIST.as_bytes())?;
        want(sent.status == 303, || format!("a list is answered {}: {}", sent.status, start_of(&sent.text())))?;
        Ok([format!("/tasks/{code}"), format!("/tasks/{code}/list?n=2")])
    }

    /// A limitation that two sessions told and one more reads like, one that is cured, a petition that waits; their pages.
    fn matters(&mut self) -> Result<Vec<String>> {
        let (root, unit) = (json!(self.stage.root), self.next());
        let found = json!({ "name": "Xa Hai", "kind": "state", "level": "commune", "parent": root });
        self.by_clerk("unit.found", &unit, None, found)?;
        let mut sessions = Vec::new();
        for words in
            ["land is handed over late again", "land is handed over late once more", "land is handed over late"]
        {
            let session = self.next();
            let plan = json!({ "title": words, "held_on": self.today, "host": root, "guests": [unit] });
            let item = json!({ "words": words, "why": "added" });
            let line = |kind: &str| json!({ "kind": kind, "words": words });
            let minutes = json!({ "minutes": [line("limitation"), line("petition")] });
            self.by_clerk("session.plan", &session, None, plan)?;
            self.by_clerk("session.add_item", &session, None, item)?;
            self.by_clerk("session.open", &session, Some(2), json!({}))?;
            self.by_clerk("session.begin", &session, None, json!({}))?;
            self.by_clerk("session.close", &session, None, minutes)?;
            sessions.push(session);
        }
        let told = |line: u32| sessions[..2].iter().map(move |it| json!({ "session": it, "line": line }));
        let begin = |kind: &str, tellings: Vec<Value>| {
            let (words, owed_by) = ("land is handed over late", (kind == "petition").then(|| root.clone()));
            json!({ "matter_kind": kind, "words": words, "unit": unit, "owed_by": owed_by, "tellings": tellings })
        };
        let [open, cured, petition] = [self.next(), self.next(), self.next()];
        self.by_clerk("matter.begin", &open, None, begin("limitation", told(1).collect()))?;
        self.by_clerk("matter.begin", &cured, None, begin("limitation", Vec::new()))?;
        self.by_clerk("matter.close", &cured, None, json!({ "closing": "cured", "words": "w" }))?;
        self.by_clerk("matter.begin", &petition, None, begin("petition", told(2).collect()))?;
        let pages = [open, cured, petition].map(|it| format!("/matters/{it}"));
        let sessions = sessions.iter().map(|it| format!("/sessions/{it}"));
        Ok(pages.into_iter().chain(sessions).collect())
    }

    /// A document of the register.
    fn any_document(&mut self) -> Result<String> {
        let documents = self.clerk.get("/api/documents")?.json()?;
        let first = documents["documents"][0]["id"].as_str();
        first.map(str::to_owned).context("finding a document")
    }

    pub fn root(&self) -> String {
        self.stage.root.clone()
    }

    /// Does `act` and what comes before it; the version that it leads to.
    fn live(&mut self, lines: &[&str], act: &str, task: &str, below: &str) -> Result<u64> {
        let is_of = |it: &&&str| it.split(' ').next() == Some(act);
        let line = lines.iter().find(is_of).with_context(|| format!("finding what {act} needs"))?;
        let rest = line[act.len()..].trim();
        let (body, before) = rest.split_once(" after ").map_or((rest, None), |it| (it.0, Some(it.1)));
        let seen = before.map_or(Ok(1), |it| self.live(lines, it, task, below))?;
        let body = body.replace("{document}", &self.any_document()?);
        let body = self.day(&body.replace("{below}", below).replace("{later}", LATER));
        let body: Value = serde_json::from_str(&body).context("reading a body")?;
        if OF_THE_UNIT.contains(&act) {
            let order = json!({ "act": act, "stream": task, "body": body });
            server::act(self.binary, &self.stage.place, &[order])?;
        } else {
            self.by_clerk(act, task, Some(seen), body)?;
        }
        Ok(seen + 1)
    }

    pub fn by_clerk(&mut self, act: &str, stream: &str, seen: Option<u64>, body: Value) -> Result<()> {
        meetings::act(self.clerk, stream, act, seen, body)
    }

    /// Where a file leads that is sent.
    fn arrive(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let answer = self.clerk.post_file("/documents", &[], name, bytes)?;
        let to = answer.header("location").map(str::to_owned);
        to.with_context(|| format!("{name} is answered {}: {}", answer.status, start_of(&answer.text())))
    }

    /// A day of the notice is off, and today letters are written: to the officer, who is late.
    fn settle_days(&mut self) -> Result<()> {
        let calendar = self.clerk.get("/api/calendar")?.json()?;
        let register = calendar["register"].as_str().context("finding the register")?.to_owned();
        let mail = json!({ "address": "officer@example.vn", "wish": "digest", "language": "vi" });
        self.by_clerk("account.set_mail", &stream_id(1), None, mail)?;
        let today = self.today.clone();
        for (from_on, counts_as) in [(DAY_OFF, "off"), (&*today, "worked")] {
            let days = json!({ "from_on": from_on, "counts_as": counts_as, "basis": "b" });
            self.by_clerk("register.change_days", &register, None, days)?;
        }
        Ok(())
    }

    /// Looks at a file while it is read, and throws it away.
    fn on_its_way(&mut self, languages: [&'static str; 2]) -> Result<(Vec<(&'static str, Page)>, String)> {
        let address = self.arrive("scan.pdf", SCAN)?;
        let mut pages = Vec::new();
        for language in languages {
            self.clerk.language = language;
            let answer = self.clerk.get(&address)?;
            want(answer.status == 200, || format!("{address} answers {}", answer.status))?;
            let (kind, html) = (kind_of(&address), answer.text());
            pages.push((language, Page { address: address.clone(), kind, html, is_sent: true }));
        }
        let drop = format!("{address}/drop");
        let answer = self.clerk.post_form(&drop, &[])?;
        want(answer.status == 303, || format!("{drop} answers {}: {}", answer.status, start_of(&answer.text())))?;
        Ok((pages, drop))
    }

    fn code(&mut self, task: &str) -> Result<String> {
        let shown = self.clerk.get(&format!("/api/tasks/{task}"))?.json()?;
        shown["task"]["code"].as_str().map(str::to_owned).with_context(|| format!("finding the code of {task}"))
    }

    /// `text` with today for `{today}`.
    pub fn day(&self, text: &str) -> String {
        text.replace("{today}", &self.today)
    }

    pub fn next(&mut self) -> String {
        self.n += 1;
        stream_id(self.n)
    }
}
