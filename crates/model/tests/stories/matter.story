--- a limitation is followed from the sessions that told it
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  session.held      S2 {"session":"@S2","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
when   matter.begin      M {"matter_kind":"limitation","words":"Giải phóng mặt bằng còn chậm","unit":"@U2","field":"budget_investment","tellings":[{"session":"@S2","span":[10,40]},{"session":"@S1","span":[5,30]}]}
then   matter.begun      {"id":"@M","matter_kind":"limitation","unit":"@U2","owed_by":null,"since_on":"2026-02-10"}

--- one that no session told has the day that is typed, or today
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
when   matter.begin      M {"matter_kind":"limitation","words":"Hồ sơ quá hạn còn nhiều","unit":"@U2","told_on":"2026-03-01"}
then   matter.begun      {"since_on":"2026-03-01","tellings":[]}
when   matter.begin      N {"matter_kind":"limitation","words":"Hồ sơ quá hạn còn nhiều","unit":"@U2"}
then   matter.begun      {"since_on":"2026-03-31"}
when   matter.begin      O {"matter_kind":"limitation","words":"Hồ sơ quá hạn còn nhiều","unit":"@U2","told_on":"2026-04-01"}
then   refused day-in-future {"day":"2026-04-01"}
when   matter.begin      O {"matter_kind":"limitation","words":" ","unit":"@U2"}
then   refused words-missing {"field":"words"}
when   matter.begin      O {"matter_kind":"limitation","words":"Hồ sơ","unit":"@U9"}
then   refused unit-unknown {"unit":"@U9"}
when   matter.begin      O {"matter_kind":"limitation","words":"Hồ sơ","unit":"@U2","tellings":[{"session":"@S9","span":[1,2]}]}
then   refused session-unknown {"session":"@S9"}

--- a petition is put to a unit that owes the answer, and not to itself
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
when   matter.begin      M {"matter_kind":"petition","words":"Bố trí vốn sửa đường vào thôn","unit":"@U2","owed_by":"@U1"}
then   matter.begun      {"matter_kind":"petition","unit":"@U2","owed_by":"@U1"}
when   matter.begin      N {"matter_kind":"petition","words":"Bố trí vốn","unit":"@U2"}
then   refused words-missing {"field":"owed_by"}
when   matter.begin      N {"matter_kind":"petition","words":"Bố trí vốn","unit":"@U2","owed_by":"@U2"}
then   refused petition-to-itself {"unit":"@U2"}
when   matter.begin      N {"matter_kind":"limitation","words":"Bố trí vốn chậm","unit":"@U2","owed_by":"@U1"}
then   refused matter-other-kind {"kind":"limitation"}

--- what another session tells is joined, parted, and joined again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  session.planned   S2 {"session":"@S2","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-10","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S2 {"n":1,"words":{"plain":"Đường vào thôn"},"why":"added","task":null,"earlier":null}
given  session.opened    S2 {}
given  session.begun     S2 {} on=2026-03-10
given  session.closed    S2 {"minutes":[{"kind":"limitation","words":{"plain":"Giải phóng mặt bằng chậm"}},{"kind":"petition","words":{"plain":"Đề nghị bố trí vốn"}}]}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[{"telling":{"session":"@S1","span":[10,40]},"on":"2026-02-10"}]}
when   matter.join       M {"telling":{"session":"@S2","line":1}}
then   matter.joined     {"telling":{"session":"@S2","line":1},"on":"2026-03-10","reopens":false}
when   matter.join       M {"telling":{"session":"@S2","line":1}}
then   refused telling-known {"session":"@S2"}
when   matter.tell_apart M {"telling":{"session":"@S2","line":1}}
then   matter.told_apart {"telling":{"session":"@S2","line":1}}
when   matter.tell_apart M {"telling":{"session":"@S2","line":1}}
then   refused telling-known {"session":"@S2"}
when   matter.join       M {"telling":{"session":"@S2","line":1}}
then   matter.joined     {"on":"2026-03-10"}

--- one telling belongs to one limitation, until it is parted; a session without a place may tell of many
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[{"telling":{"session":"@S1","span":[10,40]},"on":"2026-02-10"},{"telling":{"session":"@S1"},"on":"2026-02-10"}]}
given  matter.begun      N {"id":"@N","matter_kind":"limitation","words":{"plain":"Bàn giao mặt bằng chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[]}
when   matter.join       N {"telling":{"session":"@S1","span":[10,40]}}
then   refused telling-elsewhere {"session":"@S1","matter":"@M"}
when   matter.begin      O {"matter_kind":"limitation","words":"Mặt bằng","unit":"@U2","tellings":[{"session":"@S1","span":[10,40]}]}
then   refused telling-elsewhere {"session":"@S1","matter":"@M"}
when   matter.join       N {"telling":{"session":"@S1"}}
then   matter.joined     {"telling":{"session":"@S1"}}
when   matter.tell_apart M {"telling":{"session":"@S1","span":[10,40]}}
then   matter.told_apart {"telling":{"session":"@S1","span":[10,40]}}
when   matter.join       N {"telling":{"session":"@S1","span":[10,40]}}
then   matter.joined     {"on":"2026-02-10"}
when   matter.join       M {"telling":{"session":"@S1","span":[10,40]}}
then   refused telling-elsewhere {"session":"@S1","matter":"@N"}

--- only a place that tells of it is joined
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  session.planned   S2 {"session":"@S2","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-10","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S2 {"n":1,"words":{"plain":"Đường vào thôn"},"why":"added","task":null,"earlier":null}
given  session.opened    S2 {}
given  session.begun     S2 {} on=2026-03-10
given  session.closed    S2 {"minutes":[{"kind":"limitation","words":{"plain":"Giải phóng mặt bằng chậm"}},{"kind":"petition","words":{"plain":"Đề nghị bố trí vốn"}}]}
given  session.held      S3 {"session":"@S3","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-20","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":null}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[{"telling":{"session":"@S1","span":[10,40]},"on":"2026-02-10"}]}
when   matter.join       M {"telling":{"session":"@S2","line":2}}
then   refused telling-unknown {"session":"@S2"}
when   matter.join       M {"telling":{"session":"@S2","line":3}}
then   refused telling-unknown {"session":"@S2"}
when   matter.join       M {"telling":{"session":"@S3","span":[1,9]}}
then   refused telling-unknown {"session":"@S3"}
when   matter.join       M {"telling":{"session":"@S2","span":[1,9],"line":1}}
then   refused telling-unknown {"session":"@S2"}
when   matter.join       M {"telling":{"session":"@S9"}}
then   refused session-unknown {"session":"@S9"}
when   matter.tell_apart M {"telling":{"session":"@S2","line":2}}
then   refused telling-unknown {"session":"@S2"}
when   matter.join       M {"telling":{"session":"@S3"}}
then   matter.joined     {"telling":{"session":"@S3"},"on":"2026-03-20"}

--- what is told again after it was closed is open again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  session.held      S2 {"session":"@S2","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  session.held      S0 {"session":"@S0","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-01","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[{"telling":{"session":"@S1","span":[10,40]},"on":"2026-02-10"}]}
given  matter.closed     M {"closing":"cured","words":{"plain":"Đã bàn giao đủ mặt bằng"},"basis":null} on=2026-03-01
when   matter.join       M {"telling":{"session":"@S0","span":[1,9]}}
then   matter.joined     {"on":"2026-02-01","reopens":false}
when   matter.join       M {"telling":{"session":"@S2","span":[1,9]}}
then   matter.joined     {"on":"2026-03-10","reopens":true}
when   matter.reopen     M {"because":"chưa xong"}
then   refused matter-open

--- a task is linked by hand once, and unlinked
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  task.assigned     T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát"},"lead":"@U2","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[]}
when   matter.link_task  M {"task":"@T"}
then   matter.task_linked {"task":"@T"}
when   matter.link_task  M {"task":"@T"}
then   refused task-linked
when   matter.link_task  M {"task":"@T9"}
then   refused task-unknown {"task":"@T9"}
when   matter.unlink_task M {"task":"@T"}
then   matter.task_unlinked {"task":"@T"}
when   matter.unlink_task M {"task":"@T"}
then   refused task-not-linked

--- a limitation is closed in words, by the document that changed the rule where one did, and opened again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[]}
when   matter.close      M {"closing":"cured","words":" "}
then   refused words-missing {"field":"words"}
when   matter.close      M {"closing":"rule_changed","words":"Không còn phải lập hồ sơ này"}
then   refused words-missing {"field":"basis"}
when   matter.close      M {"closing":"answered","words":"Đã trả lời"}
then   refused matter-other-kind {"kind":"limitation"}
when   matter.answer     M {"unit":"@U1","words":"Đã trả lời"}
then   refused matter-other-kind {"kind":"limitation"}
when   matter.close      M {"closing":"rule_changed","words":"Không còn phải lập hồ sơ này","basis":"số 12/2026/NĐ-CP ngày 02/3/2026"}
then   matter.closed     {"closing":"rule_changed"}
when   matter.close      M {"closing":"cured","words":"Đã xong"}
then   refused matter-closed {"closed_on":"2026-03-31"}
when   matter.reopen     M {"because":" "}
then   refused words-missing {"field":"because"}
when   matter.reopen     M {"because":"nghị định chưa có hiệu lực"}
then   matter.reopened   {"because":{"plain":"nghị định chưa có hiệu lực"}}

--- a petition is answered by the unit that owes the answer, not before it was made
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  matter.begun      M {"id":"@M","matter_kind":"petition","words":{"plain":"Giải phóng mặt bằng còn chậm"},"unit":"@U2","owed_by":"@U1","field":null,"since_on":"2026-01-27","tellings":[]}
when   matter.close      M {"closing":"cured","words":"Đã xong"}
then   refused matter-other-kind {"kind":"petition"}
when   matter.answer     M {"unit":"@U2","words":"Đồng ý"}
then   refused answer-not-owed {"unit":"@U2"}
when   matter.answer     M {"unit":"@U1","words":"Đồng ý","answered_on":"2026-01-26"}
then   refused answer-before-petition {"since_on":"2026-01-27"}
when   matter.answer     M {"unit":"@U1","words":"Đồng ý","answered_on":"2026-04-01"}
then   refused day-in-future {"day":"2026-04-01"}
when   matter.answer     M {"unit":"@U1","words":" "}
then   refused words-missing {"field":"words"}
when   matter.answer     M {"unit":"@U1","words":"Đồng ý bố trí 2 tỷ đồng","basis":"số 31/UBND-TH ngày 20/3/2026","answered_on":"2026-03-20"}
then   matter.answered   {"unit":"@U1","answered_on":"2026-03-20"}
when   matter.answer     M {"unit":"@U1","words":"Đồng ý"}
then   refused matter-closed {"closed_on":"2026-03-20"}
when   matter.reopen     M {"because":"chưa bố trí vốn"}
then   matter.reopened
when   matter.close      M {"closing":"dropped","words":"Xã xin rút"}
then   matter.closed     {"closing":"dropped"}

--- a row of a task's list becomes a limitation, once, and may be parted and taken again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  task.assigned     T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát, lập danh sách công trình vướng mắc"},"lead":"@U2","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.progress_reported T {"words":{"plain":"kèm danh sách"},"evidence":[{"file_name":{"plain":"danh-sach.xlsx"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"xlsx"}]}
when   matter.begin      M {"matter_kind":"limitation","words":"Kè suối Nậm Hoi: còn 3 hộ chưa bàn giao mặt bằng","unit":"@U2","told_on":"2026-03-01","listing":{"task":"@T","file":1,"row":4}}
then   matter.begun      {"since_on":"2026-03-01","tellings":[],"listing":{"task":"@T","file":1,"row":4}}
when   matter.begin      N {"matter_kind":"limitation","words":"Kè suối Nậm Hoi","unit":"@U2","listing":{"task":"@T","file":1,"row":4}}
then   refused listing-taken {"matter":"@M"}
when   matter.begin      N {"matter_kind":"limitation","words":"Đường vào thôn","unit":"@U2","listing":{"task":"@T","file":1,"row":5}}
then   matter.begun      {"listing":{"task":"@T","file":1,"row":5}}
when   matter.join_listing M {"listing":{"task":"@T","file":1,"row":5}}
then   refused listing-taken {"matter":"@N"}
when   matter.part_listing N {"listing":{"task":"@T","file":1,"row":5}}
then   matter.listing_parted {"listing":{"task":"@T","file":1,"row":5}}
when   matter.join_listing M {"listing":{"task":"@T","file":1,"row":5}}
then   matter.listing_joined {"listing":{"task":"@T","file":1,"row":5},"reopens":false}
when   matter.part_listing N {"listing":{"task":"@T","file":1,"row":5}}
then   refused listing-absent {"task":"@T"}

--- only a row of a file that the task has is taken, and only as a limitation
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  task.assigned     T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát, lập danh sách công trình vướng mắc"},"lead":"@U2","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.progress_reported T {"words":{"plain":"kèm danh sách"},"evidence":[{"file_name":{"plain":"danh-sach.xlsx"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"xlsx"}]}
when   matter.begin      M {"matter_kind":"limitation","words":"Kè suối","unit":"@U2","listing":{"task":"@T9","file":1,"row":1}}
then   refused task-unknown {"task":"@T9"}
when   matter.begin      M {"matter_kind":"limitation","words":"Kè suối","unit":"@U2","listing":{"task":"@T","file":2,"row":1}}
then   refused listing-absent {"task":"@T"}
when   matter.begin      M {"matter_kind":"limitation","words":"Kè suối","unit":"@U2","listing":{"task":"@T","file":1,"row":0}}
then   refused listing-absent {"task":"@T"}
when   matter.begin      M {"matter_kind":"petition","words":"Kè suối","unit":"@U2","owed_by":"@U1","listing":{"task":"@T","file":1,"row":1}}
then   refused matter-other-kind {"kind":"petition"}
when   matter.begin      P {"matter_kind":"petition","words":"Bố trí vốn","unit":"@U2","owed_by":"@U1"}
then   matter.begun      {"matter_kind":"petition"}
when   matter.join_listing P {"listing":{"task":"@T","file":1,"row":1}}
then   refused matter-other-kind {"kind":"petition"}

--- a limitation that is listed again after it was closed is open again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  task.assigned     T {"task":"@T","code":{"year":2026,"n":1},"words":{"plain":"rà soát, lập danh sách công trình vướng mắc"},"lead":"@U2","coordinating":[],"source":{},"deadline":{"kind":"unset"},"due_words":null,"deliverable":null}
given  task.progress_reported T {"words":{"plain":"kèm danh sách"},"evidence":[{"file_name":{"plain":"danh-sach.xlsx"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"xlsx"}]}
given  matter.begun      M {"id":"@M","matter_kind":"limitation","words":{"plain":"Kè suối còn vướng mặt bằng"},"unit":"@U2","owed_by":null,"field":null,"since_on":"2026-02-10","tellings":[]}
given  matter.closed     M {"closing":"cured","words":{"plain":"Đã bàn giao đủ mặt bằng"},"basis":null} on=2026-03-01
when   matter.join_listing M {"listing":{"task":"@T","file":1,"row":1}}
then   matter.listing_joined {"reopens":true}
when   matter.reopen     M {"because":"chưa xong"}
then   refused matter-open

--- a petition of a document that tells of no session is followed from the day of the document
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Tờ trình về việc bố trí vốn sửa đường"},"file_name":{"plain":"to-trinh.txt"},"content":{"plain":"00"},"length_bytes":900,"kind":{"plain":"Tờ trình"},"number":{"plain":"21/TTr-UBND"},"issuer":{"plain":"UBND xã Khe Vàng"},"issued_on":"2026-03-05","reader":null}
given  document.received E {"document":"@E","title":{"plain":"Báo cáo"},"file_name":{"plain":"bao-cao.txt"},"content":{"plain":"01"},"length_bytes":900,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null} on=2026-03-12
when   matter.begin      M {"matter_kind":"petition","words":"Bố trí vốn sửa đường vào thôn","unit":"@U2","owed_by":"@U1","tellings":[{"document":"@D","span":[120,160]}]}
then   matter.begun      {"since_on":"2026-03-05","tellings":[{"telling":{"document":"@D","span":[120,160]},"on":"2026-03-05"}]}
when   matter.begin      N {"matter_kind":"petition","words":"Bố trí vốn sửa đường","unit":"@U2","owed_by":"@U1","tellings":[{"document":"@D","span":[120,160]}]}
then   refused telling-elsewhere {"document":"@D","matter":"@M"}
when   matter.begin      N {"matter_kind":"limitation","words":"Giải ngân chậm","unit":"@U2","tellings":[{"document":"@E","span":[20,60]}]}
then   matter.begun      {"since_on":"2026-03-12"}
when   matter.begin      O {"matter_kind":"petition","words":"Bố trí vốn","unit":"@U2","owed_by":"@U1","tellings":[{"document":"@D9","span":[1,9]}]}
then   refused document-unknown {"document":"@D9"}
when   matter.answer     M {"unit":"@U1","words":"Đồng ý","answered_on":"2026-03-04"}
then   refused answer-before-petition {"since_on":"2026-03-05"}

--- of a document only a passage tells, and of nothing both a session and a document
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Tờ trình về việc bố trí vốn sửa đường"},"file_name":{"plain":"to-trinh.txt"},"content":{"plain":"00"},"length_bytes":900,"kind":{"plain":"Tờ trình"},"number":{"plain":"21/TTr-UBND"},"issuer":{"plain":"UBND xã Khe Vàng"},"issued_on":"2026-03-05","reader":null}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-02-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":null}
given  matter.begun      M {"id":"@M","matter_kind":"petition","words":{"plain":"Bố trí vốn sửa đường"},"unit":"@U2","owed_by":"@U1","field":null,"since_on":"2026-02-10","tellings":[]}
when   matter.join       M {"telling":{"document":"@D"}}
then   refused telling-unknown {"document":"@D"}
when   matter.join       M {"telling":{"document":"@D","line":1}}
then   refused telling-unknown {"document":"@D"}
when   matter.join       M {"telling":{"document":"@D","span":[9,9]}}
then   refused telling-unknown {"document":"@D"}
when   matter.tell_apart M {"telling":{"document":"@D"}}
then   refused telling-unknown {"document":"@D"}
when   matter.join       M {"telling":{"session":"@S1","span":[1,9]}}
then   refused telling-unknown {"session":"@S1"}

--- what a document tells is joined, told apart and joined again, and opens what was closed before its day
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Tờ trình về việc bố trí vốn sửa đường"},"file_name":{"plain":"to-trinh.txt"},"content":{"plain":"00"},"length_bytes":900,"kind":{"plain":"Tờ trình"},"number":{"plain":"21/TTr-UBND"},"issuer":{"plain":"UBND xã Khe Vàng"},"issued_on":"2026-03-05","reader":null}
given  matter.begun      M {"id":"@M","matter_kind":"petition","words":{"plain":"Bố trí vốn sửa đường"},"unit":"@U2","owed_by":"@U1","field":null,"since_on":"2026-02-10","tellings":[]}
given  matter.closed     M {"closing":"dropped","words":{"plain":"Xã xin rút"},"basis":null} on=2026-03-01
when   matter.join       M {"telling":{"document":"@D","span":[120,160]}}
then   matter.joined     {"telling":{"document":"@D","span":[120,160]},"on":"2026-03-05","reopens":true}
when   matter.join       M {"telling":{"document":"@D","span":[120,160]}}
then   refused telling-known {"document":"@D"}
when   matter.tell_apart M {"telling":{"document":"@D","span":[120,160]}}
then   matter.told_apart {"telling":{"document":"@D","span":[120,160]}}
when   matter.tell_apart M {"telling":{"document":"@D","span":[120,160]}}
then   refused telling-known {"document":"@D"}
when   matter.join       M {"telling":{"document":"@D","span":[120,160]}}
then   matter.joined     {"on":"2026-03-05"}

--- what a document told before it joined a session is not told twice
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Tờ trình về việc bố trí vốn sửa đường"},"file_name":{"plain":"to-trinh.txt"},"content":{"plain":"00"},"length_bytes":900,"kind":{"plain":"Tờ trình"},"number":{"plain":"21/TTr-UBND"},"issuer":{"plain":"UBND xã Khe Vàng"},"issued_on":"2026-03-05","reader":null}
given  matter.begun      M {"id":"@M","matter_kind":"petition","words":{"plain":"Bố trí vốn sửa đường"},"unit":"@U2","owed_by":"@U1","field":null,"since_on":"2026-03-05","tellings":[{"telling":{"document":"@D","span":[120,160]},"on":"2026-03-05"}]}
given  matter.begun      N {"id":"@N","matter_kind":"petition","words":{"plain":"Bố trí vốn sửa đường vào thôn"},"unit":"@U2","owed_by":"@U1","field":null,"since_on":"2026-03-05","tellings":[]}
given  session.held      S1 {"session":"@S1","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-10","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"document":"@D"}
when   matter.begin      O {"matter_kind":"petition","words":"Sửa đường","unit":"@U2","owed_by":"@U1","tellings":[{"session":"@S1","span":[120,160]}]}
then   refused telling-elsewhere {"session":"@S1","matter":"@M"}
when   matter.join       N {"telling":{"session":"@S1","span":[120,160]}}
then   refused telling-elsewhere {"session":"@S1","matter":"@M"}
when   matter.join       M {"telling":{"session":"@S1","span":[120,160]}}
then   refused telling-known {"session":"@S1"}
when   matter.tell_apart M {"telling":{"session":"@S1","span":[120,160]}}
then   matter.told_apart {"telling":{"document":"@D","span":[120,160]}}
when   matter.tell_apart M {"telling":{"session":"@S1","span":[120,160]}}
then   refused telling-known {"session":"@S1"}
when   matter.join       M {"telling":{"session":"@S1","span":[120,160]}}
then   matter.joined     {"telling":{"document":"@D","span":[120,160]},"on":"2026-03-10"}
when   matter.join       N {"telling":{"session":"@S1","span":[300,340]}}
then   matter.joined     {"telling":{"session":"@S1","span":[300,340]}}
when   matter.begin      O {"matter_kind":"petition","words":"Sửa đường","unit":"@U2","owed_by":"@U1","tellings":[{"document":"@D","span":[300,340]}]}
then   refused telling-elsewhere {"document":"@D","matter":"@N"}
