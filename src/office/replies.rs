//! What head office writes at a sheet before it goes out: a word on it, comments at its fields, answers to its messages. And the
//! reply it becomes in a file (bundle/reply).

use std::collections::BTreeMap;

use super::moment::Moment;
use super::taken::Digest;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::reply::Status;
use crate::domain::value::ValueRef;
use crate::domain::week::Week;

/// Everything written at one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The file it is about.
    pub digest: String,
    pub status: Option<Status>,
    pub comments: Vec<Comment>,
    /// By message.
    pub answers: BTreeMap<Id, String>,
    /// When it was written last.
    pub at: String,
    /// A file with all of it was made.
    pub is_sent: bool,
}

/// A comment at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: Id,
    pub path: String,
    pub text: String,
    pub at: String,
}

impl Reply {
    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.said().next().is_none() && self.answered().next().is_none()
    }

    /// The word on a version of the sheet; none where it was said of another.
    pub fn status_of(&self, digest: Digest) -> Option<Status> {
        self.status.filter(|_| self.digest == digest.to_string())
    }

    /// Turns to a version of the sheet. A word on another is none on it.
    pub fn turn_to(&mut self, digest: Digest) {
        self.status = self.status_of(digest);
        self.digest = digest.to_string();
    }

    /// Whether something waits to be sent.
    pub fn is_waiting(&self) -> bool {
        !self.is_sent && !self.is_empty()
    }

    /// The comments that say something.
    pub fn said(&self) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(|it| !it.text.trim().is_empty())
    }

    fn answered(&self) -> impl Iterator<Item = (&Id, &String)> {
        self.answers.iter().filter(|it| !it.1.trim().is_empty())
    }

    /// Takes in what was written at the same sheet on another machine; says whether that says something else than what stands here, and so
    /// does not come in.
    pub fn join(&mut self, other: Self) -> bool {
        let was = self.clone();
        let is_word = self.status.is_some() && other.status.is_some();
        let mut differs = is_word && (self.status, &self.digest) != (other.status, &other.digest);
        if self.digest.is_empty() || self.status.is_none() && other.status.is_some() {
            (self.status, self.digest) = (other.status, other.digest.clone());
        }
        for it in other.said() {
            match self.comments.iter_mut().find(|held| held.id == it.id) {
                None => self.comments.push(it.clone()),
                Some(held) if held.text.trim().is_empty() => *held = it.clone(),
                Some(held) => differs |= (&held.path, &held.text) != (&it.path, &it.text),
            }
        }
        for (message, it) in other.answered() {
            let held = self.answers.entry(message.clone()).or_default();
            if held.trim().is_empty() {
                held.clone_from(it);
            }
            differs |= held != it;
        }
        if *self == was {
            // The very same, which the other machine has sent.
            self.is_sent |= Self { is_sent: was.is_sent, at: was.at, ..other.clone() } == *self && other.is_sent;
            return differs;
        }
        // All of it was sent where both parts of it were.
        self.is_sent = other.is_sent && (was.is_sent || was.is_empty());
        let instant = |at: &str| Moment::parse(at).map(Moment::instant);
        if instant(&self.at) < instant(&other.at) {
            self.at = other.at;
        }
        differs
    }

    /// As it stands in a file. Whoever sends it again sends the same receipt.
    pub fn sent(&self, week: Week, by: &str) -> Json {
        let (mut comments, by) = (BTreeMap::<&str, Vec<Json>>::new(), Json::text(by));
        for it in self.said() {
            let members =
                [("id", Json::text(it.id.as_str())), ("at", Json::text(&it.at)), ("text", Json::text(it.text.trim()))];
            let comment = Json::object(members.into_iter().chain([("by", by.clone())]));
            comments.entry(&it.path).or_default().push(comment);
        }
        let answers = self.answered().map(|(id, it)| (id.to_string(), Json::text(it.trim()))).collect();
        let comments = comments.into_iter().map(|(path, all)| (path.to_owned(), Json::List(all))).collect();
        let status = self.status.unwrap_or(Status::Received);
        Json::object([
            ("sheet", Json::text(week.to_string())),
            ("digest", Json::text(&self.digest)),
            ("status", Json::text(status.word())),
            ("at", Json::text(&self.at)),
            ("by", by),
            ("comments", Json::Object(comments)),
            ("answers", Json::Object(answers)),
        ])
    }

    /// As it is kept.
    pub fn to_json(&self) -> Json {
        let comment =
            |it: &Comment| Json::List([it.id.as_str(), &it.path, &it.text, &it.at].into_iter().map(Json::text).collect());
        let answers = self.answers.iter().map(|(id, it)| (id.to_string(), Json::text(it))).collect();
        Json::object([
            ("digest", Json::text(&self.digest)),
            ("status", Json::text(self.status.map(Status::word).unwrap_or_default())),
            ("comments", Json::List(self.comments.iter().map(comment).collect())),
            ("answers", Json::Object(answers)),
            ("at", Json::text(&self.at)),
            ("sent", Json::Bool(self.is_sent)),
        ])
    }

    /// Reads what was kept; what is none is left out.
    pub fn read(json: &Json) -> Self {
        let text = |name| json.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
        let comment = |it: &Json| match it.as_list()? {
            [id, path, text, at] => Some(Comment {
                id: id.as_text()?.parse().ok()?,
                path: path.as_text()?.to_owned(),
                text: text.as_text()?.to_owned(),
                at: at.as_text()?.to_owned(),
            }),
            _ => None,
        };
        let answers = json.get("answers").and_then(Json::as_object).into_iter().flatten();
        let answer = |(id, it): (&String, &Json)| Some((id.parse().ok()?, it.as_text()?.to_owned()));
        Self {
            digest: text("digest"),
            status: Status::of(Some(ValueRef::Text(&text("status")))),
            comments: json.get("comments").and_then(Json::as_list).unwrap_or_default().iter().filter_map(comment).collect(),
            answers: answers.filter_map(answer).collect(),
            at: text("at"),
            is_sent: json.get("sent") == Some(&Json::Bool(true)),
        }
    }
}
