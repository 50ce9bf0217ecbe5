//! Who asks: whose files they are, and on which device.

use super::{Read, number};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::read::{count, id, member, owned};

/// Whose files they are, and on which device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub manager: Id,
    pub device: Id,
    pub tab: Id,
    /// The highest counter this device has used.
    pub counter: u64,
    pub role: String,
    pub name: String,
    pub area: String,
    pub unit: String,
}

impl Who {
    pub(super) fn to_json(&self) -> Json {
        Json::object([
            ("manager", Json::text(self.manager.as_str())),
            ("device", Json::text(self.device.as_str())),
            ("tab", Json::text(self.tab.as_str())),
            ("counter", number(self.counter)),
            ("role", Json::text(&self.role)),
            ("name", Json::text(&self.name)),
            ("area", Json::text(&self.area)),
            ("unit", Json::text(&self.unit)),
        ])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            manager: member(json, "manager", id)?,
            device: member(json, "device", id)?,
            tab: member(json, "tab", id)?,
            counter: member(json, "counter", count)?,
            role: member(json, "role", owned)?,
            name: member(json, "name", owned)?,
            area: member(json, "area", owned)?,
            unit: member(json, "unit", owned)?,
        })
    }
}
