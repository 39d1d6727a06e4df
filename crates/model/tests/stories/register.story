--- the first entry founds the register
when   register.found    R {"is_rehearsal":true}
then   register.founded  {"register":"@R","is_rehearsal":true}

--- a register is founded once
given  register.founded  R {"register":"@R","is_rehearsal":false}
when   register.found    R {}
then   refused stream-exists {"stream":"@R"}

--- a register that wants to be alone is refused beside another
given  register.founded  R {"register":"@R","is_rehearsal":false}
when   register.found    Q {"is_alone":true}
then   refused register-founded

--- a database may hold the registers of many offices
given  register.founded  R {"register":"@R","is_rehearsal":false}
when   register.found    Q {}
then   register.founded  {"register":"@Q"}

--- the office changes days of its calendar, and says by which decision
given  register.founded       R {"register":"@R","is_rehearsal":false}
when   register.change_days   R {"from_on":"2027-02-04","until_on":"2027-02-10","counts_as":"off","basis":"Thông báo nghỉ Tết"}
then   register.days_changed  {"from_on":"2027-02-04","until_on":"2027-02-10","counts_as":"off"}
when   register.change_days   R {"from_on":"2027-02-20","counts_as":"worked","basis":"hoán đổi ngày làm việc"}
then   register.days_changed  {"from_on":"2027-02-20","until_on":"2027-02-20","counts_as":"worked"}
when   register.change_days   R {"from_on":"2027-02-10","counts_as":"ruled","basis":"đính chính"}
then   register.days_changed  {"counts_as":"ruled"}

--- a change of the calendar that changes nothing, or has no source, is refused
given  register.founded       R {"register":"@R","is_rehearsal":false}
when   register.change_days   R {"from_on":"2027-02-20","counts_as":"ruled","basis":"thông báo"}
then   refused days-already   {"from_on":"2027-02-20","until_on":"2027-02-20"}
when   register.change_days   R {"from_on":"2027-02-20","counts_as":"worked","basis":" "}
then   refused words-missing  {"field":"basis"}
when   register.change_days   R {"from_on":"2027-02-20","counts_as":"worked","basis":"thông báo"}
then   register.days_changed  {"counts_as":"worked"}
when   register.change_days   R {"from_on":"2027-02-20","counts_as":"worked","basis":"thông báo"}
then   refused days-already   {"from_on":"2027-02-20"}

--- days are given in their order, and not more than a month
given  register.founded       R {"register":"@R","is_rehearsal":false}
when   register.change_days   R {"from_on":"2027-02-20","until_on":"2027-02-19","counts_as":"off","basis":"thông báo"}
then   refused days-reversed
when   register.change_days   R {"from_on":"2027-02-01","until_on":"2027-03-04","counts_as":"off","basis":"thông báo"}
then   refused days-too-many  {"most":31}

--- the office says whether the day behind "before" is in time
given  register.founded       R {"register":"@R","is_rehearsal":false}
when   register.count_before  R {"before_day":"included","basis":"quy chế"}
then   refused before-day-already
when   register.count_before  R {"before_day":"excluded","basis":" "}
then   refused words-missing  {"field":"basis"}
when   register.count_before  R {"before_day":"excluded","basis":"quy chế làm việc"}
then   register.before_counted {"before_day":"excluded"}

--- the office says when and to whom reminders go, and why
given  register.founded R {"register":"@R","is_rehearsal":false}
when   register.set_mail_rule R {"reason":"due_soon","days":5,"tells":"unit","up_after_days":2,"basis":"Quy chế số 12"}
then   register.mail_rule_set {"reason":"due_soon","days":5,"tells":"unit","up_after_days":2,"basis":{"plain":"Quy chế số 12"}}
when   register.set_mail_rule R {"reason":"due_soon","days":5,"tells":"unit","up_after_days":2,"basis":"Quy chế số 12"}
then   refused mail-rule-already
when   register.set_mail_rule R {"reason":"session_moved","days":0,"tells":"nobody","basis":"Quy chế số 12"}
then   refused mail-without-rule
when   register.set_mail_rule R {"reason":"due_soon","days":5,"tells":"unit","basis":" "}
then   refused words-missing {"field":"basis"}
when   register.set_mail_rule R {"reason":"silent","days":367,"tells":"unit","basis":"Quy chế số 12"}
then   refused mail-days-too-many {"most":366}
when   register.set_mail_rule R {"reason":"overdue","days":1,"tells":"unit","up_after_days":7,"basis":"như đang dùng"}
then   refused mail-rule-already
when   register.set_mail_rule R {"reason":"overdue","days":1,"tells":"unit","up_after_days":0,"basis":"không báo cấp trên"}
then   register.mail_rule_set {"up_after_days":null}
