--- the first entry founds the register
when   register.found    R {"is_rehearsal":true}
then   register.founded  {"register":"@R","is_rehearsal":true}

--- a register is founded once
given  register.founded  R {"register":"@R","is_rehearsal":false}
when   register.found    Q {}
then   refused register-founded
