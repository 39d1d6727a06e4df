--- a spoken order without a document is a task
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"tham mưu kế hoạch thu hút bác sĩ","lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15"},"due_words":"trước ngày 15/8/2026","deliverable":"kế hoạch thu hút bác sĩ"}
then   task.assigned  {"task":"@T","code":{"year":2026,"n":1},"lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15"},"due_words":{"plain":"trước ngày 15/8/2026"}}

--- codes count up within the year
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T0 {"task":"@T0","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.assign    T {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"}}
then   task.assigned  {"code":{"year":2026,"n":2}}

--- a lead that is not there is refused
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"}}
then   refused unit-unknown {"unit":"@U1"}

--- a coordinating unit that is not there is refused
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","coordinating":["@U2"],"deadline":{"kind":"unset"}}
then   refused unit-unknown {"unit":"@U2"}

--- the lead does not coordinate itself
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","coordinating":["@U1"],"deadline":{"kind":"unset"}}
then   refused lead-coordinates {"unit":"@U1"}

--- a task follows from a conclusion that ended as tasks
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  session.held   S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":null,"guests":[],"chair":null,"document":null}
given  session.conclusion_recorded S {"n":1,"words":{"plain":"rà soát"},"passage":null,"addressed_to":[],"ending":"tasks"}
given  session.conclusion_recorded S {"n":2,"words":{"plain":"phát huy"},"passage":null,"addressed_to":[],"ending":"guidance"}
given  session.conclusion_recorded S {"n":3,"words":{"plain":"xem xét"},"passage":null,"addressed_to":[],"ending":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":1}}}
then   task.assigned  {"source":{"conclusion":{"session":"@S","n":1}}}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":2}}}
then   refused conclusion-ended {"n":2}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":3}}}
then   refused conclusion-not-ended-as-tasks {"n":3}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@S","n":4}}}
then   refused conclusion-unknown {"n":4}
when   task.assign    V {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusion":{"session":"@X","n":1}}}
then   refused session-unknown {"session":"@X"}

--- a task without words is refused
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":" ","lead":"@U1","deadline":{"kind":"standing"}}
then   refused words-missing {"field":"words"}

--- a deadline that says two things is not guessed at, nor a source of another form
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"fixed","due_on":"2026-08-15","due_at":"2026-08-16"}}
then   refused command-unreadable
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"conclusions":{"session":"@S","n":1}}}
then   refused command-unreadable

--- a task is received, reported on, reported as done by its lead, and confirmed by another one
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.receive   T
then   task.received
when   task.receive   T
then   refused task-received {"received_on":"2026-03-31"}
when   task.confirm   T
then   refused done-not-reported
when   task.report_progress T {"words":"đã làm việc với hai xã"}
then   task.progress_reported {"words":{"plain":"đã làm việc với hai xã"}}
when   task.send_back T {"because":"chưa đủ"}
then   refused done-not-reported
when   task.report_done T {"words":"đã trình kế hoạch","done_on":"2026-03-31"}
then   task.done_reported {"done_on":"2026-03-31"}
when   task.report_done T {"words":"đã trình kế hoạch","done_on":"2026-03-31"}
then   refused done-reported {"done_on":"2026-03-31"}
when   task.confirm   T {"words":"đã nhận kế hoạch"}
then   refused reporter-confirms
when   task.send_back T {"because":"thiếu biểu kèm theo"}
then   task.sent_back {"because":{"plain":"thiếu biểu kèm theo"}}

--- what another one reported is confirmed, and then nothing is owed
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.done_reported T {"words":{"plain":"đã trình"},"done_on":"2026-03-31"} by=officer
when   task.confirm   T {"words":"đã nhận"}
then   task.confirmed {"words":{"plain":"đã nhận"}}
when   task.confirm   T
then   refused task-ended {"state":"completed"}
when   task.report_progress T {"words":"thêm"}
then   refused task-ended {"state":"completed"}
when   task.report_done T {"words":"thêm","done_on":"2026-03-31"}
then   refused task-ended {"state":"completed"}
when   task.send_back T {"because":"thêm"}
then   refused task-ended {"state":"completed"}
when   task.receive   T
then   refused task-ended {"state":"completed"}
when   task.correct   T {"words":"khác","because":"ghi nhầm"}
then   refused task-ended {"state":"completed"}

--- a day of completion lies between assignment and today
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.report_done T {"words":"xong","done_on":"2026-04-01"}
then   refused day-in-future {"day":"2026-04-01"}
when   task.report_done T {"words":"xong","done_on":"2026-03-30"}
then   refused done-before-assigned {"done_on":"2026-03-30","assigned_on":"2026-03-31"}
when   task.report_done T {"words":" ","done_on":"2026-03-31"}
then   refused words-missing {"field":"words"}

--- a task is terminated with a reason
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.terminate T {"because":" "}
then   refused words-missing {"field":"because"}
when   task.terminate T {"because":"đã có nghị quyết thay thế"}
then   task.terminated {"because":{"plain":"đã có nghị quyết thay thế"}}
when   task.terminate T {"because":"lần nữa"}
then   refused task-ended {"state":"terminated"}

--- a correction says what was wrong and changes something
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded   U2 {"unit":"@U2","name":{"plain":"Sở Tài chính"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.correct   T {"lead":"@U1","because":"ghi nhầm"}
then   refused nothing-corrected
when   task.correct   T {"lead":"@U2","because":"ghi nhầm"}
then   refused lead-coordinates {"unit":"@U2"}
when   task.correct   T {"lead":"@U9","because":"ghi nhầm"}
then   refused unit-unknown {"unit":"@U9"}
when   task.correct   T {"words":"rà soát trạm y tế","because":""}
then   refused words-missing {"field":"because"}
when   task.correct   T {"lead":"@U2","coordinating":["@U1"],"deadline":{"kind":"fixed","due_on":"2026-06-30"},"because":"ghi nhầm đơn vị"}
then   task.corrected {"lead":"@U2","coordinating":["@U1"],"words":null}

--- a report brings files, and a task keeps them
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"bien-ban.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"pdf","is_unread":true}]}
then   task.progress_reported {"evidence":[{"file_name":{"plain":"bien-ban.pdf"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"pdf","is_unread":true}]}
when   task.report_done T {"words":"xong","done_on":"2026-03-31","evidence":[{"file_name":"anh.jpg","content":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f","length_bytes":9,"media":"jpeg"}]}
then   task.done_reported {"evidence":[{"file_name":{"plain":"anh.jpg"},"content":{"plain":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f"},"length_bytes":9,"media":"jpeg"}]}

--- a file that tells who somebody is stays only with a reason
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"ds.xlsx","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"xlsx","found":{"n_identity_numbers":3,"n_birth_dates":2},"kept_because":" "}]}
then   refused personal-data-found {"file_name":"ds.xlsx","n_identity_numbers":3,"n_phones":0,"n_birth_dates":2}
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"ds.xlsx","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"xlsx","found":{"n_identity_numbers":3},"kept_because":"hồ sơ chi trả phải có"}]}
then   task.progress_reported {"evidence":[{"file_name":{"plain":"ds.xlsx"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"xlsx","found":{"n_identity_numbers":3,"n_phones":0,"n_birth_dates":0},"kept_because":{"plain":"hồ sơ chi trả phải có"}}]}

--- a file has a hash, a length and a kind, and ten are enough
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"a.pdf","content":"../a","length_bytes":4,"media":"pdf"}]}
then   refused content-not-a-hash
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"a.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":0,"media":"pdf"}]}
then   refused file-empty
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"a.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":52428801,"media":"pdf"}]}
then   refused file-too-long {"length_bytes":52428801,"longest_bytes":52428800}
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"a.mp4","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"mp4"}]}
then   refused command-unreadable
when   task.report_progress T {"words":"đã họp","evidence":[{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"},{"file_name":"a","content":"a","length_bytes":1,"media":"pdf"}]}
then   refused evidence-too-much {"n_files":11,"most":10}

--- what somebody said on the telephone is their report: whoever only entered it may confirm it
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.report_progress T {"words":"đã họp","by_phone_from":" "}
then   refused words-missing {"field":"by_phone_from"}
when   task.report_done T {"words":"xong","done_on":"2026-03-31","by_phone_from":"Lò Văn Tươi","by_link":1}
then   refused command-unreadable
when   task.report_done T {"words":"xong","done_on":"2026-03-31","by_phone_from":"Lò Văn Tươi"}
then   task.done_reported {"via":{"phone":{"from":{"plain":"Lò Văn Tươi"}}}}
when   task.confirm   T {"words":"đã nhận"}
then   task.confirmed {"words":{"plain":"đã nhận"}}

--- what comes by a link is of whoever it was given to: whoever gave it may confirm it
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.give_link T {"to":"Lò Văn Tươi","last_on":"2026-03-31"}
then   task.link_given {"n":1,"to":{"plain":"Lò Văn Tươi"},"last_on":"2026-03-31"}
when   task.report_progress T {"words":"đã họp","by_link":1}
then   task.progress_reported {"via":{"link":{"n":1}}}
when   task.report_done T {"words":"xong","done_on":"2026-03-31","by_link":1}
then   task.done_reported {"via":{"link":{"n":1}}}
when   task.confirm   T {"words":"đã nhận"}
then   task.confirmed

--- a link has a name and a last day that is neither past nor far
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.give_link T {"to":" ","last_on":"2026-04-30"}
then   refused words-missing {"field":"to"}
when   task.give_link T {"to":"Lò Văn Tươi","last_on":"2026-03-30"}
then   refused day-past {"day":"2026-03-30"}
when   task.give_link T {"to":"Lò Văn Tươi","last_on":"2026-07-02"}
then   refused link-too-long {"latest_on":"2026-07-01"}
when   task.terminate T {"because":"thay thế"}
then   task.terminated
when   task.give_link T {"to":"Lò Văn Tươi","last_on":"2026-04-30"}
then   refused task-ended {"state":"terminated"}

--- a link that was never given, was revoked, is past, or is another's opens nothing
given  unit.founded   U2 {"unit":"@U2","name":{"plain":"Sở Tài chính"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.link_given T {"n":1,"to":{"plain":"Lò Văn Tươi"},"last_on":"2026-03-30"}
given  task.link_given T {"n":2,"to":{"plain":"Lò Văn Tươi"},"last_on":"2026-04-30"} by=officer
when   task.report_progress T {"words":"đã họp","by_link":0}
then   refused link-closed {"n":0}
when   task.report_progress T {"words":"đã họp","by_link":1}
then   refused link-closed {"n":1}
when   task.report_progress T {"words":"đã họp","by_link":2}
then   refused link-closed {"n":2}
when   task.report_done T {"words":"xong","done_on":"2026-03-31","by_link":3}
then   refused link-closed {"n":3}
when   task.revoke_link T {"n":1}
then   refused link-closed {"n":1}
when   task.revoke_link T {"n":2}
then   task.link_revoked {"n":2}
when   task.revoke_link T {"n":2}
then   refused link-closed {"n":2}
when   task.give_link T {"to":"Lò Văn Tươi","last_on":"2026-04-30"}
then   task.link_given {"n":3}
when   task.correct T {"lead":"@U2","because":"ghi nhầm"}
then   task.corrected
when   task.report_progress T {"words":"đã họp","by_link":3}
then   refused link-closed {"n":3}

--- the field of a task is told with it
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"},"field":"health"}
then   task.assigned  {"field":"health"}

--- the field of a task is corrected alone
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null,"field":"health"}
when   task.correct   T {"field":"education","because":"xếp nhầm"}
then   task.corrected {"field":"education"}

--- the field it stands in corrects nothing
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null,"field":"health"}
when   task.correct   T {"field":"health","because":"xếp nhầm"}
then   refused nothing-corrected

--- a task of an older record comes in as it stood there
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.carry_over T {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"fixed","due_on":"2025-06-30"},"due_words":"30/6","assigned_on":"2025-02-03","work":{"state":"completed","done_on":"2025-06-20"},"note":"Ghi chú: đã gửi tỉnh"}
then   task.carried_over {"task":"@T","code":{"year":2026,"n":1},"lead":"@U1","assigned_on":"2025-02-03","work":{"state":"completed","done_on":"2025-06-20"},"note":{"plain":"Ghi chú: đã gửi tỉnh"}}
when   task.report_done T {"words":"đã xong","done_on":"2026-03-01"}
then   refused task-ended {"state":"completed"}

--- what is done and told without the day of assigning was assigned on that day at the latest
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.carry_over T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"work":{"state":"awaiting_confirmation","done_on":"2025-06-20"}}
then   task.carried_over {"assigned_on":"2025-06-20"}
when   task.confirm    T {}
then   refused reporter-confirms

--- a carried task that is open goes on here
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.carry_over T {"words":"rà soát","lead":"@U1","deadline":{"kind":"standing"},"assigned_on":"2025-02-03","work":{"state":"in_progress"}}
then   task.carried_over {"assigned_on":"2025-02-03","work":{"state":"in_progress"},"note":null}
when   task.report_done T {"words":"đã xong","done_on":"2025-06-20"}
then   task.done_reported {"done_on":"2025-06-20"}

--- an older record tells of no day to come, and of nothing done before it was assigned
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.carry_over T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"assigned_on":"2030-01-01","work":{"state":"not_started"}}
then   refused day-in-future {"day":"2030-01-01"}
when   task.carry_over T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"work":{"state":"completed","done_on":"2030-01-02"}}
then   refused day-in-future {"day":"2030-01-02"}
when   task.carry_over T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"assigned_on":"2025-06-21","work":{"state":"completed","done_on":"2025-06-20"}}
then   refused done-before-assigned {"done_on":"2025-06-20","assigned_on":"2025-06-21"}

--- a carried task has words, a lead that is there, and others to coordinate
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.carry_over T {"words":"rà soát","lead":"@U2","deadline":{"kind":"unset"},"work":{"state":"not_started"}}
then   refused unit-unknown {"unit":"@U2"}
when   task.carry_over T {"words":"rà soát","lead":"@U1","coordinating":["@U1"],"deadline":{"kind":"unset"},"work":{"state":"not_started"}}
then   refused lead-coordinates {"unit":"@U1"}
when   task.carry_over T {"words":" ","lead":"@U1","deadline":{"kind":"unset"},"work":{"state":"not_started"}}
then   refused words-missing {"field":"words"}

--- a deadline is counted again from the day that was seen, with the reason
given  task.assigned   T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2027-02-05"},"due_words":{"plain":"trước ngày 05/02/2027"},"deliverable":null}
when   task.recount    T {"was_on":"2027-02-04","due_on":"2027-02-15","because":"nghỉ Tết"}
then   refused deadline-moved {"was_on":"2027-02-04"}
when   task.recount    T {"was_on":"2027-02-05","due_on":"2027-02-05","because":"nghỉ Tết"}
then   refused nothing-corrected
when   task.recount    T {"was_on":"2027-02-05","due_on":"2027-02-15","because":" "}
then   refused words-missing {"field":"because"}
when   task.recount    T {"was_on":"2027-02-05","due_on":"2027-02-15","because":"nghỉ Tết"}
then   task.recounted  {"due_on":"2027-02-15"}
when   task.terminate  T {"because":"không còn phù hợp"}
then   task.terminated
when   task.recount    T {"was_on":"2027-02-15","due_on":"2027-02-16","because":"nghỉ Tết"}
then   refused task-ended

--- a task that names a deliverable is confirmed once that is there: as a file, by number and day, or waived with a reason
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":{"plain":"báo cáo"}}
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","deliverable":"đã gửi qua mạng"}
then   refused deliverable-unclear {"text":"đã gửi qua mạng"}
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","deliverable":"số 45/BC-UBND"}
then   refused deliverable-unclear {"text":"số 45/BC-UBND"}
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","by_phone_from":"Lò Văn Tươi"}
then   task.done_reported {"done_on":"2026-03-31"}
when   task.confirm   T {"words":"đã nhận"}
then   refused deliverable-missing
when   task.confirm   T {"waived_because":" "}
then   refused deliverable-missing
when   task.confirm   T {"words":"đã nhận","waived_because":"đã báo cáo trực tiếp tại hội nghị"}
then   task.confirmed {"words":{"plain":"đã nhận"},"waived_because":{"plain":"đã báo cáo trực tiếp tại hội nghị"}}

--- the document named by a report is the deliverable; no waiver is kept where nothing is missing
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":{"plain":"báo cáo"}}
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","deliverable":"số 45-BC/HU ngày 30/3/2026","by_phone_from":"Lò Văn Tươi"}
then   task.done_reported {"deliverable":{"plain":"số 45-BC/HU ngày 30/3/2026"}}
when   task.confirm   T {"waived_because":"không cần"}
then   task.confirmed {"words":null}

--- a file of any report is the deliverable
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":{"plain":"báo cáo"}}
given  task.done_reported T {"words":{"plain":"đã trình"},"done_on":"2026-03-31"} by=officer
when   task.confirm   T
then   refused deliverable-missing
when   task.report_progress T {"words":"gửi kèm báo cáo","evidence":[{"file_name":"bao-cao.pdf","content":"0000000000000000000000000000000000000000000000000000000000000000","length_bytes":9,"media":"pdf"}]}
then   task.progress_reported
when   task.confirm   T
then   task.confirmed

--- a task tells of a spoken order, or of a document that is not in the register
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"},"outside":{"kind":"spoken","speaker":" Chủ tịch UBND tỉnh ","on":"2026-03-30","venue":"xã Bản Lầu"}}
then   task.assigned  {"outside":{"kind":"spoken","speaker":{"plain":"Chủ tịch UBND tỉnh"},"on":"2026-03-30","venue":{"plain":"xã Bản Lầu"}},"source":{}}
when   task.assign    V {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"},"outside":{"kind":"document","number":"12/CT-TTg","issued_on":"2026-03-02"}}
then   task.assigned  {"outside":{"kind":"document","number":{"plain":"12/CT-TTg"},"issued_on":"2026-03-02"}}

--- an order outside the register has words and a day that has come, and is the only source
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"outside":{"kind":"spoken","speaker":" ","on":"2026-03-30"}}
then   refused words-missing {"field":"speaker"}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"outside":{"kind":"document","number":"12/CT-TTg","issued_on":"2026-04-01"}}
then   refused day-in-future {"day":"2026-04-01"}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"outside":{"kind":"document","number":"12/CT-TTg"}}
then   refused command-unreadable
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"document":"@D"}}
then   refused document-unknown {"document":"@D"}
given  document.received D {"document":"@D","title":{"plain":"Chỉ thị"},"file_name":{"plain":"ct.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"document":"@D"},"outside":{"kind":"document","number":"12/CT-TTg","issued_on":"2026-03-02"}}
then   refused command-unreadable
when   task.assign    T {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"document":"@D"}}
then   task.assigned  {"source":{"document":"@D"}}

--- a task is told where it stands in other trackers, also once it has ended
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.add_external_ref T {"system":"nq57.vn","id":" NQ57-0412 ","address":"https://nq57.vn/nhiem-vu/0412"}
then   task.external_ref_added {"n":1,"system":{"plain":"nq57.vn"},"id":{"plain":"NQ57-0412"},"address":{"plain":"https://nq57.vn/nhiem-vu/0412"}}
given  task.terminated T {"because":{"plain":"nghị quyết mới"},"basis":null}
when   task.add_external_ref T {"system":"CSDL nhiệm vụ của VPCP","id":"19284"}
then   task.external_ref_added {"n":2,"id":{"plain":"19284"}}
when   task.remove_external_ref T {"n":1}
then   task.external_ref_removed {"n":1}
when   task.remove_external_ref T {"n":1}
then   refused external-ref-unknown {"n":1}
when   task.remove_external_ref T {"n":3}
then   refused external-ref-unknown {"n":3}

--- a page leads to an encrypted address only, and a reference has a system and a number
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.add_external_ref T {"system":"nq57.vn","id":"0412","address":"http://nq57.vn/0412"}
then   refused address-not-https
when   task.add_external_ref T {"system":"nq57.vn","id":"0412","address":"javascript:alert(1)"}
then   refused address-not-https
when   task.add_external_ref T {"system":"nq57.vn","id":"0412","address":"https://nq57.vn/a b"}
then   refused address-not-https
when   task.add_external_ref T {"system":"nq57.vn","id":" "}
then   refused words-missing {"field":"id"}
when   task.add_external_ref T {"system":"","id":"0412"}
then   refused words-missing {"field":"system"}

--- the document of a spoken order is added once it came, and taken back with a reason
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"outside":{"kind":"spoken","speaker":{"plain":"Chủ tịch"},"on":"2026-03-30"},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.remove_source T {"because":"chọn nhầm"}
then   refused source-not-added
when   task.add_source T {"document":"@D"}
then   refused document-unknown {"document":"@D"}
given  document.received D {"document":"@D","title":{"plain":"thông báo"},"file_name":{"plain":"a.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   task.add_source T {"document":"@D","span":[9,4]}
then   refused span-reversed
when   task.add_source T {"document":"@D","span":[4,9]}
then   task.source_added {"document":"@D","span":[4,9]}
when   task.add_source T {"document":"@D"}
then   refused source-stands {"document":"@D"}
when   task.remove_source T {"because":" "}
then   refused words-missing {"field":"because"}
given  task.terminated T {"because":{"plain":"nghị quyết mới"},"basis":null}
when   task.remove_source T {"because":"chọn nhầm văn bản"}
then   task.source_removed {"because":{"plain":"chọn nhầm văn bản"}}
when   task.add_source T {"document":"@D"}
then   task.source_added {"document":"@D"}

--- a task that was assigned from a document keeps it
given  document.received D {"document":"@D","title":{"plain":"thông báo"},"file_name":{"plain":"a.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{"document":"@D"},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.add_source T {"document":"@D"}
then   refused source-stands {"document":"@D"}
when   task.remove_source T {"because":"chọn nhầm văn bản"}
then   refused source-not-added

--- a task is tied to a conclusion that ended as tasks, and to none; its document stays
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  session.held      S {"session":"@S","title":{"plain":"Làm việc"},"held_on":"2026-03-30","mode":null,"host":"@U1","guests":[],"chair":null,"document":null}
given  session.conclusion_recorded S {"n":1,"words":{"plain":"rà soát"},"passage":null,"addressed_to":[],"ending":"tasks"}
given  session.conclusion_recorded S {"n":2,"words":{"plain":"cần quan tâm"},"passage":null,"addressed_to":[],"ending":"guidance"}
given  session.conclusion_recorded S {"n":3,"words":{"plain":"báo cáo"},"passage":null,"addressed_to":[],"ending":null}
given  task.assigned     T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{"passage":{"document":"@D","span":[0,9]}},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.tie T {}
then   refused nothing-amended
when   task.tie T {"session":"@S"}
then   refused words-missing {"field":"n"}
when   task.tie T {"n":1}
then   refused words-missing {"field":"session"}
when   task.tie T {"session":"@S9","n":1}
then   refused session-unknown {"session":"@S9"}
when   task.tie T {"session":"@S","n":7}
then   refused conclusion-unknown {"session":"@S","n":7}
when   task.tie T {"session":"@S","n":2}
then   refused conclusion-ended {"n":2}
when   task.tie T {"session":"@S","n":3}
then   refused conclusion-not-ended-as-tasks {"n":3}
when   task.tie T {"session":"@S","n":1}
then   task.tied {"conclusion":{"session":"@S","n":1}}
when   task.tie T {"session":"@S","n":1}
then   refused nothing-amended
when   task.tie T {}
then   task.tied {"conclusion":null}
when   task.add_source T {"document":"@D"}
then   refused source-stands {"document":"@D"}
