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
