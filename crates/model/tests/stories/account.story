--- an account is opened under a name
when   account.open      A {"name":" Văn phòng "}
then   account.opened    {"account":"@A","name":{"plain":"Văn phòng"}}

--- an account without a name is refused
when   account.open      A {"name":"  "}
then   refused words-missing {"field":"name"}
