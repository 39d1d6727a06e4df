--- a session that is yet to come is planned
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
when   session.plan      S {"title":"Làm việc với xã","held_on":"2026-04-08","hour":"08:30:00","mode":"hybrid","host":"@U1","guests":["@U2"],"chair":"Vũ Thị Mận"}
then   session.planned   {"session":"@S","held_on":"2026-04-08","hour":"08:30:00","mode":"hybrid","host":"@U1","guests":["@U2"],"chair":{"plain":"Vũ Thị Mận"}}

--- a session has a place, and it is amended like the rest of its plan
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
when   session.plan      S {"title":"Làm việc với xã","held_on":"2026-04-08","host":"@U1","guests":["@U2"],"venue":" "}
then   refused words-missing {"field":"venue"}
when   session.plan      S {"title":"Làm việc với xã","held_on":"2026-04-08","host":"@U1","guests":["@U2"],"venue":"Phòng họp số 2"}
then   session.planned   {"venue":{"plain":"Phòng họp số 2"}}
when   session.amend_plan S {"venue":"Hội trường A"}
then   session.plan_amended {"venue":{"plain":"Hội trường A"}}

--- a plan is for a day to come, for units that are there, and the host is no guest
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
when   session.plan      S {"title":"Làm việc","held_on":"2026-03-30","host":"@U1","guests":["@U2"]}
then   refused day-past {"day":"2026-03-30"}
when   session.plan      S {"title":"Làm việc","held_on":"2026-03-31","host":"@U1","guests":["@U9"]}
then   refused unit-unknown {"unit":"@U9"}
when   session.plan      S {"title":"Làm việc","held_on":"2026-03-31","host":"@U1","guests":["@U2","@U1"]}
then   refused host-is-guest {"unit":"@U1"}
when   session.plan      S {"title":"Làm việc","held_on":"2026-03-31","host":"@U1","guests":[]}
then   refused words-missing {"field":"guests"}
when   session.plan      S {"title":" ","held_on":"2026-03-31","host":"@U1","guests":["@U2"]}
then   refused words-missing {"field":"title"}

--- a plan is amended until the session begins
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.amend_plan S {"held_on":"2026-04-02"}
then   session.plan_amended {"held_on":"2026-04-02","title":null}
when   session.amend_plan S {}
then   refused nothing-corrected
when   session.amend_plan S {"held_on":"2026-03-01"}
then   refused day-past {"day":"2026-03-01"}
when   session.amend_plan S {"guests":["@U1"]}
then   refused host-is-guest {"unit":"@U1"}

--- what has begun is not planned any more
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.amend_plan S {"held_on":"2026-04-02"}
then   refused session-stage {"stage":"in_progress","wanted":"draft"}

--- guests are invited to something, once, and not to a day that is past
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.open      S {}
then   refused agenda-empty
when   session.add_item  S {"words":"Giải phóng mặt bằng","why":"added"}
then   session.item_added {"n":1,"why":"added"}
when   session.open      S {}
then   session.opened
when   session.open      S {}
then   refused session-stage {"stage":"open","wanted":"draft"}

--- an invitation to a day that is past is not sent
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-30","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
when   session.open      S {}
then   refused day-past {"day":"2026-03-30"}

--- a session begins on its day, once its guests are invited
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
when   session.begin     S {}
then   refused session-stage {"stage":"draft","wanted":"open"}
when   session.open      S {}
then   session.opened
when   session.begin     S {}
then   session.begun

--- a session does not begin before its day
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-04-01","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
when   session.begin     S {}
then   refused session-not-yet {"held_on":"2026-04-01"}

--- a session closes with what was written, and not twice
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
when   session.close     S {}
then   refused session-stage {"stage":"open","wanted":"in_progress"}
when   session.begin     S {}
then   session.begun
when   session.close     S {"minutes":[{"kind":"note","words":" "}]}
then   refused words-missing {"field":"words"}
when   session.close     S {"minutes":[{"kind":"conclusion","words":"rà soát quỹ đất","item":1,"conclusion":1}]}
then   session.closed    {"minutes":[{"kind":"conclusion","words":{"plain":"rà soát quỹ đất"},"item":1,"conclusion":1}]}
when   session.close     S {}
then   refused session-stage {"stage":"closed","wanted":"in_progress"}

--- a session is called off with a reason, before it begins
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.call_off  S {"because":" "}
then   refused words-missing {"field":"because"}
when   session.call_off  S {"because":"bão số 3"}
then   session.called_off {"because":{"plain":"bão số 3"}}
when   session.amend_plan S {"title":"Làm việc"}
then   refused session-stage {"stage":"called_off","wanted":"draft"}
when   session.add_item  S {"words":"Đất đai","why":"added"}
then   refused session-stage {"stage":"called_off","wanted":"draft"}

--- a session that runs is not called off
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.call_off  S {"because":"bão số 3"}
then   refused session-stage {"stage":"in_progress","wanted":"draft"}

--- nobody concludes before the session begins
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
when   session.record_conclusion S {"n":1,"words":"rà soát"}
then   refused session-stage {"stage":"draft","wanted":"in_progress"}

--- a session that runs is concluded
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.record_conclusion S {"n":1,"words":"rà soát"}
then   session.conclusion_recorded {"n":1}

--- an item comes from what is there
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.add_item  S {"words":"Y tế","why":"open_task","task":"@T"}
then   refused task-unknown {"task":"@T"}
when   session.add_item  S {"words":"Y tế","why":"not_discussed","earlier":"@S9"}
then   refused session-unknown {"session":"@S9"}
when   session.add_item  S {"words":" ","why":"standing"}
then   refused words-missing {"field":"words"}

--- a guest that is invited asks for an item
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
when   session.ask_item  S {"unit":"@U2","words":"Vốn làm đường"}
then   refused session-stage {"stage":"draft","wanted":"open"}
when   session.open      S {}
then   session.opened
when   session.ask_item  S {"unit":"@U1","words":"Vốn làm đường"}
then   refused not-a-guest {"unit":"@U1"}
when   session.ask_item  S {"unit":"@U2","words":" "}
then   refused words-missing {"field":"words"}
when   session.ask_item  S {"unit":"@U2","words":"Vốn làm đường"}
then   session.item_asked {"n":2,"unit":"@U2"}

--- what was carried over is not dropped without a reason
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.item_added S {"n":2,"words":{"plain":"Kế hoạch y tế"},"why":"not_discussed","task":null,"earlier":null}
when   session.drop_item S {"n":2}
then   refused words-missing {"field":"because"}
when   session.drop_item S {"n":2,"because":"đã xong"}
then   session.item_dropped {"n":2}
when   session.drop_item S {"n":2,"because":"đã xong"}
then   refused agenda-item-unknown {"n":2}
when   session.drop_item S {"n":1}
then   session.item_dropped {"n":1,"because":null}
when   session.open      S {}
then   refused agenda-empty

--- what the guests were told stays told: nothing is dropped once the session runs
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.drop_item S {"n":1,"because":"hết giờ"}
then   refused session-stage {"stage":"in_progress","wanted":"draft"}

--- an item is put in another place
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.item_added S {"n":2,"words":{"plain":"Kế hoạch y tế"},"why":"not_discussed","task":null,"earlier":null}
when   session.place_item S {"n":2,"place":0}
then   session.item_placed {"n":2,"place":1}
when   session.place_item S {"n":7,"place":1}
then   refused agenda-item-unknown {"n":7}

--- items are taken up and marked while the session runs
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.item_added S {"n":2,"words":{"plain":"Kế hoạch y tế"},"why":"not_discussed","task":null,"earlier":null}
given  session.opened    S {}
when   session.take_up   S {"n":1}
then   refused session-stage {"stage":"open","wanted":"in_progress"}
when   session.mark_item S {"n":1,"outcome":"put_off"}
then   refused session-stage {"stage":"open","wanted":"in_progress"}
when   session.begin     S {}
then   session.begun
when   session.take_up   S {"n":1}
then   session.taken_up {"n":1}
when   session.take_up   S {"n":9}
then   refused agenda-item-unknown {"n":9}
when   session.mark_item S {"n":9,"outcome":"put_off"}
then   refused agenda-item-unknown {"n":9}
when   session.mark_item S {"n":1,"outcome":"put_off"}
then   session.item_marked {"n":1,"outcome":"put_off"}

--- a guest is asked for a report by a day before the session
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-04-08","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.ask_report S {"unit":"@U1","words":"Tiến độ","due_on":"2026-04-05"}
then   refused not-a-guest {"unit":"@U1"}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ","due_on":"2026-04-09"}
then   refused report-after-session {"held_on":"2026-04-08"}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ","due_on":"2026-03-30"}
then   refused day-past {"day":"2026-03-30"}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ","due_on":"2026-04-05"}
then   session.report_asked {"unit":"@U2","due_on":"2026-04-05"}

--- a report is sent in by whoever was asked, once invited; another version wants a reason
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.report_asked S {"unit":"@U2","words":{"plain":"Tiến độ"},"due_on":"2026-03-31"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 3 ha"}
then   refused session-stage {"stage":"draft","wanted":"open"}
when   session.open      S {}
then   session.opened
when   session.send_report S {"unit":"@U1","words":"đã giải phóng 3 ha"}
then   refused report-not-asked {"unit":"@U1"}
when   session.send_report S {"unit":"@U2","words":" "}
then   refused words-missing {"field":"words"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 3 ha"}
then   session.report_sent {"unit":"@U2"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 4 ha"}
then   refused report-sent {"sent_on":"2026-03-31"}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ","due_on":"2026-03-31"}
then   refused report-sent {"sent_on":"2026-03-31"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 4 ha","because":" "}
then   refused report-sent {"sent_on":"2026-03-31"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 4 ha","because":"cập nhật số đo","evidence":[{"file_name":"bao-cao.pdf","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"pdf"}]}
then   session.report_sent {"unit":"@U2","because":{"plain":"cập nhật số đo"},"evidence":[{"file_name":{"plain":"bao-cao.pdf"},"content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"length_bytes":4,"media":"pdf"}]}

--- the files of a report are looked through as those of a task are
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.report_asked S {"unit":"@U2","words":{"plain":"Tiến độ"},"due_on":"2026-03-31"}
given  session.opened    S {}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 3 ha","evidence":[{"file_name":"ds.xlsx","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"media":"xlsx","found":{"n_identity_numbers":3}}]}
then   refused personal-data-found {"file_name":"ds.xlsx","n_identity_numbers":3}

--- a report is withdrawn until it was presented; a later version is another one
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.report_asked S {"unit":"@U2","words":{"plain":"Tiến độ"},"due_on":"2026-03-31"}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   refused session-stage {"stage":"draft","wanted":"open"}
when   session.open      S {}
then   session.opened
when   session.withdraw_report S {"unit":"@U1","because":"gửi nhầm"}
then   refused report-not-asked {"unit":"@U1"}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   refused report-not-sent {"unit":"@U2"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 3 ha"}
then   session.report_sent {"unit":"@U2"}
when   session.withdraw_report S {"unit":"@U2","because":" "}
then   refused words-missing {"field":"because"}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   session.report_withdrawn {"unit":"@U2","because":{"plain":"gửi nhầm"}}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   refused report-not-sent {"unit":"@U2"}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ từng hộ","due_on":"2026-03-31"}
then   session.report_asked {"unit":"@U2"}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 4 ha"}
then   session.report_sent {"unit":"@U2"}
when   session.begin     S {}
then   session.begun
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   refused report-presented {"sent_on":"2026-03-31"}
when   session.close     S {}
then   session.closed
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 5 ha","because":"số đo lại"}
then   session.report_sent {"unit":"@U2","because":{"plain":"số đo lại"}}
when   session.withdraw_report S {"unit":"@U2","because":"đo sai"}
then   session.report_withdrawn {"unit":"@U2"}
when   session.withdraw_report S {"unit":"@U2","because":"đo sai"}
then   refused report-presented {"sent_on":"2026-03-31"}

--- a notice joins the session it tells of, once, and words what was recorded there
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
when   session.take_notice S {"document":"@D"}
then   refused session-stage {"stage":"draft","wanted":"closed"}
when   session.open      S {}
then   session.opened
when   session.begin     S {}
then   session.begun
when   session.record_conclusion S {"n":1,"words":"bàn giao xong mặt bằng"}
then   session.conclusion_recorded {"n":1}
when   session.close     S {}
then   session.closed
when   session.take_notice S {"document":"@D9"}
then   refused document-unknown {"document":"@D9"}
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.take_notice S {"document":"@D"}
then   refused notice-taken {"document":"@D"}
when   session.state_conclusion S {"n":2,"words":"Giao xã bàn giao xong mặt bằng","passage":{"document":"@D","span":[0,9]}}
then   refused conclusion-unknown {"session":"@S","n":2}
when   session.state_conclusion S {"n":1,"words":"Giao xã bàn giao xong mặt bằng","passage":{"document":"@D","span":[9,0]}}
then   refused span-reversed {"start":9,"end":0}
when   session.state_conclusion S {"n":1,"point":"1","words":"Giao xã bàn giao xong mặt bằng","passage":{"document":"@D","span":[0,9]},"addressed_to":["@U2"]}
then   session.conclusion_stated {"n":1,"point":{"plain":"1"},"words":{"plain":"Giao xã bàn giao xong mặt bằng"},"addressed_to":["@U2"]}
when   session.state_conclusion S {"n":1,"words":"Giao xã bàn giao","passage":{"document":"@D","span":[0,9]}}
then   refused conclusion-stated {"n":1}

--- a session that nobody began was held where its notice is there
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-30","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.opened    S {}
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.record_conclusion S {"n":1,"words":"rà soát quỹ đất"}
then   session.conclusion_recorded {"n":1}

--- a notice does not come before its session
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-04-08","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.opened    S {}
when   session.take_notice S {"document":"@D"}
then   refused session-not-yet {"held_on":"2026-04-08"}

--- halls are named, amended and dropped; a link is an address that begins with https
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.set_hall  S {"name":"Điểm cầu xã","link":"http://hop.example/1"}
then   refused link-not-https
when   session.set_hall  S {"name":"Điểm cầu xã","link":"https://hop.example/phòng 1"}
then   refused link-not-https
when   session.set_hall  S {"name":" ","link":"https://hop.example/1"}
then   refused words-missing {"field":"name"}
when   session.set_hall  S {"name":"Điểm cầu xã","units":["@U9"]}
then   refused not-a-guest {"unit":"@U9"}
when   session.set_hall  S {"n":1,"name":"Điểm cầu xã"}
then   refused hall-unknown {"n":1}
when   session.set_hall  S {"name":"Điểm cầu xã","link":"https://hop.example/1","units":["@U2"]}
then   session.hall_set  {"n":1,"name":{"plain":"Điểm cầu xã"},"link":{"plain":"https://hop.example/1"},"units":["@U2"]}
when   session.set_hall  S {"n":1,"name":"Hội trường xã","link":" "}
then   session.hall_set  {"n":1,"name":{"plain":"Hội trường xã"},"link":null,"units":[]}
when   session.drop_hall S {"n":2}
then   refused hall-unknown {"n":2}
when   session.drop_hall S {"n":1}
then   session.hall_dropped {"n":1}
when   session.drop_hall S {"n":1}
then   refused hall-unknown {"n":1}
when   session.set_hall  S {"n":1,"name":"Hội trường xã"}
then   session.hall_set  {"n":1}

--- a quorum is a part of a whole, or none
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.set_quorum S {"present":3,"of":2}
then   refused quorum-unclear {"present":3,"of":2}
when   session.set_quorum S {"present":2}
then   refused quorum-unclear {"present":2,"of":0}
when   session.set_quorum S {"present":2,"of":3}
then   session.quorum_set {"quorum":{"present":2,"of":3}}
when   session.set_quorum S {}
then   session.quorum_set {"quorum":null}

--- the roll is called once the session sits, and corrected by being called again
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.hall_set  S {"n":1,"name":{"plain":"Điểm cầu xã"},"link":null,"units":["@U2"]}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"present"}]}
then   refused session-stage {"stage":"open","wanted":"in_progress"}
when   session.begin     S {}
then   session.begun
when   session.call_roll S {"lines":[]}
then   refused words-missing {"field":"lines"}
when   session.call_roll S {"lines":[{"unit":"@U9","presence":"present"}]}
then   refused not-a-guest {"unit":"@U9"}
when   session.call_roll S {"lines":[{"unit":"@U2","hall":7,"presence":"present"}]}
then   refused hall-unknown {"n":7}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"late"}]}
then   refused words-missing {"field":"at"}
when   session.call_roll S {"lines":[{"unit":"@U1","presence":"present","at":"08:30:00"},{"unit":"@U2","hall":1,"presence":"excused"}]}
then   session.roll_called {"lines":[{"unit":"@U1","presence":"present"},{"unit":"@U2","hall":1,"presence":"excused"}]}
when   session.close     S {}
then   session.closed
when   session.call_roll S {"lines":[{"unit":"@U2","hall":1,"presence":"late","at":"09:10:00","who":"Phó Chủ tịch xã"}]}
then   session.roll_called {"lines":[{"unit":"@U2","hall":1,"presence":"late","at":"09:10:00","who":{"plain":"Phó Chủ tịch xã"}}]}

--- minutes are signed once the session has closed, and what they say stays
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.sign_minutes S {"chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   refused session-stage {"stage":"in_progress","wanted":"closed"}
when   session.close     S {}
then   session.closed
when   session.supplement_minutes S {"words":"thiếu tên","because":"ghi sót","chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   refused minutes-not-signed
when   session.sign_minutes S {"chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-04-01"}
then   refused day-in-future {"day":"2026-04-01"}
when   session.sign_minutes S {"chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-30"}
then   refused signed-too-early {"day":"2026-03-31"}
when   session.sign_minutes S {"chair":" ","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   refused words-missing {"field":"chair"}
when   session.sign_minutes S {"chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   session.minutes_signed {"chair":{"plain":"Vũ Thị Mận"},"signed_on":"2026-03-31"}
when   session.sign_minutes S {"chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   refused minutes-signed {"signed_on":"2026-03-31"}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"present"}]}
then   refused minutes-signed {"signed_on":"2026-03-31"}
when   session.mark_item S {"n":1,"outcome":"put_off"}
then   refused minutes-signed {"signed_on":"2026-03-31"}
when   session.supplement_minutes S {"words":"thiếu tên","because":" ","chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   refused words-missing {"field":"because"}
when   session.supplement_minutes S {"words":"thiếu tên","because":"ghi sót","chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-30"}
then   refused signed-too-early {"day":"2026-03-31"}
when   session.supplement_minutes S {"words":"thiếu tên","because":"ghi sót","chair":"Vũ Thị Mận","secretary":"Nông Thu Hương","signed_on":"2026-03-31"}
then   session.minutes_supplemented {"words":{"plain":"thiếu tên"},"because":{"plain":"ghi sót"}}

--- guests who were invited are told why the day, the hour or the place is another
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-04-08","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.amend_plan S {"held_on":"2026-04-09"}
then   session.plan_amended {"held_on":"2026-04-09"}
given  session.opened    S {}
when   session.amend_plan S {"held_on":"2026-04-10"}
then   refused words-missing {"field":"because"}
when   session.amend_plan S {"hour":"14:00:00","because":" "}
then   refused words-missing {"field":"because"}
when   session.amend_plan S {"venue":"Hội trường A"}
then   refused words-missing {"field":"because"}
when   session.amend_plan S {"because":"trùng lịch"}
then   refused nothing-corrected
when   session.amend_plan S {"title":"Làm việc với xã Khe Vàng"}
then   session.plan_amended {"title":{"plain":"Làm việc với xã Khe Vàng"}}
when   session.amend_plan S {"held_on":"2026-04-10","because":"trùng lịch"}
then   session.plan_amended {"held_on":"2026-04-10","because":{"plain":"trùng lịch"}}

--- two who call the roll at once lose no line, and neither overwrites the other unseen
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.item_added S {"n":1,"words":{"plain":"Giải phóng mặt bằng"},"why":"added","task":null,"earlier":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.call_roll S {"lines":[{"unit":"@U1","presence":"present","seen":0}],"is_part":true}
then   session.roll_called {"lines":[{"unit":"@U1","presence":"present"}],"is_part":true}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"excused","seen":0}],"is_part":true}
then   session.roll_called {"lines":[{"unit":"@U2","presence":"excused"}],"is_part":true}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"absent","seen":0}],"is_part":true}
then   refused roll-line-changed {"unit":"@U2"}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"absent","seen":1}],"is_part":true}
then   session.roll_called {"lines":[{"unit":"@U2","presence":"absent"}],"is_part":true}

--- an hour and a place that are not known any more are cleared by an empty text, with a reason once guests were invited
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-04-08","hour":"08:30:00","mode":null,"host":"@U1","guests":["@U2"],"chair":null,"venue":{"plain":"Phòng họp số 2"}}
when   session.amend_plan S {"hour":null,"venue":null}
then   refused nothing-corrected
when   session.amend_plan S {"hour":""}
then   session.plan_amended {"hour":null,"cleared":["hour"]}
when   session.amend_plan S {"hour":""}
then   refused nothing-corrected
given  session.opened    S {}
when   session.amend_plan S {"venue":" "}
then   refused words-missing {"field":"because"}
when   session.amend_plan S {"venue":" ","because":"phòng họp đang sửa"}
then   session.plan_amended {"cleared":["venue"],"because":{"plain":"phòng họp đang sửa"}}
when   session.amend_plan S {"venue":"","because":"phòng họp đang sửa"}
then   refused nothing-corrected
when   session.amend_plan S {"venue":"Hội trường A","because":"có hội trường"}
then   session.plan_amended {"venue":{"plain":"Hội trường A"},"because":{"plain":"có hội trường"}}

--- a notice is taken out again: what it brought leaves, what it worded reads as it was recorded and stands as it did
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
given  session.opened    S {}
given  session.begun     S {}
when   session.record_conclusion S {"n":1,"words":"bàn giao xong mặt bằng"}
then   session.conclusion_recorded {"n":1}
when   session.close     S {}
then   session.closed
when   session.drop_notice S {"because":"nhầm buổi"}
then   refused notice-absent
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.state_conclusion S {"n":1,"words":"Giao xã bàn giao xong mặt bằng","passage":{"document":"@D","span":[0,9]}}
then   session.conclusion_stated {"n":1}
when   session.end_conclusion S {"n":1,"ending":"assessment"}
then   session.conclusion_ended {"n":1}
when   session.record_conclusion S {"n":2,"words":"rà soát quỹ đất","passage":{"document":"@D","span":[10,20]},"ending":"tasks"}
then   session.conclusion_recorded {"n":2}
when   task.assign T {"words":"rà soát quỹ đất","lead":"@U2","source":{"passage":{"document":"@D","span":[10,20]},"conclusion":{"session":"@S","n":2}},"deadline":{"kind":"unset"}}
then   task.assigned
when   session.drop_notice S {"because":" "}
then   refused words-missing {"field":"because"}
when   session.drop_notice S {"because":"nhầm buổi"}
then   session.notice_dropped {"document":"@D","because":{"plain":"nhầm buổi"}}
when   session.drop_notice S {"because":"nhầm buổi"}
then   refused notice-absent
when   session.end_conclusion S {"n":2,"ending":"guidance"}
then   refused conclusion-unknown {"session":"@S","n":2}
when   task.tie T {}
then   task.tied {"conclusion":null}
when   session.end_conclusion S {"n":1,"ending":"guidance"}
then   session.conclusion_ended {"n":1,"ending":"guidance"}
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.state_conclusion S {"n":1,"words":"Giao xã bàn giao xong mặt bằng","passage":{"document":"@D","span":[0,9]}}
then   session.conclusion_stated {"n":1}

--- a session that only its notice closed is one to which guests are invited again, and one that is told of otherwise is not
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  unit.founded      U2 {"unit":"@U2","name":{"plain":"UBND xã Khe Vàng"},"kind":"state","level":"commune","parent":"@U1","valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.planned   S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-31","hour":null,"mode":null,"host":"@U1","guests":["@U2"],"chair":null}
when   session.ask_report S {"unit":"@U2","words":"Tiến độ","due_on":"2026-03-31"}
then   session.report_asked {"unit":"@U2"}
given  session.opened    S {}
when   session.send_report S {"unit":"@U2","words":"đã giải phóng 3 ha"}
then   session.report_sent {"unit":"@U2"}
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   refused report-presented {"sent_on":"2026-03-31"}
when   session.drop_notice S {"because":"nhầm buổi"}
then   session.notice_dropped {"document":"@D"}
when   session.close     S {}
then   refused session-stage {"stage":"open","wanted":"in_progress"}
when   session.withdraw_report S {"unit":"@U2","because":"gửi nhầm"}
then   session.report_withdrawn {"unit":"@U2"}
when   session.take_notice S {"document":"@D"}
then   session.notice_taken {"document":"@D"}
when   session.call_roll S {"lines":[{"unit":"@U2","presence":"present"}]}
then   session.roll_called
when   session.drop_notice S {"because":"nhầm buổi"}
then   session.notice_dropped {"document":"@D"}
when   session.begin     S {}
then   refused session-stage {"stage":"closed","wanted":"open"}

--- a session that its notice founds keeps it
given  unit.founded      U1 {"unit":"@U1","name":{"plain":"UBND tỉnh"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  document.received D {"document":"@D","title":{"plain":"Kết luận"},"file_name":{"plain":"a.txt"},"content":{"plain":"ab"},"length_bytes":2,"kind":null,"number":null,"issuer":null,"issued_on":null,"reader":null}
given  session.held      S {"session":"@S","title":{"plain":"Làm việc với xã"},"held_on":"2026-03-30","mode":null,"host":"@U1","guests":[],"chair":null,"document":"@D"}
when   session.drop_notice S {"because":"nhầm buổi"}
then   refused notice-founds
