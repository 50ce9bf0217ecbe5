//! A surface to draw on out of sight, on a page or in a worker, and a ruler for texts in the fonts of the system. What is drawn,
//! and where, is whoever calls to know.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// A surface; its units are dots.
pub struct Canvas {
    size: (u32, u32),
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
}

/// The size at which texts are measured; widths are in its shares.
const EM: f64 = 100.0;

impl Canvas {
    /// A white one; `None` where the browser has none, or none so large.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        // Safari has it since 16.4; without it its very name is missing.
        if !Reflect::has(&js_sys::global(), &"OffscreenCanvas".into()).unwrap_or(false) {
            return None;
        }
        let canvas = OffscreenCanvas::new(width, height).ok()?;
        let options = Object::new();
        // Its points are read, not shown.
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        let context: OffscreenCanvasRenderingContext2d = context.dyn_into().ok()?;
        // Advances are not rounded to dots, so a width holds at every size; browsers without it do not round them.
        Reflect::set(&context, &"textRendering".into(), &"geometricPrecision".into()).ok()?;
        context.set_fill_style_str("#ffffff");
        context.fill_rect(0.0, 0.0, width.into(), height.into());
        context.set_line_cap("butt");
        Some(Self { size: (width, height), canvas, context })
    }

    /// The width of a text, in shares of its size. `weight` and `family` are those of CSS.
    pub fn width(&self, text: &str, weight: u32, family: &str) -> Option<f64> {
        self.context.set_font(&format!("{weight} {EM}px {family}"));
        Some(self.context.measure_text(text).ok()?.width() / EM)
    }

    /// A text on a baseline, beginning at `x`.
    pub fn text(&self, (x, y): (f64, f64), text: &str, size: f64, (weight, family): (u32, &str), colour: &str) {
        self.context.set_font(&format!("{weight} {size}px {family}"));
        self.context.set_fill_style_str(colour);
        // A context that draws nothing is told by its points.
        _ = self.context.fill_text(text, x, y);
    }

    /// A rectangle with round corners, as a path to be filled or outlined.
    pub fn rectangle(&self, (x, y): (f64, f64), (width, height): (f64, f64), radius: f64) {
        let (right, bottom) = (x + width, y + height);
        let corner = |one: (f64, f64), two: (f64, f64)| _ = self.context.arc_to(one.0, one.1, two.0, two.1, radius);
        self.context.begin_path();
        self.context.move_to(x + radius, y);
        corner((right, y), (right, bottom));
        corner((right, bottom), (x, bottom));
        corner((x, bottom), (x, y));
        corner((x, y), (right, y));
        self.context.close_path();
    }

    /// A circle, as a path.
    pub fn circle(&self, (x, y): (f64, f64), radius: f64) {
        self.context.begin_path();
        _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
    }

    /// A line through points, as a path; round where it turns and ends, or cut off square.
    pub fn line(&self, points: &[(f64, f64)], is_round: bool) {
        self.context.set_line_cap(if is_round { "round" } else { "butt" });
        self.context.set_line_join(if is_round { "round" } else { "miter" });
        self.context.begin_path();
        points.iter().for_each(|it| self.context.line_to(it.0, it.1));
    }

    /// Fills the path.
    pub fn fill(&self, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.context.fill();
    }

    /// Outlines the path.
    pub fn outline(&self, width: f64, colour: &str) {
        self.context.set_line_width(width);
        self.context.set_stroke_style_str(colour);
        self.context.stroke();
    }

    /// Lines from now on are dashes and gaps of these lengths; none are whole.
    pub fn dash(&self, lengths: &[f64]) {
        let lengths: Array = lengths.iter().map(|it| JsValue::from_f64(*it)).collect();
        // Refused are lengths below nothing.
        _ = self.context.set_line_dash(&lengths);
    }

    /// Its picture as a file.
    pub async fn png(&self) -> Option<Vec<u8>> {
        let blob: Blob = JsFuture::from(self.canvas.convert_to_blob().ok()?).await.ok()?.dyn_into().ok()?;
        let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Its points, row by row: red, green, blue and alpha.
    pub fn points(&self) -> Option<Vec<u8>> {
        let image = self.context.get_image_data(0.0, 0.0, self.size.0.into(), self.size.1.into()).ok()?;
        Some(image.data().0)
    }
}
