# The sentences of Bám Sát in English. Each key stands here and in vi.ftl.

## What can be done
act-register-found = Found the register
act-register-change-days = Change the working days
act-register-count-before = Say how “before” is counted
act-account-open = Open an account
act-account-grant = Give a role
act-account-withdraw = Take a role away
act-unit-move-below = Move a unit below another
act-unit-rename = Rename a unit
act-unit-found = Found a unit
act-document-answer-limitation = Say what answers a limitation
act-document-receive = Receive a document
act-document-amend-draft = Amend this draft
act-document-name-columns = Name the columns of the sheet
act-document-name-plan = Name the task it is the plan of
act-document-set-aside-draft = Set this draft aside
act-session-hold = Record a session
act-session-record-conclusion = Record a conclusion
act-session-end-conclusion = Settle this conclusion
act-task-assign = Assign a task
act-task-carry-over = Carry a task over from an older record
act-task-receive = Receive this task
act-task-forward = Say who does it
act-task-report-progress = Report progress
act-task-report-done = Report as done
act-task-decline = Return as not ours
act-task-reassign = Give it to another unit
act-task-keep-lead = Keep the lead
act-task-ask-extension = Ask for an extension
act-task-grant-extension = Grant the extension
act-task-refuse-extension = Refuse the extension
act-task-ask-contribution = Ask a coordinating unit
act-task-contribute = Answer for a coordinating unit
act-task-withdraw-contribution = Withdraw what was asked
act-task-confirm = Confirm as done
act-task-send-back = Send back
act-task-remind = Remind
act-task-urge = Urge
act-task-commend = Commend
act-task-criticise = Criticise
act-task-correct = Correct
act-task-suspend = Suspend this task
act-task-resume = Resume this task
act-task-reopen = Open this task again
act-task-recount = Count the deadline again
act-task-terminate = Terminate this task
act-task-add-external-ref = Add its number in another tracker
act-task-remove-external-ref = Remove this number
act-task-give-link = Give a link for reports
act-task-revoke-link = Revoke a link
act-erasure-order = Erase words for good

## Why it cannot be done
refusal-stream-exists = The identifier { $stream } is taken. Take a new one.
refusal-stream-unknown = Nothing of that kind has the identifier { $stream }. Look for it in its list and go on from its page.
refusal-stale = Somebody changed it meanwhile. Look again, then go on.
refusal-key-reused = The key { $key } was used for another request. Use a new key.
refusal-document-known = This file is in the register already. Open the document that is there.
refusal-document-number-known = Document no. { $number }{ $issued_on ->
        [null] { "" }
       *[other] { " " }of { $issued_on }
    }{ $issuer ->
        [null] { "" }
       *[other] { " " }by { $issuer }
    } is in the register already, received on { $received_on }. Open it to look.
refusal-document-alike = The unnumbered document “{ $title }”{ $held_on ->
        [null] { "" }
       *[other] , session of { $held_on },
    } is in the register already, received on { $received_on }. Open it to look.
cli-hint-another = If this is another document, add --another.
refusal-register-founded = The register is founded already. Use the register that is there.
refusal-unit-unknown = The register has no unit { $unit }. Choose it again in the list of units.
refusal-document-unknown = The register has no document { $document }. Look for it in the list of documents.
refusal-session-unknown = The register has no session { $session }. Look for it in the list of sessions.
refusal-task-unknown = The register has no task { $task }. Look for it in the list of tasks.
refusal-conclusion-unknown = The session has no conclusion { $n }. Look at the numbers on the page of the session.
refusal-conclusion-number-taken = Conclusion { $n } is recorded already. Take another number, or look at that conclusion on the page of the session.
refusal-conclusion-ended = Conclusion { $n } has ended; no task can follow from it any more. Look at it on the page of the session.
refusal-conclusion-not-ended-as-tasks = Conclusion { $n } is open. Use “Settle this conclusion”, choose tasks, then assign.
refusal-words-missing = “{ $field }” is empty. Fill it in.
refusal-words-too-long = “{ $field }” is { $length } bytes long; { $longest } is the most. Shorten it.
refusal-content-not-a-hash = The hash of a file (field content) has to be 64 hexadecimal digits in lower case. Compute the hash again and send.
refusal-lead-coordinates = A unit cannot lead and coordinate the same task. Leave the unit out of one of the two.
refusal-root-founded = The register has its root already. Name the unit above this one.
refusal-unit-own-parent = A unit cannot stand below itself. Choose another one.
refusal-root-stays = The root of the register stands below nothing. Choose another unit to move.
refusal-unit-below-itself = A unit cannot stand below a unit that stands below itself. Choose another one.
refusal-unit-day-too-early = The day must not be before { $begun_on }, on which the unit's present name or place began. Check the day.
refusal-day-in-future = The day { $day } has not come; it cannot have happened. Write today or an earlier day.
refusal-day-past = { $day } is past. Choose today or a later day.
refusal-link-too-long = A link may last until { $latest_on } at most. Choose an earlier day; a new link can be given later.
refusal-link-closed = Link { $n } is not open: it was revoked, its last day is past, or another unit is the lead now. Use “Give a link for reports” for a new one.
refusal-evidence-too-much = A report takes at most { $most } files, this one has { $n_files }. Leave some out or send another report.
refusal-evidence-kind = “{ $file_name }” is not taken as evidence. These kinds are: JPEG, PNG and WebP pictures; PDF; Word (.docx), Excel (.xlsx); .txt and .csv. Send one of these, with the end of its name that of its kind.
refusal-evidence-unknown = A file of the report does not wait here any more (files wait for one hour). Choose it again and send.
refusal-evidence-waits = Too many files are waiting (at most { $most_bytes } bytes of one person). Send the report with those that are there, or try again in a few minutes.
refusal-evidence-full = So many people are sending files at the moment that no more can be taken. What you typed is still here. Try again in a few minutes.
refusal-personal-data-found = “{ $file_name }” holds data of people (identity numbers: { $n_identity_numbers }; telephone numbers: { $n_phones }; days of birth: { $n_birth_dates }). Drop it and send totals instead, or say why this file has to be kept.
refusal-task-ended = The task { $state ->
    [completed] is completed
    [terminated] is terminated
   *[other] has ended
}; nothing more can be recorded on it. If it was confirmed by mistake, use “Open this task again”.
refusal-task-received = The unit received this task on { $received_on }. Go on with “Report progress”.
refusal-task-suspended = The task is suspended since { $since_on }. Ask whoever assigned it to use “Resume this task” first.
refusal-not-suspended = The task is not suspended, so there is nothing to resume. Look at the task again.
refusal-not-completed = Only a task that was confirmed as done can be opened again. Look at the task again.
refusal-decline-awaits = The unit returned this task on { $declined_on }, and it awaits an answer. Wait for the decision of whoever assigned it.
refusal-not-declined = The lead has not returned this task, or somebody has just decided. If the unit was recorded wrongly, use “Correct”.
refusal-lead-stays = This unit is the lead. Choose another one, or “Keep the lead” and say why.
refusal-urged-today = The unit was reminded today. If there is more to say, “Urge” it in words.
refusal-done-reported = The task was reported as done (on { $done_on }) and awaits confirmation. Wait for whoever assigned it to use “Confirm as done”; report progress if something is to be added.
refusal-done-not-reported = Nobody has reported the task as done, so there is nothing to confirm or send back. Wait for the lead to “Report as done”.
refusal-deliverable-missing = The task names a deliverable, but no report has brought a file or named the document. Ask the unit to report it, or write why you confirm without it and send again.
refusal-deliverable-unclear = “{ $text }” does not tell the number with its symbol and the day. Write both, for example: số 45/BC-UBND ngày 12/10/2026; or leave it empty and attach the file.
refusal-reporter-confirms = Whoever reported the task as done does not confirm it. Let another clerk or leader above the lead unit confirm.
refusal-done-before-assigned = The day of completion, { $done_on }, is before { $assigned_on }, the day the task was assigned. Check the day.
refusal-deadline-without-day = This task has no fixed day that could be extended. If the deadline was recorded incompletely, ask whoever assigned the task to “Correct” it.
refusal-extension-not-later = An extension must end after the present deadline ({ $due_on }). Choose a later day.
refusal-extension-awaits = The unit asked for an extension until { $until_on } already (on { $asked_on }), and it awaits an answer. Ask again once it is answered.
refusal-extension-not-asked = No extension awaits an answer. Somebody may have answered it just now; look at the task again.
refusal-asker-decides = Whoever asked does not decide. Leave the answer to somebody else of the office that assigned the task.
refusal-not-coordinating = This unit does not coordinate the task. Choose a coordinating unit, or use “Correct” to add this one.
refusal-contribution-not-asked = This unit was not asked for anything, or that was withdrawn. Use “Ask a coordinating unit” first, or look at the time line.
refusal-nothing-corrected = The correction says what is recorded already. Change something.
refusal-draft-set-aside = This draft was set aside before. Open it again at the desk if a task is to come of it.
refusal-nothing-amended = Nothing was amended. Give words, a lead or a deadline.
refusal-role-held = The account has this role over that unit already. Choose another role or another unit.
refusal-role-not-held = The account does not have this role over that unit. Look at the roles on the page of the account.
refusal-last-administrator = This is the last administrator of the register. “Give a role” of administrator to somebody else first.
filter-unread = “{ $field }”: { $sentence }
refusal-day-unreadable = “{ $text }” is not a day. Write day/month/year, for example 30/9/2026.
refusal-days-reversed = The first day is after the last. Change the two days.
refusal-days-too-many = At most { $most } days are changed at once. Do it in several steps.
refusal-days-already = From { $from_on } to { $until_on } the days count so already. Choose other days, or another way to count.
refusal-before-day-already = The office counts so already. Choose the other way to change it.
refusal-deadline-moved = The task is not due on { $was_on } any more. Look at it again, then count again.
refusal-filter-unreadable = The filter “{ $field }” cannot be understood: “{ $text }”. Choose it again.
refusal-nothing-to-erase = There are no words to erase. Look at the identifier or number again.
refusal-account-name-taken = The register has an account “{ $name }” already. Use another name.
refusal-last-account = This is the last account of the register that has a name; without it nobody could use the register. Open another one first: bamsat account open "NAME" --by "A KNOWN NAME".
refusal-file-erased-apart = The file of a document is erased together with its words. Use: bamsat erase document "NUMBER" --by "NAME" --because "REASON".
refusal-span-reversed = The place in the document is not valid: its end ({ $end }) is before its start ({ $start }). Choose the passage again.
refusal-command-unreadable = The request could not be understood: { $because }. Mend it by docs/acts.md and send it again.
refusal-batch-too-long = At most { $longest } commands at once; these are { $n_commands }. Split them.
refusal-classified = The document carries a secrecy mark: it is tracked outside the register. Not a word of it was kept. Track it by the secrecy rules of the office.
refusal-file-empty = The file is empty. Check what was sent.
refusal-file-too-long = The file is { $length_bytes } bytes long; 100 MB ({ $longest_bytes } bytes) is the most. Split it, or make its pictures smaller.
refusal-file-not-readable = The format of the file cannot be read. If it is an old Word or Excel file (.doc, .xls) or .rtf: open it, “Save as...” and save it as .docx, .xlsx or .pdf.
refusal-file-encrypted = The file has a password and cannot be read. Open it, take the password off, save it and send it again.
refusal-file-damaged = The file is damaged or was not downloaded to its end. Try to open it; if it opens, save it as a new file and send that.
refusal-file-needs-ocr = The file is a picture or a scan, and there is no program on this machine that recognises letters. Install tesseract and tesseract-ocr-vie, or send the original with its text.
refusal-file-without-words = No word was found in the file. Check the file; if it is a scan, scan it more clearly.
refusal-nothing-found = No session, document number or directive was found in the file, so there is nothing to keep. Check the file, or add the task by hand at the desk.
refusal-sheet-unclear = No table of tasks was recognised in this workbook. It needs a row of headings with a column for the words of the task and at least two of: lead, deadline, state. Write a heading over each column, in one row right above the tasks, save the file and upload it again.
refusal-rehearsal-differs =
    { $is_rehearsal ->
        [true] This is a rehearsal register; it takes no real work. Use another data folder.
       *[false] This is a real register; it takes no rehearsal. Leave out --rehearsal.
    }
field-lead = lead unit
field-coordinating = coordinating units
field-deadline = deadline
field-state = state
field-after = next page
field-basis = legal basis
field-parent = unit above
field-valid-from-on = from
field-waived-because = reason to confirm without the deliverable
field-because = reason
field-by-phone-from = who said it on the telephone
field-evidence = evidence
field-kept-because = why the file is kept
field-last-on = last day it opens
field-to = person or unit it is for
field-chair = chair
field-content = hash of the file
field-deliverable = deliverable
field-due-words = words of the deadline
field-file-name = file name
field-issuer = issuer
field-kind = kind of document
field-name = name
field-number = number
field-title = subject
field-words = words
field-key = key
field-drafts = everything typed and not yet handed in
field-field = field
field-filter = filter
field-reader = version of the reader

## Not allowed, not there, not stored
forbidden-act = You may not do this here: { $act }. Ask the administrator of the register.
forbidden-page = You may not look at this page. Ask the administrator of the register.
forbidden-account-unknown = The register has no account “{ $name }”. Its accounts: { $known }. Whoever has one opens another: bamsat account open "{ $name }" --by "NAME"
not-found-register = There is no register here yet ({ $place }). The first intake with --accept founds one.
not-found-erasable =
    { $noun ->
        [task] The register has no task “{ $id }”. Give its code (such as 2026-0012) or its identifier.
        [document] The register has no document “{ $id }”. Give its number (such as 118/TB-UBND) or its identifier.
        [evidence] The register has no file of evidence “{ $id }”. Give the code of its task and its number (such as 2026-0012/3).
        [matter] The register has no limitation or petition “{ $id }”.
        [session] The register has no session “{ $id }”. Give its day (such as 2026-03-30) or its identifier.
        [unit] The register has no unit “{ $id }”. Give its name or its identifier.
       *[other] The register has no account “{ $id }”. Give its name or its identifier.
    }
not-found-link = This link does not open: its last day may be past, it may have been revoked, or part of it was not copied. Ask whoever sent it for a new one.
not-found-several = Several things are called “{ $id }”. Give one of these identifiers: { $several }.
not-found-object =
    { $noun ->
        [task] The register has no task “{ $id }”.
        [document] The register has no document “{ $id }”.
        [session] The register has no session “{ $id }”.
        [upload] The file that was being sent is not here any more. Choose it again.
        [arrival] This file waits no more: it is in the register, or was thrown away. Look at Documents; if it is not there, send it again.
        [evidence] There is no such file of evidence, or it was erased.
        [file] The file of this document is no longer kept.
       *[other] The register has no “{ $id }”.
    }
not-found-file = There is no file { $path }. Check the name and the folder.
file-denied = The file { $path } may not be read. Ask for the right to read it, or copy it to another folder.
file-is-folder = { $path } is a folder, not a file. Name each file, such as { $path }/*
file-unreadable = The file { $path } could not be read: { $cause }
store-unavailable = The database cannot be used now. Nothing was confirmed; try the same request again.
reading-unavailable = The database cannot be read now. Try again later; if it stays so, tell the administrator.
store-conflict = Somebody else wrote at the same time. Try again.
store-newer = A newer version of this program made the register. Use that version; nothing was changed.
store-older = An older version of this program made the register. Run “bamsat check --rebuild” once to bring it up to date.
store-corrupt = The register is not what was written. Run “bamsat check” and tell the administrator.
store-other = Storing failed.
store-cause = Details: { $cause }

## Why something stays open
reason-no-lead = no lead unit is named
reason-collective-lead = given to “{ $name }” at once: name each unit
reason-person-lead = given to the person “{ $name }”: name a unit
reason-unclear-lead = the unit “{ $name }” was not recognised
reason-unplaced-lead = it is not told which place “{ $name }” belongs to
reason-unit-tie = it is not clear which unit “{ $name }” is: { $between }
reason-unit-near = is “{ $name }” the same as { $between }?
reason-new-unit = “{ $name }” is not in the register: taking this founds a new unit
reason-inherited-lead = the lead “{ $name }” is taken from what stands before
reason-part-of-sentence = only a part of a sentence: it may belong to the item beside it
reason-area-acts = “{ $name }” is taken for { $unit }
candidate-below = { $name } of { $parent }
candidate-from = { $name } (from { $day })
candidate-until = { $name } (before { $day })
candidate-joint = {" "}or{" "}
reason-collective-coordinating = coordinated with “{ $name }” at large, bound to no unit
reason-no-class = task or exhortation is not clear
reason-no-session = an exhortation outside a session is not recorded as a conclusion
reason-unused-deadline = “{ $words }” is told, and it is not certain that it is the deadline of this task
reason-unread-deadline = the deadline “{ $words }” was not understood
reason-session-undated = the day of the session is not clear
reason-doubt-no-lead = no lead unit is named
reason-doubt-lead-from-before = the lead is taken from a sentence before: confirm it
reason-doubt-collective-lead = given to many units at once
reason-doubt-tie = several units bear this name
reason-doubt-impossible-date = a day that is not in the calendar
reason-doubt-broken-sum = a sum that does not add up
reason-doubt-two-values = one indicator with two values
reason-doubt-due-before-document = due before the day of the document
reason-doubt-not-understood = not all of it was understood
reason-doubt-lead-unclear = the cell of the unit says “{ $words }”: whom it charges is not clear
reason-doubt-due-unclear = the deadline “{ $words }” was not understood
reason-doubt-due-without-year = the deadline “{ $words }” tells no year
reason-doubt-due-before-assigned = due before it was assigned
reason-doubt-assigned-unclear = the day of assigning “{ $words }” was not understood
reason-doubt-state-unclear = how far it has come is not clear: “{ $words }”
reason-doubt-state-missing = the sheet does not tell how far it has come
reason-doubt-states-differ = the columns say different things of how far it has come
reason-doubt-stopped = the sheet says stopped, given up or handed on: decide whether the register takes it
reason-doubt-done-undated = done, and no day is told
reason-doubt-done-unclear = the day of completion “{ $words }” was not understood
reason-doubt-done-before-assigned = done before it was assigned
reason-doubt-late-differs = in time or late: the words do not fit the days
reason-doubt-twice = the same as a row further above
reason-taken-year-assumed = the year follows from the day of assigning or the head of the sheet
reason-taken-lead-inherited = the lead is the one the group names
reason-taken-extended = the deadline is the extended one
reason-taken-done-within-words = the day of completion stands within other words
reason-taken-assigned-by-document = the day of assigning is that of the document
reason-day-to-come = { $day } is still to come
text-doubt-encoding-guessed = the encoding of the file was told from its words: compare with the file
text-doubt-encoding-unknown = letters of no known encoding: “{ $words }”
text-doubt-damaged = the file is damaged in part, something may be missing
text-doubt-encrypted = a part of the file has a password and was not read
text-doubt-part-not-readable = a part of the file was not read
text-doubt-needs-ocr = some pages are pictures and were not read: this machine has no program that recognises letters
text-doubt-cut-short = the file is too large, its end was not read; split it and read each part
text-doubt-recognised = the letters were recognised in pictures, mean confidence { $confidence }%
text-doubt-unsure = not surely recognised: “{ $words }” (confidence { $confidence }%)
text-doubt-letters-unknown = characters that cannot be read: “{ $words }”
text-doubt-formula-unknown = a cell with a formula has no result
text-doubt-hidden-sheet = the sheet “{ $words }” is hidden and was not read
text-doubt-hidden-rows = rows of the sheet are hidden; they were read
text-doubt-hidden-columns = columns of the sheet are hidden; they were read

## Names
word-account = Account
word-assigned-on = Assigned on
word-chair = Chair
word-code = Code
word-conclusion = Conclusion
word-column = Column
word-coordinating = Coordinating
word-deadline = Deadline
word-deliverable = Deliverable
word-document = Document
word-ending = Ending
word-file = File
word-found-on = Entered on
word-guests = With
word-held-on = Held on
word-host = Host
word-example = Example
word-holds = Taken for
word-id = Identifier
word-issued-on = Issued on
word-issuer = Issuer
word-kind = Kind
word-lead = Lead
word-level = Level
word-mode = Mode
word-n = No.
word-n-filled = Filled cells
word-name = Name
word-note = Note
word-number = Number
word-outcome = Outcome
word-parent = Below
word-place = Place
word-reasons = Open because
word-received-on = Received on
word-source = Source
word-state = State
word-tasks = Tasks
word-title = Subject
word-words = Words
word-class = Class
word-office = Office
word-n-places = Times
word-indicator = Indicator
word-value = Value
word-measure = Measure
word-period = Period
word-unit-of = Of
word-published-on = Published
word-author = Written by
word-in-name-of = On behalf of
word-format = Format
word-by = Asked by
word-cause = Cause
word-decision = Decision
word-direction = Direction
word-field = Field
word-judged = Whom
word-judgement = Judgement
word-missing = Not clear
word-petition = Petition
word-to = Asked of
in-field-economy = economy
in-field-budget-investment = budget, investment
in-field-agriculture-forest = agriculture, forestry
in-field-resources-environment = resources, environment
in-field-culture-tourism = culture, tourism
in-field-society-welfare = society, welfare
in-field-health = health
in-field-education = education
in-field-administration-reform = administrative reform
in-field-defence-security-border = defence, security, border
in-field-party-building = Party building
in-field-other = other
clear-who = who
clear-what = what
clear-when = by when
clear-product = product
clear-responsibility = who answers for it
direction-up = up, better
direction-down = down
direction-kept = kept up
judgement-commendation = commendation
judgement-criticism = criticism
decision-agreed = agreed
decision-agreed-in-principle = agreed in principle
decision-refused = refused
decision-assigned = handed to a unit to look into
format-html = an HTML page
format-docx = a Word file (DOCX)
format-xlsx = an Excel file (XLSX)
format-pdf = a PDF file
format-image = a picture, its letters recognised
measure-level = level
measure-growth = growth
measure-change = change
measure-share-of-plan = share of plan
measure-share = share
target-level = target: level
target-growth = target: growth
target-change = target: change
target-share-of-plan = target: share of plan
target-share = target: share
measured-eq = { $value }
measured-gt = over { $value }
measured-ge = at least { $value }
measured-lt = under { $value }
measured-le = at most { $value }
measured-approx = about { $value }
period-month = { $month }/{ $year }
period-quarter = quarter { $quarter } of { $year }
period-half = { $half ->
        [1] first half
       *[2] second half
    } of { $year }
period-first-months = first { $months } months of { $year }
period-years = { $from }–{ $to }
note-inherited-lead = lead taken from the sentence before
note-assumed-year = year taken from the day of the document
outcome-tasks = task
outcome-guidance = guidance
outcome-open = open
ending-tasks = given out as tasks
ending-answer = answer to a petition
ending-assessment = noted, assessed
ending-guidance = guidance
ending-no-task = no task
ending-open = to be settled
mode-online = online
mode-hybrid = hybrid
mode-in-person = in person
level-central = central
level-province = province
level-district = district
level-commune = commune
level-village = village, quarter
level-unknown = unclear
kind-area = area
kind-party = Party
kind-state = State
kind-front = Front, mass organisation
kind-other = other
state-not-started = not started
state-in-progress = in progress
state-awaiting-confirmation = awaiting confirmation
state-completed = completed
state-terminated = terminated
state-late =
    { $days ->
        [one] { $days } day overdue
       *[other] { $days } days overdue
    }
state-undated =
    { $days ->
        [one] undated, no word for { $days } day
       *[other] undated, no word for { $days } days
    }
deadline-periodic = periodic
deadline-standing = standing
deadline-unset = not set
deadline-unset-words = no day told
erased = (erased)
place-line = line { $line }
place-lines = lines { $first }–{ $last }
place-row = sheet “{ $sheet }”, row { $row }
place-cell = sheet “{ $sheet }”, cell { $cell }
unnamed-root = Keeper of the register (not named yet)

## Reading and intake
read-heading = { $name }: { $title }
read-people = People named with an office ({ $n })
read-units = Units ({ $n })
read-programmes = Programmes ({ $n })
read-citations = Documents cited ({ $n })
read-observations = Observations ({ $n })
read-results = Results told without a number ({ $n })
read-limitations = Limitations ({ $n })
read-assessments = Praise and blame ({ $n })
read-directives = Directives ({ $n })
read-urgent = { $class }, urgent
read-petitions = Petitions ({ $n })
read-answers = Answers to petitions ({ $n })
read-captions = Captions ({ $n })
read-notes = Notes of the reader ({ $n })
read-doubts = Points for a person to settle ({ $n })
read-text-doubts = Not certain when the words were taken out of the file ({ $n })
read-cut-short-expanded-bytes = too large when unpacked: only the first { $limit } bytes were opened
read-cut-short-text-bytes = too long when unpacked: only the first { $limit } bytes of its text were read, up to here; split the file and read each part
read-cut-short-elements = the page is too long: only the first { $limit } elements were read
read-cut-short-cells = the table is too large: only the first { $limit } cells were read
read-cut-short-pages = too long: only the first { $limit } pages were read
read-cut-short-glyphs = too long: only the first { $limit } characters were read
read-cut-short-pictures = too many pictures, or one too large: letters were recognised on { $limit } pages at most
read-cut-short-page-seconds = a page took longer than { $limit } seconds to recognise and was left
read-left-out =
    { $n ->
        [one] { $n } file of the folder was left out, for it is no document: { $names }
       *[other] { $n } files of the folder were left out, for they are no documents: { $names }
    }
read-broke = The program failed while reading this file. The other files are read; please report it with the name of the file.
word-rule = Rule
rule-person-office = a name beside an office
rule-unit-name = the name of an organ or area
rule-programme-name = the proper name of a programme
rule-citation-number = the number of a document
rule-observation-sentence = a number with its unit that tells of an indicator in a sentence
rule-observation-table = a value below the head of its column
rule-observation-caption = a row whose indicator and unit are told in the line above
rule-observation-lines = a table with each cell on a line of its own
rule-result-success = says that something went well, without a number
rule-limitation-blame = said behind words of blame
rule-limitation-part = stands in the part on shortcomings
rule-limitation-plain = has words that are plainly bad
rule-assessment-words = the chair uses words of praise or blame
rule-directive-order = said behind a word of order
rule-directive-addressee = names a unit, then what it must do
rule-directive-toward = names the unit behind “as for”
rule-directive-charged = tells the work first, then who is charged with it
rule-directive-verb = begins with what must be done and names nobody
rule-directive-condition = tells a condition first, then who must act
rule-directive-table = a row of a table of tasks
rule-petition-words = a lower unit uses words of asking
rule-answer-words = the chair uses words of decision on a petition
rule-caption-picture = the line below a picture
rule-note-inherited-lead = the sentence names nobody: who was named before it
rule-note-assumed-year = the day has no year: that of the document
rule-doubt-no-lead = nobody is charged
rule-doubt-lead-from-before = the sentence names no unit, and that of the sentence before may not be its lead
rule-doubt-collective-lead = many are charged together
rule-doubt-impossible-date = the calendar has no such day
rule-doubt-broken-sum = a total or share that does not add up
rule-doubt-two-values = one indicator, one period, two values
rule-doubt-due-before-document = due before the day of the document
rule-doubt-not-understood = nothing was found in the text
read-nothing = Nothing was found in the file.
class-task = task
class-exhortation = exhortation
counted-new-units =
    { $n_units ->
        [one] { $n_units } new unit
       *[other] { $n_units } new units
    }
counted-sessions =
    { $n_sessions ->
        [one] { $n_sessions } session
       *[other] { $n_sessions } sessions
    }
counted-conclusions =
    { $n_conclusions ->
        [one] { $n_conclusions } conclusion
       *[other] { $n_conclusions } conclusions
    }
count-more-than = over { $n }
counted-tasks =
    { $n_tasks ->
        [one] { $n_tasks } task
       *[other] { $n_tasks } tasks
    }
counted-observations =
    { $n_observations ->
        [one] { $n_observations } observation
       *[other] { $n_observations } observations
    }
counted-limitations =
    { $n_limitations ->
        [one] { $n_limitations } limitation
       *[other] { $n_limitations } limitations
    }
counted-citations =
    { $n_citations ->
        [one] { $n_citations } document cited
       *[other] { $n_citations } documents cited
    }
intake-reading = Reading { $name } ({ $length } MB)...
intake-known = { $name }: the file is in the register, received on { $received_on } ({ $title }). Nothing was added.
intake-open = Of this document these are still open:
directive-counts = { $of ->
        [row] { $n ->
            [one] 1 row
           *[other] { $n } rows
        }
       *[sentence] { $n ->
            [one] 1 directive
           *[other] { $n } directives
        }
    }: { $n_as_tasks } as tasks ({ $n_tasks ->
        [one] 1 task
       *[other] { $n_tasks } tasks
    }), { $n_guidance } as guidance, { $n_open } open{ $n_partly_open ->
        [0] { "" }
       *[other] { " " }({ $n_partly_open } of them assigned in part)
    }
intake-proposal = Proposal from { $name }: { directive-counts }.
intake-units = Units concerned: { $n_units }, { $n_new } of them not in the register yet.
intake-more = ... and { $n } more
intake-found = Also found: { counted-observations }, { counted-limitations }, { counted-citations }, people: { $n_people }. They stay with the document, outside the register for now.
intake-not-accepted = Nothing was written. Add --accept --by "NAME" to accept what is clear.
intake-accepted = Written to the register: { counted-new-units }, { counted-sessions }, { counted-conclusions } ({ $n_guidance } as guidance), { counted-tasks }. Entries { $first } to { $last } of the ledger.
intake-left =
    { $n ->
        [one] { $n } { one-of } is left open:
       *[other] { $n } { one-of }s are left open:
    }
intake-left-line = { $of ->
        [row] Row
       *[sentence] Directive
    } { $n }: { $reason }
intake-remark = Remark on { one-of } { $n }: { $reason }
one-of = { $of ->
        [row] row
       *[sentence] directive
    }
intake-left-none = Nothing is left open.
intake-sheet = A table of { $n } tasks; its columns were taken for:
intake-sheet-choose = Where a column was taken wrongly, add --column "HEADING=ROLE", for instance --column "Ngày xong=done". Roles: { $roles }.
intake-left-over = { $n } rows were not understood and become no task:
holds-count = count
holds-content = words of the task
holds-lead = lead
holds-with = coordinating
holds-person = person (kept as a note)
holds-source = assigning document
holds-source-day = day of the assigning document
holds-assigned = day of assigning
holds-due = deadline
holds-extended = extended deadline
holds-state = state
holds-progress = per cent done
holds-done = day of completion
holds-result = result (kept as a note)
holds-product = product
holds-note = note
holds-unknown = unknown (kept as a note)
holds-guessed = { $role } (guessed)
intake-founded-note = New units got their level from their names, stand below the keeper of the register for now and have no first day: have a person check them.
head-line = Head: { $head }

## Showing
show-none = Nothing here yet.
show-count = Total: { $n }
show-open-none = Nothing waits to be settled.
open-assigned = tasks assigned from it already: { $n }
open-nothing = clear enough to be assigned
account-opened = The account “{ $name }” was opened.
task-source-point = point { $point }
task-source-n = conclusion { $n }
task-source-conclusion = { $n } of { $held_on }
task-source-numbered = { $document }, { $n } of { $held_on }
task-source-spoken = spoken, without a document

## Checking
check-clean = The register is whole. Entries: { $n_entries }; streams: { $n_streams }; rows: { $n_rows }; texts: { $n_texts } (erased: { $n_erased }); files: { $n_files }.
check-broken =
    { $n ->
        [one] The register is NOT whole: { $n } place is wrong. The first: { $first }
       *[other] The register is NOT whole: { $n } places are wrong. The first: { $first }
    }
check-strays = Note: files that belong to no document and no evidence of the register: { $n } (sending that was cut off leaves them). The register is whole; look at them and delete what is not needed:
check-more = … and { $n } more
check-rebuilt = { $n_rows } rows were rebuilt from the ledger.
check-head-unreadable = A head looks like POSITION:HASH, such as 57:3f9a… (64 digits).
spot-entry = entry { $position }
spot-sealed = a text of entry { $position }
spot-receipt = the receipt of entry { $position }
spot-known-file = the known file of entry { $position }
spot-unscoured = the unfinished erasure of entry { $position }
spot-head = the stored head
spot-migration = migration { $key }
spot-row = table { $table }, row { $key }
spot-file = file { $key }
fault-missing = missing
fault-extra = should not be there
fault-altered = altered
fault-unreadable = unreadable
fault-hash-differs = the text is not what was hashed
fault-disowned = is not what the entry after it names: one of the two was forged
fault-previous-differs = does not follow the entry before
fault-column-differs = column { $column } was altered
fault-batch-broken = the batch is not whole
fault-cannot-follow = cannot follow what came before in its stream
fault-not-founded = the register does not begin with its founding
fault-receipt-differs = is not the one the entry vouches for
fault-seal-differs = is not what was sealed
fault-erased-without-order = gone without an order to erase it
fault-not-erased = still there after the order to erase it
fault-not-as-expected = is not the printed head

## Erasing
erase-done =
    { $n ->
        [one] { $n } text was erased for good. The register is still whole; the place now says “erased”.
       *[other] { $n } texts were erased for good. The register is still whole; the places now say “erased”.
    }
erase-remains = The same words still stand in: { $where }. Erase those as well if need be.
remain-account = account “{ $id }”
remain-conclusion = conclusion { $n } of session { $id }
remain-document = document { $id }
remain-session = session { $id }
remain-task = task { $id }
remain-unit = unit “{ $id }”
erase-unscoured = Old bytes of these words may still lie in the files of the database. Tell the administrator (see docs/ledger.md).
erase-backups = Backups made before still hold the words; treat them as your office's rules say.

## Demonstration
demo-account = Office
demo-officer = Officer
demo-root = Sơn Khê province
word-open = Open
demo-place = Demonstration register in { $place } (made for this, delete it whenever you like).
demo-taken = The folder { $place } holds a register already. The demonstration only makes a new one: choose another folder, or leave out --data.
demo-read = { $n } example documents of an invented province:
demo-line = { $name }: { counted-observations }, { counted-citations }, { counted-limitations }; { directive-counts }
demo-tasks = Tasks in the register:
demo-next = Try next: { $command }

## Help of the command line
cli = A follow-through register: from a document to tasks, in a ledger that proves itself.
cli-lang = Language: vi (default) or en; also by BAMSAT_LANG
cli-read = Read documents, print what is found; nothing is kept
cli-read-files = Files (plain text, HTML, DOCX, XLSX, PDF, pictures), folders, or - for standard input
cli-read-json = One line of JSON a file (as --format json)
cli-read-explain = Tell the rule that made each finding, and the phrases it went by
cli-read-format = json: one line a document; table: for people (default on a screen)
cli-intake = Take documents in: a proposal, and with --accept entries in the register
cli-intake-files = Text files (UTF-8)
cli-intake-accept = Write what is clear into the register
cli-intake-another = This is another document, though number, day and issuer are those of one that is there
cli-intake-by = Name of the account that accepts
cli-intake-column = What a column of a sheet holds, where the guess is wrong
cli-intake-json = Print the result as JSON, one line a document
cli-data = Data folder (default: bamsat-data; also by BAMSAT_DATA)
cli-database = PostgreSQL address (postgres://...); without it, SQLite in the data folder (also by BAMSAT_DATABASE)
cli-rehearsal = Rehearse: take this instant for now (such as 2026-03-31T09:00:00Z); a second run gives the same identifiers
cli-show = Show the register
cli-show-what = What: tasks, task, open, sessions, conclusions, documents, units, accounts, calendar
cli-show-id = Code of a task, such as 2026-0012 (with task); a year (with calendar)
cli-show-json = Print as JSON
cli-check = Check that the register is whole
cli-check-rebuild = Rebuild the derived tables from the ledger
cli-check-head = A head that was printed before (position:hash)
cli-check-json = Print as JSON
cli-act = Take commands from standard input, one JSON request a line, one answer a line (list: docs/acts.md)
cli-act-by = Name of the account
cli-act-list = List every act with its fields, and stop
cli-act-writers = How many requests are under way at once (default 1, at most 1024)
cli-export = Take data out for other programs
cli-export-what = What: ledger (every stored entry, one JSON text a line), tasks (a sheet, CSV that Excel opens)
cli-completions = Print the script that completes command lines in a shell
cli-completions-shell = The shell: bash, zsh, fish, elvish, powershell
account-granted = The account “{ $name }” was given the role.
account-withdrawn = The role of the account “{ $name }” was taken away.
column-code = Code
column-words = Task
column-lead = Lead unit
column-coordinating = Coordinating units
column-due-on = Due on
column-first-due-on = First due on
column-n-extensions = Times extended
column-due-words = Deadline as worded
column-state = State
column-days-late = Days late
column-last-words = Latest report
column-done-on = Done on
column-source = Source
cli-account = Open accounts, give roles and take them away (list: bamsat show accounts)
cli-account-verb = What to do: open, grant, withdraw, code (a one-time code to set the password)
cli-account-name = Name of the account
cli-account-role = Role: clerk, unit_officer, leader, inspector, administrator
cli-account-unit = Name of a unit; the role holds over it and everything below it (without: the whole register)
cli-account-by = Name of the account of whoever opens it
cli-erase = Erase the words of something for good
cli-erase-what = What: task, evidence (one file of a task), document, session, unit, account
cli-erase-id = The identifier that show prints; for a task also its code, such as 2026-0012; for a file of evidence the code of its task and its number, such as 2026-0012/3; for a document its number, such as 118/TB-UBND; for a session its day; for a unit or an account its name, if there is only one
cli-erase-by = Name of the account
cli-erase-because = Reason
cli-demo-data = Folder of the demonstration register, without a register yet (default: a new temporary one)
cli-demo = Fill a throw-away register from the example documents and print its tasks
cli-help = Print help
cli-version = Print the version
cli-usage = Usage:
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-placeholder-options = OPTIONS
cli-placeholder-command = COMMAND
value-file = FILE
value-folder = FOLDER
value-name = NAME
value-instant = INSTANT
value-url = URL
value-column = HEADING=ROLE
value-words = WORDS
value-head = POSITION:HASH
value-what = WHAT
value-id = ID
value-number = N
value-format = FORMAT
value-verb = VERB
value-account = NEW NAME
usage-unknown-argument = There is no option “{ $argument }”.
usage-unknown-command = There is no command “{ $argument }”.
usage-missing = Missing: { $argument }.
usage-invalid-value = The value “{ $value }” of { $argument } is not valid. { $wanted }
usage-wanted = Possible: { $values }.
usage-other = The command is not right.
usage-hint = See “{ $command } --help”.

## Pages
device-both = { $browser } on { $system }
device-other = Another device
denied-not-signed-in = Nobody is signed in, or the session has ended. Sign in again; what you typed is kept in this browser.
denied-password-too-long = The new password is longer than { $longest } bytes. Use a shorter one.
denied-password-too-short = The new password needs { $shortest } characters or more.
denied-too-many-tries = Too many tries. Wait { $seconds } seconds and try again.
denied-wrong-code = The code is wrong, used, or older than 24 hours. Check code and account name, or ask the administrator for a new one.
denied-wrong-password-before = The password until now is wrong.
denied-wrong-name-or-password = Account name or password is wrong. Try again; if the password is forgotten, ask the administrator for a one-time code.
not-found-unit-here = The register has no such unit, or you may not see it.
not-found-register-here = There is no register here yet. Found it with the one-time code printed on the server's console.
error-again =
    { $noun ->
        [task] Open task { $id } again
        [document] Open the document again
        [session] Open the session again
        [account] Back to the accounts
       *[other] Open the page before again
    }
error-broken = The program failed and could not do this. Try again; if it stays so, tell the administrator.
error-foreign-form = This form was sent from another site and was not taken. Open the page of the register and send it from there.
error-kept = What you typed is still here
error-no-page = There is no page at this address. Go back to the register.
error-title-forbidden = Not allowed
error-title-signed-out = Not signed in
error-title-not-found = Not found
error-title-refused = Not done
error-title-unavailable = Not available now
error-open-known = Open the document of the register
error-to-documents = Back to the documents
error-to-register = Back to the register
error-too-long = What was sent is longer than { $longest } and was not taken. Split it and send again.
error-too-slow = What was sent did not arrive in time and was not taken. Send it again.
error-wrong-method = This address does not take such a request. Go back to the register.
choose-ending = — choose how —
choose-none = — none —
choose-other = — choose —
choose-role = — choose a role —
choose-unit = — choose a unit —
filter-all-units = All units
filter-clear = Clear
filter-do = Filter
filter-due-from = Due from
filter-due-until = until
filter-more = More filters
filter-state = State
filter-state-all = all
filter-state-awaiting = awaiting
filter-state-completed = completed
filter-state-due-soon = due soon
filter-state-open = not completed
filter-state-overdue = overdue
filter-state-terminated = terminated
filter-state-suspended = suspended
filter-put-aside =
    { $n ->
        [1] What stands below is not filtered by it.
       *[other] What stands below is not filtered by these { $n }.
    }
filter-subtree = with units below
filter-text = Find code, words, unit, number
filter-text-how = marks may be left out
filter-unit = Lead unit
filter-document = Document: { $name }
filter-field = Field: { $name }
filter-group = Group by
filter-role-coordinating = Role: coordinating
filter-role-lead = Role: lead
filter-session = Session of { $day }
filter-take-away = , take this condition away
filter-taken = Other conditions
filter-unseen = not to be seen
group-by-field = field
group-by-month = month due
group-by-source = source document
group-by-unit = lead unit
group-cut = The list has more than { $n } tasks; only the first { $n } stand in groups. Filter more to see all of them.
group-month = Month { $month }
group-no-field = Field not told
group-no-month = Without a day
group-no-source = Without a source document
group-none = no groups
batch-again = Try again with these tasks
batch-all = Pick the whole page
batch-back = Back to the list
batch-done = { $n ->
    [one] Recorded for { $n } task
   *[other] Recorded for { $n } tasks
}
batch-none = Pick none
batch-not-done = { $n ->
    [one] { $n } task could not be done
   *[other] { $n } tasks could not be done
}
batch-nothing-picked = No task was picked, so nothing was recorded. Go back to the list, tick tasks in the column Code and try again.
batch-open = Open the task
batch-picked = With the tasks picked
batch-why-already-received = The tasks on this page have been received.
batch-why-not-reported = No task on this page has been reported as done.
batch-words = Words or reason (where wanted)
column-days-silent = Days without a report
file-cut = There are more: this file holds the first { $n } tasks of the list. Filter more and take it again.
file-day = Drawn on { $day }
file-name = tasks
sheet-back = Back to the register
sheet-check = Check code { $code }: by it this sheet can be compared with the register later.
sheet-cut = The sheet holds the first { $n } tasks of the list. Filter more to have all of them.
sheet-goes-on = This sheet has { $n } tasks; the list goes on with the next one.
sheet-next = Next sheet
sheet-data-at = Data as of { $hour }:{ $minute } on { $day }
sheet-day = { $place }, { $day }/{ $month }/{ $year }
sheet-motto = Independence - Freedom - Happiness
sheet-nation = SOCIALIST REPUBLIC OF VIETNAM
sheet-open = A4 sheet
sheet-party = COMMUNIST PARTY OF VIETNAM
sheet-print = Print
sheet-print-how = Press Ctrl+P to print, A4 landscape.
sheet-signed-by = DRAWN UP BY
sheet-signed-for = HEAD OF THE UNIT
sheet-title = TRACKING TABLE OF TASKS
word-row = No.
filters-columns = Columns of the table
filters-columns-do = Use these columns
filters-forget = Delete
filters-name = Name of the filter
filters-none = No filter is saved yet.
filters-open = Columns, filters
filters-save = Save the filter in use
filters-save-do = Save
filters-save-how = Conditions, groups and columns are saved. Only this account sees them.
filters-saved = Saved filters
filters-title = Columns and filters
form-unit-rename-name = The right name, or the new one
form-unit-rename-note = Give the day if the unit has the new name from that day on; leave it blank to put a wrong name right.
form-account-name = Account name
form-code = One-time code
form-day-how = day/month/year
field-done-on = Done on
field-ending = Settled as
form-free = (optional)
form-task-correct-deadline = New deadline
form-document-amend-draft-deadline = New deadline
form-new-password = New password (8 characters or more)
form-task-correct-words = New words
form-document-amend-draft-words = New words
form-password = Password
form-password-before = Password until now
form-task-report-progress-words = How far it is
form-task-confirm-waived-because = Why it is confirmed without the deliverable
form-task-report-done-deliverable = Number and day of the document delivered
form-deliverable-how = no. 45/BC-UBND of 12/10/2026
form-task-ask-contribution-unit = Coordinating unit
form-task-ask-contribution-words = What it is asked for
form-task-ask-contribution-due-on = Answer by
form-task-ask-contribution-note = Where a unit is asked again, what is asked last holds.
form-task-contribute-unit = Answer for
form-task-contribute-words = Answer
form-task-withdraw-contribution-unit = Coordinating unit
form-task-confirm-words = Remark
form-task-report-done-words = Result
form-task-ask-extension-until-on = Until which day
form-task-decline-proposed-lead = Whose task it should be
form-task-forward-to = Department or person who does it
form-task-reassign-lead = New lead
form-task-reassign-words = Remark
form-task-resume-words = Remark
form-task-suspend-note = While it is suspended, nothing is owed and nothing is late. Once it is resumed, its deadline moves by the days of the rest.
field-proposed-lead = proposed lead
form-task-grant-extension-until-on = Another day (leave empty to grant the day that was asked for)
form-task-grant-extension-words = Remark
field-until-on = until
form-account-grant-note = The role holds over this unit and every unit below it.
field-role = Role
field-unit = Unit
page-home = Today's work
home-back = Back to today's work
home-above = { $n } more stand above.
home-reported = Reported, to be confirmed
home-reported-why = The unit reported them as done; whoever assigned them has not confirmed yet. There is nothing more for you to do.
home-coming = Sessions that are near or under way
home-coming-why = Those that your unit hosts or is invited to within seven days, and those whose day has come and that are not closed.
home-conclusions = Conclusions without an ending
home-conclusions-why = Conclusions of sessions that became no task and have no other ending yet.
home-decide = Decide
home-drafts = Sentences that wait
home-drafts-why = Orders in documents that were taken in and could not be assigned: the lead or the meaning is not clear.
home-extension-asked = Extensions asked for
home-extension-asked-why = Units ask for a later day; grant or refuse it.
home-came-back = Came back
home-came-back-why = A result was sent back, or a request was refused; read why, go on and report again.
home-declined = Returned as not theirs
home-declined-why = Units say that a task is not theirs; give it to another unit, or keep the lead and say why.
home-urged = Urged
home-urged-why = Whoever assigned the task waits for a word.
home-due-soon = Due soon
home-due-soon-why = Due within 7 days.
home-n-drafts = { $n ->
    [one] { $n } sentence waits
   *[other] { $n } sentences wait
}
home-none = Nothing waits for you today.
home-none-such = Nothing of this kind is left.
home-not-received = Not received yet
home-not-received-why = Assigned, but the lead has not said that it has the task.
home-overdue = Overdue
home-overdue-why = Past the deadline and not finished; the longest overdue first.
home-received = received on
home-see-all = See all
home-silent = Silent for long
home-silent-why = No report for 30 days or more.
home-to-confirm = Awaiting confirmation
home-to-confirm-why = Reported as done; look at the result, then confirm it or send it back.
home-to-register = Open the register
home-what = Kinds of work
first-title = First steps
first-done = done
first-accounts = Open accounts for those who use the register
first-accounts-do = Open an account
first-accounts-how = Open accounts for clerks, officers and leaders, give each a role at their unit, then a code to sign in with.
first-document = Take in the first document
first-document-do = Take in a document
first-document-how = A notice, minutes, a report, or the sheet of tasks kept in Excel. The orders in it are found; you look them over and take them as tasks.
first-document-try = Try a sample
first-name = Name the office that keeps the register
first-name-do = Give it a name
first-name-how = The name stands at the top of the tree of units and on what is printed.
first-next = Next step:
first-units = Enter the units
first-units-do = Enter a list of units
first-units-how = Paste a list of names, one a line. Units named in a document enter the register by themselves as well.
trial-do = Read it
trial-drafts = Orders that were found
trial-guidance = guidance
trial-how = Only read for trial: not a word of it goes into the register.
trial-none = No orders were found. Try a notice of conclusions or minutes.
trial-open = waits for a person
trial-own = Paste another text to read for trial
trial-real = Take in a real document
trial-sample = A sample; its people and places are invented.
trial-tasks = clear, becomes a task
trial-title = Read a document for trial
trial-words = Words of the document
units-back = Back to the units
units-basis = Legal basis
units-below = Unit above
units-below-free = (blank: the uppermost unit)
units-below-how = marks may be left out
units-change = Change
units-change-how = Give the day if the unit changed on that day; leave it blank to put right what was written wrongly.
units-found = Enter units
units-found-below = Enter units below
units-found-do = { $n ->
    [one] Enter { $n } unit
   *[other] Enter { $n } units
}
units-from = From
units-from-unknown = From before
units-known = in the register already
units-look = Look it over
units-mend = Mend the list
units-n-late = { $n } overdue
units-n-open = { $n } open
units-names = Names of the units
units-names-how = One unit a line; a unit below another is set in under it. Numbers and dashes in front are left out; lists copied from Word or Excel do as well.
units-new = new
units-nobody = No unit in the register matches
units-none-new = Nothing new to enter.
units-past = Names and places through time
units-people = Who uses the register here
units-several = Several units match
units-stood-below = below
units-until = until before
parts-title = Samples of type, colours and buttons
parts-how = Each sample stands as it does on a page, light beside dark; none of them needs a script.
parts-buttons = Buttons
parts-buttons-how = One main button a page; a button that cannot be used says why.
parts-colours = Colours
parts-colours-how = Blue is what people do. Red is overdue and nothing else, amber is due soon, green is finished.
parts-empty = Empty and waiting
parts-empty-how = Nothing is an answer as well, and says what to do next.
parts-fields = Fields and remarks
parts-fields-how = Days are typed as people write them. A refusal is ink, not red.
parts-filters = Filters, counts, tabs
parts-filters-how = Every number opens.
parts-intake = Marks in a text and slips
parts-intake-how = The label stands beside the words; what is settled folds away, what is asked takes room.
parts-line = What happened, and the tree of units
parts-line-how = Past, source, overdue, today, to come.
parts-states = States
parts-states-how = Colour, word and shape at once; in black and white they are still told apart.
parts-table = Tables
parts-table-how = Plain, picked, at the cursor; on a phone each row becomes a block.
parts-type = Type
parts-type-how = No line under 1.45: stacked marks need room.
parts-work = Work of the day
parts-work-how = What, why, and the one button that goes on.
page-accounts = Accounts
page-acts = What to do
page-acts-none = This task has ended; nothing is left to do.
page-amended = Amended
page-assigned-on = Assigned on
page-assigned-to = assigned to
page-below = units below
page-close-session = Sign this device out
page-close-sessions = Sign out of all devices
page-code = Give a sign-in code
page-code-how = This code is shown once and works once within 24 hours. Its owner opens “First sign-in / new password”, types code and account name and chooses a password.
page-code-of = One-time code of the account
page-comes-confirmation = Who assigned it confirms it or sends it back
page-comes-report = The lead unit reports the result
page-comes-session = Looked at again in the next working session (not recorded yet)
page-conclusion = conclusion
page-conclusion-short = concl.
page-point = point
page-document-another = This is another document, take it in all the same
page-document-known = The register has this document already; this is it.
page-document-paste = Or paste the text of the document here
page-document-send = Take a document in
page-document-send-how = Word (.docx), Excel (.xlsx), PDF, a web page (.html), plain text (.txt), a scan or a picture; at most 100 MB. Texts with a mark of secrecy are refused.
page-document-send-do = Take in
page-documents = Documents
page-documents-none = No documents yet. Choose a file above, then “Take in”.
page-documents-none-read = No documents yet.
page-due = due
page-due-today = Due today
page-ended-on = Ended on
page-entry = no. { $n }
page-facts = Facts
page-filter = Filter the register
page-find = Find by code, words, lead, number of the source (marks may be left out)
page-find-go = Search
page-find-how = Code or words
page-first = First sign-in / new password
page-first-do = Set the password and sign in
page-first-how = The code for the first account is printed on the server's console when it starts; codes for other accounts come from the administrator. Where no register is yet, the name typed here becomes its first account.
page-issued = Issued
page-received = Received
page-in-register = In the register
page-done-late = { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
page-late-days = { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
page-late-done = Done on { $on }, after the deadline of { $due }.
page-late-from = overdue since
page-late-reopened = Overdue since { $from }: it was due on { $due }, and what was confirmed as done was opened again on { $on }.
page-late-sent-back = Overdue since { $from }: it was due on { $due }, and the report that it is done was sent back on { $on }.
page-late-silent = Overdue since { $from }: it was due on { $due }, and nobody has reported it as done.
page-late-since = Late from this day on
page-until = until
page-n-extensions = { $n ->
    [one] (extended once)
   *[other] (extended { $n } times)
}
page-extension-asked = The unit asks for an extension until { $until }, in time, on { $on }. It awaits the answer of whoever assigned the task.
page-extension-asked-late = The unit asks for an extension until { $until }, on { $on }, { $days ->
    [one] one day
   *[other] { $days } days
} after the deadline. It awaits the answer of whoever assigned the task.
page-sent-back-because = Sent back on { $on }, because: { $because }
page-reopened-because = Opened again on { $on }, because: { $because }
page-lead-kept-because = The lead was kept on { $on }, because: { $because }
page-extension-refused-because = The extension was refused on { $on }, because: { $because }
page-declined = On { $on } the unit returned the task as not its own. Whoever assigned it decides: another unit, or the same one.
page-urged = The unit was urged on { $on } and has not answered yet.
page-suspended = Suspended since { $on }: nothing is owed and nothing is late. Once it is resumed, the deadline moves by the days of the rest.
page-n-suspended-days = { $n ->
    [one] (suspended for one day)
   *[other] (suspended for { $n } days)
}
page-comes-decline = Whoever assigned it decides whose task it is
page-comes-extension = Whoever assigned it answers about the extension
page-comes-resume = Whoever assigned it resumes or terminates it
page-proposed-lead = whose it should be:
page-forwarded-to = Done by
page-above = Part of
page-parts = Parts
page-parts-stand = { $n ->
    [one] One part
   *[other] { $n } parts
}: { $completed } completed, { $open } still owed{ $late ->
        [0] .
       *[other] , { $late } of them late:
    }
page-parts-open = { $open } of its parts are still owed: { $codes }. Better wait for them before it is reported or confirmed as done.
below-title = Break it down
below-what = Each unit that is picked gets a task of its own, reported and confirmed by itself. The page of this task tells which parts are done and which are late.
below-words = What each unit gets
below-leads = Units
below-do = Assign
below-no-units = You may not assign tasks to any unit.
field-leads = units
page-deliverable = deliverable:
page-waived-because = confirmed without the deliverable, because:
contributions-title = Contributions
contributions-all = All { $n } units that were asked have answered.
contributions-missing = { $missing } of { $n } units that were asked have not answered: { $names }.
contributions-answered = answered on
contributions-waits = not answered yet
contributions-n-asked = asked { $n } times
contributions-owed = Contributions not answered yet
page-basis = basis:
page-n-urgings = Urged
page-n-reminders = Reminded
page-n-commendations = Commended
page-n-criticisms = Criticised
page-n-times = { $n ->
    [one] once
   *[other] { $n } times
}
state-suspended = suspended
page-lead-and-others = Lead and others
page-left-days = { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
page-line = What happened
page-live-lost = The connection to the server is lost, the page may be out of date. Trying again…
page-limitation-by = Answered by
page-limitation-open = No conclusion answers it
page-limitations = Limitations and the conclusions that answer them
page-live-newer = There is something new. The page waits until you have finished typing, or reload it now.
page-me = My account
page-my-roles = My roles
page-my-sessions = Devices that are signed in
page-n-conclusions = { $n ->
        [one] { $n } conclusion
       *[other] { $n } conclusions
    }
page-n-open = { $n } to be settled
page-nav = Main pages
page-n-more-tasks = and { $n } more tasks
page-n-more-units = and { $n } more
page-next = Next page
page-next-session = Next working session
page-no-role = No role yet.
page-open = To be settled
page-open-more = { $n } more wait in this document
page-open-none-yet = Nothing waits in the newest documents; the older ones are on the next page.
page-open-settle = See it in the document
page-open-at-desk = Look over, assign
page-file-take = Download the file as received
page-open-what = Directives that could not be given out yet and wait for a person
page-on-day = on
page-opened = signed in
page-other-language = Tiếng Việt
page-other-tag = vi
page-coordinated = Tasks it coordinates
page-coordinated-none = It coordinates no task that is not completed.
page-password = Password
page-password-change = Change the password
page-password-changed = The password was changed. Other devices were signed out.
page-periodic = Periodic
page-read-document = Read the document
page-seen = last used
page-sentence = Item
page-session = Working session
page-sessions = Sessions
page-sessions-none = No sessions in the register yet.
page-sign-in = Sign in
page-sign-out = Sign out
page-silent-days = { $days ->
        [one] No report for { $days } day
       *[other] No report for { $days } days
    }
page-skip = Skip to the content
page-source-words = Words of the source
page-standing = Standing
page-task = Task
page-tasks = Register
page-tasks-none = No tasks yet. Take in a document to get the first.
page-tasks-none-filtered = No task fits the filter. Take a condition away, or choose “all”.
page-tasks-of-document = Tasks from this document
page-tasks-of-session = Tasks from this session
page-tasks-title = Task register
page-n-more-open = { $n } more wait to be settled; they are marked in the text.
page-text = Text
page-text-gone = The file is no longer kept.
page-this-session = this one
page-today = Today
page-undated = No deadline set
page-undated-words = Deadline without a day
page-units = Units
page-units-below = Units below
keys-title = Keys
keys-next = Next line
keys-previous = Previous line
keys-open = Open the line
keys-annex = To the annexes
keys-print = Print
keys-pick = Pick the line
keys-remind = Remind of what is picked
keys-find = Find
keys-help = Show or hide this
keys-next-item = Next
keys-previous-item = Previous
keys-take = Take
keys-amend = Amend
keys-aside = Set aside
keys-split = Split
keys-join = Join with the next
keys-take-sure = Take every clear one
keys-found-units = Found the units that the register does not have
keys-add = Add an item
keys-undo = Undo
keys-finish = Finish
keys-leave = Leave the field
units-find = Find a unit
units-find-how = its name, marks do not matter
units-find-do = Find
units-all = Show all
units-none-named = No unit has such a name.
units-open-tasks = { $n ->
    [one] one open task
   *[other] { $n } open tasks
}
page-units-none = There is no unit that you see.
page-value-none = none
page-waits = Waiting for:
page-owed-all = { $n } of { $total } shown
page-owed-in-register = See all in the register
page-watched = Tasks it watches and urges
page-watched-none = No unit below leads a task that has to be watched.
page-led = Tasks it leads
page-led-none = It leads no task that is not completed.
page-withdraw = Take away
page-with = with:
page-written = Written into the register, no.
why-not-already-received = It was received already.
why-not-already-reported = It is reported as done and awaits confirmation.
why-not-ended = The task has ended.
why-not-no-role = No role allows it.
why-not-not-reported = The lead has not reported it as done.
why-not-reporter = Whoever reported does not confirm.
why-not-reporter-others = Whoever reported does not confirm. These may: { $names }.
why-not-reporter-nobody = Whoever reported does not confirm, and nobody else may. An administrator opens an account for another clerk or leader.
why-not-no-day = The task has no fixed day.
why-not-extension-asked = An extension was asked for and awaits an answer.
why-not-asker = Whoever asked does not decide.
why-not-declined = It was returned and awaits an answer.
why-not-suspended = The task is suspended.
why-not-urged-today = The unit was reminded today.
event-task-assigned = Assigned
event-task-carried-over = Carried over from an older record
event-task-received = Received by the lead
event-task-forwarded = Who does it
event-task-progress-reported = Progress reported
event-task-done-reported = Reported as done
event-task-extension-asked = Extension asked for
event-task-extension-granted = Extension granted
event-task-extension-refused = Extension refused
event-task-declined = Returned as not the unit’s own
event-task-reassigned = Given to another unit
event-task-lead-kept = Lead kept
event-task-reminded = Reminded
event-task-urged = Urged
event-task-commended = Commended
event-task-criticised = Criticised
event-task-suspended = Suspended
event-task-resumed = Resumed
event-task-reopened = Opened again
event-task-contribution-asked = Contribution asked for
event-task-contributed = Contribution answered
event-task-contribution-withdrawn = Contribution withdrawn
event-task-confirmed = Confirmed
event-task-sent-back = Sent back
event-task-corrected = Corrected
event-task-terminated = Terminated
event-task-link-given = Link for reports given
event-task-link-revoked = Link for reports revoked
page-by-phone = said on the telephone by { $from }, entered by { $by }
page-by-link = by link of { $to } (given by { $by })
form-task-report-progress-by-phone-from = Who said it on the telephone (if entered for somebody)
form-task-report-done-by-phone-from = Who said it on the telephone (if entered for somebody)
form-task-give-link-to = Person or unit the link is for
form-task-give-link-note = Whoever has the link can report on this task without signing in, and sees nothing else. The report is recorded as “by link”, with the names of whoever it is for and of whoever gave it.
files-legend = Evidence
files-camera = Take a picture
files-choose = Choose files
files-how = JPEG, PNG and WebP pictures; PDF; Word (.docx), Excel (.xlsx); .txt, .csv. At most { $n } files, { $longest } MB each, { $together } MB at once. Do not send identity numbers, telephone numbers or days of birth of people: send totals.
files-found = This file holds { $found } of people. Drop it and send totals instead, or say why it has to be kept.
files-identity-numbers = { $n ->
        [one] one identity number
       *[other] { $n } identity numbers
    }
files-phones = { $n ->
        [one] one telephone number
       *[other] { $n } telephone numbers
    }
files-birth-dates = { $n ->
        [one] one day of birth
       *[other] { $n } days of birth
    }
files-kept = Holds { $found }. Kept because: { $because }
files-unread = The words of this file could not be read, so it was not looked through for identity numbers, telephones and days of birth. Please look yourself.
files-why = Why this file has to be kept
files-drop = Drop this file
files-broke = Connection lost, sending again…
error-busy = Many people are sending files at this moment. Try again in a minute.
error-title-link = This link does not open
links-title = Links for reports
links-what = For people who do not sign in: a link shows this one task and takes a report with pictures or files. Each is for one person or unit, has a last day, and can be revoked at any time.
links-given = Given
links-none = No link has been given.
links-open = open
links-closed = closed
links-revoked = revoked
links-last-on = opens until
links-given-on = given on
links-given-by = by
links-revoked-on = revoked on
links-renew = New address
links-to-task = Back to the task
links-for = Link for
links-once = This address is shown only once. Copy the message or print the slip now. If it is lost, choose “New address”: the old one will not open any more.
links-local = Only the machine that runs the register opens this address; telephones and other machines do not. Whoever keeps the server starts “bamsat serve” again with --public-address and the address of the machine in the network; then renew the address.
links-with = With the words of the task, in the message and on the slip
links-message-label = Message to send (Zalo, SMS)
links-message = To { $to }: please report on a task by your own link, without signing in: { $address } (opens until { $last_on }). Please do not pass this link on.
links-message-whole = To { $to }: please report on the task “{ $words }”{ $due } by your own link, without signing in: { $address } (opens until { $last_on }). Please do not pass this link on.
links-copy = Copy the message
links-copied = Copied
links-slip = Slip for a report
links-qr = QR code of the link
links-slip-how = Scan the code with a telephone, or type the address below:
links-slip-print = To print the slip, press Ctrl+P; only the slip is printed.
link-page = Report on a task
link-what = Report
link-under-way = Under way
link-done = Done
link-done-on = Done on
link-words = What was done
link-send = Send the report
link-more = Send another report
link-sent = Your report was received.
link-moments = Sent and answered
link-of = Link of
link-keep = Whoever has this link can report; please do not pass it on.
role-clerk = Records clerk
role-unit-officer = Unit officer
role-leader = Leader
role-inspector = Inspector
role-administrator = Administrator
serve-listening = Serving at { $address } (stop: Ctrl-C).
serve-first-code = No account can sign in yet. Open { $address }/first and use the one-time code: { $code }
serve-rehearsal-outside = A rehearsal is for this machine only: anyone could compute its secrets. Listen at 127.0.0.1 instead of { $address }.
serve-cannot-listen = Cannot listen at { $address }: { $cause }. Choose another with --listen.
account-code = One-time code of “{ $name }”, for 24 hours: { $code }
demo-sign-in = Sign in: name “{ $name }”, password “{ $password }”.
cli-serve = Serve the register to browsers and programs
cli-serve-listen = Address and port to serve at (default: 127.0.0.1:8080)
cli-serve-public-address = Address that telephones and other machines open, written into links and codes, such as http://192.168.1.10:8080
cli-demo-listen = Address and port to serve at (default: 127.0.0.1:8080, or a free port if that is taken)
cli-demo-once = Only fill the register and print its tasks, do not serve
value-address = ADDRESS:PORT

# The desk of a document
desk-aside = Set aside
desk-ask-day = The document does not tell the day of the session. Enter it so that the session and its conclusions can be recorded.
desk-asks = To settle
desk-at-work = { $it } is at this one
desk-back = Back to the desk
desk-because = Reason
desk-because-known = Given in another document already
desk-because-other = Not ours to follow
desk-because-praise = Only an appraisal
desk-amend = Amend
desk-amend-keep = Only keep
desk-amend-point = { $n ->
    [one] Keep, and lead the other part of point { $point }
   *[other] Keep, and lead the { $n } other parts of point { $point }
}
desk-amend-take = Keep and take
desk-amended = amended
desk-changed = Somebody has just split or joined this one. Please look again below.
desk-clear-product = deliverable
desk-clear-responsible = responsibility
desk-clear-what = work
desk-clear-when = time
desk-clear-who = who
desk-count-aside = set aside
desk-count-decided = in the register
desk-count-open = open
desk-count-taken = taken
desk-deliverable-how = when does it count as done?
# same in both languages
desk-due-how = 30/9, cuối quý III, hằng quý
desk-due-periodic = periodic
desk-due-standing = standing
desk-due-unset = no deadline
desk-field-words = Work
desk-finish = Finish
desk-finish-do = Finish, write into the register
desk-how-far = How far the intake is
desk-in-source = see it in the document
desk-join = Join with the next
desk-keep = Keep
desk-key-all = all keys
desk-key-step = next, previous
desk-kind-guidance = guidance
desk-kind-task = task
desk-later = Later; back to the document
desk-limit = limitation
desk-limit-answer = Say what answers it
desk-limit-because = No conclusion answers it, because:
desk-limit-mend = Amend
desk-limit-which = Answered by number
desk-limit-why = If none: why
desk-limit-why-given = Given in another document already
desk-limit-why-going = Under way after an earlier conclusion
desk-limit-why-other = Not for this session to decide
desk-limit-by = number
desk-limit-near = nearest: number
desk-limit-open = no conclusion yet
desk-limits = Limitations and the conclusions that answer them
desk-n-aside = { $n } set aside
desk-n-clear = { $n } of 5 clear
desk-n-directives = { $n ->
    [one] { $n } directive
   *[other] { $n } directives
}
desk-n-figures = { $n ->
    [one] { $n } figure
   *[other] { $n } figures
}
desk-n-guidance = { $n } guidance
desk-n-left = { $n } left open: they stay under “To settle” for later.
desk-n-limits = { $n ->
    [one] { $n } limitation
   *[other] { $n } limitations
}
desk-ask-units = { $n ->
    [one] A unit that the register does not have:
   *[other] { $n } units that the register does not have:
}
desk-found-units = { $n ->
    [one] Right, found it with the finish
   *[other] Right, found these { $n } with the finish
}
desk-n-new-units = { $n ->
    [one] Founds { $n } unit:
   *[other] Founds { $n } units:
}
desk-n-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
}
desk-n-unanswered = { $n ->
    [one] { $n } limitation that no conclusion answers
   *[other] { $n } limitations that no conclusion answers
}
desk-new-unit = new unit
desk-no-slip = There is no number like that. Look at the number before each proposal and type again, for example: 3, 8b.
desk-nobody = nobody
desk-not-told = not told
desk-note = Note
desk-nothing-yet = Nothing was taken or set aside yet.
desk-open = Look and assign
desk-reopen = Look again
desk-rival = Not kept: somebody amended this one while you typed. Please choose below.
desk-rival-drop = Seen, drop mine
desk-rival-empty = empty
desk-rival-head = Two people differ.
desk-rival-keep = Leave it as it stands
desk-rival-other = Somebody has to choose one of both.
desk-rival-own = Somebody amended this one while you typed. What you typed is not written; it is kept here to choose from.
desk-rival-read = As in the document
desk-rival-somebody = Somebody else
desk-rival-take = Take that of { $it }
desk-rival-take-own = Take mine
desk-rival-you = You
desk-said-by = { $it } at
desk-saved = kept
desk-seen = I have seen { $n ->
    [one] the limitation
   *[other] the { $n } limitations
 } that no conclusion answers
desk-slips = Proposals
desk-source = The document
desk-split = Split
desk-split-at = Split at “{ $it }”
desk-take = Take
desk-take-sure = { $n ->
    [one] Take the clear one
   *[other] Take { $n } clear ones
}
desk-title = Intake
desk-undo = Undo
desk-add = Add an item
desk-add-do = Add
desk-add-line = Line of the document
desk-add-no-line = no line chosen
desk-add-words-how = left empty, the line itself is taken
desk-found = New unit: add “{ $it }”
desk-pages = Items { $first }–{ $last } of { $n }
desk-pages-name = Pages of the desk
desk-pages-rows = Rows { $first }–{ $last } of { $n }
desk-waits = { $it }: settled, and written once the rest of the same sentence is settled too.
desk-waits-rows = { $it }: settled, and written once the rest of the same row is settled too.
page-before = Previous page
page-document-decided = What was settled is in the register.
page-document-given = { $n ->
    [one] { $n } task assigned:
   *[other] { $n } tasks assigned:
  }
page-document-left = what still waits is below
page-document-print = Print the list of tasks
desk-under = This stays as it is: somebody has worked on it since you did. To change it, press “Look again” or “Amend”.
desk-unit-how = marks may be left out; put ; between units
desk-was-read = read:
desk-weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
desk-why-day-to-come = Cannot be taken: the sheet tells of a day that is still to come.
desk-why-done-first = Cannot be taken: done before it was assigned.
desk-why-no-day = Cannot be taken: the typed deadline was not understood.
desk-why-no-lead = Cannot be taken: the lead is not clear.
desk-why-no-state = Cannot be taken: how far it has come is not told.
desk-why-no-session = Guidance can only be recorded in a session: make it a task, or set it aside.
desk-why-rival = Cannot be taken: two people differ, one has to be chosen.
desk-why-undated = Cannot be taken: the day of the session is not told.
desk-will-write = To be written:

# Kept sheets at the desk
desk-at-work-rows = { $it } is at this row
desk-changed-rows = Somebody has just split or joined this row. Please look again below.
desk-column-empty = no cell says anything
desk-column-example = for instance: { $it }
desk-column-nth = column { $n }
desk-columns = Columns of the sheet
desk-columns-do = Read again by these columns
desk-columns-how = Each column is understood by its heading and by its cells. Where one is wrong, choose again and press “Read again by these columns”. Rows that were taken and read the same stay as they are.
desk-columns-read = The sheet was read again by the columns you chose.
desk-in-source-rows = see it in the sheet
desk-join-rows = Join with the next row
desk-left-over = { $n ->
    [one] { $n } row was not understood and becomes no task
   *[other] { $n } rows were not understood and become no task
}
desk-n-aside-rows = { $n ->
    [one] { $n } row set aside
   *[other] { $n } rows set aside
}
desk-n-columns-sure = { $n ->
    [one] { $n } column that is clear
   *[other] { $n } columns that are clear
}
desk-n-columns-unsure = { $n ->
    [one] { $n } column not certain
   *[other] { $n } columns not certain
}
desk-n-directives-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
desk-n-left-rows = { $n ->
    [one] { $n } row left open: it stays under “To settle” for later.
   *[other] { $n } rows left open: they stay under “To settle” for later.
}
desk-no-slips = No directive and no row of a task was found. Where this is a sheet of tasks, write a heading over each column (words, lead, deadline, state), in one row right above the tasks, and upload it again.
desk-nothing-yet-rows = No row was taken or set aside yet.
desk-sheet-nth = Table { $n }
desk-slips-rows = The rows of the sheet
desk-source-rows = The sheet
desk-take-sure-rows = { $n ->
    [one] Take { $n } clear row
   *[other] Take { $n } clear rows
}

# The manual
manual-how = Each chapter tells what you want to do, what to press, and what to do where it does not work. Words in bold are those of the buttons and pages. Ctrl+P prints the chapter you read.
manual-next = Next chapter:
manual-title = Manual

## Files on their way in
arrival-again = Try again
arrival-drop = Throw this file away
arrival-failed = It could not be written. The file is still here: try again, or tell the administrator if it fails again.
arrival-kept = The page goes on by itself. You may close it and come back from Documents; the file outlives a restart of the server and is read on.
arrival-left = About { $n } minutes left.
arrival-left-short = Less than a minute left.
arrival-looks = Looking at the first page.
arrival-lost = It cannot be read on: the account may not take documents in any more, or the file is gone from the server. Check the role and send the file again.
arrival-nameless = The file you sent
arrival-next = It is read next.
arrival-not-kept = Once its first page was seen the file is kept on the server. The page goes on by itself.
arrival-reads = Reading page { $n } of { $all }.
arrival-sent = sent at
arrival-stop = Stop and throw it away
arrival-taken = Received.
arrival-title = A file on its way in
arrival-waits = Waiting for its turn; { $n ->
    [one] one file is
   *[other] { $n } files are
} read before it.
arrival-writes = All pages are read; looking for directives.
arrivals-title = Files not yet in the register

## The calendar of the office and how deadlines are counted
calendar-title = Working days
calendar-year = Year { $year }
calendar-how = A deadline that falls on a day off runs to the end of the next working day. Public holidays follow the Labour Code; exchanged days and other days off are entered here by the office, with their source.
calendar-how-before = How “before” is counted
calendar-before-included = “Before 30 June”: 30 June is still in time.
calendar-before-excluded = “Before 30 June”: 30 June is too late; the last day is the working day before it.
calendar-before-day-included = The day named is in time
calendar-before-day-excluded = The day named is too late
word-day = Day
word-why = What it is
word-basis = Source
calendar-by-rule = by law
calendar-worked = worked as usual
calendar-worked-instead = worked instead
calendar-counts-as-off = Off
calendar-counts-as-worked = Worked
calendar-counts-as-ruled = By law (undo the change)
calendar-changes = Changes
calendar-changes-none = Nobody has changed this calendar.
calendar-recounts = Tasks whose deadline the calendar moves
calendar-recounts-how = Changing the calendar changes no deadline by itself. The deadlines of these tasks were counted by the calendar as it was; they change once somebody picks and confirms them. What somebody set, corrected or extended stays.
calendar-recounts-none = No deadline has to be counted again.
calendar-recounts-more = There are more: confirm these first.
calendar-recount-from = Due now
calendar-recount-to = Due by the calendar
calendar-recount-go = Count again for the tasks picked
calendar-recount-because = Counted again by the calendar of the office
calendar-back = Back to the working days
form-register-change-days-from-on = From
form-register-change-days-until-on = To the end of (leave empty for one day)
form-register-change-days-counts-as = That day is
form-register-change-days-basis = Source (document, announcement)
form-register-change-days-note = For example the days of Tet as announced, or a Saturday worked in exchange.
form-register-count-before-basis = Source (rules of the office)
field-counts-as = how it counts
field-before-day = how “before” is counted
field-from-on = from
field-due-on = due on
field-was-on = was due on
holiday-new-year = New Year
holiday-lunar-new-year = Lunar New Year
holiday-hung-kings = Hung Kings’ Day
holiday-reunification = Reunification Day
holiday-labour-day = Labour Day
holiday-national-day = National Day
day-off-in-lieu = a day in lieu of { $holiday }
day-off-decided = a day off by decision
deadline-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
}
deadline-days = { $n ->
    [one] one day
   *[other] { $n } days
}
deadline-working-days = { $n ->
    [one] one working day
   *[other] { $n } working days
}
deadline-weeks = { $n ->
    [one] one week
   *[other] { $n } weeks
}
deadline-months = { $n ->
    [one] one month
   *[other] { $n } months
}
deadline-counted = Counted { $counted } behind the day of the order, { $start }: until the end of { $said }.
deadline-without = Without Saturdays, Sundays and: { $days }.
deadline-moved = The day named, { $said }, is { $why }: it runs to the end of { $due }, the next working day (Civil Code, article 148).
deadline-moved-on = That day is { $why }: it runs to the end of { $due }, the next working day (Civil Code, article 148).
deadline-strict = “Before { $said }”: as the office counts, { $said } is too late; the last day is { $due }, the working day before it.
deadline-rhythm = Due next on { $next }.
deadline-rhythm-missed = Nobody reported for { $last }.
deadline-undated = No deadline. The last word was on { $word }; the mark of { $mark } days without a word was passed on { $on }.
deadline-undated-word = No deadline. The last word was on { $word }.
deadline-undated-next = Without a word the next mark comes on { $on }.
event-register-days-changed = Calendar changed
event-register-before-counted = Counting of “before” changed
event-task-recounted = Deadline counted again

## Rates
rates-as-of = Figures to the end of { $day }.
rates-none = No task here yet.
rates-silent-days = for { $days } days: { $n }
rates-rose = up { $points } points
rates-fell = down { $points } points
rates-title = Rates
rates-subtree = with all units below
rates-by-unit = By unit
rates-by-field = By field
rates-by-quarter = By the quarter in which it was given
rates-by-source = By source
rates-due-extended = Against the extended day
rates-due-first = Against the first day
rates-rule = Rule
rates-rate = Rate
rates-parts = Numerator / denominator
rates-rule-due-only = Completed of those due
rates-rule-all = Completed of all with a day
rates-rule-completed-only = In time of the completed
rates-rule-overdue-due-only = Overdue of those due
rates-rule-overdue-all = Overdue of all with a day
rates-rule-updated = With a word in 30 days, of the open
rates-count-all = All
rates-count-dated = With a day
rates-count-completed = Completed
rates-count-on-time = Completed in time
rates-count-done-late = Completed late
rates-count-in-time = Open, in time
rates-count-overdue = Open, overdue
rates-count-due = Due
rates-count-open = Open
rates-count-updated = With a recent word
rates-count-undated-open = Without a day, open
rates-count-undated-done = Without a day, done
rates-undated = Tasks without a day, counted apart:
rates-silent = Without a word
rates-at-session = Last session,
rates-at-quarter = End of the last quarter, { $day }
rates-mismatch = The sums do not agree, so the table is not shown. Ask an administrator to check the register.
rates-how = A unit only stands beside units of its kind and level. Persons are not ranked. Each number leads to its tasks. Terminated and suspended tasks stand outside the rates.
rates-no-field = field not told
rates-source-session = Conclusion of a session
rates-source-document = Document
rates-source-spoken = Spoken order
rates-tasks = Tasks
rates-n-tasks = { $n ->
    [one] one task
   *[other] { $n } tasks
}
rates-back = Back to the rates

## A session: from its plan to its end
act-session-plan = Plan a session
act-session-amend-plan = Amend the plan
act-session-open = Send the invitation
act-session-begin = Begin the session
act-session-close = Close the session
act-session-call-off = Call the session off
act-session-add-item = Add to the agenda
act-session-ask-item = Ask for an item
act-session-drop-item = Drop from the agenda
act-session-place-item = Change the order
act-session-take-up = Take up this item
act-session-mark-item = Mark the item
act-session-ask-report = Ask a guest for a report
act-session-send-report = Send the report
act-session-take-notice = Take the notice of the session
act-session-drop-notice = Take the notice out of the session
form-session-drop-notice-because = Reason
form-session-drop-notice-note = The reason is kept with your name. Open the desk of the document afterwards and choose the right session; tasks that were assigned are tied to that one, not assigned again.
act-session-state-conclusion = Record a conclusion as the notice words it
refusal-session-stage =
    { $stage ->
        [draft] The session is a draft: nobody is invited yet.
        [open] The guests are invited, but the session has not begun.
        [in_progress] The session is under way.
        [closed] The session has closed.
       *[called_off] The session was called off; to meet after all, plan a new one.
    } { $wanted ->
        [draft] This can only be done before the session begins.
        [open] This can be done once the invitation is sent: send it first.
        [in_progress] This can only be done while the session is under way, between “Begin the session” and “Close the session”.
       *[closed] This can be done once the session has closed.
    }
refusal-session-not-yet = The session is set for { $held_on } and cannot begin before that day. If it meets earlier, change its day by “Amend the plan”.
refusal-agenda-empty = The agenda is empty. Add to the agenda at least one item, then send the invitation.
refusal-agenda-item-unknown = The agenda has no item { $n }, or it was dropped. Open the page again to see the newest agenda.
refusal-host-is-guest = The host of a session cannot be its guest as well. Leave one of the two out.
refusal-not-a-guest = The unit is not invited to this session. To invite it, use “Amend the plan”.
refusal-report-not-asked = This session asks no report of the unit. Ask for an item on the agenda instead.
refusal-report-sent = The unit sent its report on { $sent_on }. To send another version in its place, say why.
refusal-report-after-session = The session is on { $held_on }. Choose a day for the report that is no later.
refusal-notice-taken = This session has its notice already. See it on the page of the session; if the document tells of another one, choose to record a new session.
refusal-notice-absent = This session has no notice to take out. Look at the page of the session; a notice of another one is taken out on the page of that.
refusal-notice-founds = This session is in the register by its notice alone: no plan of a session was there before, so there is nothing to give back. Open the page of the session and settle each conclusion there.
refusal-notice-followed =
    { $words ->
        [null] The notice tells something that is followed through this session, of a unit that you do not see. Ask whoever keeps that unit's list to press “Part: it is something else” beside this session, then take the notice out.
       *[other] “{ $words }” is followed through this session by the words of the notice. Open that, press “Part: it is something else” beside this session, then take the notice out; join it again in the right session.
    }
matter-open-told = Open what is followed
notice-dropped = Notice taken out
notice-to-desk = Choose another session for the document
notice-leaves = What changes in this session:
notice-stays = What stays:
notice-leaving = leaves the session:
notice-restored = reads again as it was recorded:
notice-open-again = and is open again, no longer
notice-link-leaves = The days to the notice are counted as before there was one.
notice-stage-back = The session is “Invited” again and waits to be begun: nothing but the notice tells that it was held.
notice-tasks-stay = Tasks assigned by the notice, with their units, deadlines and reports; only to this session they belong no longer:
notice-n-staying = { $n ->
        [one] Another conclusion of the session.
       *[other] { $n } other conclusions of the session.
    }
notice-n-lines = { $n ->
        [one] One line that was written while it sat.
       *[other] { $n } lines that were written while it sat.
    }
notice-signed-stays = The minutes signed on
notice-document-stays = The document, and all that the history tells.
value-conclusion = conclusion { $n }, session of { $day }
desk-n-loose = { $n ->
        [one] The task that was assigned from this document is tied to the session.
       *[other] The { $n } tasks that were assigned from this document are tied to the session.
    }
refusal-conclusion-stated = Conclusion { $n } stands as the notice words it. Look at it on the page of the session; record anything else as a new conclusion.
refusal-hour-unreadable = “{ $text }” is no hour. Write it as 8h30 or 14:00.
field-hour = hour
field-held-on = day of the session
field-mode = way of meeting
field-host = host
field-guests = guests
field-why = on the agenda because
field-outcome = outcome
field-place = place
field-item = item
form-session-add-item-words = Item
form-session-ask-item-words = What you ask for
form-session-ask-report-unit = Unit to report
form-session-ask-report-words = What it is to report
form-session-ask-report-due-on = By
form-session-ask-report-note = Once the invitation is sent, this stands on the first page of the unit until it sends its report.
form-session-send-report-words = The report
form-session-open-note = The guests will see the session, its agenda and what they are to report. The invitation is kept as it was sent; the plan can be amended afterwards, and the change is shown.
form-session-begin-note = Press this when the chair opens the session. Minutes and conclusions are written from then on.
form-session-close-note = The lines that were written become the minutes. Items that nobody took up count as not discussed and come onto the next agenda.
form-session-call-off-because = Why it is called off
meeting-plan-how = Once it is planned, what is still owed from the last session with these units comes onto the agenda. The guests see the session only after the invitation is sent.
meeting-no-host = You are not a clerk of any unit, so you cannot plan a session. Ask the administrator of the register.
meeting-title = Title
meeting-title-how = (left empty, it is “Working session with” the units you choose)
meeting-title-of = Working session with { $units }
meeting-find-guest = Find a unit, with or without marks
meeting-hour = { $hour }:{ $minute }
# same in both languages
meeting-hour-how = 8h30
meeting-leave = Leave without saving
meeting-stage = State
stage-draft = Draft
stage-open = Invited
stage-in-progress = Under way
stage-closed = Closed
stage-called-off = Called off
meeting-today = today
meeting-is-today = meets today
meeting-in-days = { $n ->
        [one] tomorrow
       *[other] in { $n } days
    }
meeting-days-past = { $n ->
        [one] its day was yesterday
       *[other] its day was { $n } days ago
    }
meeting-write = Write the minutes
meeting-see = See the session
meeting-hall = Screen of the hall
meeting-invitation = Invitation
meeting-time = Time
meeting-for-guest = To be done by
meeting-sent = Invitation sent on
meeting-sent-changed = The plan was changed after the invitation. See it as it was sent
meeting-agenda = Agenda
meeting-agenda-none = Nothing yet.
meeting-from-session = from the session of
meeting-up = Up
meeting-down = Down
meeting-move = Move
meeting-move-to = Move to number
meeting-carried = To be carried over
meeting-carry = Put all on the agenda
meeting-dropped = Dropped from the agenda
meeting-reports = Reports asked for
meeting-report-by = Due on
meeting-report-sent = Sent
meeting-minutes = What was written
meeting-back = Back to the session
meeting-next-conclusion = Settle conclusion { $point }
meeting-next-session = Plan the next session
why-added = added by the office
why-standing = standing item
why-open-task = open task of the last session
why-not-discussed = not discussed last time
why-asked = asked for by a guest
outcome-discussed = discussed
outcome-not-discussed = not discussed
outcome-put-off = put off
line-note = Note
line-conclusion = Conclusion
line-petition = Petition
line-answer = Answer
line-limitation = Limitation
line-commendation = Commendation
minutes-saved = Saved
minutes-saving = Saving…
minutes-kept = No connection: what you wrote is kept on this computer and will be sent by itself.
minutes-kind = Kind
minutes-conclude = Make it a conclusion
minutes-add = Write this line
minutes-next = Next line
minutes-not-now = The session is not under way, so no minutes can be written. Press “Begin the session” on its page when it opens.
minutes-keys = Enter: next line. Shift+Enter: line break. In an empty line press 1 note, 2 conclusion, 3 petition, 4 answer, 5 limitation, 6 commendation, 7 speech (in a line with words: Alt and the number). Ctrl+Enter: make it a conclusion, shown in the hall.
minutes-keys-agenda = Ctrl+↓, Ctrl+↑: take up the next item, the one before.
invite-message = Message of invitation
invite-paper = INVITATION
invite-number = No.            /GM-
invite-asks = invites:
invite-how = Held
invite-place = Place
invite-day = { $weekday } { $day }
invite-mode = Held { $value }
invite-to = To:
invite-to-guests = - as above;
invite-to-archive = - records.
invite-signed = HEAD OF THE OFFICE
invite-title = INVITATION: { $value }
invite-when = Time: { $value }
invite-host = Host: { $value }
invite-chair = Chair: { $value }
invite-guests = With: { $value }
invite-agenda = Agenda:
invite-report = { $unit } is asked to report by { $day }: { $words }
home-reports-asked = Reports before a session
home-reports-asked-why = The host asks your unit to report before the session; the first due stands first.
pace-title = Notice of conclusion
pace-notice = Issued on { $day }, { $n } working days after the session (Party bodies follow their own working rules)
pace-notice-late = Issued on { $day }, { $n } working days after the session, past the { $limit } of Decision 45/2018/QĐ-TTg
pace-notice-in-time = Issued on { $day }, { $n } working days after the session, within the { $limit } of Decision 45/2018/QĐ-TTg
pace-notice-due = To be issued by { $day } ({ $limit } working days, Decision 45/2018/QĐ-TTg)
pace-notice-missing = No notice in the register: { $days } days past { $day } ({ $limit } working days, Decision 45/2018/QĐ-TTg)
pace-tasks = First task given on { $day }, { $n } working days after the notice

# Reminders by mail, and calendars on telephones
act-account-set-mail = Set how to be written to
act-register-set-mail-rule = Change a reminder rule
act-mail-decide = Prepare a reminder letter
act-mail-record-sent = Record a letter as sent
act-mail-hold-back = Hold the letter back
act-mail-release = Let it go
refusal-mail-address-unreadable = “{ $text }” is not a mail address. Give one address, such as office@khevang.example.
refusal-mail-days-too-many = { $most } days at most. Write a smaller number.
refusal-mail-rule-already = The rule in use is just that, so nothing changes. Change at least one field, or leave it so.
refusal-mail-sent = This letter was sent and cannot be held back any more. If something is to be added, write to the reader.
refusal-mail-held-back = This letter is held back. To send it, use “Let it go”.
refusal-mail-not-held-back = Nobody holds this letter back; it is waiting to be sent. Wait until it goes, or use “Hold the letter back”.
refusal-feeds-too-many = Nobody has more than { $most } calendar addresses. Drop one that is no longer used.
field-address = mail address
field-wish = letters wanted
field-language = language of the letters
field-reason = case
field-days = days
field-tells = who is told
field-up-after-days = after how many days one more level up is told
form-account-set-mail-note = At most one letter on each working day, about what the reader may see. Without an address no letters are sent.
form-register-set-mail-rule-note = Days: before the day (for what is due soon, for a coming session), or since it happened (for all others). Leave the last field empty and no level above is told.
form-register-set-mail-rule-basis = Basis (regulation, document)
mail-wish-digest = One letter each working day
mail-wish-at-once = One letter a day, and urgent matters at once
mail-wish-nothing = No letters
mail-language-vi = Vietnamese
mail-language-en = English
mail-tells-nobody = Nobody
mail-tells-officers = Officers of the lead unit
mail-tells-unit = Officers and leaders of the lead unit
mail-tells-office = The office that assigned it
mail-tells-both = The lead unit and the office that assigned it
mail-subject-digest = Reminder for { $day }: { $n ->
        [one] { $n } item
       *[other] { $n } items
    }
mail-subject-urgent = Urgent reminder for { $day }
mail-dear = Dear { $name },
mail-opening = As of { $day }, the task register has { $n ->
        [one] { $n } item
       *[other] { $n } items
    } for you to look at or deal with:
mail-reason-overdue = Overdue
mail-reason-came-back = Sent back, to be continued or answered
mail-reason-extension-asked = Extension asked for, to be decided
mail-reason-declined = Returned by the unit, to be decided
mail-reason-awaiting-confirmation = Reported as done, to be confirmed
mail-reason-due-soon = Due soon
mail-reason-silent = No report for long
mail-reason-silent-undated = Without a deadline, no report for long
mail-reason-session-coming = Coming session
mail-unit = Lead: { $unit }.
mail-due-on = Due { $day }.
mail-held-on = Held on { $day }.
mail-days-late = { $days ->
        [one] { $days } day overdue.
       *[other] { $days } days overdue.
    }
mail-days-left = { $days ->
        [0] Due today.
        [one] { $days } day left.
       *[other] { $days } days left.
    }
mail-days-to-session = { $days ->
        [0] Today.
        [one] Tomorrow.
       *[other] In { $days } days.
    }
mail-days-silent = { $days ->
        [one] No report for { $days } day.
       *[other] No report for { $days } days.
    }
mail-days-waiting = { $days ->
        [0] New today.
        [one] Waiting for { $days } day.
       *[other] Waiting for { $days } days.
    }
mail-report = Report progress
mail-see = See it
mail-confirm = Confirm or send back
mail-decide-extension = Decide on the extension
mail-decide-lead = Decide on the lead unit
mail-urge = Urge
mail-more = { $n } more in the register
mail-change = Change the address or stop these letters
mail-automatic = Sent by the Bám Sát task register; please do not reply to this letter.
outbox-title = Reminder letters
outbox-how = This list follows from the register, the day and the reminder rules. Nobody gets more than one letter on a working day.
outbox-no-server = This server has no mail server set, so no letter is sent. The administrator sets one when starting it: bamsat serve --mail … --mail-from …
outbox-server = Sent by { $server }, from { $hour }:00 on each working day.
outbox-rest-day = Today is a day off: no letters of the day, except what is urgent.
outbox-fault = No letter goes out, because the mail server does not take any: { $because }. It is tried again at { $at }.
outbox-addresses = { $n } of { $of } accounts have a mail address.
outbox-today = Today, { $day }
outbox-none = No letter is due today.
outbox-past = The last seven days
outbox-past-none = No letters yet.
outbox-kind-digest = Letter of the day
outbox-kind-urgent = Urgent
outbox-n = { $n ->
        [one] { $n } item
       *[other] { $n } items
    }
outbox-what = See what it tells
outbox-again = Send again
outbox-hold = Hold back
outbox-rules = Reminder rules
outbox-back = Back to the reminder letters
letter-waiting = Waiting
letter-handing = Being sent
letter-unsure = Not known to have arrived
letter-failed = Not sent yet
letter-held-back = Held back
letter-sent = Sent
letter-lapsed = Not sent
letter-unsure-why = It was handed to the mail server at { $at }, and no answer was heard. So that nobody gets it twice, it is not sent again by itself: ask the reader, and press “Send again” if it did not arrive.
letter-failed-why = The mail server answered: { $because } (tried { $n ->
        [one] once
       *[other] { $n } times
    }).
letter-next = Tried again at { $at }.
letter-never = Not tried again by itself: look at the address, then press “Send again”.
letter-lapsed-why = The day has passed; the letter of the next day told it all again.
mail-rules-how = Who is reminded, when, and after how long one more level up is told. The 3 days before a deadline, and that tasks without one are pursued on their own after long silence, follow the practice of some provinces; all other numbers are our proposal. The office changes them to its own regulation.
mail-rules-when = When
mail-rules-who = Who is told
mail-rules-up = Level above
mail-rules-from = Basis
mail-rules-usual = as proposed
mail-rules-urgent = urgent
mail-rules-edit = Change
mail-rules-days-before = { $days ->
        [0] on the day
        [one] from { $days } day before
       *[other] from { $days } days before
    }
mail-rules-days-after = { $days ->
        [0] the same day
        [one] after { $days } day
       *[other] after { $days } days
    }
mail-rules-days-up = { $days ->
        [one] one more level each day
       *[other] one more level after every { $days } days
    }
mail-rules-no-up = no
me-mail = Reminder letters
me-mail-none = No mail address yet: no letters are sent to you.
me-mail-to = Sent to { $address }.
feed-title = Calendar on the telephone
feed-what = Deadlines and sessions appear in the calendar of a telephone or computer. Whoever has the address sees them without signing in; if it gets out, revoke it.
feed-of-mine = Calendar of my units
feed-give = Get a calendar address
feed-give-unit = Get the calendar of this unit
feed-none = No calendar address yet.
feed-given = given at
feed-revoke = Revoke
feed-revoked = The calendar address was revoked. A telephone that uses it gets no more news.
feed-once = This address is shown only once. Copy it to where your telephone or computer adds a calendar by its address (a calendar subscription), then close this page.
feed-address = Calendar address
feed-to-me = Back to my page
feed-name = Tasks to follow
feed-name-of = Tasks: { $unit }
feed-due = Due: { $words }
feed-done = Done: { $words }
feed-moved = Went to another unit: task { $code }
feed-told = Task { $code }. Lead: { $unit }.
cli-outbox = Show which reminder letters are due today, to whom, and what became of them
cli-outbox-json = Print JSON
cli-serve-mail = Mail server: smtps://NAME@HOST:465 or smtp://NAME@HOST:587; the password goes into the environment variable BAMSAT_MAIL_PASSWORD
cli-serve-mail-from = Sender of the letters, such as "Office <so@khevang.example>"
cli-serve-mail-hour = The hour from which the letters of a day go out, Vietnam time (default: 7)
value-mail = MAIL SERVER
value-sender = SENDER
value-hour = HOUR
serve-mail-unreadable = The mail server cannot be read: { $because }.
word-mail = Letter
word-mail-count = Items
word-mail-state = State

## Limitations and petitions that are followed through sessions
act-matter-begin = Follow through sessions
act-matter-join = Join: it is the same
act-matter-tell-apart = Part: it is something else
act-matter-join-listing = Join a row of a list: the same
act-matter-part-listing = Part the row from this limitation
act-matter-link-task = Link a task
act-matter-unlink-task = Unlink the task
act-matter-close = Stop following
act-matter-answer = Answer the petition
act-matter-reopen = Follow again
event-matter-begun = Followed from here on
event-matter-joined = Told again
event-matter-told-apart = Told apart: something else
event-matter-listing-joined = A row of a list was joined
event-matter-listing-parted = A row of a list was parted
event-matter-task-linked = Task linked
event-matter-task-unlinked = Task unlinked
event-matter-closed = Followed no longer
event-matter-answered = Petition answered
event-matter-reopened = Followed again
refusal-matter-closed = This was closed on { $closed_on }. If it is not over, use “Follow again”.
refusal-matter-open = This is still followed. Look at its page again to see how it stands.
refusal-matter-other-kind =
    { $kind ->
        [petition] This is a petition, not a limitation. Use “Answer the petition”.
       *[limitation] This is a limitation; nobody owes an answer. Use “Stop following” once it is cured.
    }
refusal-list-unclear =
    { $file_name ->
        [null] No list of limitations was recognised in this file.
       *[other] No list of limitations was recognised in the file “{ $file_name }”.
    } It needs a table with a row of headings, one of them “Limitation” (“Tồn tại, hạn chế” or “Vướng mắc”), and at least one of unit, place, cause or proposal. Write a heading over each column and send the file again with a report on the task.
refusal-listing-absent = The task has no such row of a list, or the row was parted. Open the list again to see it.
refusal-listing-taken =
    { $words ->
        [null] This row was taken into a limitation of a unit that you do not see. If that was a mistake, ask whoever keeps that unit's list to press “Part the row from this limitation”.
       *[other] This row was taken into “{ $words }”. If that was a mistake, open that limitation, press “Part the row from this limitation”, then choose again.
    }
refusal-telling-unknown = The session or the document tells nothing of the kind there, or the minutes are not closed yet. Open it and choose the right place.
refusal-telling-known = Somebody has joined or parted this already. Look at the page again to see it.
refusal-telling-elsewhere =
    { $words ->
        [null] This was joined to something else, of a unit that you do not see. If that was a mistake, ask whoever keeps that unit's list to press “Part: it is something else”.
       *[other] This was joined to “{ $words }”. What is told once belongs to one thing only; if it was joined by mistake, open that, press “Part: it is something else” beside that place, then join it here.
    }
matter-moved = Figures, beside those told before
matter-moved-rose = from { $then } up to { $now }
matter-moved-fell = from { $then } down to { $now }
matter-moved-same = unchanged, { $now }
matter-moved-not = { $then } before, { $now } now
matter-unlike-unit = They cannot be compared: the units of measure differ.
matter-unlike-measure = They cannot be compared: one is a level, the other a change or a share.
matter-unlike-bound = They cannot be compared: only “more than” or “less than” is told, no figure.
matter-unlike-goal = They cannot be compared: one is a goal, not yet a result.
matter-unlike-place = They cannot be compared: they are of two places.
matter-unlike-period = They cannot be compared: they are of other periods.
matter-unlike-several = They cannot be compared: several figures of the kind are told at once.
matter-figure-session = session of { $day }
matter-figure-document = document of { $day }
matter-figure-task = report on task { $code }, { $day }
page-petitions = Petitions made in the document
assign-from-line = This comes from the minutes of the session; unit and deadline are filled in as they were read. Look it over, and mend what is wrong.
assign-cure = Cure the limitation: { $words }
assign-answer = Consider and answer the petition: { $words }
matter-open-other = Open what it was joined to
refusal-task-linked = The task is linked already. Choose another one.
refusal-task-not-linked = The task is not linked here. Look at the page again to see the newest list.
refusal-petition-to-itself = A unit does not ask itself. Choose the unit that can answer.
refusal-answer-not-owed = Another unit owes the answer to this petition. Open the petition to see which.
refusal-answer-before-petition = The petition was made on { $since_on }. Write that day or a later one.
field-matter = limitation or petition
field-matter-kind = kind
field-closing = closed because
field-telling = place in a session
field-tellings = places in sessions
field-listing = row of a list
field-owed-by = unit that owes an answer
field-told-on = told since
field-answered-on = day of the answer
field-task = task
choose-closing = — choose why —
form-matter-begin-words = What it is
form-matter-begin-unit = Unit that falls short, or asks
form-matter-close-words = How it was cured, or why it is followed no longer
form-matter-close-basis = Number and day of the document that changed the rule
form-matter-close-note = Where the rule changed, name the document. Told again at a later session, it opens by itself.
form-matter-answer-words = The answer
form-matter-answer-basis = Number and day of the document that answers
form-matter-reopen-because = Why it is followed again
why-limitation = limitation told at several sessions
why-petition = petition without an answer
why-listed = out of the list of a task
home-petitions = Petitions to answer
home-petitions-why = Units below asked, and nobody has answered.
matter-to-limitation = To cure the limitation
matter-to-petition = To answer the petition
brief-petitions = Petitions without an answer
matter-nav = Limitations, petitions
matter-limitations = Limitations
matter-petitions = Petitions
matter-limitation = Limitation
matter-petition = Petition
matter-begin-limitation = Enter a limitation
matter-begin-petition = Enter a petition
matter-words = What it is
matter-unit = Unit
matter-owed-by = Answer owed by
matter-since = Told since
matter-last = Told last
matter-n-sessions = Sessions that told it
matter-n-days = Days open
matter-closed-on = Closed on
matter-n-times = { $n ->
        [one] { $n } session
       *[other] { $n } sessions
    }
matter-find = Find in the words
matter-all-fields = All fields
matter-none-filtered = Nothing matches the filter.
matter-no-limitations = No limitation stands so. Those told at sessions come here from the page of the session, those of a report from the page of the document.
matter-no-petitions = No petition stands so. Those written in minutes come here from the page of the session, those of a report or a request from the page of the document.
limitations-open = Not cured
limitations-returning = Told in several sessions
limitations-closed = Closed
limitations-all = All
petitions-open = Not answered
petitions-closed = Answered
petitions-all = All
matter-state-open = Not cured
matter-state-returning = Told again, not cured
matter-state-unanswered =
    { $days ->
        [0] Asked today, not answered
        [one] Asked, not answered for { $days } day
       *[other] Asked, not answered for { $days } days
    }
matter-state-cured = Cured on { $day }
matter-state-rule-changed = The rule changed, { $day }
matter-state-answered = Answered on { $day }
matter-state-dropped = Followed no longer since { $day }
matter-ending-cured = Cured
matter-ending-rule-changed = The rule changed
matter-ending-answered = Answered
matter-ending-dropped = Followed no longer
matter-in-a-row = Session { $n } in a row that tells this limitation
matter-asked-in-a-row = Session { $n } in a row that makes this petition
matter-is-followed = Followed through sessions
matter-proposal = Proposal
matter-alike-followed = Reads like what is followed since { $day }
matter-alike-said = Reads like what the session of { $day } told
matter-look = Look
matter-same = The same limitation
matter-other = Another
matter-same-asked = The same petition
matter-other-asked = Another
matter-no-acts = You can read this limitation; closing it is for the office or the leader above the unit.
matter-no-acts-petition = You can read this petition; answering it is for the unit that owes the answer.
matter-tasks = Tasks that are to cure it
matter-tasks-petition = Tasks that are to answer it
matter-no-tasks = No task yet.
matter-task-by-conclusion = by conclusion
matter-task-by-hand = linked by hand
matter-task-code = Code of the task
matter-figures-then = Figures when it was told
matter-figures-now = Figures last reported
matter-told = Sessions and documents that told it
matter-asked = Sessions and documents in which it was asked
matter-told-nowhere = Entered by hand; no session and no document is named.
matter-alike = These may be the same
matter-alike-how = Only the words were compared. Look again and choose; what was chosen can be changed.
matter-apart = Something else, as somebody said
matter-back = Back to the page
matter-back-to-session = Back to the session
matter-back-to-document = Back to the document
matter-said-in-document = Limitations and petitions in the document
matter-to-passage = Look at the passage
matter-listed-in = In the list of task
matter-open-listed = Open the limitation that has this row
matter-list-on-agenda = Limitations in the list of task { $code }: { $n } open
list-title = List of limitations
list-files = List of limitations
list-files-how = A file that was sent and is a list of limitations can be read into limitations that are followed, without typing them again; each row waits for you.
list-read = Read the list of limitations
list-listed = { $n ->
        [one] One limitation
       *[other] { $n } limitations
    } followed from the lists of this task, { $open } open
list-how = Each row becomes a limitation that is followed, of the unit that the row names. A row that was taken is not taken again; if that was a mistake, open the limitation and press “Part the row from this limitation”.
list-counted = { $n } rows; taken: { $taken }, set aside: { $aside }
list-to-limitations = See the limitations
list-take-sure = Follow the { $n } clear rows
list-row = Row
list-named = In the list
list-sure = Clear
list-taken = Followed
list-aside = Set aside
list-alike = Like a limitation followed since
list-amend = Change words or unit
list-take = Follow this
list-take-other = It is another: follow it
list-set-aside = Set aside
list-back-in = Look at it again
list-back = Back to the list
list-not-yours = The unit of this row is outside what you keep. The office that assigned the task takes this row.
list-left-over = Rows without a limitation
list-left-over-how = These rows do not say what is wrong, so nothing comes of them. If something is missing, change the file and send it again with a report on the task.
list-doubt-unit-missing = The row names no unit and no place: write the unit that falls short.
list-doubt-unit-unknown = No unit of the register has this name: write the unit that falls short.
list-doubt-unit-tie = Several units may be meant: choose one.
list-doubt-twice = A row above says the same: see whether they are one.
list-doubt-since-later = The day lies in the future: it is counted from today.
# same in both languages
matter-file-limitations = han-che
# same in both languages
matter-file-petitions = kien-nghi

## Briefing for the chair
brief-open = Briefing
brief-of-session = Session of { $day }: what was ordered and what came of it
brief-of-unit = { $unit }: what was ordered and what came of it
brief-as-of = data up to
brief-next = Next session:
brief-no-session = No session has concluded anything with this unit yet; below are the tasks that it leads.
brief-keys = Keys: j down, k up, o open, a annexes, p print.
brief-print = Print
brief-annex = Annexes
brief-large = Large, for the projector
brief-small = Usual size
brief-back = Back
brief-n-conclusions = conclusions
brief-conclusions = What became of the last conclusions
brief-late = Overdue tasks
brief-silent = Tasks without a report
brief-limitations = Limitations named again
brief-questions = To ask at the session
brief-tasks = Tasks by state
brief-rates = Rates
brief-then = last session
brief-now = So far
brief-most-late = Late for longest:
brief-days = days
brief-last-word = last word
brief-more = { $n } more in annex
brief-more-in-register = { $n } more tasks, in the register
brief-by-words = What is called a proposal was told by its words alone; open the page of the session to say whether it is the same.
brief-somebody = the unit in charge
brief-times-alike = Proposal: reads like the sessions before, perhaps { $n } times in a row
brief-times = { $n } times in a row
brief-first-named = named since the session of { $day }
brief-answered = answered by conclusion { $n }
brief-conclusion = conclusion { $n }
brief-fates-overdue = overdue
brief-fates-silent = no report for 30 days
brief-fates-unended = to be settled
brief-fates-awaiting = awaiting confirmation
brief-fates-extension-asked = extension asked
brief-fates-under-way = under way, in time
brief-fates-suspended = suspended
brief-fates-done-late = done, late
brief-fates-done-in-time = done, in time
brief-fates-done = done, undated
brief-fates-terminated = terminated
brief-fates-without-task = no task given
brief-fates-guidance = guidance
brief-is-unended = To be settled
brief-is-under-way = Under way
brief-is-suspended = Suspended
brief-is-done-in-time = Done, in time
brief-is-done = Done
brief-is-terminated = Terminated
brief-is-guidance = Guidance, one sentence is due
brief-awaiting =
    { $days ->
        [one] Awaiting confirmation for 1 day
       *[other] Awaiting confirmation for { $days } days
    }
brief-extension-asked = Extension asked to { $day }
brief-until = Under way, due { $day }
brief-done-late =
    { $days ->
        [one] Done, 1 day late
       *[other] Done, { $days } days late
    }
brief-due = due { $day }
brief-since = last word { $day }
brief-reported = reported done { $day }
brief-on = on { $day }
brief-of-tasks = { $n } of { $all } tasks
brief-extended =
    { $n ->
        [one] extended once
       *[other] extended { $n } times
    }
brief-ask-late-and-silent = Why has { $unit } not reported on “{ $words }” since { $day }?
brief-ask-late = “{ $words }” ({ $unit }): what holds it up, and when will it be done?
brief-ask-extended-often = “{ $words }” ({ $unit }) was extended { $n } times: on which day will it be done?
brief-ask-silent = “{ $words }” ({ $unit }): how far has it come?
brief-ask-petitions =
    { $n ->
        [1] The petition “{ $words }” has waited since { $day }: what does { $unit } answer?
       *[other] { $n } petitions wait for an answer, the longest “{ $words }” since { $day }: what does { $unit } answer?
    }
brief-from-petitions = { $n } petitions without an answer
brief-ask-looks-returning = “{ $words }”: is it what the session before named, and why is it not cured?
brief-ask-returning = “{ $words }”: why is it still not cured?
brief-ask-listed =
    { $n ->
        [1] One limitation of the list is still open: how far is it?
       *[other] { $n } limitations of the list are still open: how far are they?
    }
brief-from-listed = in the list of a task, the first since { $day }
brief-ask-unended = Conclusion “{ $words }”: who is to do it, or nobody?
brief-ask-unconfirmed = { $unit } reported “{ $words }” as done on { $day }: why is it not confirmed?
brief-ask-extension-asked = Is { $unit } to have until { $day } for “{ $words }”?
brief-ask-rate-fell = Why did the rate “{ $rule }” fall from { $then } to { $now }?
brief-ask-guidance = Guidance in conclusions { $conclusions }: what was done, in one sentence each?
brief-from-late-and-silent = { $days } days overdue
brief-from-late = { $days } days overdue, due { $day }
brief-from-extended-often = extended { $n } times, due { $day }
brief-from-silent = no report for { $days } days, since { $day }
brief-from-looks-returning = reads like { $n } sessions in a row since { $day }; nobody confirmed it
brief-from-returning = named in { $n } sessions in a row, since that of { $day }
brief-from-unended = nobody has said what is to come of it
brief-from-unconfirmed = awaiting confirmation for { $days } days
brief-from-extension-asked = the unit asks for it, nobody has decided
brief-from-rate-fell = beside the day of the last session
brief-from-guidance = { $n } conclusions that were not given out as tasks
word-days = Days

## Assigning tasks by hand
assign-new = Assign a task
assign-title = Assign a task
assign-how = Each lead gets a task of its own. You look it over once more before it is assigned.
assign-asked = Something is not clear. Mend what is told below a field; everything typed is still there.
assign-words = What is to be done
assign-leads-how = marks may be left out; put ; between units, or: tất cả các xã
assign-deadline-how = a day (30/9), or words: trong 7 ngày làm việc, cuối quý III, hằng quý
assign-spoken = Spoken order
assign-speaker = Who gave the order
assign-on = Day of the order
assign-venue = Where it was given
assign-issued-on = Day of issue
assign-in-register = in the register
assign-document-how = A document of the register is recognised by number and day; of any other, number and day are kept as typed.
assign-choose-session = — choose a session —
assign-older-session = The session that was chosen
assign-n = Conclusion no.
assign-n-how = Left empty, the words above are recorded as a new conclusion of the session.
assign-look = Look it over
assign-look-title = Look it over before it is assigned
assign-each = { $n ->
    [one] { $n } unit gets a task of its own.
   *[other] { $n } units, each gets a task of its own.
 } Untick those that get none.
assign-mend = Mend it
assign-done = { $n ->
    [one] { $n } task was assigned:
   *[other] { $n } tasks were assigned, the first is
 }
assign-more = You can assign another one with the same source below.
assign-like = Assign another task with the same source
assign-from-document = Assign a task from this document
assign-to-session = Back to the session.
assign-none-of = No unit below is one of “{ $name }”. Look at the name again, or name each unit.
assign-not-yours = You may not assign tasks to “{ $name }”. Choose a unit below your own.
assign-deadline-unclear = The deadline “{ $words }” is not understood. Write a day (30/9), a count of days (trong 7 ngày làm việc), or leave it empty where there is none.
assign-due-unset = No deadline. After 30, 60 and 90 days without a word the task is pointed out.
assign-due-standing = Standing, without an end.
assign-due-periodic = Periodic, as the words say.
assign-due-past = That day has passed: the task is late as soon as it is assigned.
assign-from-conclusion = conclusion { $n } of the session of { $day }
assign-from-session = session of { $day }, recorded as a new conclusion
assign-from-register = { $name } (in the register)
source-spoken = spoken order of { $by }, { $day }
source-spoken-at = spoken order of { $by }, { $day }, { $what }
source-outside = { $what } of { $day } (not in the register)
source-outside-by = { $what } of { $day }, { $by } (not in the register)
filter-source-any = Any source
filter-source-register = Documents, sessions of the register
filter-source-outside = Documents outside the register
filter-source-spoken = Spoken orders
field-speaker = who gave the order
field-on = day
field-issued-on = day of issue
field-venue = place
field-session = working session
field-source = source
field-outside = source outside the register

## Numbers in other trackers
column-external-refs = Numbers in other trackers
field-system = system
field-id = number
form-task-add-external-ref-address = Where it is looked up
form-task-add-external-ref-system = System
form-task-add-external-ref-id = Number of the task there
form-task-add-external-ref-note = For example nq57.vn, or the tracker of the Government Office. The register finds the task by this number too.
refusal-address-not-https = The address has to begin with https:// and holds no blank. Take it again from the browser, or leave it empty.
refusal-external-ref-unknown = The task has no number { $n } in another tracker, or it was removed. Open the page of the task again.
event-task-external-ref-added = Number in another tracker added
event-task-external-ref-removed = Number in another tracker removed

## The clock of tasks without a deadline
page-clock = no deadline, past { $mark } days
filter-clock = No deadline, no word
filter-clock-any = not asked
filter-clock-mark = for { $mark } days
home-clock = No deadline and no word:
home-clock-mark = for { $mark } days
field-clock = mark without a word

# The notice of a session that was planned here
keys-same = Same as a conclusion recorded in the session, or apart
keys-join-session = Choose another session for the document
desk-joins = This document goes into a session of the register:
desk-joins-why = Same day, same bodies; by finishing, the session takes the document as its notice.
desk-joined = The session has taken this document as its notice.
desk-join-new = This document founds a session of its own.
desk-join-new-why = A session of that day was planned here; if the document is its notice, choose it below.
desk-join-do = Put it into the session “{ $it }”
desk-join-none = Found a new session
desk-same = Recorded in the session, conclusion
desk-same-given = taking this assigns once more; assigned already
desk-same-not = Not this conclusion
desk-same-choose = Same as a recorded conclusion
desk-unworded = Recorded in the session, but not told by the document. Please look again; these stay on the page of the session and have to end:

# Halls and the roll
act-session-set-hall = Record the hall
act-session-drop-hall = Drop the hall
act-session-set-quorum = Record how many are needed
act-session-call-roll = Record the roll
refusal-hall-unknown = The session has no hall { $n }, or it was dropped. Open the page again to see the halls as they are.
refusal-link-not-https = The address of a meeting has to begin with https:// and holds no blank. Take it again from the meeting software.
refusal-quorum-unclear = “{ $present }/{ $of }” is no part of a whole. Write it like 2 of 3; leave both empty where there is no rule.
field-link = address to join by
field-units = units
field-present = at least
field-of = of every
field-at = time of coming
field-lines = roll
roll-title = Roll
roll-here = { $here } of { $called } units are here
roll-enough = Enough (at least { $part } are needed)
roll-not-enough = Not enough yet (at least { $part } are needed)
roll-called = recorded on
roll-correct = Correct the roll
roll-keys = j down, k up. In the line at hand: c here, m late, p excused, v absent; then the next line is at hand.
roll-unit = Unit
roll-presence = Attendance
roll-at = Came at
roll-who = Who came
roll-rest = The rest is here, record the roll
roll-not-yet = The roll is called once the session has begun.
roll-quorum = How many are needed
roll-quorum-is = The session may sit with at least
roll-quorum-none = No rule.
roll-halls = Halls
roll-halls-none = No hall yet: everybody meets in one place.
roll-hall-name = Name of the hall
roll-hall-units = Units that sit there
roll-hall-add = Add a hall
roll-hall-amend = Amend or drop
roll-join = Join
presence-present = Here
presence-late = Late
presence-excused = Excused
presence-absent = Absent

# The speakers
line-speech = Speech
speech-told = { $who } spoke for { $n } min ({ $granted } min were granted)
speakers-title = Speakers
speaker-has-word = Speaking
speaker-then = Next:
speaker-nobody = Nobody is speaking.
speaker-left = { $time } left
speaker-over = { $time } over
speaker-next = Give the word to the next
speaker-end = End the speech
speaker-more = 2 minutes more
speaker-drop = Does not speak
speaker-minutes = { $n } min
speaker-who = Who asks for the word
speaker-who-how = name, unit
speaker-granted = Minutes
speaker-ask = Add to the list

# The minutes on paper
act-session-sign-minutes = Record the minutes as signed
act-session-supplement-minutes = Record a signed supplement
refusal-minutes-signed = The minutes were signed on { $signed_on } and stay as they are. Use “Record a signed supplement” for what has to be added or put right.
refusal-minutes-not-signed = The minutes are not signed, so there is nothing to supplement. Use “Record the minutes as signed” first; until then roll and agenda can be put right.
refusal-signed-too-early = Nothing is signed before { $day }. Write the day of the signature again.
field-secretary = whoever wrote the minutes
field-signed-on = day of the signature
form-session-sign-minutes-chair = Signed by the chair
form-session-sign-minutes-secretary = Signed by whoever wrote them
form-session-sign-minutes-note = Print them, have them signed, then record who signed and when. From then on they stay as they are; that is not taken back, but supplemented.
form-session-supplement-minutes-words = What is added or put right
form-session-supplement-minutes-because = Why
form-session-supplement-minutes-note = A supplement is printed and signed before it is recorded. What was signed before stays.
record-title = Minutes
record-title-open = See the minutes
record-to-sign = Print and sign the minutes
record-draft = Draft, not signed
record-draft-how = Made of the lines that were written, the roll and the conclusions of the session.
record-signed = Signed on
record-kept = What follows stays as it was signed.
record-number = No.      /BB
record-began = Began:
record-mode = Held:
record-with = With:
record-roll = Roll:
record-chair = Chair:
record-secretary = Written by:
record-course = Course of the session
record-no-lines = Nothing was written down.
record-conclusions = What the chair concluded
record-no-conclusions = Nothing was concluded.
record-closed = Closed at
record-secretary-sign = Secretary
record-chair-sign = Chair
record-supplement = Supplement of
record-afterwards = Recorded after the signature
record-gone = Gone since the signature
record-gone-how = Conclusions of the signed minutes that left the session with a notice that was taken out. Where the minutes are wrong as well, record a supplement.
record-afterwards-how = Conclusions that were recorded, or worded by the notice, after the signature: no part of what was signed. Record a supplement to bring them in.
act-session-withdraw-report = Withdraw the report
form-session-send-report-because = Why another version is sent
form-session-withdraw-report-because = Why it is withdrawn
form-session-withdraw-report-note = What was withdrawn is kept with the reason; the host still sees it. Another version can be sent afterwards.
refusal-report-not-sent = The unit has sent no report, or withdrew it. Send it by “Send the report”.
refusal-report-presented = The report of { $sent_on } was presented in the session; it stays as it is and cannot be withdrawn. To mend it, send another version and say why.
meeting-report-replace = Send another version
version-presented = Presented in the session
version-later = Sent afterwards; another one was presented
version-replaced = Another version took its place
version-withdrawn = Withdrawn
version-withdrawn-on = Withdrawn on
version-because = Why this version was sent
version-earlier = Earlier versions
meeting-venue-how = Meeting room 2, seat of the commune committee
invite-at = Place: { $value }
when-day = on { $day }
when-venue = at { $venue }
when-hour-later = at an hour to be announced
when-venue-later = at a place to be announced
invite-later = to be announced
form-session-call-off-note = Whoever was invited gets a letter with this reason. It cannot be undone; to meet after all, plan a new session.
meeting-moved = Moved on { $day }; before that: { $before }.
meeting-moved-why = Why the day, the hour or the place is another
meeting-moved-how = (the invitation was sent; the guests get a letter with this reason)
mail-reason-session-called-off = Session called off
mail-reason-session-moved = Session moved
mail-reason-invitation-withdrawn = Invitation withdrawn
mail-subject-session = Change of an invitation, told on { $day }
mail-opening-session = An invitation that was sent to your unit has changed:
mail-called-off = The session planned { $before } is called off; the invitation no longer holds.
mail-moved = The session planned { $before } is now held { $now }.
mail-withdrawn = Your unit is no longer among the guests of the session planned { $before }; the invitation is withdrawn, and nobody needs to come.
mail-because = Reason: { $because }.
outbox-kind-session = Change of an invitation
refusal-mail-without-rule = Changes of invitations are told at once to every guest and have no rule. Choose another kind of letter on the page of rules.
refusal-roll-line-changed = Somebody else has just said who came for this unit. See the line marked “Just said by somebody else”, choose again if need be, and save; the other lines are kept.
roll-meanwhile = Just said by somebody else:
guests-find = Find
guests-none = No unit has such a name.
guests-all = Choose all { $n } units
guests-picked = { $n } chosen
guests-communes = Communes, wards, special zones
guests-commune-state = Authorities of communes
guests-commune-party = Party bodies of communes
guests-commune-front = Front and organisations of communes
guests-province-state = Departments and authorities of the province
guests-province-party = Party bodies of the province
guests-province-front = Front and organisations of the province
guests-districts = Districts (before 1 July 2025)
guests-central = Central bodies
guests-others = Other bodies
guests-villages = Villages and quarters

# The implementing plan read back into parts
plan-files = Implementing plan
plan-files-how = A file that was sent and is the plan can be read into parts: the document enters the register, and each part waits for you before it is assigned.
plan-read = Read the plan into parts
plan-go-on = Open the plan that was read
plan-of-parts = Plan:
plan-desk = Plan for the task
plan-desk-how = What is taken here becomes parts of this task, for units below { $it }.
plan-desk-due = The task is due on
plan-desk-not = Not the plan of this task
plan-desk-choose = It is the plan of a task
plan-desk-choose-how = Once the code of a task is given, all that is taken from this document becomes parts of that task.
plan-desk-code = Code of the task
desk-why-not-below = Cannot be taken: a lead is not below your unit. Choose one that is, or set this aside.
reason-after-above = due after the task above ({ $day })
reason-not-below = “{ $name }” is not below { $unit }

# The document of a task, added afterwards
act-task-add-source = Add the document it comes from
act-task-remove-source = Take the added document back
event-task-source-added = Document added
act-task-tie = Tie the task to a conclusion
event-task-tied = Tied to another session
event-task-source-removed = Added document taken back
form-task-remove-source-because = Reason
form-task-remove-source-note = The task is again as it was without the document; its words, units and deadline do not change.
refusal-source-stands = The task has a document of the register that it comes from: no other can be added. Use “Take the added document back” if that was added by mistake, and choose again.
refusal-source-not-added = No document was added to the task: there is nothing to take back. Use “Add the document it comes from” if it is there now.
source-title = Add the document it comes from
source-how = The task was assigned before its document was in the register. Choose the document and the words that assign it; words, units and deadline of the task stay as they are.
source-has = The task has the document it comes from:
source-has-how = Where that was added by mistake, take it back on the page of the task and choose again.
source-may-not = This is for the clerk of those who assigned the task.
source-text = Number, title or issuer (marks may be left out)
source-find = Find documents
source-no-document = The register has no such document. Type fewer words, or none to see the newest.
source-not-here = The document is not in the register yet?
source-send = Send the file of the document
source-send-how = The file is taken into the register and added to this task at once; words, unit and deadline of the task stay. What else the document orders waits on the page of the document.
source-send-do = Take in and add
source-known = Take the one that the register has
source-other = Choose another document
source-words = Words of the sentence that assigns it (marks may be left out; blank to look by the words of the task)
source-find-place = Find the place
source-no-place = No sentence holds these words. Type fewer.
source-no-place-alike = No sentence comes near the words of the task. Type a few words of the one that assigns it.
source-take = Take this sentence
source-take-whole = Take the document as a whole
source-again = Choose the document again
source-added-on = added on
source-differs-deadline = The document tells another deadline: { $there }.
source-differs-lead = The document tells another lead: { $there }.
source-differs-how = The task keeps its own; use “Correct” to follow the document.
