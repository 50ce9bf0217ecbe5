//! What a page is made of: marks in millimetres from its top left corner, in the order they are drawn and read.

/// One side of paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    /// Later ones lie over earlier ones.
    pub marks: Vec<Mark>,
}

/// A place on the page, in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct At {
    pub x: f32,
    pub y: f32,
}

/// A rectangle on the page, in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A straight line, its ends cut off square.
    Rule {
        from: At,
        to: At,
        width: f32,
        ink: Ink,
    },
    /// A rectangle; its outline lies half inside.
    Frame {
        area: Area,
        radius: f32,
        fill: Option<Ink>,
        outline: Option<Outline>,
    },
    /// A full or empty circle.
    Disc {
        centre: At,
        radius: f32,
        fill: Option<Ink>,
        outline: Option<Outline>,
    },
    /// ☑ or □, drawn, for not every font has them.
    Tick {
        area: Area,
        is_ticked: bool,
        ink: Ink,
    },
    /// A line through points with round corners and ends, of small charts.
    Line {
        points: Vec<At>,
        width: f32,
        ink: Ink,
    },
    Text(Text),
}

/// How a rectangle or circle is outlined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    pub width: f32,
    pub ink: Ink,
}

/// A run of text in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its `anchor` is, on the baseline.
    pub at: At,
    pub anchor: Anchor,
    /// In points.
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
    pub text: String,
    /// As it was measured, in millimetres: what is drawn is that wide, whatever font there is.
    pub width: f32,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// How a text is cut. Figures are tabular in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
    /// Bold with serifs, for the title and the seal alone.
    Title,
}

/// What something is drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    #[default]
    Black,
    /// What stands behind: units, headings of columns, notes.
    Soft,
    /// Rules round modules.
    Line,
    /// Rules between rows.
    Hair,
    /// Behind what stands out.
    Wash,
    /// The paper itself, on a full ground.
    Paper,
    Plan,
    Do,
    Check,
    Act,
    PlanWash,
    DoWash,
    CheckWash,
    ActWash,
}

/// Millimetres of a point.
pub const POINT: f32 = 25.4 / 72.0;
/// How far a text reaches above and below its baseline, of its size: the box of an ideograph.
pub const ASCENT: f32 = 0.88;
pub const DESCENT: f32 = 0.12;

impl Ink {
    pub const ALL: [Self; 14] = [
        Self::Black,
        Self::Soft,
        Self::Line,
        Self::Hair,
        Self::Wash,
        Self::Paper,
        Self::Plan,
        Self::Do,
        Self::Check,
        Self::Act,
        Self::PlanWash,
        Self::DoWash,
        Self::CheckWash,
        Self::ActWash,
    ];

    /// Its value as `#rrggbb`; without colour whatever carries meaning is black, and nothing is lost on a cheap printer.
    pub fn value(self, is_coloured: bool) -> &'static str {
        match (self, is_coloured) {
            (Self::Black, true) => "#1e2a31",
            (Self::Soft, true) => "#5b6468",
            (Self::Line, true) => "#8d938f",
            (Self::Hair, true) => "#cfcdc4",
            (Self::Wash, true) => "#f4f2ec",
            (Self::Plan, true) => "#3b5b8d",
            (Self::Do, true) => "#2f6d50",
            (Self::Check, true) => "#94650f",
            (Self::Act, true) => "#b23a2b",
            (Self::PlanWash, true) => "#eef1f6",
            (Self::DoWash, true) => "#edf3ef",
            (Self::CheckWash, true) => "#f7f1e6",
            (Self::ActWash, true) => "#faeeec",
            (Self::Black | Self::Plan | Self::Do | Self::Check | Self::Act, false) => "#000000",
            (Self::Soft, false) => "#444444",
            (Self::Line, false) => "#555555",
            (Self::Hair, false) => "#aaaaaa",
            (Self::Wash | Self::PlanWash | Self::DoWash | Self::CheckWash | Self::ActWash, false) => "#f2f2f2",
            (Self::Paper, _) => "#ffffff",
        }
    }
}

impl At {
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

impl Area {
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The area an outline of a width is drawn round so that it lies inside this one.
    pub fn within(&self, outline: f32) -> Self {
        let half = outline / 2.0;
        Self::new(self.x + half, self.y + half, self.width - outline, self.height - outline)
    }

    /// How thick the hook is in a ticked box of this area, in the colour of the paper on a full ground.
    pub fn hook_line(&self) -> f32 {
        0.14 * self.width
    }

    /// The hook of a ticked box of this area.
    pub fn hook(&self) -> [At; 3] {
        let at = |x: f32, y: f32| At::new(self.x + x * self.width, self.y + y * self.height);
        [at(0.2, 0.52), at(0.43, 0.76), at(0.84, 0.2)]
    }
}

impl Text {
    /// What the run covers.
    pub fn area(&self) -> Area {
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - self.width / 2.0,
            Anchor::End => self.at.x - self.width,
        };
        let em = self.size * POINT;
        Area::new(x, self.at.y - ASCENT * em, self.width, (ASCENT + DESCENT) * em)
    }
}

impl Mark {
    /// How thick the box of a tick is drawn, in millimetres.
    pub const TICK_LINE: f32 = 0.15;

    /// What it covers, lines without their width.
    pub fn area(&self) -> Area {
        let around = |points: &[At]| {
            let span = |of: fn(&At) -> f32| {
                let all = || points.iter().map(of);
                (all().fold(f32::INFINITY, f32::min), all().fold(f32::NEG_INFINITY, f32::max))
            };
            let ((left, right), (top, bottom)) = (span(|it| it.x), span(|it| it.y));
            Area::new(left, top, right - left, bottom - top)
        };
        match self {
            Self::Rule { from, to, .. } => around(&[*from, *to]),
            Self::Line { points, .. } => around(points),
            Self::Frame { area, .. } | Self::Tick { area, .. } => *area,
            Self::Disc { centre, radius, .. } => Area::new(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius),
            Self::Text(it) => it.area(),
        }
    }
}
