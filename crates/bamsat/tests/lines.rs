//! `bamsat act` goes on after a line that is no text: each line has its answer.

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_line_that_is_no_text_is_answered_and_the_next_is_done() {
    let data = std::env::temp_dir().join(format!("bamsat-lines-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&data);
    let mut child = Command::new(env!("CARGO_BIN_EXE_bamsat"))
        .args(["act", "--by", "office", "--data"])
        .arg(&data)
        .env_remove("BAMSAT_DATABASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let account =
        r#"{"key":"a","act":"account.open","stream":"01900000-0000-7000-8000-000000000001","body":{"name":"b"}}"#;
    let input = [b"{\"key\":\"\xff\"}\n \r\n", account.as_bytes()].concat();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let answers: Vec<serde_json::Value> =
        output.stdout.split(|it| *it == b'\n').filter_map(|it| serde_json::from_slice(it).ok()).collect();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(answers.len(), 2, "{answers:?}");
    assert_eq!(answers[0]["refused"]["refusal"]["code"], "command-unreadable");
    assert_eq!(answers[1]["ok"]["n_entries"], 1);
    std::fs::remove_dir_all(&data).unwrap();
}
