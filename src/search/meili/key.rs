//! A key that allows what the program does and nothing else.

use meilisearch_sdk::key::{Action, KeyBuilder};

use super::client::{self, Client};
use super::config::{Key, MeilisearchConfig};
use super::http::Patience;
use crate::search::Error;

/// Makes a key for the indexes of `config` with the help of the `master` key, and returns it; the engine shows it to
/// whoever may read keys.
pub async fn make_key(config: &MeilisearchConfig, master: Key) -> Result<String, Error> {
    let config = MeilisearchConfig {
        key: Some(master),
        ..config.clone()
    };
    let client = Client::new(&config, Patience::UPDATE)?;
    let mut wanted = KeyBuilder::new();
    wanted
        .with_name(format!("muster {}", config.prefix))
        .with_description("What Muster does with the indexes of one directory")
        .with_actions(actions())
        .with_index(config.indexes());
    let key = client.sdk().create_key(&wanted).await;
    Ok(key.map_err(client::error)?.key)
}

/// Returns everything that the program asks of the engine, but for the version, which a key of some indexes cannot ask for.
fn actions() -> [Action; 11] {
    [
        Action::Search,
        Action::DocumentsAdd,
        Action::DocumentsDelete,
        Action::DocumentsGet,
        Action::IndexesCreate,
        Action::IndexesDelete,
        Action::IndexesGet,
        Action::SettingsGet,
        Action::SettingsUpdate,
        Action::StatsGet,
        Action::TasksGet,
    ]
}
