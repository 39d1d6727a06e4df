//! The elements of a page in document order, each with where its subtree ends; built without recursion.

use base::Span;

use crate::html::tag::Tag;
use crate::html::token::{Token, Tokens, attributes};
use crate::limits;

pub type NodeId = usize;

/// An element, or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub tag: Tag,
    pub parent: NodeId,
    /// The first node behind its subtree.
    pub end: NodeId,
    /// The text, or the attributes.
    pub source: Span,
}

/// Nodes in document order; the first is the root, its own parent.
pub struct Tree<'a> {
    pub source: &'a str,
    pub nodes: Vec<Node>,
    pub is_cut: bool,
}

impl<'a> Tree<'a> {
    pub fn new(source: &'a str) -> Tree<'a> {
        let root = Node { tag: Tag::Root, parent: 0, end: 1, source: Span::default() };
        let mut builder =
            Builder { tree: Tree { source, nodes: vec![root], is_cut: false }, open: vec![0], n_too_deep: 0 };
        for token in Tokens::new(source) {
            if builder.tree.nodes.len() >= limits::NODES {
                builder.tree.is_cut = true;
                break;
            }
            builder.take(token);
        }
        builder.close_to(0);
        let mut tree = builder.tree;
        tree.nodes[0].end = tree.nodes.len();
        tree
    }

    /// The value of an attribute of the element `id`, as written.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&'a str> {
        let node = &self.nodes[id];
        if node.tag == Tag::Text || node.source.is_empty() {
            return None;
        }
        let source: &'a str = self.source;
        attributes(node.source.of(source)).find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
    }
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<NodeId>,
    /// Open elements that were not entered because they lie too deep.
    n_too_deep: usize,
}

/// Elements may lie deeper than tables: old pages wrap each word in fonts.
const DEEPEST: usize = 8 * limits::DEPTH;

impl Builder<'_> {
    fn take(&mut self, token: Token) {
        match token {
            Token::Text(span) => {
                self.push(Tag::Text, span);
            }
            Token::Start { name, attributes } => self.start(Tag::of(name), attributes),
            Token::End { name } => self.end(Tag::of(name)),
        }
    }

    fn push(&mut self, tag: Tag, source: Span) -> NodeId {
        let id = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { tag, parent, end: id + 1, source });
        id
    }

    fn start(&mut self, tag: Tag, attributes: Span) {
        self.close_implied(tag);
        if tag.is_void() {
            self.push(tag, attributes);
        } else if self.open.len() >= DEEPEST {
            self.n_too_deep += 1;
        } else {
            let id = self.push(tag, attributes);
            self.open.push(id);
        }
    }

    /// A block ends an open paragraph; an item, row or cell ends the one before it.
    fn close_implied(&mut self, tag: Tag) {
        let (ended, stops): (&[Tag], &[Tag]) = match tag {
            Tag::Item => (&[Tag::Item], &[Tag::List, Tag::Cell, Tag::Table]),
            Tag::Cell | Tag::HeadCell => (&[Tag::Cell, Tag::HeadCell], &[Tag::Row, Tag::Table]),
            Tag::Row => (&[Tag::Row], &[Tag::Table]),
            Tag::RowGroup => (&[Tag::RowGroup], &[Tag::Table]),
            _ if tag.is_block() => (&[Tag::Paragraph], &[Tag::Cell, Tag::HeadCell, Tag::Table, Tag::Item, Tag::Block]),
            _ => return,
        };
        self.close(ended, stops);
    }

    fn end(&mut self, tag: Tag) {
        if tag == Tag::Inline && self.n_too_deep > 0 || tag.is_void() {
            self.n_too_deep = self.n_too_deep.saturating_sub(1);
            return;
        }
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        let is_of_table = matches!(tag, Tag::Table | Tag::Row | Tag::RowGroup | Tag::Cell | Tag::HeadCell);
        let stops: &[Tag] = match tag {
            Tag::Table => &[],
            _ if is_of_table => &[Tag::Table],
            // A stray end tag of running text does not end the block around it.
            Tag::Inline | Tag::Link => &[Tag::Cell, Tag::HeadCell, Tag::Table, Tag::Paragraph, Tag::Block, Tag::Item],
            _ => &[Tag::Cell, Tag::HeadCell, Tag::Table],
        };
        self.close(&[tag], stops);
    }

    /// Closes the innermost open element of `ended`, unless one of `stops` lies inside it.
    fn close(&mut self, ended: &[Tag], stops: &[Tag]) {
        let tag = |id: &NodeId| self.tree.nodes[*id].tag;
        let innermost = self.open.iter().rposition(|it| ended.contains(&tag(it)) || stops.contains(&tag(it)));
        if let Some(at) = innermost.filter(|at| *at > 0 && ended.contains(&tag(&self.open[*at]))) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for id in self.open.drain(at..) {
            self.tree.nodes[id].end = end;
        }
    }
}
