//! Taking in a list of managers, whole, in the place of the one before; a file that is none leaves that one.

use super::Office;
use crate::browser::files::PickedFile;
use crate::desk::Task;
use crate::desk::roster::{sentence, table};
use crate::leaf::Leaf;
use crate::leaf::replying::kept;
use crate::leaf::staff::{DROP, held, taken};
use crate::office::notes::{Row, staff_key};
use crate::office::staff::{self, Member, Staff};
use crate::roster_file::cells::{Cell, Table};
use crate::roster_file::fault::Report;
use crate::words::head as words;

impl Task {
    pub(super) async fn staff(&self, office: &Office, verb: &str, files: &[PickedFile]) -> Leaf {
        let lang = self.ask.lang;
        if verb == DROP {
            let is_kept = self.list(office, Staff::default()).await;
            return if is_kept { held(lang, &office.notes.borrow()) } else { kept(lang, false) };
        }
        let Some(file) = files.first() else { return held(lang, &office.notes.borrow()) };
        let staff = match table(file).await {
            Ok(table) => Staff::of(&rows(&table)).map_err(|_| words::no_heads(lang).to_owned()),
            Err(why) => Err(sentence(lang, &Report::File(&file.name, &why))),
        };
        match staff {
            Err(why) => taken(lang, &office.notes.borrow(), Some(&why), &[]),
            Ok(staff) => {
                let faults: Vec<String> = staff.faults.iter().map(|it| words::staff_fault(lang, it)).collect();
                // Of a list nothing can be read of there is nothing to hold.
                let is_kept = !staff.members.is_empty() && self.list(office, staff).await;
                let why = (!is_kept).then(|| words::no_staff_taken(lang));
                taken(lang, &office.notes.borrow(), why, &faults)
            }
        }
    }

    async fn list(&self, office: &Office, staff: Staff) -> bool {
        let row = |(id, it): (_, &Member)| -> Row { (staff_key(id), it.to_json()) };
        let rows: Vec<Row> = staff.members.iter().map(row).collect();
        let before = std::mem::replace(&mut office.notes.borrow_mut().staff, staff.members);
        let gone: Vec<String> = {
            let (notes, mut books) = (office.notes.borrow(), office.books.borrow_mut());
            books.list(&notes.staff);
            before.keys().filter(|it| !notes.staff.contains_key(*it)).map(staff_key).collect()
        };
        office.note(rows, gone).await
    }
}

fn rows(table: &Table) -> Vec<staff::Row> {
    table.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
}
