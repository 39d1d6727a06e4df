--- an erasure names what it erases and why
when   erasure.order   E {"subject":"@T","seals":["ab12"],"because":"lộ tên công dân"}
then   erasure.ordered {"subject":"@T","seals":["ab12"],"because":{"plain":"lộ tên công dân"}}

--- an erasure of nothing is refused
when   erasure.order   E {"subject":"@T","seals":[],"because":"lộ tên công dân"}
then   refused nothing-to-erase

--- an erasure without a reason is refused
when   erasure.order   E {"subject":"@T","seals":["ab12"],"because":""}
then   refused words-missing {"field":"because"}
