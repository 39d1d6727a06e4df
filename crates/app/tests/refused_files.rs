//! What is refused of a file in memory, before anything is opened or stored.

use app::intake::{LONGEST_FILE_BYTES, read_file};

#[test]
fn a_file_that_cannot_be_taken_in_is_refused_by_its_bytes() {
    let longest = usize::try_from(LONGEST_FILE_BYTES).unwrap();
    let cases: [(&str, Vec<u8>); 5] = [
        ("file-empty", Vec::new()),
        ("file-empty", b" \r\n\t\n".to_vec()),
        ("file-not-text", vec![0xff, 0xfe, 0x41, 0x00]),
        ("file-not-text", b"words\0words".to_vec()),
        ("file-too-long", vec![b'a'; longest + 1]),
    ];
    for (code, bytes) in cases {
        let length = bytes.len();
        let refused = read_file("a.txt", bytes).map(drop).map_err(|it| it.code());
        assert_eq!(refused, Err(code), "{length} bytes");
    }
}
