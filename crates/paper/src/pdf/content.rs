//! Runs the content of a page and notes where each letter, ruled line and picture comes to stand.

use std::collections::HashMap;
use std::rc::Rc;

use crate::limits;
use crate::pdf::file::{File, Page};
use crate::pdf::font::{Font, Tables};
use crate::pdf::matrix::Matrix;
use crate::pdf::object::{Dict, Object, Parser, is_blank};

/// A letter on the page as it is looked at: points from the left and from below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub letter: char,
}

/// A drawn line of a table: where it lies across, and from where to where it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    pub is_vertical: bool,
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// What stands on one page.
#[derive(Default)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// Pictures with the share of the page that they cover.
    pub pictures: Vec<(u32, f32)>,
    /// Glyphs whose letters the file does not tell.
    pub n_unknown: usize,
}

/// Ruled lines of a page.
const N_RULES: usize = 1_500;

/// Saved states.
const N_SAVED: usize = 512;

/// Runs pages; fonts are read once for all of them.
pub struct Machine<'f, 'a> {
    file: &'f File<'a>,
    /// By the place of their dictionary.
    fonts: HashMap<usize, Rc<Font>>,
    tables: Tables,
    budget: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_gap: f64,
    word_gap: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// A content being run: the page's, or that of a form drawn by it.
struct Frame {
    content: Rc<[u8]>,
    at: usize,
    resources: Rc<Dict>,
    n_saved: usize,
    state: State,
}

struct Run<'m, 'f, 'a> {
    machine: &'m mut Machine<'f, 'a>,
    sheet: Sheet,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    frames: Vec<Frame>,
    resources: Rc<Dict>,
    path: Vec<Rule>,
    pen: (f64, f64),
    /// Open marked contents, and whether each is a header or footer made by the layout.
    marks: Vec<bool>,
}

impl<'f, 'a> Machine<'f, 'a> {
    pub fn new(file: &'f File<'a>, length: usize) -> Machine<'f, 'a> {
        Machine { file, fonts: HashMap::new(), tables: Tables::new(), budget: limits::glyphs(length) }
    }

    pub fn is_used_up(&self) -> bool {
        self.budget == 0
    }

    pub fn run(&mut self, page: &Page) -> Sheet {
        let (matrix, width, height) = Matrix::of_page(page.frame, page.rotation);
        let content = self.page_content(page);
        let resources = self.file.dict(&page.resources).unwrap_or_default();
        let state = State {
            matrix,
            font: None,
            size: 1.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let sheet = Sheet { width: width as f32, height: height as f32, ..Sheet::default() };
        let frame = Frame { content, at: 0, resources: resources.clone(), n_saved: 0, state: state.clone() };
        let (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let run = Run {
            machine: self,
            sheet,
            state,
            saved: Vec::new(),
            text,
            line,
            frames: vec![frame],
            resources,
            path: Vec::new(),
            pen: (0.0, 0.0),
            marks: Vec::new(),
        };
        run.run()
    }

    fn page_content(&self, page: &Page) -> Rc<[u8]> {
        let Some(contents) = page.dict.get("Contents") else { return Rc::new([]) };
        if let Some((id, _)) = self.file.stream(contents) {
            return self.file.content(id);
        }
        let Object::Array(parts) = self.file.resolve(contents) else { return Rc::new([]) };
        let mut whole = Vec::new();
        for (id, _) in parts.iter().filter_map(|it| self.file.stream(it)) {
            let part = self.file.content(id);
            // The same part may be named without end.
            if whole.len() + part.len() > limits::expanded_bytes(0) {
                break;
            }
            whole.extend_from_slice(&part);
            whole.push(b'\n');
        }
        whole.into()
    }

    fn font(&mut self, resources: &Dict, name: &str) -> Option<Rc<Font>> {
        let dict = self.file.get_dict(&*self.file.get_dict(resources, "Font")?, name)?;
        // The file keeps its dictionaries, so their places do not change hands.
        let key = Rc::as_ptr(&dict) as usize;
        if let Some(font) = self.fonts.get(&key) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::new(self.file, &dict, &mut self.tables));
        self.budget = self.budget.saturating_sub(font.n_kept());
        self.fonts.insert(key, font.clone());
        Some(font)
    }
}

impl Run<'_, '_, '_> {
    fn run(mut self) -> Sheet {
        let mut operands: Vec<Object> = Vec::new();
        while let Some(frame) = self.frames.last_mut() {
            let content = frame.content.clone();
            let mut parser = Parser::new(&content, frame.at, self.machine.budget);
            let object = parser.object();
            // Long strings cost, too: a form may be drawn again and again.
            let n_long = (parser.at - frame.at) / 16;
            (frame.at, self.machine.budget) = (parser.at, parser.budget.saturating_sub(n_long));
            match object {
                Some(Object::Word(word)) => {
                    self.operator(&word, &operands, &content);
                    operands.clear();
                }
                Some(_) if operands.len() > 64 => operands.clear(),
                Some(object) => operands.push(object),
                None => self.end_frame(),
            }
        }
        self.sheet
    }

    fn end_frame(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.saved.truncate(frame.n_saved);
            self.state = frame.state;
        }
        if let Some(around) = self.frames.last() {
            self.resources = around.resources.clone();
        }
    }

    fn operator(&mut self, word: &str, operands: &[Object], content: &[u8]) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        let first = numbers.first().copied();
        match word {
            "q" if self.saved.len() < N_SAVED => self.saved.push(self.state.clone()),
            "Q" if self.saved.len() > self.frames.last().map_or(0, |it| it.n_saved) => {
                self.state = self.saved.pop().unwrap_or_else(|| self.state.clone());
            }
            "cm" => self.state.matrix = Matrix::of(&numbers).then(self.state.matrix),
            "Do" => self.draw(operands),
            "ID" => self.skip_inline_picture(content),
            "BMC" | "BDC" => self.marks.push(is_running(operands)),
            "EMC" => drop(self.marks.pop()),
            "m" | "l" | "re" | "h" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "n" => {
                self.path(word, &numbers);
            }
            "BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "Tf" => {
                let name = operands.first().and_then(Object::name).unwrap_or("");
                self.state.font = self.machine.font(&self.resources, name);
                self.state.size = first.unwrap_or(1.0);
            }
            "Tc" => self.state.letter_gap = first.unwrap_or(0.0),
            "Tw" => self.state.word_gap = first.unwrap_or(0.0),
            "Tz" => self.state.stretch = first.unwrap_or(100.0) / 100.0,
            "TL" => self.state.leading = first.unwrap_or(0.0),
            "Ts" => self.state.rise = first.unwrap_or(0.0),
            _ => self.text_operator(word, operands, &numbers),
        }
    }

    fn text_operator(&mut self, word: &str, operands: &[Object], numbers: &[f64]) {
        match (word, numbers) {
            ("Td", [x, y]) => self.move_line(*x, *y),
            ("TD", [x, y]) => {
                self.state.leading = -y;
                self.move_line(*x, *y);
            }
            ("Tm", [_, _, _, _, _, _]) => {
                self.line = Matrix::of(numbers);
                self.text = self.line;
            }
            ("T*", _) => self.move_line(0.0, -self.state.leading),
            ("Tj", _) => self.show_all(operands),
            ("'", _) => {
                self.move_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            ("\"", _) => {
                if let [word_gap, letter_gap, ..] = numbers {
                    (self.state.word_gap, self.state.letter_gap) = (*word_gap, *letter_gap);
                }
                self.move_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            ("TJ", _) => {
                if let Some(Object::Array(pieces)) = operands.first() {
                    self.show_all(pieces);
                }
            }
            _ => {}
        }
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    /// Strings are shown; numbers between them move back by thousandths.
    fn show_all(&mut self, pieces: &[Object]) {
        for piece in pieces {
            match piece {
                Object::Number(number) => {
                    let back = number / 1000.0 * self.state.size * self.state.stretch;
                    self.text = Matrix::shift(-back, 0.0).then(self.text);
                }
                Object::Bytes(bytes) => self.show(bytes),
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let is_running = self.marks.contains(&true);
        for shown in font.show(bytes) {
            let Some(left) = self.machine.budget.checked_sub(1) else { return };
            self.machine.budget = left;
            let state = &self.state;
            let size = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let placed = size.then(self.text).then(state.matrix);
            let gap = state.letter_gap + if shown.is_blank { state.word_gap } else { 0.0 };
            let advance = (shown.width * state.size + gap) * state.stretch;
            self.text = Matrix::shift(advance, 0.0).then(self.text);
            if !is_running {
                self.place(placed, shown.width, shown.letters.as_deref());
            }
        }
    }

    fn place(&mut self, placed: Matrix, width: f64, letters: Option<&str>) {
        let Matrix([a, b, c, d, x, y]) = placed;
        let is_upright = a > 0.0 && b.abs() < a * 0.2;
        let is_on_page = (-50.0..f64::from(self.sheet.width) + 50.0).contains(&x)
            && (-50.0..f64::from(self.sheet.height) + 50.0).contains(&y);
        if !is_upright || !is_on_page {
            return;
        }
        self.sheet.n_unknown += usize::from(letters.is_none());
        let letters = letters.unwrap_or("\u{fffd}");
        let n = letters.chars().count().max(1) as f64;
        for (at, letter) in letters.chars().enumerate() {
            let share = a * width / n;
            self.sheet.glyphs.push(Glyph {
                x: (x + share * at as f64) as f32,
                y: y as f32,
                width: share as f32,
                size: c.hypot(d) as f32,
                letter,
            });
        }
    }

    fn draw(&mut self, operands: &[Object]) {
        let Some(name) = operands.first().and_then(Object::name) else { return };
        let file = self.machine.file;
        let Some(objects) = file.get_dict(&self.resources, "XObject") else { return };
        let Some((id, stream)) = objects.get(name).and_then(|it| file.stream(it)) else { return };
        match file.get(&stream.dict, "Subtype").name() {
            Some("Image") => {
                let Matrix([a, b, c, d, ..]) = self.state.matrix;
                let area = (a * d - b * c).abs() / f64::from(self.sheet.width * self.sheet.height).max(1.0);
                if self.sheet.pictures.len() < 1000 {
                    self.sheet.pictures.push((id, area as f32));
                }
            }
            Some("Form") if self.frames.len() < limits::DEPTH => {
                let own: Vec<f64> =
                    file.get_array(&stream.dict, "Matrix").iter().take(6).filter_map(Object::number).collect();
                let resources = file.get_dict(&stream.dict, "Resources").unwrap_or(self.resources.clone());
                let frame = Frame {
                    content: file.content(id),
                    at: 0,
                    resources: resources.clone(),
                    n_saved: self.saved.len(),
                    state: self.state.clone(),
                };
                self.frames.push(frame);
                self.resources = resources;
                self.state.matrix = Matrix::of(&own).then(self.state.matrix);
            }
            _ => {}
        }
    }

    /// Behind the bytes of a picture that stands in the content itself.
    fn skip_inline_picture(&mut self, content: &[u8]) {
        let Some(frame) = self.frames.last_mut() else { return };
        let rest = &content[frame.at.min(content.len())..];
        let is_end = |it: &[u8]| is_blank(it[0]) && &it[1..3] == b"EI" && is_blank(it[3]);
        let length = rest.windows(4).position(is_end).map_or(rest.len(), |it| it + 3);
        frame.at += length;
        self.machine.budget = self.machine.budget.saturating_sub(length / 16);
    }

    fn path(&mut self, word: &str, numbers: &[f64]) {
        match (word, numbers) {
            ("m", [x, y]) => self.pen = self.state.matrix.apply(*x, *y),
            ("l", [x, y]) => {
                let to = self.state.matrix.apply(*x, *y);
                self.path.extend(rule(self.pen, to));
                self.pen = to;
            }
            ("re", [x, y, width, height]) => {
                let (a, b) = (self.state.matrix.apply(*x, *y), self.state.matrix.apply(x + width, y + height));
                self.path.extend(box_rules(a, b));
            }
            ("n", _) => self.path.clear(),
            ("h" | "m" | "l" | "re", _) => {}
            _ => {
                let room = N_RULES.saturating_sub(self.sheet.rules.len());
                self.sheet.rules.extend(self.path.drain(..).take(room));
            }
        }
        self.path.truncate(N_RULES);
    }
}

/// Whether a marked content is a header or footer that the layout program set.
fn is_running(operands: &[Object]) -> bool {
    let is_pagination = |it: &Object| match it {
        Object::Dict(dict) => dict.get("Type").and_then(Object::name) == Some("Pagination"),
        _ => false,
    };
    operands.first().and_then(Object::name) == Some("Artifact") && operands.iter().any(is_pagination)
}

/// A line that runs along a side of the page.
fn rule((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Option<Rule> {
    let (across, along) = ((x1 - x0).abs(), (y1 - y0).abs());
    let rule = |is_vertical, at: f64, a: f64, b: f64| Rule {
        is_vertical,
        at: at as f32,
        from: a.min(b) as f32,
        to: a.max(b) as f32,
    };
    match () {
        () if along < 1.0 && across > 4.0 => Some(rule(false, y0, x0, x1)),
        () if across < 1.0 && along > 4.0 => Some(rule(true, x0, y0, y1)),
        () => None,
    }
}

/// A thin box is a line; of another the four sides are.
fn box_rules(a: (f64, f64), b: (f64, f64)) -> Vec<Rule> {
    let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    let (middle_x, middle_y) = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    if height < 3.0 {
        return rule((a.0, middle_y), (b.0, middle_y)).into_iter().collect();
    }
    if width < 3.0 {
        return rule((middle_x, a.1), (middle_x, b.1)).into_iter().collect();
    }
    let sides = [(a, (b.0, a.1)), ((a.0, b.1), b), (a, (a.0, b.1)), ((b.0, a.1), b)];
    sides.into_iter().filter_map(|it| rule(it.0, it.1)).collect()
}
