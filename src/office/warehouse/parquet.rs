//! A table of the star as a Parquet file: every column of its own type, compressed, in groups of rows. A figure goes as a double: of at
//! most 15 significant digits (spec/bundle.md) each is its own, and an engine takes the same from the lines of JSON.

use std::io::Write;
use std::mem::take;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::{Type, TypePtr};

use super::{Field, Kind, Table};
use crate::domain::week::parse_date;
use crate::office::moment::Moment;
use crate::office::scope::Scope;

/// Rows of a group: what is held in memory at once, and what an engine reads at once.
const GROUP: usize = 100_000;
/// Days before 1970 by the calendar that counts from the year 1.
const EPOCH: i32 = 719_163;

/// Writes one table.
///
/// # Errors
/// Of whatever it is written to, and of a field that is no value of its column.
pub fn write(table: Table, scope: &Scope, out: impl Write + Send) -> Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, schema(table)?, Arc::new(properties))?;
    let mut columns: Vec<Held> = table.columns().iter().map(|(_, kind)| Held::of(*kind)).collect();
    let (mut rows, mut written) = (0, Ok(()));
    table.rows(scope, &mut |fields| {
        if written.is_err() {
            return;
        }
        written = columns.iter_mut().zip(fields).try_for_each(|(column, field)| column.put(field));
        rows += 1;
        if written.is_ok() && rows % GROUP == 0 {
            written = flush(&mut file, &mut columns);
        }
    });
    written?;
    if rows % GROUP > 0 {
        flush(&mut file, &mut columns)?;
    }
    file.close().map(drop)
}

fn schema(table: Table) -> Result<TypePtr> {
    let column = |(name, kind): &(&str, Kind)| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Whole => (Physical::INT64, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Flag => (Physical::BOOLEAN, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Time => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
        };
        let column = Type::primitive_type_builder(name, physical).with_logical_type(logical);
        column.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let columns = table.columns().iter().map(column).collect::<Result<Vec<_>>>()?;
    Type::group_type_builder(table.name()).with_fields(columns).build().map(Arc::new)
}

fn flush<W: Write + Send>(file: &mut SerializedFileWriter<W>, columns: &mut [Held]) -> Result<()> {
    let mut group = file.next_row_group()?;
    for held in columns {
        let mut column = group.next_column()?.ok_or_else(|| wrong("a column is missing"))?;
        held.write(column.untyped())?;
        column.close()?;
    }
    group.close().map(drop)
}

/// A column's values until its group is written: of each row whether there is one, and those there are.
struct Held {
    kind: Kind,
    is_there: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Wholes(Vec<i64>),
    Days(Vec<i32>),
    Numbers(Vec<f64>),
    Flags(Vec<bool>),
}

impl Held {
    fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Texts(Vec::new()),
            Kind::Whole | Kind::Time => Values::Wholes(Vec::new()),
            Kind::Day => Values::Days(Vec::new()),
            Kind::Number => Values::Numbers(Vec::new()),
            Kind::Flag => Values::Flags(Vec::new()),
        };
        Self { kind, is_there: Vec::new(), values }
    }

    fn put(&mut self, field: &Field) -> Result<()> {
        self.is_there.push(i16::from(*field != Field::None));
        match (&mut self.values, field) {
            (_, Field::None) => {}
            (Values::Texts(all), Field::Text(it)) => all.push(it.as_bytes().to_vec().into()),
            (Values::Wholes(all), Field::Whole(it)) => all.push(*it),
            (Values::Wholes(all), Field::Text(it)) if self.kind == Kind::Time => {
                all.push(Moment::parse(it).ok_or_else(|| wrong(it))?.instant() * 1000);
            }
            (Values::Days(all), Field::Text(it)) => all.push(days(it).ok_or_else(|| wrong(it))?),
            (Values::Numbers(all), Field::Number(it)) => all.push(it.to_string().parse().map_err(|_| wrong("a figure"))?),
            (Values::Flags(all), Field::Flag(it)) => all.push(*it),
            (_, field) => return Err(wrong(&format!("{field:?} in a column of {:?}", self.kind))),
        }
        Ok(())
    }

    fn write(&mut self, column: &mut ColumnWriter) -> Result<()> {
        let is_there = take(&mut self.is_there);
        let there = Some(is_there.as_slice());
        let written = match (&mut self.values, column) {
            (Values::Texts(it), ColumnWriter::ByteArrayColumnWriter(to)) => to.write_batch(&take(it), there, None),
            (Values::Wholes(it), ColumnWriter::Int64ColumnWriter(to)) => to.write_batch(&take(it), there, None),
            (Values::Days(it), ColumnWriter::Int32ColumnWriter(to)) => to.write_batch(&take(it), there, None),
            (Values::Numbers(it), ColumnWriter::DoubleColumnWriter(to)) => to.write_batch(&take(it), there, None),
            (Values::Flags(it), ColumnWriter::BoolColumnWriter(to)) => to.write_batch(&take(it), there, None),
            _ => Err(wrong("a column of another type")),
        };
        written.map(drop)
    }
}

fn days(text: &str) -> Option<i32> {
    use chrono::Datelike as _;
    parse_date(text).ok().map(|it| it.num_days_from_ce() - EPOCH)
}

fn wrong(why: &str) -> ParquetError {
    ParquetError::General(why.to_owned())
}
