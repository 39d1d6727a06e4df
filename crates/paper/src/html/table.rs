//! The tables of a page: which hold data, and where rows and cells begin and end.

use std::collections::HashMap;

use crate::draft::{Draft, Gap};
use crate::grid::{Shape, Use};
use crate::html::tag::Tag;
use crate::html::tree::{NodeId, Tree};

/// A span of more columns or rows than this is a mistake of the page.
const WIDEST_SPAN: usize = 40;

/// Columns behind this one are not lined up below each other.
const LAST_COLUMN: usize = 64;

pub struct Tables {
    /// What each table is for.
    uses: HashMap<NodeId, Use>,
    /// Open tables, innermost last.
    open: Vec<OpenTable>,
}

struct OpenTable {
    id: NodeId,
    told: Use,
    row: Option<OpenRow>,
    /// For each column, how many rows below still belong to a cell above.
    hanging: Vec<usize>,
    is_in_cell: bool,
}

struct OpenRow {
    id: NodeId,
    mark: usize,
    column: usize,
    /// Columns of the last cell beyond its first; they become empty cells if another cell follows.
    n_wide: usize,
}

impl Tables {
    pub fn new(tree: &Tree, kept: &[bool]) -> Tables {
        Tables { uses: uses(tree, kept), open: Vec::new() }
    }

    /// Whether lines are cells of one row here.
    pub fn is_in_row(&self) -> bool {
        self.open.iter().any(|it| it.told == Use::Data && it.row.is_some())
    }

    /// Whether lines stand in a column of short lines here.
    pub fn is_in_column(&self) -> bool {
        self.open.last().is_some_and(|it| it.told == Use::Columns && it.is_in_cell)
    }

    pub fn open(&mut self, tree: &Tree, id: NodeId, draft: &mut Draft) {
        match tree.nodes[id].tag {
            Tag::Table if !self.is_in_row() => {
                let told = self.uses.get(&id).copied().unwrap_or(Use::Page);
                draft.apart(Gap::Paragraph);
                self.open.push(OpenTable { id, told, row: None, hanging: Vec::new(), is_in_cell: false });
            }
            Tag::Row => {
                if let Some(table) = self.open.last_mut().filter(|it| it.row.is_none()) {
                    draft.apart(Gap::Line);
                    table.row = Some(OpenRow { id, mark: draft.text.len(), column: 0, n_wide: 0 });
                }
            }
            Tag::Cell | Tag::HeadCell => {
                if let Some(table) = self.open.last_mut() {
                    table.cell(tree, id, draft);
                }
            }
            _ => {}
        }
    }

    pub fn close(&mut self, id: NodeId, draft: &mut Draft) {
        let Some(table) = self.open.last_mut() else { return };
        if let Some(row) = table.row.take_if(|it| it.id == id) {
            if table.told == Use::Data {
                table.bars_over_hanging(row.column, draft);
                draft.end_row(row.mark);
            }
            table.is_in_cell = false;
        }
        if table.id == id {
            self.open.pop();
            draft.apart(Gap::Paragraph);
        }
    }
}

impl OpenTable {
    fn cell(&mut self, tree: &Tree, id: NodeId, draft: &mut Draft) {
        self.is_in_cell = true;
        let Some(row) = self.row.as_ref().filter(|_| self.told == Use::Data) else { return };
        (0..row.n_wide).for_each(|_| draft.bar());
        let column = self.bars_over_hanging(row.column, draft);
        if column > 0 {
            draft.bar();
        }
        let span = |name| {
            let value = tree.attribute(id, name).and_then(|it| it.trim().parse::<usize>().ok());
            value.unwrap_or(1).clamp(1, WIDEST_SPAN)
        };
        let (n_columns, n_rows) = (span("colspan"), span("rowspan"));
        let last = (column + n_columns).min(LAST_COLUMN);
        self.hanging.resize(self.hanging.len().max(last), 0);
        self.hanging[column.min(last)..last].fill(n_rows - 1);
        if let Some(row) = &mut self.row {
            (row.column, row.n_wide) = (column + n_columns, n_columns - 1);
        }
    }

    /// Empty cells where cells of rows above reach down; the next free column.
    fn bars_over_hanging(&mut self, mut column: usize, draft: &mut Draft) -> usize {
        while self.hanging.get(column).is_some_and(|it| *it > 0) {
            self.hanging[column] -= 1;
            if column > 0 {
                draft.bar();
            }
            column += 1;
        }
        column
    }
}

/// Tells for each table what it is for.
fn uses(tree: &Tree, kept: &[bool]) -> HashMap<NodeId, Use> {
    let mut shapes: HashMap<NodeId, Shape> = HashMap::new();
    let mut n_cells = vec![0usize; tree.nodes.len()];
    // The table, row and cell that a node stands in.
    let mut around: Vec<[NodeId; 3]> = Vec::with_capacity(tree.nodes.len());
    let mut in_cell = vec![(0usize, 0usize); tree.nodes.len()];
    for (id, node) in tree.nodes.iter().enumerate() {
        let [table, row, cell] = if id == 0 { [0; 3] } else { around[node.parent] };
        around.push(match node.tag {
            Tag::Table => [id, 0, 0],
            Tag::Row => [table, id, 0],
            Tag::Cell | Tag::HeadCell => [table, row, id],
            _ => [table, row, cell],
        });
        if !kept[id] {
            continue;
        }
        match node.tag {
            Tag::Table => {
                shapes.insert(id, Shape::default());
                shapes.entry(table).and_modify(|it| it.has_nested = true);
            }
            Tag::Row => {
                shapes.entry(table).and_modify(|it| it.n_rows += 1);
            }
            Tag::Cell | Tag::HeadCell => {
                n_cells[row] += 1;
                let n = n_cells[row];
                if let Some(shape) = shapes.get_mut(&table) {
                    shape.n_columns = shape.n_columns.max(n);
                    shape.n_split_rows += usize::from(n == 2);
                    shape.has_heads |= node.tag == Tag::HeadCell;
                }
            }
            _ if cell > 0 => measure(tree, id, &mut in_cell[cell]),
            _ => {}
        }
        if cell > 0 {
            let (n_lines, length) = in_cell[cell];
            if let Some(shape) = shapes.get_mut(&table) {
                (shape.n_lines, shape.longest) = (shape.n_lines.max(n_lines), shape.longest.max(length));
            }
        }
    }
    shapes.into_iter().map(|it| (it.0, it.1.told())).collect()
}

/// Adds a node to the lines and bytes of its cell.
fn measure(tree: &Tree, id: NodeId, (n_lines, length): &mut (usize, usize)) {
    let node = &tree.nodes[id];
    match node.tag {
        Tag::Text => *length += node.source.of(tree.source).trim().len(),
        Tag::Break | Tag::Paragraph | Tag::Item => *n_lines += 1,
        _ => {}
    }
}
