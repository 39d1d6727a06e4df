//! The signature block: whose name stands below which office, completed with the organ that signs.

use crate::block::{Block, BlockKind};
use crate::lexicon::Class;
use crate::office::{Office, office_at};
use crate::page::is_name_line;
use crate::people::Named;
use crate::scene::Scene;

/// Every name of the signature blocks with its office.
pub fn signatures(scene: &Scene) -> Vec<Named> {
    let mut named = Vec::new();
    for column in 0..2 {
        let mut titles: Vec<&Block> = Vec::new();
        for block in scene.blocks.iter().filter(|it| it.kind == BlockKind::Signature && it.column == column) {
            if !is_name_line(scene, block.tokens.clone()) {
                titles.push(block);
                continue;
            }
            let office = titles.iter().rev().find_map(|it| title(scene, it));
            let office = office.map(|it| completed(scene, it));
            named.push(Named { name: block.tokens.clone(), offices: office.into_iter().collect() });
            titles.clear();
        }
    }
    named
}

/// The office of one line, behind signs such as `KT.`.
fn title(scene: &Scene, block: &Block) -> Option<Office> {
    let first = block.tokens.start;
    let sign = scene.hit(first, Class::SignFor);
    let at = sign.map_or(first, |it| it.end + usize::from(scene.is_mark(it.end, ".")));
    office_at(scene, at)
}

/// A bare office with the organ that issues the document.
fn completed(scene: &Scene, office: Office) -> Office {
    let issuer = scene.frame.issuer.as_deref();
    let Some(issuer) = issuer.filter(|_| !office.is_whole) else { return office };
    let place = scene.frame.issuer_place.as_deref().unwrap_or("");
    let organ = issuer.strip_suffix(place).unwrap_or(issuer).trim_end();
    Office { text: overlapped(&office.text, organ), is_whole: true, ..office }
}

/// `office organ`, where last words of the one and first words of the other are the same words once.
fn overlapped(office: &str, organ: &str) -> String {
    let (head, tail): (Vec<&str>, Vec<&str>) = (office.split(' ').collect(), organ.split(' ').collect());
    let same = |n: &usize| {
        let ends = head[head.len() - n..].iter().map(|it| it.to_lowercase());
        ends.eq(tail[..*n].iter().map(|it| it.to_lowercase()))
    };
    let n_shared = (1..=head.len().min(tail.len())).rev().find(same).unwrap_or(0);
    head.iter().chain(&tail[n_shared..]).copied().collect::<Vec<_>>().join(" ")
}
