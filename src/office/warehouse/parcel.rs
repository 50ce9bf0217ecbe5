//! All tables of the star in one archive, with the description of what they are and how they are asked.

use std::io::{self, Write as _};

use super::{Table, parquet};
use crate::office::archive::Packing;
use crate::office::scope::Scope;

/// What the tables are, and the questions in SQL: the very text the tests hold against the app's answers.
const DESCRIPTION: &str = include_str!("../../../docs/warehouse.md");

/// In which form the tables go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines of JSON, which every engine reads without a library.
    Lines,
    Parquet,
}

impl Form {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "ndjson" => Some(Self::Lines),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Lines => "ndjson",
            Self::Parquet => "parquet",
        }
    }
}

/// The archive: a file a table, and the description. The same facts give the same bytes.
///
/// # Errors
/// None that is known; whoever offers the archive says so if there is one.
pub fn packed(scope: &Scope, form: Form) -> io::Result<Vec<u8>> {
    let mut packing = Packing::default();
    for table in Table::ALL {
        let name = format!("{}.{}", table.name(), form.ending());
        let file = packing.file(&name, form == Form::Parquet)?;
        match form {
            Form::Lines => table.write_lines(scope, file)?,
            Form::Parquet => parquet::write(table, scope, file).map_err(io::Error::other)?,
        }
    }
    packing.file("README.md", false)?.write_all(DESCRIPTION.as_bytes())?;
    packing.done()
}
