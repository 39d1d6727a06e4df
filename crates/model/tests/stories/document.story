--- a document is received with what its head says
when   document.receive  D {"title":"Kết luận tại buổi làm việc","file_name":"tb-12.txt","content":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","length_bytes":4,"number":"12-TB/TU","kind":"Thông báo","issuer":"Tỉnh ủy Hải Sơn","issued_on":"2026-03-30"}
then   document.received {"document":"@D","content":{"plain":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"number":"12-TB/TU","issuer":{"plain":"Tỉnh ủy Hải Sơn"},"issued_on":"2026-03-30"}

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
