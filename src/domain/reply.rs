//! What comes back for a sheet: receipts of what was handed over, and comments at its fields, each with the manager's answer. They
//! are fields of the sheet like all others, so that they merge, are kept, and travel in the next report.

use super::id::Id;
use super::path::SheetPath;
use super::sheet::{Sheet, text};
use super::value::ValueRef;
use super::words_of;

words_of! {
    /// What head office says of a sheet.
    Status { Received = "received", Accepted = "accepted", Correct = "correct" }
}

/// A receipt. Which file it means, its digest tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    pub digest: Option<String>,
    pub status: Option<Status>,
    pub at: Option<String>,
    pub by: Option<String>,
}

/// A comment at a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// The path it stands at; it may be one this version does not know.
    pub path: Option<String>,
    pub text: Option<String>,
    pub by: Option<String>,
    pub at: Option<String>,
    pub answer: Option<String>,
}

impl Receipt {
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::ReceiptDigest(_) => self.digest = text(value),
            P::ReceiptStatus(_) => self.status = Status::of(value),
            P::ReceiptAt(_) => self.at = text(value),
            P::ReceiptBy(_) => self.by = text(value),
            _ => {}
        }
    }
}

impl Comment {
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::CommentPath(_) => self.path = text(value),
            P::CommentText(_) => self.text = text(value),
            P::CommentBy(_) => self.by = text(value),
            P::CommentAt(_) => self.at = text(value),
            P::CommentAnswer(_) => self.answer = text(value),
            _ => {}
        }
    }
}

impl Sheet {
    /// The latest word on what was handed over last; receipts for earlier files say nothing any more.
    pub fn receipt(&self) -> Option<&Receipt> {
        let handed = self.handed_digest.as_ref()?;
        let ours = self.receipts.values().filter(|it| it.digest.as_ref() == Some(handed) && it.status.is_some());
        // By the sender's clock; of one moment the further status.
        ours.max_by(|a, b| (&a.at, a.status).cmp(&(&b.at, b.status)))
    }

    /// The comments that say something, in the order they were written.
    pub fn comments_in_order(&self) -> Vec<(&Id, &Comment)> {
        let mut all: Vec<(&Id, &Comment)> = Vec::new();
        for it in self.comments.iter().filter(|it| it.1.text.is_some()) {
            let after = all.iter().rposition(|other| other.1.at <= it.1.at).map_or(0, |it| it + 1);
            all.insert(after, it);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::sheet;
    use super::*;

    const OURS: &str = "sha256:aa";

    fn status(receipts: &[(&str, &str, &str)]) -> Option<Status> {
        let mut fields = vec![("handed/digest".to_owned(), OURS.to_owned())];
        for (at, (digest, status, when)) in receipts.iter().enumerate() {
            let all = [("digest", *digest), ("status", *status), ("at", *when)];
            fields.extend(all.map(|(name, it)| (format!("receipts/r{at}/{name}"), it.to_owned())));
        }
        let sheet = sheet(&fields.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect::<Vec<_>>());
        sheet.receipt().and_then(|it| it.status)
    }

    #[test]
    fn the_latest_receipt_of_the_last_file_counts() {
        let at = |hour: u32| format!("2026-11-28T{hour:02}:00:00+08:00");
        let (nine, ten) = (at(9), at(10));
        assert_eq!(status(&[]), None);
        assert_eq!(status(&[("sha256:bb", "accepted", &ten)]), None, "an earlier file");
        assert_eq!(status(&[(OURS, "correct", &ten), (OURS, "received", &nine)]), Some(Status::Correct));
        assert_eq!(status(&[(OURS, "accepted", &ten), (OURS, "received", &ten)]), Some(Status::Accepted));
    }

    #[test]
    fn comments_stand_in_the_order_they_were_written() {
        let fields = [
            ("comments/c1/text", "后"),
            ("comments/c1/at", "2026-11-28T10:00:00+08:00"),
            ("comments/c2/text", "先"),
            ("comments/c2/at", "2026-11-28T09:00:00+08:00"),
            ("comments/c3/answer", "没有内容的批注"),
        ];
        let sheet = sheet(&fields);
        let texts: Vec<&str> = sheet.comments_in_order().iter().filter_map(|it| it.1.text.as_deref()).collect();
        assert_eq!(texts, ["先", "后"]);
    }
}
