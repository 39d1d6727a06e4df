//! The project's own tool: it sets up, tests, tidies, proves and shows the product, and imports nothing of it.

mod postgres;
mod prove;
mod setup;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask setup          find PostgreSQL, or install it where that is allowed
cargo xtask test           run every test on both engines, then tidy
cargo xtask tidy           check what the compiler cannot: edges, names, sizes, messages, links, coverage
cargo xtask prove          list the proofs
cargo xtask prove NAME...  run proofs by name (`all`: every one), with figures and PASS, FAIL or SKIPPED
cargo xtask prove twoscreens --pictures
                           the same, and the pictures of the manual are those it took
cargo xtask prove speed-pages --only PAGE,PAGE
                           some pages alone, by their names in the whole run
cargo xtask demo           build the product and run its demo";

/// The exit code for a wrong command line, as in the product itself.
const EXIT_USAGE: u8 = 64;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["setup"] => setup::run(),
        ["test"] => test::run(),
        ["tidy"] => tidy::run(),
        ["demo"] => shell::step("demo", shell::cargo().args(["run", "--release", "--quiet", "--", "demo"])),
        ["prove"] => {
            prove::list();
            return ExitCode::SUCCESS;
        }
        ["prove", "twoscreens", "--pictures"] => prove::run(&["twoscreens"]).and_then(|()| prove::keep_pictures()),
        ["prove", "speed-pages", "--only", pages] => prove::few_pages(pages),
        ["prove", names @ ..] if prove::are_known(names) => prove::run(names),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(EXIT_USAGE);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
