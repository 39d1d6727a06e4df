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
