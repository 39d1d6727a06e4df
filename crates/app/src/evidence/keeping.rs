//! From the waiting room into the register: a file is kept, durably, with the report that names it, or not at all.

use super::Looked;
use super::look::may_be_called;
use super::room::{Owner, Sender, UploadView};
use crate::access::Viewer;
use crate::error::{Error, Forbidden, NotFound};
use crate::office::Office;
use crate::views::words;
use model::act::reporting::Attach;
use model::act::{session, task};
use model::state::{Media, State};
use model::{Command, Refusal, StreamId};
use store::{Answer, Order};

/// The longest name of a file, characters.
const LONGEST_NAME: usize = 200;

/// A file as it is handed out.
#[derive(Debug)]
pub struct EvidenceFile {
    pub name: String,
    pub media: Media,
    pub bytes: Vec<u8>,
}

impl Office {
    /// Who `viewer` is as a sender of files for what `nouns` and `asked` name: `tasks` and a code or identifier, `sessions`
    /// and an identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Forbidden::Act`] for whoever may not report there;
    /// [`Error::Store`].
    pub fn sender(&self, viewer: &Viewer, nouns: &str, asked: &str) -> Result<Sender, Error> {
        let noun = if nouns == "sessions" { "session" } else { "task" };
        let missing = || Error::NotFound(NotFound::Object { noun, id: asked.to_owned() });
        let subject = match asked.parse::<StreamId>() {
            Ok(stream) => stream,
            Err(_) if noun == "task" => self.task_stream(viewer, asked)?,
            Err(_) => return Err(missing()),
        };
        let found = self.store.stream(self.register()?, subject)?.map(|it| it.1).filter(|it| it.noun() == noun);
        let state = found.ok_or_else(missing)?;
        if !self.sees_state(viewer, &state)? {
            return Err(missing());
        }
        match may_report(viewer, &state) {
            Ok(()) => Ok(Sender { owner: Owner::Account(viewer.account), subject }),
            Err(act) => Err(Error::Forbidden(Forbidden::Act { act })),
        }
    }

    /// One file of a task that `viewer` sees, by its number among them.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none, and once it was erased; [`Error::Store`].
    pub fn evidence_file(&self, viewer: &Viewer, asked: &str, n: u32) -> Result<EvidenceFile, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "evidence", id: format!("{asked}/{n}") });
        let task = self.task_row_seen(viewer, asked)?.id;
        let mut files = self.store.evidence(self.register()?, Some(task))?.into_iter();
        let file = files.find(|it| it.n == n).ok_or_else(missing)?;
        let content = words(file.content).ok_or_else(missing)?;
        let bytes = self.files.read(&content)?.ok_or_else(missing)?;
        Ok(EvidenceFile { name: words(file.file_name).unwrap_or_default(), media: file.media, bytes })
    }

    /// Makes room for a file that will come in pieces.
    ///
    /// # Errors
    /// [`Refusal::FileEmpty`], [`Refusal::FileTooLong`], [`Refusal::EvidenceWaits`], [`Refusal::EvidenceFull`],
    /// [`Refusal::EvidenceKind`] for a name that no kind of evidence has.
    pub fn begin_upload(&self, sender: Sender, name: &str, length_bytes: u64) -> Result<UploadView, Error> {
        // Told before it is sent: by its end alone the name is refused, whatever is in the file.
        let name = file_name(name);
        if !may_be_called(&name) {
            return Err(Error::Refused(Refusal::EvidenceKind { file_name: name }));
        }
        let begun = self.room.begin(sender, name, length_bytes, (self.new_upload(), self.clock.now()));
        begun.map_err(Error::Refused)
    }

    /// Takes a piece of a file that begins at byte `at`; with the last one the file is looked through, and forgotten
    /// where it cannot be evidence.
    ///
    /// # Errors
    /// [`NotFound::Object`] for what does not wait; [`Refusal::EvidenceWaits`], [`Refusal::EvidenceFull`]; those of
    /// [`Looked::at`].
    pub fn add_piece(&self, sender: Sender, upload: &str, at: u64, piece: &[u8]) -> Result<UploadView, Error> {
        let added = self.room.add(sender, upload, at, piece, self.clock.now());
        match added.map_err(Error::Refused)?.ok_or_else(|| missing(upload))? {
            (view, None) => Ok(view),
            (view, Some(bytes)) => match Looked::at(&view.file_name, &bytes) {
                Ok(looked) => {
                    let noted = self.room.looked(upload, store::hash_of(&bytes), looked);
                    noted.ok_or_else(|| missing(upload))
                }
                Err(refusal) => {
                    self.room.forget(sender, upload);
                    Err(Error::Refused(refusal))
                }
            },
        }
    }

    /// Takes a whole file.
    ///
    /// # Errors
    /// Those of [`Office::begin_upload`] and [`Office::add_piece`].
    pub fn add_file(&self, sender: Sender, name: &str, bytes: &[u8]) -> Result<UploadView, Error> {
        let begun = self.begin_upload(sender, name, bytes.len() as u64)?;
        self.add_piece(sender, &begun.upload, 0, bytes)
    }

    /// How far a file has come.
    ///
    /// # Errors
    /// [`NotFound::Object`] for what does not wait.
    pub fn upload(&self, sender: Sender, upload: &str) -> Result<UploadView, Error> {
        self.room.view(sender, upload).ok_or_else(|| missing(upload))
    }

    /// Forgets a file that waits.
    pub fn forget_upload(&self, sender: Sender, upload: &str) {
        self.room.forget(sender, upload);
    }

    /// Keeps the files that `orders` name, then has them carried out by `submit`. What is not written is not kept.
    ///
    /// # Errors
    /// [`Refusal::EvidenceUnknown`] for a file that does not wait as it is named; those of `submit`; [`Error::Store`].
    pub(crate) fn with_evidence(
        &self,
        owner: Owner,
        orders: Vec<Order>,
        submit: impl FnOnce(&Office, Vec<Order>) -> Result<Answer, Error>,
    ) -> Result<Answer, Error> {
        let named = orders.iter().flat_map(|it| {
            let sender = Sender { owner, subject: it.stream };
            files_of(&it.command).iter().map(move |file| (sender, file.clone()))
        });
        let named: Vec<(Sender, Attach)> = named.collect();
        for (i, (sender, file)) in named.iter().enumerate() {
            self.keep_evidence(*sender, file).inspect_err(|_| self.give_up(&named[..i]))?;
        }
        match submit(self, orders) {
            Ok(answer) => {
                for (sender, file) in &named {
                    // Others who were refused with the same file may have removed it before this was written.
                    self.keep_evidence(*sender, file)?;
                    self.room.written(*sender, &file.content);
                }
                Ok(answer)
            }
            // Where nobody knows what became of it, a check lists a stray; where it was refused, nothing stays.
            Err(error) => {
                if matches!(error, Error::Refused(_)) {
                    self.give_up(&named);
                }
                Err(error)
            }
        }
    }

    fn keep_evidence(&self, sender: Sender, file: &Attach) -> Result<(), Error> {
        match self.room.bytes_of(sender, file) {
            Some(bytes) => Ok(self.files.keep(&bytes).map(drop)?),
            // A report that comes again names files that came with it the first time.
            None if self.has_evidence(sender.subject, file)? => Ok(()),
            None => Err(Error::Refused(Refusal::EvidenceUnknown { content: file.content.clone() })),
        }
    }

    /// Whether the task or the session has this file already, as it is named.
    fn has_evidence(&self, subject: StreamId, file: &Attach) -> Result<bool, Error> {
        let register = self.register()?;
        let Some((_, state)) = self.store.stream(register, subject)? else { return Ok(false) };
        let evidence = state.evidence();
        let seals: Vec<_> = evidence.iter().filter_map(|it| it.content.seal().cloned()).collect();
        let texts = self.store.texts(register, &seals)?;
        let is_it = |it: &model::state::Evidence| {
            let content = it.content.seal().and_then(|it| texts.get(it)).and_then(|it| it.words());
            content == Some(&file.content)
                && (it.length_bytes, it.media, it.found) == (file.length_bytes, file.media, file.found)
        };
        Ok(evidence.iter().any(is_it))
    }

    /// Removes files again that nothing names; one that cannot be removed is told by a check.
    fn give_up(&self, named: &[(Sender, Attach)]) {
        let contents: Vec<String> = named.iter().map(|it| it.1.content.clone()).collect();
        let _ = self.remove_files(&contents, None);
    }

    fn new_upload(&self) -> String {
        self.clock.draw()[..16].iter().map(|it| format!("{it:02x}")).collect()
    }
}

fn missing(upload: &str) -> Error {
    Error::NotFound(NotFound::Object { noun: "upload", id: upload.to_owned() })
}

/// The files that a command brings.
fn files_of(command: &Command) -> &[Attach] {
    match command {
        Command::Task(task::Command::ReportProgress(it)) => &it.evidence,
        Command::Task(task::Command::ReportDone(it)) => &it.evidence,
        Command::Task(task::Command::Contribute(it)) => &it.evidence,
        Command::Session(session::Command::SendReport(it)) => &it.evidence,
        _ => &[],
    }
}

/// Whether `viewer` may report on a task or to a session: also whoever answers for a coordinating unit that was asked.
/// The act that they would need, where they may not.
fn may_report(viewer: &Viewer, state: &State) -> Result<(), &'static str> {
    let (act, may) = match state {
        State::Session(it) => {
            let act = "session.send_report";
            (act, it.reports.keys().any(|unit| viewer.may(act, &[*unit])))
        }
        State::Task(it) => {
            let contributes = it.contributions().any(|it| viewer.may("task.contribute", &[it.unit]));
            ("task.report_progress", contributes || viewer.may("task.report_progress", &[it.lead]))
        }
        _ => ("task.report_progress", false),
    };
    if may { Ok(()) } else { Err(act) }
}

/// Refuses a report that says to come by a link: only the door of links says so.
pub(crate) fn refuse_by_link(orders: &[Order]) -> Result<(), Error> {
    let act = orders.iter().find_map(|it| match &it.command {
        Command::Task(task::Command::ReportProgress(it)) => it.by_link.map(|_| "task.report_progress"),
        Command::Task(task::Command::ReportDone(it)) => it.by_link.map(|_| "task.report_done"),
        _ => None,
    });
    act.map_or(Ok(()), |act| Err(Error::Forbidden(Forbidden::Act { act })))
}

/// A file's own name, without folders, blanks around it and what no name needs.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|it| !it.trim().is_empty()).unwrap_or("").trim();
    let plain: String = last.chars().filter(|it| !it.is_control()).collect();
    let n = plain.chars().count();
    // The end of the name tells what the file is.
    plain.chars().skip(n.saturating_sub(LONGEST_NAME)).collect()
}
