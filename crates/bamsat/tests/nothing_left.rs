//! What is refused before anything was written leaves nothing behind, and looking makes nothing.

use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn a_refused_first_intake_leaves_no_register() {
    let place = std::env::temp_dir().join(format!("bamsat-nothing-left-{}", std::process::id()));
    let data = place.join("data");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).unwrap();
    let plain = place.join("plain.txt");
    std::fs::write(&plain, "rain\n").unwrap();
    let notice = "../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt";
    let notice = Path::new(env!("CARGO_MANIFEST_DIR")).join(notice);
    let (plain, notice) = (plain.to_str().unwrap(), notice.to_str().unwrap());
    let cases: [(&[&str], i32); 6] = [
        (&["intake", plain, "--accept", "--by", "office"], 2),
        (&["intake", notice, "--accept", "--by", "  "], 2),
        (&["act", "--by", ""], 2),
        (&["intake", notice], 0),
        (&["show", "tasks"], 3),
        (&["check", "--rebuild"], 3),
    ];
    for (arguments, wanted) in cases {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        command.args(arguments).arg("--data").arg(&data).env_remove("BAMSAT_DATABASE");
        let code = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code();
        assert_eq!(code, Some(wanted), "{arguments:?}");
        assert!(!data.exists(), "{arguments:?}");
    }
    std::fs::remove_dir_all(&place).unwrap();
}
