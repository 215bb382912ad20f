//! Is there room for what is to come?

use std::path::Path;

use crate::directory::{Check, Health};

/// With less than this the next import may not fit.
const LITTLE: u64 = 1 << 30;

/// With less than this the database may fail at any moment.
const NOTHING: u64 = 64 << 20;

/// Looks how much room the disk of the data folder has left.
pub fn check(folder: &Path) -> Check {
    match fs4::available_space(folder) {
        Ok(left) => {
            let health = match left {
                ..NOTHING => Health::Wrong,
                NOTHING..LITTLE => Health::Warning,
                _ => Health::Well,
            };
            let advice = if health == Health::Well { "" } else { ": make room" };
            let megabytes = left >> 20;
            Check::new(
                "disk",
                health,
                format!("{megabytes} MiB are free for the data folder{advice}"),
            )
        }
        Err(error) => Check::new(
            "disk",
            Health::Warning,
            format!("how much is free cannot be told: {error}"),
        ),
    }
}
