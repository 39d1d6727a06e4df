--- an account is opened under a name
when   account.open      A {"name":" Văn phòng "}
then   account.opened    {"account":"@A","name":{"plain":"Văn phòng"}}

--- an account without a name is refused
when   account.open      A {"name":"  "}
then   refused words-missing {"field":"name"}

--- a role is given over a unit, once
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
when   account.grant   A {"role":"unit_officer","unit":"@U1"}
then   account.granted {"role":"unit_officer","unit":"@U1"}
when   account.grant   A {"role":"unit_officer","unit":"@U1"}
then   refused role-held {"role":"unit_officer","unit":"@U1"}
when   account.grant   A {"role":"leader","unit":"@U1"}
then   account.granted {"role":"leader"}
when   account.grant   A {"role":"king","unit":"@U1"}
then   refused command-unreadable

--- a role over a unit that is not there is refused
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
when   account.grant   A {"role":"clerk","unit":"@U1"}
then   refused unit-unknown {"unit":"@U1"}

--- only a role that is held can be taken away
given  unit.founded    U1 {"unit":"@U1","name":{"plain":"Sở Y tế"},"kind":"state","level":"province","parent":null,"valid_from_on":null}
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
given  account.granted A {"role":"clerk","unit":"@U1"}
when   account.withdraw A {"role":"leader","unit":"@U1"}
then   refused role-not-held {"role":"leader","unit":"@U1"}
when   account.withdraw A {"role":"clerk","unit":"@U1"}
then   account.withdrawn {"role":"clerk","unit":"@U1"}
when   account.withdraw A {"role":"clerk","unit":"@U1"}
then   refused role-not-held {"role":"clerk"}

--- an account is written to at an address, as it wishes, and no longer once the address is gone
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
when   account.set_mail A {"address":" lua.nguyen@khevang.example ","wish":"digest","language":"vi"}
then   account.mail_set {"address":{"plain":"lua.nguyen@khevang.example"},"wish":"digest","language":"vi"}
when   account.set_mail A {"wish":"nothing","language":"vi"}
then   account.mail_set {"address":null}
when   account.set_mail A {"wish":"at_once","language":"en"}
then   refused words-missing {"field":"address"}

--- what is no address of mail is refused
given  account.opened  A {"account":"@A","name":{"plain":"Nguyễn Thị Lụa"}}
when   account.set_mail A {"address":"lua","wish":"digest","language":"vi"}
then   refused mail-address-unreadable {"text":"lua"}
when   account.set_mail A {"address":"lụa@khevang.example","wish":"digest","language":"vi"}
then   refused mail-address-unreadable
when   account.set_mail A {"address":"a@b.example, c@d.example","wish":"digest","language":"vi"}
then   refused mail-address-unreadable
when   account.set_mail A {"address":"a..b@d.example","wish":"digest","language":"vi"}
then   refused mail-address-unreadable
when   account.set_mail A {"address":"lua@may-chu","wish":"at_once","language":"en"}
then   account.mail_set {"wish":"at_once","language":"en"}
