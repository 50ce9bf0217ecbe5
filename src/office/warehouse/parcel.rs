//! All tables of the star in one archive, with the description of what they are and how they are asked.

use std::io::{self, Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Table, parquet};
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
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Parquet is compressed already.
    let method = if form == Form::Parquet { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let told = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for table in Table::ALL {
        archive.start_file(format!("{}.{}", table.name(), form.ending()), told.compression_method(method))?;
        match form {
            Form::Lines => table.write_lines(scope, &mut archive)?,
            Form::Parquet => parquet::write(table, scope, &mut archive).map_err(io::Error::other)?,
        }
    }
    archive.start_file("README.md", told.compression_method(CompressionMethod::Deflated))?;
    archive.write_all(DESCRIPTION.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
