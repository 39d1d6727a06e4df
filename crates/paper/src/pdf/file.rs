//! A PDF as numbered objects, found by walking the bytes once: no cross-reference table is believed.
//!
//! Libraries that follow the tables unpack object streams as a whole before anyone can object; this walk unpacks within
//! one budget, and a file with broken tables reads as well as a whole one.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::limits;
use crate::pdf::filter;
use crate::pdf::object::{Dict, Object, Parser, is_blank};

/// Versions of a file whose trailers are looked at, from the last.
const N_TRAILERS: usize = 64;

/// Dictionary and undecoded bytes.
#[derive(Clone)]
pub struct Stream {
    pub dict: Rc<Dict>,
    start: usize,
    end: usize,
}

pub struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, Object>,
    streams: HashMap<u32, Stream>,
    root: Object,
    is_encrypted: bool,
    /// Objects that may still be made.
    n_left: usize,
    /// Bytes that may still be unpacked.
    budget: Cell<usize>,
    is_cut: Cell<bool>,
    decoded: RefCell<HashMap<u32, Rc<[u8]>>>,
}

/// What a page takes from the nodes above it.
pub struct Page {
    pub dict: Rc<Dict>,
    pub resources: Object,
    /// Left, bottom, right, top.
    pub frame: [f64; 4],
    /// Clockwise, degrees.
    pub rotation: i32,
}

/// What pages take from the nodes above them, by key.
#[derive(Default)]
struct Inherited(BTreeMap<&'static str, Object>);

impl Inherited {
    fn new(dict: &Dict, above: &Inherited) -> Inherited {
        let keys = ["Resources", "MediaBox", "CropBox", "Rotate"];
        let value = |key| dict.get(key).or_else(|| above.0.get(key)).cloned();
        Inherited(keys.into_iter().filter_map(|key| value(key).map(|it| (key, it))).collect())
    }
}

impl<'a> File<'a> {
    pub fn new(bytes: &'a [u8]) -> File<'a> {
        let mut file = File {
            bytes,
            objects: HashMap::new(),
            streams: HashMap::new(),
            root: Object::Null,
            is_encrypted: false,
            n_left: limits::objects(bytes.len()),
            budget: Cell::new(limits::expanded_bytes(bytes.len())),
            is_cut: Cell::new(false),
            decoded: RefCell::default(),
        };
        file.walk();
        file
    }

    pub fn is_cut(&self) -> bool {
        self.is_cut.get()
    }

    pub fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }

    /// `object`, or what it refers to; a reference to a reference, as far as that may go.
    pub fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..limits::DEPTH {
            let Object::Reference(id) = object else { return object };
            object = self.objects.get(&id).cloned().unwrap_or_default();
        }
        Object::Null
    }

    pub fn get(&self, dict: &Dict, key: &str) -> Object {
        dict.get(key).map_or(Object::Null, |it| self.resolve(it))
    }

    pub fn dict(&self, object: &Object) -> Option<Rc<Dict>> {
        match self.resolve(object) {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub fn get_dict(&self, dict: &Dict, key: &str) -> Option<Rc<Dict>> {
        dict.get(key).and_then(|it| self.dict(it))
    }

    pub fn get_array(&self, dict: &Dict, key: &str) -> Rc<[Object]> {
        match self.get(dict, key) {
            Object::Array(objects) => objects,
            _ => Rc::new([]),
        }
    }

    /// The stream that `object` refers to, and its number.
    pub fn stream(&self, object: &Object) -> Option<(u32, &Stream)> {
        let mut id = match object {
            Object::Reference(id) => *id,
            _ => return None,
        };
        for _ in 0..limits::DEPTH {
            match self.objects.get(&id) {
                Some(Object::Reference(next)) => id = *next,
                _ => break,
            }
        }
        self.streams.get(&id).map(|it| (id, it))
    }

    /// The content of a stream with all filters undone; kept, since pages share fonts and forms.
    pub fn content(&self, id: u32) -> Rc<[u8]> {
        if let Some(content) = self.decoded.borrow().get(&id) {
            return content.clone();
        }
        let content: Rc<[u8]> =
            self.streams.get(&id).map_or(Rc::new([]), |it| self.decode(it).unwrap_or_default().into());
        self.decoded.borrow_mut().insert(id, content.clone());
        content
    }

    /// The undecoded bytes of a stream.
    pub fn raw(&self, stream: &Stream) -> &'a [u8] {
        &self.bytes[stream.start..stream.end]
    }

    /// The names of a stream's filters.
    pub fn filters(&self, dict: &Dict) -> Vec<Rc<str>> {
        let filters = dict.get("Filter").or(dict.get("F")).map_or(Object::Null, |it| self.resolve(it));
        let names = match &filters {
            Object::Array(names) => names.iter().take(8).map(|it| self.resolve(it)).collect(),
            other => vec![other.clone()],
        };
        names.into_iter().filter_map(|it| if let Object::Name(name) = it { Some(name) } else { None }).collect()
    }

    fn parameters(&self, dict: &Dict, n: usize) -> Rc<Dict> {
        let all = dict.get("DecodeParms").or(dict.get("DP")).map_or(Object::Null, |it| self.resolve(it));
        let one = match &all {
            Object::Array(each) => each.get(n).map_or(Object::Null, |it| self.resolve(it)),
            other => other.clone(),
        };
        if let Object::Dict(dict) = one { dict } else { Rc::default() }
    }

    /// The stream with its filters undone; none where one of them is of pictures.
    pub fn decode(&self, stream: &Stream) -> Option<Vec<u8>> {
        self.decode_to_picture(stream).filter(|it| it.1.is_none()).map(|it| it.0)
    }

    /// The stream with its filters undone up to one of pictures, and the name of that.
    pub fn decode_to_picture(&self, stream: &Stream) -> Option<(Vec<u8>, Option<Rc<str>>)> {
        let filters = self.filters(&stream.dict);
        let mut bytes = self.raw(stream).to_vec();
        for (n, name) in filters.iter().enumerate() {
            let parameters = self.parameters(&stream.dict, n);
            let number = |key: &str, or: f64| self.get(&parameters, key).number().unwrap_or(or);
            let most = self.budget.get();
            let Some(undone) = filter::undo(name, &bytes, number("EarlyChange", 1.0) != 0.0, most) else {
                return (n + 1 == filters.len()).then(|| (bytes, Some(name.clone())));
            };
            bytes = undone;
            self.budget.set(most - bytes.len().min(most));
            if bytes.len() >= most {
                self.is_cut.set(true);
            }
            if number("Predictor", 1.0) >= 10.0 {
                let n_bits = number("Colors", 1.0).clamp(1.0, 64.0) * number("BitsPerComponent", 8.0).clamp(1.0, 16.0);
                let row_length = (number("Columns", 1.0).clamp(1.0, 1e6) * n_bits / 8.0).ceil() as usize;
                bytes = filter::unpredict(&bytes, row_length, (n_bits / 8.0).ceil() as usize);
            }
        }
        Some((bytes, None))
    }

    /// The parameters of a stream's last filter.
    pub fn parameters_of_last(&self, dict: &Dict) -> Rc<Dict> {
        self.parameters(dict, self.filters(dict).len().saturating_sub(1))
    }

    /// Finds every object. A later one of the same number replaces an earlier one, as a later version of the file does.
    fn walk(&mut self) {
        let ends = positions(self.bytes, b"endstream");
        let mut behind = 0;
        // Unended strings and comments reach to the end of the file, each anew.
        let mut n_bytes_left = 8 * self.bytes.len() + (1 << 20);
        for word in positions(self.bytes, b"obj") {
            let Some(id) = heading(self.bytes, word).filter(|_| word >= behind) else { continue };
            let mut parser = Parser::new(self.bytes, word + 3, self.n_left);
            let object = parser.object();
            let is_stream = matches!(parser.object(), Some(Object::Word(word)) if word.starts_with("stream"));
            let at = parser.at;
            self.n_left = parser.budget;
            n_bytes_left = n_bytes_left.saturating_sub(at - word);
            if self.n_left == 0 || n_bytes_left == 0 {
                self.is_cut.set(true);
                break;
            }
            let Some(object) = object else { continue };
            behind = word;
            match &object {
                Object::Dict(dict) if is_stream => {
                    behind = self.take_stream(id, dict, at, &ends);
                }
                _ => {
                    self.streams.remove(&id);
                }
            }
            self.objects.insert(id, object);
        }
        for word in positions(self.bytes, b"trailer").into_iter().rev().take(N_TRAILERS).rev() {
            if let Some(Object::Dict(dict)) = Parser::new(self.bytes, word + 7, 10_000).object() {
                self.take_trailer(&dict);
            }
        }
    }

    fn take_trailer(&mut self, dict: &Dict) {
        if let Some(root) = dict.get("Root") {
            self.root = root.clone();
        }
        self.is_encrypted |= dict.contains_key("Encrypt");
    }

    /// Notes the stream of object `id` that follows the word `stream` at `at`; where it ends.
    fn take_stream(&mut self, id: u32, dict: &Rc<Dict>, at: usize, ends: &[usize]) -> usize {
        let start = at
            + match self.bytes.get(at..at + 2) {
                Some(b"\r\n") => 2,
                Some([b'\n' | b'\r', _]) => 1,
                _ => 0,
            };
        let start = start.min(self.bytes.len());
        let stated = self.get(dict, "Length").number().map(|it| start.saturating_add(it.max(0.0) as usize));
        let next = ends.partition_point(|it| *it < start);
        let is_end = |end: &usize| {
            let gap = self.bytes.get(*end..*end + 12).unwrap_or_default();
            gap.iter().position(|it| !is_blank(*it)).is_some_and(|it| gap[it..].starts_with(b"endst"))
        };
        let end = stated.filter(is_end).or(ends.get(next).copied()).unwrap_or(self.bytes.len());
        let stream = Stream { dict: dict.clone(), start, end: end.clamp(start, self.bytes.len()) };
        match dict.get("Type").and_then(Object::name) {
            Some("ObjStm") => self.take_object_stream(&stream),
            Some("XRef") => self.take_trailer(dict),
            _ => {}
        }
        self.streams.insert(id, stream);
        end
    }

    fn take_object_stream(&mut self, stream: &Stream) {
        let Some(content) = self.decode(stream) else { return };
        let first = self.get(&stream.dict, "First").number().unwrap_or(0.0) as usize;
        let count = self.get(&stream.dict, "N").number().unwrap_or(0.0) as usize;
        let mut head = Parser::new(&content[..first.min(content.len())], 0, self.n_left);
        for _ in 0..count {
            let (Some(Object::Number(id)), Some(Object::Number(at))) = (head.object(), head.object()) else { break };
            let mut parser = Parser::new(&content, first.saturating_add(at as usize), self.n_left);
            let object = parser.object().unwrap_or_default();
            self.n_left = parser.budget;
            self.streams.remove(&(id as u32));
            self.objects.insert(id as u32, object);
            if self.n_left == 0 {
                break;
            }
        }
    }

    /// The pages in order. A tree that cannot be followed gives the pages as they lie in the file.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = Vec::new();
        let root = self.dict(&self.root).or_else(|| self.catalogue());
        let top = root.as_ref().and_then(|it| it.get("Pages")).cloned();
        let mut left: Vec<(Object, Rc<Inherited>)> = top.map(|it| (it, Rc::default())).into_iter().collect();
        let mut seen = HashSet::new();
        while let Some((object, above)) = left.pop() {
            if pages.len() > limits::PAGES {
                break;
            }
            let Some(dict) = self.dict(&object) else { continue };
            let inherited = Inherited::new(&dict, &above);
            if dict.contains_key("Kids") {
                let kids = self.get_array(&dict, "Kids");
                let above = Rc::new(inherited);
                let is_new = |it: &&Object| !matches!(it, Object::Reference(id) if !seen.insert(*id));
                let kids: Vec<_> = kids.iter().filter(is_new).map(|it| (it.clone(), above.clone())).collect();
                left.extend(kids.into_iter().rev());
            } else {
                pages.push(self.page(dict, &inherited));
            }
        }
        if pages.is_empty() { self.loose_pages() } else { pages }
    }

    fn catalogue(&self) -> Option<Rc<Dict>> {
        let is_catalogue = |it: &Rc<Dict>| it.get("Type").and_then(Object::name) == Some("Catalog");
        self.objects.values().filter_map(|it| self.dict(it)).find(is_catalogue)
    }

    fn loose_pages(&self) -> Vec<Page> {
        let mut ids: Vec<&u32> = self.objects.keys().collect();
        ids.sort();
        let dicts = ids.into_iter().filter_map(|it| self.dict(&self.objects[it]));
        let pages = dicts.filter(|it| it.get("Type").and_then(Object::name) == Some("Page"));
        pages
            .take(limits::PAGES + 1)
            .map(|it| self.page(it.clone(), &Inherited::new(&it, &Inherited::default())))
            .collect()
    }

    fn page(&self, dict: Rc<Dict>, inherited: &Inherited) -> Page {
        let of = |key| inherited.0.get(key).map_or(Object::Null, |it| self.resolve(it));
        let rotation = of("Rotate").number().unwrap_or(0.0) as i32;
        let frame = self.frame(&of("CropBox")).or_else(|| self.frame(&of("MediaBox")));
        Page {
            dict,
            resources: of("Resources"),
            frame: frame.unwrap_or([0.0, 0.0, 595.0, 842.0]),
            rotation: rotation.rem_euclid(360),
        }
    }

    fn frame(&self, object: &Object) -> Option<[f64; 4]> {
        let Object::Array(sides) = object else { return None };
        let sides: Vec<f64> = sides.iter().take(4).filter_map(|it| self.resolve(it).number()).collect();
        let [a, b, c, d] = sides.try_into().ok()?;
        let frame: [f64; 4] = [f64::min(a, c), f64::min(b, d), f64::max(a, c), f64::max(b, d)];
        (frame[2] > frame[0] && frame[3] > frame[1]).then_some(frame)
    }
}

/// Where `word` stands in `bytes`.
fn positions(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    bytes.windows(word.len()).enumerate().filter(|it| it.1 == word).map(|it| it.0).collect()
}

/// The number of the object whose word `obj` stands at `word`.
fn heading(bytes: &[u8], word: usize) -> Option<u32> {
    let (_, generation) = number_before(bytes, word)?;
    number_before(bytes, generation).map(|it| it.0)
}

/// The number that ends before `at`, blanks between, and where it begins.
fn number_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let head = &bytes[at.saturating_sub(24)..at];
    let n_blanks = head.iter().rev().take_while(|it| is_blank(**it)).count();
    let head = &head[..head.len() - n_blanks];
    let n_digits = head.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let digits = std::str::from_utf8(&head[head.len() - n_digits..]).ok()?;
    Some((digits.parse().ok()?, at - n_blanks - n_digits))
}
