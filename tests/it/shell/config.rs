//! Configuration: what wins, and what is said of mistakes.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use muster::config::{Config, DEFAULTS, Flag, Layers};
use muster::search::{Engine, Key};

const TOKEN: &str = "0123456789abcdef";

fn layers(file: &str, environment: &[(&str, &str)]) -> Layers {
    Layers {
        file: Some((PathBuf::from("muster.toml"), file.to_owned())),
        environment: environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), OsString::from(value)))
            .collect(),
        flags: Vec::new(),
    }
}

fn listen_flag(value: &str) -> Flag {
    Flag {
        name: "--listen",
        key: "web.listen",
        value: value.to_owned(),
    }
}

fn problems(layers: &Layers) -> String {
    Config::read(layers)
        .expect_err("the configuration is wrong")
        .to_string()
}

#[test]
fn later_layers_win() {
    let mut layers = Layers::default();
    let port = |layers: &Layers| Config::read(layers).unwrap().web.listen.port();
    assert_eq!(port(&layers), 7878);

    layers.file = Some((
        PathBuf::from("muster.toml"),
        "[web]\nlisten = '127.0.0.1:1001'".to_owned(),
    ));
    assert_eq!(port(&layers), 1001);

    layers.environment = vec![("MUSTER__WEB__LISTEN".to_owned(), "127.0.0.1:1002".into())];
    assert_eq!(port(&layers), 1002);

    layers.flags = vec![listen_flag("127.0.0.1:1003")];
    assert_eq!(port(&layers), 1003);
}

#[test]
fn all_problems_are_reported_at_once_with_their_places() {
    let mut layers = layers(
        "[web]\nlisen = 'x'\nshutdown_timeout = '3 bananas'\n\n[log]\nlevel = ['info']\n",
        &[
            ("MUSTER__STORE__MAX_CONECTIONS", "4"),
            ("MUSTER__SEARCH__WRITER_MEMORY", "1KiB"),
            ("MUSTER__STORE__URL", "mysql://root:hunter2@example.com/x"),
        ],
    );
    layers.flags = vec![listen_flag("7878")];
    insta::assert_snapshot!(problems(&layers), @r"
    the configuration has 7 problems
      muster.toml:2: there is no setting `web.lisen`: did you mean `web.listen`?
      muster.toml:3: web.shutdown_timeout: `3 bananas` is no duration: write a number and ms, s, m, h or d, such as `30s`
      muster.toml:6: `log.level` takes a text or a number, not array
      MUSTER__STORE__MAX_CONECTIONS: there is no setting `MUSTER__STORE__MAX_CONECTIONS`: did you mean `MUSTER__STORE__MAX_CONNECTIONS`?
      MUSTER__STORE__URL: this is no URL of a database: write `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`
      MUSTER__SEARCH__WRITER_MEMORY: `1KiB` is out of range: write 16MiB to 2GiB
      --listen: `7878` is no IP address with a port: write for example `127.0.0.1:7878` or `[::1]:7878`
    ");
}

#[test]
fn a_broken_file_is_told_by_line() {
    insta::assert_snapshot!(problems(&layers("[web]\nlisten = \n", &[])), @r"
    the configuration has a problem
      muster.toml:2: this is not TOML: string values must be quoted, expected literal string
    ");
}

#[test]
fn a_setting_outside_of_its_section_is_told_where_it_belongs() {
    insta::assert_snapshot!(problems(&layers("listen = '127.0.0.1:80'", &[])), @r"
    the configuration has a problem
      muster.toml:1: there is no setting `listen`: did you mean `web.listen`?
    ");
}

#[test]
fn a_setting_that_resembles_none_is_told_where_all_are_listed() {
    insta::assert_snapshot!(problems(&layers("[kitchen]\nsink = 1", &[])), @r"
    the configuration has a problem
      muster.toml:2: there is no setting `kitchen.sink`: `muster config` lists all settings
    ");
}

#[test]
fn a_section_may_be_empty() {
    assert!(Config::read(&layers("[web]\n# listen = '0.0.0.0:80'", &[])).is_ok());
}

#[test]
fn other_variables_are_left_alone() {
    let environment = [
        ("MUSTER_PORT", "tcp://10.0.0.1:80"),
        ("MUSTER_WEB_LISTEN", "x"),
        ("PATH", "/bin"),
    ];
    assert!(Config::read(&layers("", &environment)).is_ok());
}

#[test]
fn other_machines_need_a_token() {
    let mut layers = layers("", &[("MUSTER__WEB__LISTEN", "0.0.0.0:80")]);
    insta::assert_snapshot!(problems(&layers), @r"
    the configuration has a problem
      MUSTER__WEB__LISTEN: other machines can reach 0.0.0.0:80, and without `web.admin_token` all of them could change the directory: set the token (`openssl rand -hex 16` makes a good one) or listen on 127.0.0.1
    ");

    layers
        .environment
        .push(("MUSTER__WEB__ADMIN_TOKEN".to_owned(), TOKEN.into()));
    assert!(Config::read(&layers).is_ok());
}

#[test]
fn loopback_needs_no_token() {
    for listen in [
        "127.0.0.2:80",
        "[::1]:80",
        "[::ffff:127.0.0.1]:80",
        "localhost:80",
    ] {
        let layers = layers("", &[("MUSTER__WEB__LISTEN", listen)]);
        assert!(Config::read(&layers).is_ok(), "{listen}");
    }
}

#[test]
fn a_secret_can_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    fs::write(&path, format!("{TOKEN}\n")).unwrap();
    let file = format!("[web]\nadmin_token_file = '{}'", path.display());
    let config = Config::read(&layers(&file, &[])).unwrap();
    assert_eq!(config.web.admin_token.as_deref(), Some(TOKEN));
}

#[test]
fn of_a_secret_and_its_file_the_later_layer_wins() {
    let file = "[web]\nadmin_token_file = '/nowhere'";
    let config = Config::read(&layers(file, &[("MUSTER__WEB__ADMIN_TOKEN", TOKEN)])).unwrap();
    assert_eq!(config.web.admin_token.as_deref(), Some(TOKEN));

    let file = format!("[web]\nadmin_token = '{TOKEN}'");
    let told = problems(&layers(
        &file,
        &[("MUSTER__WEB__ADMIN_TOKEN_FILE", "/nowhere/token")],
    ));
    assert!(
        told.contains("/nowhere/token") && told.contains("MUSTER__WEB__ADMIN_TOKEN_FILE"),
        "{told}"
    );
}

#[test]
fn a_secret_and_its_file_in_one_layer_contradict_each_other() {
    let file = format!("[web]\nadmin_token_file = '/nowhere'\nadmin_token = '{TOKEN}'");
    insta::assert_snapshot!(problems(&layers(&file, &[])), @r"
    the configuration has a problem
      muster.toml:2: web.admin_token_file: `web.admin_token` is set as well: keep one of the two
    ");
}

#[test]
fn the_database_is_in_the_data_folder_where_nothing_else_is_said() {
    let config = Config::read(&layers("[data]\nfolder = '/srv/my muster'", &[])).unwrap();
    assert_eq!(config.store.url, "sqlite:///srv/my muster/muster.db");
    assert_eq!(
        config.search.embedded.folder,
        PathBuf::from("/srv/my muster/index")
    );
}

#[test]
fn the_engine_is_chosen_by_configuration_alone() {
    let chosen = |environment: &[(&str, &str)]| Config::read(&layers("", environment)).unwrap().search;
    assert_eq!(chosen(&[]).engine, Engine::Tantivy);
    let search = chosen(&[
        ("MUSTER__SEARCH__ENGINE", "meilisearch"),
        ("MUSTER__SEARCH__URL", "https://search.example.org/people/"),
        ("MUSTER__SEARCH__KEY", "hunter2"),
        ("MUSTER__SEARCH__INDEX_PREFIX", "north-1"),
    ]);
    assert_eq!(search.engine, Engine::Meilisearch);
    assert_eq!(search.meilisearch.url, "https://search.example.org/people");
    assert_eq!(search.meilisearch.key, Key::new("hunter2"));
    assert_eq!(search.meilisearch.prefix, "north-1");
    assert!(!format!("{search:?}").contains("hunter2"));
}

#[test]
fn what_is_wrong_with_the_engine_is_told_by_key_and_without_the_secret() {
    let file = "[search]\nengine = 'sonic'\nurl = 'search:7700'\nkey = 'hunter 2'\nindex_prefix = 'a_b'";
    insta::assert_snapshot!(problems(&layers(file, &[])), @r"
    the configuration has 4 problems
      muster.toml:2: search.engine: `sonic` is none of `tantivy`, `meilisearch`
      muster.toml:3: search.url: `search:7700` is no address of a server: write for example `http://127.0.0.1:7700`
      muster.toml:4: search.key: a key has only visible ASCII characters, and no blanks
      muster.toml:5: search.index_prefix: `a_b` is no prefix: write 1 to 64 letters, digits and `-`, such as `muster`
    ");
    let told = problems(&layers("", &[("MUSTER__SEARCH__KEY_FILE", "/nowhere/key")]));
    assert!(
        told.contains("MUSTER__SEARCH__KEY_FILE") && told.contains("/nowhere/key"),
        "{told}"
    );
}

#[test]
fn what_is_in_force_is_shown_with_its_origin_and_without_secrets() {
    let file = format!(
        "[web]\nadmin_token = '{TOKEN}'\n[store]\nurl = 'postgres://ann:hunter2@db/people'\n[search]\nkey = 'hunter2'"
    );
    let mut layers = layers(&file, &[("MUSTER__LOG__LEVEL", "debug")]);
    layers.flags = vec![listen_flag("0.0.0.0:80")];
    let config = Config::read(&layers).unwrap();
    insta::assert_snapshot!(config.to_string(), @r#"
    [data]
    folder = "muster-data"                       # default

    [store]
    url = "postgres://ann:********@db/people"    # muster.toml:4
    url_file = ""                                # default
    max_connections = "8"                        # default
    statement_timeout = "30s"                    # default

    [search]
    engine = "tantivy"                           # default
    full_text = "all"                            # default
    writer_memory = "64MiB"                      # default
    url = "http://127.0.0.1:7700"                # default
    key = "********"                             # muster.toml:6
    key_file = ""                                # default
    index_prefix = "muster"                      # default

    [sources]
    contact = ""                                 # default
    pace = "1s"                                  # default
    private_hosts = ""                           # default
    ca_file = ""                                 # default
    github_api = "https://api.github.com"        # default
    github_site = "https://github.com"           # default
    github_token = ""                            # default
    github_token_file = ""                       # default

    [refresh]
    schedule = "on"                              # default
    at_once = "8"                                # default
    least = "1d"                                 # default
    most = "30d"                                 # default
    follow_links = "never"                       # default
    keep_versions = "20"                         # default

    [web]
    listen = "0.0.0.0:80"                        # --listen
    admin_token = "********"                     # muster.toml:2
    admin_token_file = ""                        # default
    public_url = ""                              # default
    drain = "0s"                                 # default
    shutdown_timeout = "30s"                     # default

    [log]
    level = "debug"                              # MUSTER__LOG__LEVEL
    format = "text"                              # default
    "#);
    assert_eq!(config.to_string(), format!("{config:?}"));
}

#[test]
fn what_is_shown_can_be_used_as_a_file() {
    let shown = Config::read(&Layers::default()).unwrap().to_string();
    let again = Config::read(&layers(&shown, &[])).unwrap();
    let values = |text: &str| {
        text.lines()
            .map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&again.to_string()), values(&shown));
}

#[test]
fn every_default_is_explained() {
    let lines: Vec<_> = DEFAULTS.lines().collect();
    for pair in lines.windows(2) {
        if let [before, setting] = pair
            && setting.contains(" = ")
            && !setting.starts_with('#')
        {
            assert!(before.starts_with("# "), "no comment before `{setting}`");
        }
    }
}
