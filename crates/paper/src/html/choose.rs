//! Which part of a page is its main text: told from where text without links stands, not from one portal's names.

use std::sync::OnceLock;

use crate::html::tag::Tag;
use crate::html::tree::{NodeId, Tree};

/// What to print of a page: `kept[id]` for each node, false for whole subtrees.
pub struct Choice {
    pub kept: Vec<bool>,
}

/// Bytes of text in the subtree of a node.
#[derive(Clone, Copy, Default)]
struct Mass {
    text: usize,
    linked: usize,
    /// Text of blocks that are not mostly links.
    prose: usize,
}

pub fn choose(tree: &Tree) -> Choice {
    let own = own_masses(tree);
    let mut kept = visible(tree);
    let masses = masses(tree, &own, &kept);
    drop_clutter(tree, &masses, &mut kept);
    let masses = self::masses(tree, &own, &kept);
    let main = main_element(tree, &masses, &kept);
    let from = beginning(tree, &own, &kept, main);
    for (id, kept) in kept.iter_mut().enumerate() {
        let is_around = id < from && tree.nodes[id].end > from;
        *kept &= is_around || id >= from && id < tree.nodes[main].end;
    }
    drop_link_lists(tree, &own, &masses, &mut kept, from);
    Choice { kept }
}

/// Text directly in each block (its running text included, its inner blocks not), and how much of it is linked.
fn own_masses(tree: &Tree) -> Vec<Mass> {
    let mut own = vec![Mass::default(); tree.nodes.len()];
    // The block and the link that a node stands in.
    let mut around: Vec<(NodeId, bool)> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in tree.nodes.iter().enumerate() {
        let (block, is_linked) = if id == 0 { (0, false) } else { around[node.parent] };
        let block = if node.tag.is_block() { id } else { block };
        around.push((block, is_linked || node.tag == Tag::Link));
        if node.tag == Tag::Text {
            let length = node.source.of(tree.source).split_ascii_whitespace().map(|it| it.len() + 1).sum();
            own[block].text += length;
            own[block].linked += if is_linked { length } else { 0 };
        }
    }
    own
}

/// Sums over subtrees, of kept nodes only.
fn masses(tree: &Tree, own: &[Mass], kept: &[bool]) -> Vec<Mass> {
    let mut masses = own.to_vec();
    for id in (0..tree.nodes.len()).rev() {
        let mass = masses[id];
        masses[id].prose += if is_prose(&own[id]) { own[id].text - own[id].linked } else { 0 };
        let prose = masses[id].prose;
        if id > 0 && kept[id] {
            let parent = &mut masses[tree.nodes[id].parent];
            parent.text += mass.text;
            parent.linked += mass.linked;
            parent.prose += prose;
        }
    }
    masses
}

/// A block that says something itself: long enough and mostly not a link.
fn is_prose(own: &Mass) -> bool {
    own.text >= 30 && own.linked * 3 <= own.text
}

/// All but what is never shown.
fn visible(tree: &Tree) -> Vec<bool> {
    let mut kept = vec![true; tree.nodes.len()];
    let mut id = 0;
    while id < tree.nodes.len() {
        let node = &tree.nodes[id];
        if matches!(node.tag, Tag::Hidden | Tag::Title) || is_hidden(tree, id) {
            kept[id..node.end].fill(false);
            id = node.end;
        } else {
            id += 1;
        }
    }
    kept
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    if tree.nodes[id].source.is_empty() || !tree.nodes[id].tag.is_block() && tree.nodes[id].tag != Tag::Inline {
        return false;
    }
    let style = tree.attribute(id, "style").unwrap_or("");
    let style: String = style.chars().filter(|it| !it.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let is_hidden = style.contains("display:none") || style.contains("visibility:hidden");
    is_hidden || tree.attribute(id, "hidden").is_some() || tree.attribute(id, "aria-hidden") == Some("true")
}

/// Takes out navigation, asides, footers and what is called so, unless most of the text would go with it.
fn drop_clutter(tree: &Tree, masses: &[Mass], kept: &mut [bool]) {
    let all = masses[0].prose;
    let mut id = 1;
    while id < tree.nodes.len() {
        let node = &tree.nodes[id];
        let is_small = masses[id].prose * 2 <= all;
        if kept[id] && is_small && is_clutter(tree, id) {
            kept[id..node.end].fill(false);
            id = node.end;
        } else {
            id += 1;
        }
    }
}

fn is_clutter(tree: &Tree, id: NodeId) -> bool {
    let node = &tree.nodes[id];
    match node.tag {
        Tag::Clutter | Tag::Footer => return true,
        Tag::Header => return !is_inside_article(tree, id) && !has_heading(tree, id),
        Tag::Text | Tag::Heading | Tag::Root => return false,
        // An element of running text is called after what it looks like.
        Tag::Inline | Tag::Link => return false,
        _ => {}
    }
    ["class", "id", "role"].iter().filter_map(|it| tree.attribute(id, it)).any(names_clutter)
}

fn is_inside_article(tree: &Tree, id: NodeId) -> bool {
    let parent = tree.nodes[id].parent;
    matches!(tree.nodes[parent].tag, Tag::Article | Tag::Main)
        || matches!(tree.nodes[tree.nodes[parent].parent].tag, Tag::Article | Tag::Main)
}

fn has_heading(tree: &Tree, id: NodeId) -> bool {
    tree.nodes[id..tree.nodes[id].end].iter().any(|it| it.tag == Tag::Heading)
}

/// Words of the lexicon: whole ones, and ones that may stand inside a longer word.
fn clutter_words() -> &'static (Vec<&'static str>, Vec<&'static str>) {
    static WORDS: OnceLock<(Vec<&str>, Vec<&str>)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = include_str!("../../lexicon/clutter.tsv").lines().filter_map(|it| it.split_once('\t'));
        let (whole, part): (Vec<_>, Vec<_>) = rows.filter(|it| !it.0.starts_with('#')).partition(|it| it.1 == "whole");
        (whole.into_iter().map(|it| it.0).collect(), part.into_iter().map(|it| it.0).collect())
    })
}

/// Whether a word of `value` (a class, an id, a role) is called as clutter is. `box-tin-lien-quan` is one word to a
/// browser; its pieces are tried alone and run together.
fn names_clutter(value: &str) -> bool {
    let (whole, part) = clutter_words();
    value.split_ascii_whitespace().take(16).any(|word| {
        let word: String = word.chars().take(80).collect();
        let pieces = word.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
        let mut pieces = pieces.flat_map(humps).map(|it| it.to_ascii_lowercase()).collect::<Vec<_>>();
        let is_whole = pieces.iter().any(|it| whole.contains(&it.as_str()));
        let joined = pieces.drain(..).collect::<String>();
        // `main-content-with-sidebar` speaks of where the sidebar is not.
        let is_denied = ["with", "no", "has"].iter().any(|it| joined.starts_with(it) || joined.contains("with"));
        is_whole || !is_denied && part.iter().any(|it| joined.contains(it))
    })
}

/// `relatedNews` as `related`, `News`.
fn humps(word: &str) -> Vec<&str> {
    let bytes = word.as_bytes();
    let is_cut = |it: &usize| bytes[it - 1].is_ascii_lowercase() && bytes[*it].is_ascii_uppercase();
    let cuts: Vec<usize> = (1..bytes.len()).filter(is_cut).chain([bytes.len()]).collect();
    let mut from = 0;
    cuts.into_iter().map(|to| &word[std::mem::replace(&mut from, to)..to]).collect()
}

/// The smallest element that holds nearly all prose: from the root down while one child holds it.
fn main_element(tree: &Tree, masses: &[Mass], kept: &[bool]) -> NodeId {
    let mut main = 0;
    loop {
        let mass = masses[main].prose;
        let mut child = main + 1;
        let mut heaviest = None;
        while child < tree.nodes[main].end {
            let node = &tree.nodes[child];
            let enters = kept[child] && node.tag.is_block() && !matches!(node.tag, Tag::Paragraph | Tag::Item);
            // A lone block of prose with a few stray lines around it is weighed more strictly than a named article.
            let share = if matches!(node.tag, Tag::Main | Tag::Article) { 60 } else { 80 };
            if enters && masses[child].prose > 0 && masses[child].prose * 100 >= mass * share {
                heaviest = Some(child);
            }
            child = node.end;
        }
        match heaviest {
            // Rows are no texts of their own.
            Some(child) if !matches!(tree.nodes[child].tag, Tag::Row | Tag::RowGroup | Tag::Table) => main = child,
            Some(child) => match only_long_cell(tree, masses, child) {
                Some(cell) => main = cell,
                None => return main,
            },
            None => return main,
        }
    }
}

/// The cell of a table that lays out the page, if one cell holds nearly all prose of it.
fn only_long_cell(tree: &Tree, masses: &[Mass], table: NodeId) -> Option<NodeId> {
    let is_main = |id: &NodeId| {
        tree.nodes[*id].tag == Tag::Cell && masses[*id].prose * 100 >= masses[table].prose * 80 && masses[*id].prose > 0
    };
    let cell = (table + 1..tree.nodes[table].end).find(is_main)?;
    let has_blocks = tree.nodes[cell + 1..tree.nodes[cell].end].iter().filter(|it| it.tag.is_block()).count() >= 2;
    has_blocks.then_some(cell)
}

/// The first node to print: the headline where it stands before the main element, with the stamp just above it.
fn beginning(tree: &Tree, own: &[Mass], kept: &[bool], main: NodeId) -> NodeId {
    let mut headline = None;
    let mut stamp = None;
    let title = page_title(tree);
    let until = tree.nodes[main].end;
    for id in 1..until {
        let node = &tree.nodes[id];
        if !kept[id] || own[id].text == 0 || !node.tag.is_block() {
            continue;
        }
        let words = words_of(tree, id);
        let is_title = words.len() >= 15 && title.starts_with(&words);
        if is_title || node.tag == Tag::Heading && own[id].text >= 15 && id < main {
            headline = Some(id);
            if is_title {
                break;
            }
        } else if headline.is_none() && is_stamp(&words) {
            stamp = Some(id);
        }
    }
    let first = headline.filter(|it| *it < main).unwrap_or(main);
    let blocks_between = |from: NodeId| (from + 1..first).filter(|it| kept[*it] && own[*it].text > 0).count();
    stamp.filter(|it| *it < first && blocks_between(*it) == 0).unwrap_or(first)
}

/// A short line with a day in figures.
fn is_stamp(words: &str) -> bool {
    let figures = words.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    words.len() <= 80 && figures.filter(|it| it.len() == 4 || it.len() <= 2).count() >= 3
}

fn page_title(tree: &Tree) -> String {
    let title = tree.nodes.iter().position(|it| it.tag == Tag::Title);
    title.map_or(String::new(), |it| words_of(tree, it))
}

/// The first words of a block, references resolved, blanks collapsed.
fn words_of(tree: &Tree, id: NodeId) -> String {
    let mut raw = String::new();
    for node in tree.nodes[id..tree.nodes[id].end].iter().take(500).filter(|it| it.tag == Tag::Text) {
        raw.push_str(node.source.of(tree.source));
        if raw.len() > 600 {
            break;
        }
    }
    let mut words = String::new();
    for piece in raw.split('&').enumerate() {
        let (n, piece) = piece;
        match (n > 0).then(|| crate::html::entity::resolve(&raw_from(piece))).flatten() {
            Some((letters, length)) => {
                words.push_str(&letters);
                words.push_str(piece.get(length - 1..).unwrap_or(""));
            }
            None if n > 0 => {
                words.push('&');
                words.push_str(piece);
            }
            None => words.push_str(piece),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn raw_from(piece: &str) -> String {
    let head: String = piece.chars().take(40).collect();
    format!("&{head}")
}

/// Takes out, inside what is kept, the lists of links and the short line that announces each.
fn drop_link_lists(tree: &Tree, own: &[Mass], masses: &[Mass], kept: &mut [bool], from: NodeId) {
    let mut id = from;
    let mut last_line: Option<NodeId> = None;
    while id < tree.nodes.len() {
        let node = &tree.nodes[id];
        if !kept[id] || !node.tag.is_block() {
            id += 1;
            continue;
        }
        let mass = &masses[id];
        let is_linked = mass.text > 0 && mass.linked * 10 >= mass.text * 7 && mass.prose == 0;
        if is_linked && !matches!(node.tag, Tag::Cell | Tag::HeadCell | Tag::Row | Tag::Heading) {
            kept[id..node.end].fill(false);
            if let Some(line) = last_line.take().filter(|it| own[*it].text <= 60 && announces(tree, *it)) {
                kept[line..tree.nodes[line].end].fill(false);
            }
            id = node.end;
            continue;
        }
        if own[id].text > 0 {
            last_line = Some(id);
        }
        id += 1;
    }
}

/// A line that names what follows: no sentence, not the headline.
fn announces(tree: &Tree, id: NodeId) -> bool {
    let words = words_of(tree, id);
    !words.ends_with(['.', ';']) && !page_title(tree).starts_with(&words)
}
