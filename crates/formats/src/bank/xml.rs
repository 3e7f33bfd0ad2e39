//! XML in pieces: one small tree at a time, so that a file of any size takes little memory.
//!
//! # Invariants
//! - Document types and entity definitions are refused (no external data, no expansion).
//! - Depth, size and number of elements of a piece are limited.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::FormatError;

/// Deepest nesting.
const MAX_DEPTH: usize = 64;
/// Most elements of one piece.
const MAX_ELEMENTS: usize = 200_000;
/// Most text of one piece, in bytes.
const MAX_TEXT: usize = 16 * 1024 * 1024;

/// An element with its children; names without prefix.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) line: u64,
    pub(crate) text: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    /// All children of a name.
    pub(crate) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Element> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The element at a path such as `Id/Othr`.
    pub(crate) fn at(&self, path: &str) -> Option<&Element> {
        path.split('/').try_fold(self, |e, name| e.child(name))
    }

    /// The text at a path, when it is not blank.
    pub(crate) fn find(&self, path: &str) -> Option<&str> {
        self.at(path)
            .map(|e| e.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// An attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Texts of all elements of a name at any depth, in order.
    pub(crate) fn texts<'s>(&'s self, name: &str, out: &mut Vec<&'s str>) {
        for child in &self.children {
            if child.name == name && !child.text.trim().is_empty() {
                out.push(child.text.trim());
            }
            child.texts(name, out);
        }
    }
}

/// What a stream hands out.
#[derive(Debug)]
pub(crate) enum Step {
    /// The start of a container, with its line.
    Enter(u64),
    /// The end of a container.
    Leave,
    /// A complete piece.
    Element(Element),
}

/// Reads a file piece by piece.
pub(crate) struct Stream<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    inside: usize,
    depth: usize,
    line: u64,
    counted: usize,
    damage: Option<String>,
    over: bool,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let start = text.find('<').unwrap_or(text.len());
        let body = text.get(start..).unwrap_or_default();
        let mut reader = Reader::from_str(body);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = true;
        Self {
            reader,
            text: body,
            inside: 0,
            depth: 0,
            line: 1,
            counted: 0,
            damage: None,
            over: false,
        }
    }

    /// Why the file could not be read to its end.
    pub(crate) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// Line of the last event.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    fn count_lines(&mut self) {
        let to = usize::try_from(self.reader.buffer_position())
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        let passed = self
            .text
            .as_bytes()
            .get(self.counted..to)
            .unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.counted = to.max(self.counted);
    }

    fn event(&mut self) -> Result<Option<Event<'a>>, FormatError> {
        if self.over {
            return Ok(None);
        }
        let event = self.reader.read_event();
        self.count_lines();
        match event {
            Ok(Event::Eof) => {
                self.over = true;
                if self.depth > 0 {
                    self.damage = Some("elements are not closed".to_owned());
                }
                Ok(None)
            }
            Ok(Event::DocType(_)) => Err(FormatError::new("file.doctype").row(self.line)),
            Ok(event) => {
                match &event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                if self.depth > MAX_DEPTH {
                    return Err(FormatError::new("xml.too_deep")
                        .fact("limit", MAX_DEPTH)
                        .row(self.line));
                }
                Ok(Some(event))
            }
            Err(error) => {
                self.over = true;
                self.damage = Some(error.to_string());
                Ok(None)
            }
        }
    }

    /// The next container edge or complete piece inside a container.
    pub(crate) fn next_step(
        &mut self,
        pieces: &[&str],
        containers: &[&str],
    ) -> Result<Option<Step>, FormatError> {
        loop {
            let Some(event) = self.event()? else {
                return Ok(None);
            };
            match event {
                Event::Start(start) => {
                    let name = local_name(&start);
                    if self.inside == 0 && containers.contains(&name.as_str()) {
                        self.inside = self.depth;
                        return Ok(Some(Step::Enter(self.line)));
                    }
                    if self.inside > 0
                        && self.depth == self.inside + 1
                        && pieces.contains(&name.as_str())
                    {
                        return Ok(Some(Step::Element(self.piece(&start, name)?)));
                    }
                }
                Event::End(_) if self.inside > 0 && self.depth < self.inside => {
                    self.inside = 0;
                    return Ok(Some(Step::Leave));
                }
                _ => {}
            }
        }
    }

    /// The whole file as one piece, for messages that are small.
    pub(crate) fn root(&mut self) -> Result<Element, FormatError> {
        while let Some(event) = self.event()? {
            if let Event::Start(start) = event {
                let name = local_name(&start);
                return self.piece(&start, name);
            }
        }
        Ok(Element::default())
    }

    /// Reads everything up to the end of the element that has just been opened.
    fn piece(&mut self, start: &BytesStart<'_>, name: String) -> Result<Element, FormatError> {
        let mut stack = vec![self.open(start, name)];
        let (mut elements, mut size) = (1_usize, 0_usize);
        loop {
            let Some(event) = self.event()? else {
                // Cut off: what is there is one piece.
                while stack.len() > 1 {
                    fold(&mut stack);
                }
                return Ok(stack.pop().unwrap_or_default());
            };
            match event {
                Event::Start(start) => {
                    elements += 1;
                    if elements > MAX_ELEMENTS {
                        return Err(FormatError::new("xml.too_many_elements")
                            .fact("limit", MAX_ELEMENTS)
                            .row(self.line));
                    }
                    let name = local_name(&start);
                    let element = self.open(&start, name);
                    stack.push(element);
                }
                Event::End(_) => {
                    if stack.len() == 1 {
                        return Ok(stack.pop().unwrap_or_default());
                    }
                    fold(&mut stack);
                }
                Event::Text(t) => push(&mut stack, &t, &mut size),
                Event::CData(t) => push(&mut stack, &t, &mut size),
                Event::GeneralRef(name) => {
                    if let Some(c) = reference(&name) {
                        push(&mut stack, c.encode_utf8(&mut [0; 4]), &mut size);
                    }
                }
                _ => {}
            }
            if size > MAX_TEXT {
                return Err(FormatError::new("xml.too_long")
                    .fact("limit", MAX_TEXT)
                    .row(self.line));
            }
        }
    }

    fn open(&self, start: &BytesStart<'_>, name: String) -> Element {
        let attributes = start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .take(32)
            .map(|a| {
                (
                    a.key.local_name().as_ref().to_owned(),
                    a.value.chars().take(200).collect(),
                )
            })
            .collect();
        Element {
            name,
            line: self.line,
            attributes,
            ..Element::default()
        }
    }
}

/// The whole of a small XML file.
pub(crate) fn read_root(bytes: &[u8]) -> Result<Element, FormatError> {
    let decoded = super::text::decode_xml(bytes);
    Stream::new(&decoded.text).root()
}

fn fold(stack: &mut Vec<Element>) {
    if let Some(done) = stack.pop()
        && let Some(parent) = stack.last_mut()
    {
        parent.children.push(done);
    }
}

fn push(stack: &mut [Element], text: &str, size: &mut usize) {
    if let Some(top) = stack.last_mut() {
        *size += text.len();
        top.text.push_str(text);
    }
}

fn local_name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// The five predefined entities and character numbers; others are left out.
pub(crate) fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        }
    }
}
