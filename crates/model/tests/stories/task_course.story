--- a lead declines a task once, and another one gives it to a new lead, who begins anew
given  unit.founded   U2 {"unit":"@U2","name":{"plain":"Sở Tài chính"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.done_reported T {"words":{"plain":"đã trình"},"done_on":"2026-03-31"} by=officer
when   task.decline   T {"because":"không thuộc thẩm quyền"}
then   refused done-reported {"done_on":"2026-03-31"}
given  task.sent_back T {"because":{"plain":"chưa đủ"}}
when   task.reassign  T {"lead":"@U2"}
then   refused not-declined
when   task.keep_lead T {"because":"đúng thẩm quyền"}
then   refused not-declined
when   task.decline   T {"because":" "}
then   refused words-missing {"field":"because"}
given  task.declined  T {"because":{"plain":"không thuộc thẩm quyền"},"proposed_lead":{"plain":"Sở Tài chính"}} by=officer
when   task.decline   T {"because":"lần nữa"}
then   refused decline-awaits {"declined_on":"2026-03-31"}
when   task.reassign  T {"lead":"@U9"}
then   refused unit-unknown {"unit":"@U9"}
when   task.reassign  T {"lead":"@U2","words":"giao lại"}
then   task.reassigned {"lead":"@U2","words":{"plain":"giao lại"}}
when   task.receive   T
then   task.received
when   task.reassign  T {"lead":"@U1"}
then   refused not-declined

--- whoever declined does not decide, and the lead that declined is no new lead
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.declined  T {"because":{"plain":"không thuộc thẩm quyền"},"proposed_lead":null} by=officer
when   task.reassign  T {"lead":"@U1"}
then   refused lead-stays {"unit":"@U1"}
when   task.keep_lead T {"because":" "}
then   refused words-missing {"field":"because"}
when   task.keep_lead T {"because":"đúng thẩm quyền"}
then   task.lead_kept {"because":{"plain":"đúng thẩm quyền"}}
when   task.decline   T {"because":"vẫn không thuộc thẩm quyền","proposed_lead":"Sở Tài chính"}
then   task.declined  {"proposed_lead":{"plain":"Sở Tài chính"}}
when   task.reassign  T {"lead":"@U1"}
then   refused asker-decides
when   task.keep_lead T {"because":"đúng thẩm quyền"}
then   refused asker-decides
when   task.terminate T {"because":"không còn cần"}
then   task.terminated
when   task.decline   T {"because":"x"}
then   refused task-ended {"state":"terminated"}
when   task.reassign  T {"lead":"@U1"}
then   refused task-ended {"state":"terminated"}
when   task.keep_lead T {"because":"x"}
then   refused task-ended {"state":"terminated"}

--- a suspended task owes nothing until it is resumed
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
when   task.resume    T
then   refused not-suspended
when   task.suspend   T {"because":" "}
then   refused words-missing {"field":"because"}
when   task.suspend   T {"because":"chờ nghị quyết","basis":"Công văn 12/UBND-NC"}
then   task.suspended {"because":{"plain":"chờ nghị quyết"},"basis":{"plain":"Công văn 12/UBND-NC"}}
when   task.suspend   T {"because":"chờ nghị quyết"}
then   refused task-suspended {"since_on":"2026-03-31"}
when   task.report_progress T {"words":"đã họp"}
then   refused task-suspended {"since_on":"2026-03-31"}
when   task.confirm   T
then   refused done-not-reported
when   task.correct   T {"words":"khác","because":"ghi nhầm"}
then   task.corrected
when   task.resume    T {"words":"đã có nghị quyết"}
then   task.resumed   {"words":{"plain":"đã có nghị quyết"},"n_days":0,"due_on":"2026-04-15"}
when   task.report_done T {"words":"xong","done_on":"2026-03-31"}
then   task.done_reported
when   task.suspend   T {"because":"chờ nghị quyết"}
then   refused done-reported {"done_on":"2026-03-31"}

--- a fixed day moves by the days of the rest, another deadline stays
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.suspended T {"because":{"plain":"chờ nghị quyết"},"basis":null} on=2026-03-21
when   task.resume    T
then   task.resumed   {"n_days":10,"due_on":"2026-04-25"}
when   task.ask_extension T {"until_on":"2026-04-25","because":"chờ thêm"}
then   refused extension-not-later {"due_on":"2026-04-25"}
given  task.assigned  V {"task":"@V","code":{"year":2026,"n":2},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"standing"},"due_words":null,"deliverable":null}
given  task.suspended V {"because":{"plain":"chờ nghị quyết"},"basis":null} on=2026-03-21
when   task.resume    V
then   task.resumed   {"n_days":10,"due_on":null}

--- a suspended task may be terminated, and what has ended does not rest
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.suspended T {"because":{"plain":"chờ nghị quyết"},"basis":null}
when   task.terminate T {"because":"đã bãi bỏ","basis":"Nghị quyết 12/NQ-HĐND"}
then   task.terminated {"basis":{"plain":"Nghị quyết 12/NQ-HĐND"}}
when   task.resume    T
then   refused not-suspended
when   task.suspend   T {"because":"chờ nghị quyết"}
then   refused task-ended {"state":"terminated"}

--- an open task is urged in words, and reminded once a day
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
when   task.urge      T {"words":" "}
then   refused words-missing {"field":"words"}
when   task.remind    T
then   task.reminded
when   task.remind    T
then   refused urged-today
when   task.urge      T {"words":"đề nghị báo cáo trước thứ Sáu"}
then   task.urged     {"words":{"plain":"đề nghị báo cáo trước thứ Sáu"}}
when   task.report_progress T {"words":"đã họp"}
then   task.progress_reported
when   task.remind    T
then   task.reminded
when   task.report_done T {"words":"xong","done_on":"2026-03-31"}
then   task.done_reported
when   task.remind    T
then   refused done-reported {"done_on":"2026-03-31"}
when   task.urge      T {"words":"nhanh lên"}
then   refused done-reported {"done_on":"2026-03-31"}

--- what rests or has ended is not urged; commended and criticised it may be at any time
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
given  task.suspended T {"because":{"plain":"chờ nghị quyết"},"basis":null}
when   task.urge      T {"words":"đề nghị báo cáo"}
then   refused task-suspended
when   task.remind    T
then   refused task-suspended
when   task.terminate T {"because":"đã bãi bỏ"}
then   task.terminated
when   task.urge      T {"words":"đề nghị báo cáo"}
then   refused task-ended {"state":"terminated"}
when   task.remind    T
then   refused task-ended {"state":"terminated"}
when   task.commend   T {"words":" "}
then   refused words-missing {"field":"words"}
when   task.commend   T {"words":"làm tốt"}
then   task.commended {"words":{"plain":"làm tốt"}}
when   task.criticise T {"words":" "}
then   refused words-missing {"field":"words"}
when   task.criticise T {"words":"chậm báo cáo"}
then   task.criticised {"words":{"plain":"chậm báo cáo"}}

--- a task is broken down into parts while it is open
given  unit.founded   U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.assign    V {"words":"rà soát trạm y tế","lead":"@U1","deadline":{"kind":"unset"},"source":{"above":"@T"}}
then   task.assigned  {"source":{"above":"@T"}}
when   task.assign    W {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"above":"@X"}}
then   refused task-unknown {"task":"@X"}
when   task.terminate T {"because":"thay thế"}
then   task.terminated
when   task.assign    W {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"above":"@T"}}
then   refused task-ended {"state":"terminated"}
when   task.carry_over W {"words":"rà soát","lead":"@U1","deadline":{"kind":"unset"},"source":{"above":"@T"},"work":{"state":"not_started"}}
then   refused task-ended {"state":"terminated"}

--- the lead says who of its own does it
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.forward   T {"to":" "}
then   refused words-missing {"field":"to"}
when   task.forward   T {"to":"Phòng Nghiệp vụ y"}
then   task.forwarded {"to":{"plain":"Phòng Nghiệp vụ y"}}
when   task.terminate T {"because":"thay thế"}
then   task.terminated
when   task.forward   T {"to":"Phòng Nghiệp vụ dược"}
then   refused task-ended {"state":"terminated"}

--- a task that was confirmed by mistake is opened again with a reason, and goes on
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"fixed","due_on":"2026-04-15"},"due_words":null,"deliverable":null}
when   task.reopen      T {"because":"bấm nhầm dòng"}
then   refused not-completed
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","by_phone_from":"Lò Văn Tươi"}
then   task.done_reported {"done_on":"2026-03-31"}
when   task.reopen      T {"because":"bấm nhầm dòng"}
then   refused not-completed
when   task.confirm     T
then   task.confirmed
when   task.reopen      T {"because":" "}
then   refused words-missing {"field":"because"}
when   task.reopen      T {"because":"bấm nhầm dòng"}
then   task.reopened    {"because":{"plain":"bấm nhầm dòng"}}
when   task.confirm     T
then   refused done-not-reported
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31"}
then   task.done_reported {"done_on":"2026-03-31"}

--- what was terminated is not opened again
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
when   task.terminate T {"because":"không còn cần"}
then   task.terminated
when   task.reopen    T {"because":"x"}
then   refused not-completed

--- a coordinating unit is asked for its contribution by a day, answers, is asked once more, and is let off with a reason
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":{"plain":"báo cáo"}}
when   task.ask_contribution T {"unit":"@U3","words":"số liệu","due_on":"2026-04-10"}
then   refused not-coordinating {"unit":"@U3"}
when   task.ask_contribution T {"unit":"@U2","words":"số liệu","due_on":"2026-03-30"}
then   refused day-past {"day":"2026-03-30"}
when   task.ask_contribution T {"unit":"@U2","words":" ","due_on":"2026-04-10"}
then   refused words-missing {"field":"words"}
when   task.contribute T {"unit":"@U2","words":"gửi số liệu"}
then   refused contribution-not-asked {"unit":"@U2"}
when   task.ask_contribution T {"unit":"@U2","words":"số liệu","due_on":"2026-04-10"}
then   task.contribution_asked {"unit":"@U2","words":{"plain":"số liệu"},"due_on":"2026-04-10"}
when   task.contribute T {"unit":"@U3","words":"gửi số liệu"}
then   refused not-coordinating {"unit":"@U3"}
when   task.contribute T {"unit":"@U2","words":""}
then   refused words-missing {"field":"words"}
when   task.contribute T {"unit":"@U2","words":"gửi số liệu","evidence":[{"file_name":"so-lieu.xlsx","content":"0000000000000000000000000000000000000000000000000000000000000000","length_bytes":9,"media":"xlsx"}]}
then   task.contributed {"unit":"@U2","words":{"plain":"gửi số liệu"}}
when   task.ask_contribution T {"unit":"@U2","words":"số liệu của quý I","due_on":"2026-04-20"}
then   task.contribution_asked {"unit":"@U2","due_on":"2026-04-20"}
when   task.withdraw_contribution T {"unit":"@U2","because":" "}
then   refused words-missing {"field":"because"}
when   task.withdraw_contribution T {"unit":"@U2","because":"đã có số liệu ở nơi khác"}
then   task.contribution_withdrawn {"unit":"@U2","because":{"plain":"đã có số liệu ở nơi khác"}}
when   task.withdraw_contribution T {"unit":"@U2","because":"đã có"}
then   refused contribution-not-asked {"unit":"@U2"}
when   task.contribute T {"unit":"@U2","words":"gửi số liệu"}
then   refused contribution-not-asked {"unit":"@U2"}

--- what a coordinating unit sends is not the deliverable of the lead
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":["@U2"],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":{"plain":"báo cáo"}}
when   task.ask_contribution T {"unit":"@U2","words":"số liệu","due_on":"2026-04-10"}
then   task.contribution_asked
when   task.contribute T {"unit":"@U2","words":"gửi số liệu","evidence":[{"file_name":"so-lieu.xlsx","content":"0000000000000000000000000000000000000000000000000000000000000000","length_bytes":9,"media":"xlsx"}]}
then   task.contributed
when   task.report_done T {"words":"đã trình","done_on":"2026-03-31","by_phone_from":"Lò Văn Tươi"}
then   task.done_reported
when   task.confirm   T
then   refused deliverable-missing
when   task.ask_contribution T {"unit":"@U2","words":"số liệu nữa","due_on":"2026-04-10"}
then   refused done-reported {"done_on":"2026-03-31"}
