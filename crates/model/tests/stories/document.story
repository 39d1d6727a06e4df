--- a document is received with what its head says
when   document.receive  D {"title":"Kết luận tại buổi làm việc","file_name":"tb-12.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"number":"12-TB/TU","kind":"Thông báo","issuer":"Tỉnh ủy Hải Sơn","issued_on":"2026-03-30"}
then   document.received {"document":"@D","content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"number":{"plain":"12-TB/TU"},"kind":{"plain":"Thông báo"},"issuer":{"plain":"Tỉnh ủy Hải Sơn"},"issued_on":"2026-03-30"}

--- a document without a file name is refused
when   document.receive  D {"title":"Kết luận","file_name":"","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4}
then   refused words-missing {"field":"file_name"}

--- what is no hash is never the name of a file
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"../../etc/passwd","length_bytes":4}
then   refused content-not-a-hash
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E5E","length_bytes":4}
then   refused content-not-a-hash
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"","length_bytes":4}
then   refused content-not-a-hash

--- no free text stands in the place of a version, and no length that a column cannot hold
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"reader":"Trần Văn A"}
then   refused command-unreadable
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"reader":""}
then   refused command-unreadable
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"reader":"0123456789012345678901234567890.2"}
then   refused command-unreadable
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":9223372036854775808}
then   refused command-unreadable
when   document.receive  D {"title":"Kết luận","file_name":"tb.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"reader":"0.2.1-rc+7"}
then   document.received {"reader":"0.2.1-rc+7"}
when   session.hold      S {"title":"Làm việc","held_on":"2026-03-13","document":"@D"}
then   session.held      {"document":"@D"}
when   session.record_conclusion S {"n":1,"words":"Khẩn trương","passage":{"document":"@D","span":[0,4],"reader":"bản của A"}}
then   refused command-unreadable
when   session.record_conclusion S {"n":1,"words":"Khẩn trương","passage":{"document":"@D","span":[0,9223372036854775808]}}
then   refused command-unreadable

--- a draft is set aside once, with or without a reason
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"tb.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   document.set_aside_draft D {"span":[3,9],"because":"đã giao tại thông báo khác"}
then   document.draft_set_aside {"span":[3,9],"because":{"plain":"đã giao tại thông báo khác"}}
when   document.set_aside_draft D {"span":[5,12]}
then   refused draft-set-aside
when   document.amend_draft D {"span":[5,12],"words":"rà soát"}
then   refused draft-set-aside
when   document.set_aside_draft D {"span":[9,12]}
then   document.draft_set_aside {"span":[9,12],"because":null}
when   document.set_aside_draft D {"span":[12,9]}
then   refused span-reversed {"start":12,"end":9}

--- a draft is amended in parts, and what was not amended stays
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"tb.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   document.amend_draft D {"span":[3,9],"leads":["@U1"],"deadline":{"kind":"fixed","due_on":"2026-06-30"}}
then   document.draft_amended {"span":[3,9],"words":null,"leads":["@U1"]}
when   document.amend_draft D {"span":[3,9],"words":"rà soát trạm y tế"}
then   document.draft_amended {"words":{"plain":"rà soát trạm y tế"},"leads":null}
when   document.amend_draft D {"span":[3,9]}
then   refused nothing-amended
when   document.amend_draft D {"span":[3,9],"leads":["@U2"]}
then   refused unit-unknown {"unit":"@U2"}
when   document.amend_draft D {"span":[9,3],"words":"rà soát"}
then   refused span-reversed

--- of a file that is no plain text the extracted text is frozen, with what was unsure
when   document.receive  D {"title":"Kết luận","file_name":"tb.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"extracted":{"text":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f","by":"paper-0.1.0","doubts":[{"kind":"unsure","span":[3,9],"confidence":41}]}}
then   document.received {"extracted":{"text":{"plain":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f"},"by":"paper-0.1.0","doubts":[{"kind":"unsure","span":[3,9],"confidence":41}]}}

--- of a sheet in which tasks were kept it is frozen what each column was taken for
when   document.receive  D {"title":"Sổ theo dõi","file_name":"so.xlsx","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"extracted":{"text":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f","by":"paper-0.1.0","columns":[["count","content"],["source_day"]]}}
then   document.received {"extracted":{"text":{"plain":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f"},"by":"paper-0.1.0","columns":[["count","content"],["source_day"]]}}

--- a person says what columns of a kept sheet hold, and may say otherwise later
given  document.received D {"document":"@D","title":{"plain":"Sổ theo dõi"},"file_name":{"plain":"so.xlsx"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   document.name_columns D {"columns":[{"table":0,"column":3,"role":"lead"},{"table":1,"column":0,"role":"count"}]}
then   document.columns_named {"columns":[{"table":0,"column":3,"role":"lead"},{"table":1,"column":0,"role":"count"}]}
when   document.name_columns D {"columns":[{"table":0,"column":3,"role":"with"}]}
then   document.columns_named {"columns":[{"table":0,"column":3,"role":"with"}]}
when   document.name_columns D {"columns":[]}
then   refused nothing-amended
when   document.name_columns D {"columns":[{"table":0,"column":1000,"role":"with"}]}
then   refused command-unreadable
when   document.name_columns D {"columns":[{"table":0,"column":1,"role":"chair"}]}
then   refused command-unreadable

--- a document is named the implementing plan of a task, of another one, and of none
given  task.assigned  T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"ban hành kế hoạch"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.assigned  E {"task":"@E","code":{"year":2026,"n":2},"words":{"plain":"rà soát"},"lead":"@U1","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  document.received D {"document":"@D","title":{"plain":"Kế hoạch"},"file_name":{"plain":"kh.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   document.name_plan D {}
then   refused nothing-amended
when   document.name_plan D {"task":"@X"}
then   refused task-unknown {"task":"@X"}
when   document.name_plan D {"task":"@T"}
then   document.plan_named {"task":"@T"}
when   document.name_plan D {"task":"@T"}
then   refused nothing-amended
when   task.terminate E {"because":"đã có nhiệm vụ khác"}
then   task.terminated {}
when   document.name_plan D {"task":"@E"}
then   refused task-ended
when   document.name_plan D {"task":null}
then   document.plan_named {"task":null}

--- an extracted text is named by its hash, by what took it out, and its doubts have places
when   document.receive  D {"title":"Kết luận","file_name":"tb.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"extracted":{"text":"../../etc/passwd","by":"paper-0.1.0"}}
then   refused content-not-a-hash
when   document.receive  D {"title":"Kết luận","file_name":"tb.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"extracted":{"text":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f","by":"Trần Văn A"}}
then   refused command-unreadable
when   document.receive  D {"title":"Kết luận","file_name":"tb.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"extracted":{"text":"6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f","by":"paper-0.1.0","doubts":[{"kind":"unsure","span":[9,3]}]}}
then   refused span-reversed {"start":9,"end":3}

--- a limitation is answered by passages or by a reason, and said again it stands anew
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"tb.txt"},"content":{"plain":"00"},"length_bytes":100,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
when   document.answer_limitation D {"span":[3,9]}
then   refused words-missing {"field":"because"}
when   document.answer_limitation D {"span":[3,9],"because":" "}
then   refused words-missing {"field":"because"}
when   document.answer_limitation D {"span":[3,9],"answers":[[12,20],[30,40]]}
then   document.limitation_answered {"span":[3,9],"answers":[[12,20],[30,40]],"because":null}
when   document.answer_limitation D {"span":[3,9],"because":"đã giao tại thông báo khác"}
then   document.limitation_answered {"answers":[],"because":{"plain":"đã giao tại thông báo khác"}}
when   document.answer_limitation D {"span":[9,3],"because":"khác"}
then   refused span-reversed {"start":9,"end":3}
when   document.answer_limitation D {"span":[3,9],"answers":[[20,12]]}
then   refused span-reversed {"start":20,"end":12}
