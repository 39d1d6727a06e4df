//! Prints what is read of each file that is named: format, doubts, text.

fn main() -> std::io::Result<()> {
    for name in std::env::args().skip(1) {
        let extracted = paper::extract(&std::fs::read(&name)?, &name);
        println!("== {name}: {:?} {:?}", extracted.format, extracted.confidence);
        for doubt in &extracted.doubts {
            println!("-- {:?} {:?}", doubt.kind, doubt.span.of(&extracted.text));
        }
        println!("{}", extracted.text);
    }
    Ok(())
}
