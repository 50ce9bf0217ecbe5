//! Pages as a PDF file. A browser has the system's Chinese fonts but gives none away, so each page is a picture of itself, drawn
//! from the same marks, with its texts unseen above it for searching and copying. Pure: the picture comes from whoever can draw.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use flate2::Compression;
use flate2::read::ZlibEncoder;
use pdf_writer::types::{SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::mark::{ASCENT, DESCENT, Mark, POINT, Page, Text};
use super::measure::is_wide;

/// A picture of a page: a colour of the palette for each point, row by row, packed.
#[derive(Clone, Debug)]
pub struct Picture {
    width: u32,
    height: u32,
    palette: Vec<u8>,
    packed: Vec<u8>,
}

/// Colours of a palette.
const COLOURS: usize = 256;
/// So many of the commonest stay as they are: the inks themselves. What lies between them, at the edges of letters, is rounded.
const EXACT: usize = 48;
/// How finely a colour is rounded: in as many steps as the palette has room for, the finest first. The last always has.
const STEPS: [u32; 4] = [255, 15, 7, 5];

type Colour = [u8; 3];

impl Picture {
    /// From points of red, green, blue and alpha, over white; `None` where they are not as many.
    pub fn of(width: u32, height: u32, points: &[u8]) -> Option<Self> {
        let (points, rest) = points.as_chunks::<4>();
        if !rest.is_empty() || points.len() != width as usize * height as usize {
            return None;
        }
        let exact = commonest(points);
        let (palette, places) = STEPS.into_iter().find_map(|it| counted(points, &exact, it))?;
        Some(Self { width, height, palette, packed: packed(&places) })
    }
}

fn commonest(points: &[[u8; 4]]) -> Vec<Colour> {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for run in points.chunk_by(|one, other| one == other) {
        *counts.entry([run[0][0], run[0][1], run[0][2]]).or_default() += run.len();
    }
    let mut all: Vec<(usize, Colour)> = counts.into_iter().map(|(colour, count)| (count, colour)).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    all.into_iter().take(EXACT).map(|it| it.1).collect()
}

/// The colours there are, and which each point has; `None` where they are too many.
fn counted(points: &[[u8; 4]], exact: &[Colour], steps: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let rounded = |it: u8| ((u32::from(it) * steps + 127) / 255 * 255 / steps) as u8;
    let mut known: BTreeMap<Colour, u8> = BTreeMap::new();
    let mut palette = Vec::new();
    let mut places = Vec::with_capacity(points.len());
    for run in points.chunk_by(|one, other| one == other) {
        let colour = [run[0][0], run[0][1], run[0][2]];
        let colour = if exact.contains(&colour) { colour } else { colour.map(rounded) };
        let next = known.len();
        let place = *known.entry(colour).or_insert_with(|| {
            palette.extend(colour);
            next as u8
        });
        if known.len() > COLOURS {
            return None;
        }
        places.resize(places.len() + run.len(), place);
    }
    Some((palette, places))
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Reading from memory and writing to memory cannot fail.
    _ = ZlibEncoder::new(Cursor::new(bytes), Compression::default()).read_to_end(&mut packed);
    packed
}

/// A file of these pages.
pub fn pdf(title: &str, pages: &[(&Page, Picture)]) -> Vec<u8> {
    let mut numbers = 1..;
    let mut next = || Ref::new(numbers.next().unwrap_or_default());
    let (catalog, tree, info) = (next(), next(), next());
    let letters = Letters::of(pages.iter().flat_map(|it| it.0.texts()));
    let fonts: Vec<Font> = (0..letters.fonts()).map(|_| Font { font: next(), codes: next() }).collect();
    let strokes = [next(), next()];
    let places: Vec<[Ref; 3]> = pages.iter().map(|_| [next(), next(), next()]).collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info).title(TextStr(title)).creator(TextStr("OneSheet"));
    pdf.pages(tree).kids(places.iter().map(|it| it[0])).count(places.len() as i32);
    letters.write(&mut pdf, &fonts, strokes);
    for ((page, picture), [at, content, image]) in pages.iter().zip(places) {
        let (width, height) = (page.width / POINT, page.height / POINT);
        let mut written = pdf.page(at);
        written.media_box(Rect::new(0.0, 0.0, width, height)).parent(tree).contents(content);
        let mut resources = written.resources();
        resources.x_objects().pair(PICTURE, image);
        let mut named = resources.fonts();
        for (number, font) in fonts.iter().enumerate() {
            named.pair(Name(name(number).as_bytes()), font.font);
        }
        named.finish();
        resources.finish();
        written.finish();
        let drawn = packed(&letters.content(page));
        pdf.stream(content, &drawn).filter(Filter::FlateDecode);
        let mut written = pdf.image_xobject(image, &picture.packed);
        written.filter(Filter::FlateDecode);
        written.width(picture.width as i32).height(picture.height as i32).bits_per_component(8);
        written.color_space().indexed(Name(b"DeviceRGB"), picture.palette.len() as i32 / 3 - 1, &picture.palette);
    }
    pdf.finish()
}

const PICTURE: Name = Name(b"P");
/// Widths in a thousandth of the size.
const WIDE: f32 = 1000.0;
const NARROW: f32 = 500.0;
/// What no letter is: poppler takes the size of such a font from the width of its `m`, and reads what stands in two sizes as two
/// lines.
const M: (&[u8], f32) = (b"m", 600.0);
/// How many letters a font has beside it.
const LETTERS: usize = 255;
const FIRST: u8 = 1;

struct Font {
    font: Ref,
    codes: Ref,
}

fn name(font: usize) -> String {
    format!("F{font}")
}

/// Every character of the texts, with its place in one of the fonts: fonts without a stroke, for a letter here is but a width and a
/// code. A font of that kind holds so few letters that it takes several.
struct Letters(BTreeMap<char, usize>);

impl Letters {
    fn of<'a>(texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut places = BTreeMap::new();
        for it in texts.flat_map(|it| it.text.chars()) {
            let next = places.len();
            places.entry(it).or_insert(next);
        }
        Self(places)
    }

    fn fonts(&self) -> usize {
        self.0.len().div_ceil(LETTERS)
    }

    fn place(&self, it: char) -> (usize, u8) {
        let place = self.0.get(&it).copied().unwrap_or_default();
        (place / LETTERS, FIRST + (place % LETTERS) as u8)
    }

    fn write(&self, pdf: &mut Pdf, fonts: &[Font], strokes: [Ref; 2]) {
        for (stroke, width) in strokes.into_iter().zip([WIDE, NARROW]) {
            let mut empty = Content::new();
            empty.start_color_glyph(width);
            pdf.stream(stroke, &empty.finish());
        }
        for (number, it) in fonts.iter().enumerate() {
            let mine: BTreeMap<u8, char> =
                self.0.keys().map(|it| (self.place(*it), *it)).filter(|it| it.0.0 == number).map(|it| (it.0.1, it.1)).collect();
            let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"UCS"), supplement: 0 };
            let mut codes = UnicodeCmap::<u8>::new(Name(b"OneSheet"), system);
            mine.iter().for_each(|(code, letter)| codes.pair(*code, *letter));
            pdf.stream(it.codes, &codes.finish());
            let mut font = pdf.type3_font(it.font);
            font.bbox(Rect::new(0.0, -DESCENT * WIDE, WIDE, ASCENT * WIDE)).matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
            font.first_char(0).last_char(FIRST + (mine.len() - 1) as u8).to_unicode(it.codes);
            font.widths(std::iter::once(M.1).chain(mine.values().map(|it| width(*it))));
            let called: Vec<String> = mine.keys().map(|it| format!("g{it}")).collect();
            let names = || called.iter().map(|it| Name(it.as_bytes()));
            font.encoding_custom().differences().consecutive(0, std::iter::once(Name(M.0)).chain(names()));
            let stroke = |it: &char| strokes[usize::from(!is_wide(*it))];
            let mut procs = font.char_procs();
            procs.pair(Name(M.0), strokes[1]);
            for (name, letter) in names().zip(mine.values()) {
                procs.pair(name, stroke(letter));
            }
            procs.finish();
            font.resources();
        }
    }

    /// The picture over all of the page, then the texts where they stand on it, each as wide as it is drawn.
    fn content(&self, page: &Page) -> Vec<u8> {
        let mut it = Content::new();
        it.save_state()
            .transform([page.width / POINT, 0.0, 0.0, page.height / POINT, 0.0, 0.0])
            .x_object(PICTURE)
            .restore_state();
        it.begin_text().set_text_rendering_mode(TextRenderingMode::Invisible);
        for text in page.texts().filter(|it| !it.text.is_empty()) {
            let nominal: f32 = text.text.chars().map(width).sum::<f32>() / WIDE * text.size * POINT;
            it.set_horizontal_scaling(100.0 * text.width / nominal);
            it.set_text_matrix([1.0, 0.0, 0.0, 1.0, text.area().x / POINT, (page.height - text.at.y) / POINT]);
            let letters: Vec<(usize, u8)> = text.text.chars().map(|it| self.place(it)).collect();
            for run in letters.chunk_by(|one, other| one.0 == other.0) {
                it.set_font(Name(name(run[0].0).as_bytes()), text.size);
                it.show(Str(&run.iter().map(|it| it.1).collect::<Vec<_>>()));
            }
        }
        it.end_text();
        it.finish().into_vec()
    }
}

fn width(it: char) -> f32 {
    if is_wide(it) { WIDE } else { NARROW }
}

impl Page {
    fn texts(&self) -> impl Iterator<Item = &Text> {
        self.marks.iter().filter_map(|it| match it {
            Mark::Text(it) => Some(it),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(colours: impl IntoIterator<Item = [u8; 3]>) -> Vec<u8> {
        colours.into_iter().flat_map(|it| [it[0], it[1], it[2], 255]).collect()
    }

    #[test]
    fn a_picture_has_as_many_points_as_it_says() {
        let four = points([[0; 3]; 4]);
        assert!(Picture::of(2, 2, &four).is_some());
        assert!(Picture::of(2, 3, &four).is_none());
        assert!(Picture::of(2, 2, &four[1..]).is_none());
    }

    #[test]
    fn inks_stay_what_they_are_where_there_are_more_colours_than_a_palette_holds() {
        let edges = (0..4_000u32).map(|it| [(it * 7 % 256) as u8, (it * 13 % 256) as u8, (it * 29 % 256) as u8]);
        let inks = [[0x3b, 0x5b, 0x8d], [0xfa, 0xee, 0xec]];
        let all = edges.chain(inks.iter().copied().flat_map(|it| [it; 3_000]));
        let it = Picture::of(100, 100, &points(all)).unwrap();
        assert!(it.palette.len() <= 3 * COLOURS);
        for ink in inks {
            assert!(it.palette.as_chunks::<3>().0.contains(&ink), "{ink:?} has become another");
        }
    }

    #[test]
    fn a_file_has_its_pages_and_only_the_letters_that_stand_on_them() {
        let text = |text: &str| {
            let (at, anchor, weight, ink) = Default::default();
            Mark::Text(Text { at, anchor, size: 9.0, weight, ink, text: text.to_owned(), width: 20.0 })
        };
        let page = Page { width: 297.0, height: 210.0, marks: vec![text("一张纸 OneSheet"), text("")] };
        let picture = Picture::of(1, 1, &[255; 4]).unwrap();
        let file = pdf("一张纸", &[(&page, picture.clone()), (&page, picture)]);
        let text = String::from_utf8_lossy(&file);
        assert!(text.starts_with("%PDF-") && text.ends_with("%%EOF"));
        assert_eq!(text.matches("/Type /Page\n").count(), 2);
        assert_eq!(text.matches("/Type3").count(), 1);
    }
}
