//! What a page draws: its operators, as far as they place letters.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;
use super::glyph::{Glyph, Matrix};
use super::path::Path;
use super::tokens::most_operands;
use super::{Deadline, Error, MAX_STREAM_BYTES, damaged, too_much};

/// How many operators all pages may have together.
const MAX_OPERATIONS: usize = 3_000_000;

/// How many letters all pages may have together.
pub(super) const MAX_GLYPHS: usize = 400_000;

/// How many words may stand before one operator: the strings of a line, and the gaps between them.
const MAX_OPERANDS: usize = 50_000;

/// How deep forms may lie in each other.
const MAX_FORMS: usize = 8;

/// How many graphics states may be kept.
const MAX_STATES: usize = 64;

/// Reads the pages of a document, one after the other.
pub(super) struct Reader<'d> {
    document: &'d Document,
    deadline: Deadline,
    fonts: HashMap<ObjectId, Rc<Font>>,
    operations: usize,
    letters: usize,
    /// Of the page that is being read.
    glyphs: Vec<Glyph>,
}

/// What operators change and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    char_spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// Where text stands between `BT` and `ET`.
#[derive(Debug, Clone, Copy)]
struct Place {
    text: Matrix,
    line: Matrix,
}

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d Document, deadline: Deadline) -> Self {
        Self {
            document,
            deadline,
            fonts: HashMap::new(),
            operations: 0,
            letters: 0,
            glyphs: Vec::new(),
        }
    }

    /// Returns the letters of a page in the order in which they are drawn.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Vec<Glyph>, Error> {
        let content = self.document.get_page_content_with_limit(page, MAX_STREAM_BYTES);
        let content = content.map_err(|_too_large| too_much("bytes in one page", MAX_STREAM_BYTES))?;
        let (own, ids) = self
            .document
            .get_page_resources(page)
            .map_err(|_broken| damaged("its pages"))?;
        let named = ids.iter().filter_map(|id| self.document.get_dictionary(*id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(named).collect();
        self.run(&content, &resources, State::new(Matrix::IDENTITY), 0)?;
        Ok(std::mem::take(&mut self.glyphs))
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        state: State,
        depth: usize,
    ) -> Result<(), Error> {
        let mut state = state;
        let mut kept: Vec<State> = Vec::new();
        let mut place = Place::new(Matrix::IDENTITY);
        let mut path = Path::default();
        if most_operands(content) > MAX_OPERANDS {
            return Err(too_much("operands of one operator", MAX_OPERANDS));
        }
        // What is broken behind some point of a page does not undo what was drawn before.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            self.operations += 1;
            if self.operations > MAX_OPERATIONS {
                return Err(too_much("drawing operators", MAX_OPERATIONS));
            }
            if self.operations.is_multiple_of(256) {
                self.deadline.check()?;
            }
            match operation.operator.as_str() {
                "q" if kept.len() < MAX_STATES => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "m" | "l" | "c" | "v" | "y" | "re" => {
                    path.add(&operation.operator, &operation.operands, state.ctm);
                }
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => self.glyphs.extend(path.end(true)),
                "S" | "s" | "n" => self.glyphs.extend(path.end(false)),
                "cm" => state.ctm = matrix(&operation).then(state.ctm),
                "BT" => place = Place::new(Matrix::IDENTITY),
                "Tf" => self.set_font(&operation, resources, &mut state)?,
                "Do" => self.form(&operation, resources, &state, depth)?,
                "Tj" | "'" | "\"" | "TJ" => {
                    if operation.operator == "\"" {
                        state.word_spacing = number(&operation, 0);
                        state.char_spacing = number(&operation, 1);
                    }
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        place.next_line(0.0, -state.leading);
                    }
                    self.show(&operation, &state, &mut place)?;
                }
                _ => state.set(&operation, &mut place),
            }
        }
        Ok(())
    }

    fn set_font(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        state: &mut State,
    ) -> Result<(), Error> {
        state.size = number(operation, 1);
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else {
            return Ok(());
        };
        let Some((id, font)) = resource(self.document, resources, b"Font", name) else {
            return Ok(());
        };
        let Ok(font) = font.as_dict() else { return Ok(()) };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            state.font = Some(Rc::clone(known));
            return Ok(());
        }
        // Its tables may be long.
        self.deadline.check()?;
        let font = Rc::new(Font::of(self.document, font));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        state.font = Some(font);
        Ok(())
    }

    /// A form draws like a page inside the page.
    fn form(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        state: &State,
        depth: usize,
    ) -> Result<(), Error> {
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else {
            return Ok(());
        };
        let Some((_, Object::Stream(stream))) = resource(self.document, resources, b"XObject", name) else {
            return Ok(());
        };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name);
        let is_form = is_form.is_ok_and(|kind| kind == b"Form");
        if !is_form || depth >= MAX_FORMS {
            return Ok(());
        }
        let content = stream
            .get_plain_content_with_limit(MAX_STREAM_BYTES)
            .map_err(|_too_large| too_much("bytes in one form", MAX_STREAM_BYTES))?;
        // Inflating costs, too, however little a form draws.
        self.operations = self.operations.saturating_add(content.len() / 16);
        let own = stream
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict);
        let own: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let moved = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array);
        let moved = moved.map_or(Matrix::IDENTITY, |numbers| matrix_of(numbers));
        let state = State {
            ctm: moved.then(state.ctm),
            ..state.clone()
        };
        self.run(&content, &own, state, depth + 1)
    }

    fn show(&mut self, operation: &Operation, state: &State, place: &mut Place) -> Result<(), Error> {
        let Some(font) = state.font.as_ref().map(Rc::clone) else {
            return Ok(());
        };
        let parts = match operation.operands.last() {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        for part in parts {
            match part {
                Object::String(bytes, _) => self.show_string(bytes, &font, state, place)?,
                kern => {
                    let back = kern.as_float().unwrap_or_default() / 1000.0;
                    place.advance(-back * state.size * state.scale);
                }
            }
        }
        Ok(())
    }

    fn show_string(
        &mut self,
        bytes: &[u8],
        font: &Font,
        state: &State,
        place: &mut Place,
    ) -> Result<(), Error> {
        for (letters, width, is_blank) in font.decode(bytes) {
            self.letters += 1;
            if self.letters > MAX_GLYPHS {
                return Err(too_much("letters", MAX_GLYPHS));
            }
            let shape = Matrix([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise]);
            let drawn = shape.then(place.text).then(state.ctm);
            let (x, y) = drawn.origin();
            if drawn.is_level() && !letters.is_empty() && x.is_finite() && y.is_finite() {
                self.glyphs.push(Glyph {
                    text: letters.to_owned(),
                    x,
                    y,
                    width: width * drawn.width(),
                    size: drawn.height(),
                    bold: font.bold,
                });
            }
            let blank = if is_blank { state.word_spacing } else { 0.0 };
            let step = width.mul_add(state.size, state.char_spacing + blank);
            place.advance(step * state.scale);
        }
        Ok(())
    }
}

impl State {
    const fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }

    /// Takes in an operator that only sets numbers.
    fn set(&mut self, operation: &Operation, place: &mut Place) {
        let first = || number(operation, 0);
        match operation.operator.as_str() {
            "Tc" => self.char_spacing = first(),
            "Tw" => self.word_spacing = first(),
            "Tz" => self.scale = first() / 100.0,
            "TL" => self.leading = first(),
            "Ts" => self.rise = first(),
            "Td" => place.next_line(first(), number(operation, 1)),
            "TD" => {
                self.leading = -number(operation, 1);
                place.next_line(first(), number(operation, 1));
            }
            "T*" => place.next_line(0.0, -self.leading),
            "Tm" => *place = Place::new(matrix(operation)),
            _ => {}
        }
    }
}

impl Place {
    const fn new(at: Matrix) -> Self {
        Self { text: at, line: at }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        *self = Self::new(Matrix::shift(x, y).then(self.line));
    }

    fn advance(&mut self, step: f32) {
        self.text = Matrix::shift(step, 0.0).then(self.text);
    }
}

fn number(operation: &Operation, index: usize) -> f32 {
    let operand = operation.operands.get(index);
    operand
        .and_then(|operand| operand.as_float().ok())
        .unwrap_or_default()
}

fn matrix(operation: &Operation) -> Matrix {
    matrix_of(&operation.operands)
}

fn matrix_of(numbers: &[Object]) -> Matrix {
    let mut matrix = [0.0; 6];
    for (entry, number) in matrix.iter_mut().zip(numbers) {
        *entry = number.as_float().unwrap_or_default();
    }
    Matrix(matrix)
}

/// Finds a resource by its kind and name: the nearest wins.
fn resource<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<(Option<ObjectId>, &'d Object)> {
    let found = resources.iter().find_map(|resources| {
        let all = resources.get_deref(kind, document).ok()?.as_dict().ok()?;
        all.get(name).ok()
    })?;
    document.dereference(found).ok()
}
