//! compose.yaml against the settings that exist, and against itself.

use muster::config::Config;
use muster::search::Engine;
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

use super::{config_of, is_setting, repository_file};

fn compose() -> Yaml {
    YamlLoader::load_from_str(&repository_file("compose.yaml"))
        .unwrap()
        .remove(0)
}

fn services(compose: &Yaml) -> Vec<(&str, &Yaml)> {
    let services = compose["services"].as_hash().unwrap();
    services
        .iter()
        .map(|(name, service)| (name.as_str().unwrap(), service))
        .collect()
}

fn texts(list: &Yaml) -> Vec<&str> {
    list.as_vec()
        .into_iter()
        .flatten()
        .filter_map(Yaml::as_str)
        .collect()
}

/// The variables of a service as they are written.
fn variables(service: &Yaml) -> Vec<(&str, &str)> {
    let variables = service["environment"].as_hash().unwrap();
    variables
        .iter()
        .map(|(name, value)| (name.as_str().unwrap(), value.as_str().unwrap()))
        .collect()
}

/// The secrets as the head of the file says to make them.
fn secrets() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = repository_file("compose.yaml");
    let orders: Vec<_> = file
        .lines()
        .filter_map(|line| line.strip_prefix("#   "))
        .take_while(|line| !line.starts_with("docker"))
        .collect();
    let script = orders.join("\n");
    let ran = std::process::Command::new("sh")
        .args(["-ec", &script])
        .current_dir(folder.path())
        .status();
    assert!(ran.unwrap().success(), "{script}");
    folder
}

/// The configuration that the variables of a service make, with `${NAME:-default}` as where nobody sets it.
fn configuration(service: &Yaml, engine: Option<&str>) -> Config {
    let secrets = secrets();
    let folder = secrets.path().join("secrets");
    let fill = |name: &str, value: &str| {
        if let (Some(engine), "MUSTER__SEARCH__ENGINE") = (engine, name) {
            return engine.to_owned();
        }
        let value = value.replace("/run/secrets", folder.to_str().unwrap());
        match value.split_once("${") {
            Some((before, rest)) => {
                let (variable, after) = rest.split_once('}').unwrap();
                let (_, default) = variable.split_once(":-").unwrap();
                format!("{before}{default}{after}")
            }
            None => value,
        }
    };
    let filled: Vec<_> = variables(service)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), fill(name, value)))
        .collect();
    config_of(&filled)
}

#[test]
fn the_app_the_database_and_the_engine_are_there() {
    let compose = compose();
    let names: Vec<_> = services(&compose).iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["muster", "postgres", "meilisearch"]);
}

#[test]
fn every_setting_exists_and_they_make_a_configuration() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    for (name, _) in variables(service) {
        assert!(is_setting(name), "{name} sets nothing");
    }
    let config = configuration(service, None);
    let url = &config.store.url;
    assert!(url.starts_with("postgres://muster:") && url.ends_with("@postgres:5432/muster"));
    assert_eq!(config.web.admin_token.map(|token| token.len()), Some(32));
}

#[test]
fn the_engine_can_be_the_service_and_never_gets_the_master_key_from_there() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    assert_eq!(configuration(service, None).search.engine, Engine::Tantivy);
    let search = configuration(service, Some("meilisearch")).search;
    assert_eq!(search.engine, Engine::Meilisearch);
    assert_eq!(search.meilisearch.url, "http://meilisearch:7700");
    assert!(!texts(&service["secrets"]).contains(&"meilisearch-master-key"));
}

#[test]
fn secrets_are_files_and_each_service_gets_its_own_only() {
    let compose = compose();
    let declared = compose["secrets"].as_hash().unwrap();
    let made = secrets();
    for (name, secret) in declared {
        let (name, file) = (name.as_str().unwrap(), secret["file"].as_str().unwrap());
        assert_eq!(file, format!("./secrets/{name}"));
        assert!(made.path().join(file).exists(), "nobody is told to make {file}");
    }
    for (service, expected) in [
        ("muster", &["database-url", "search-key", "admin-token"][..]),
        ("postgres", &["postgres-password"]),
        ("meilisearch", &["meilisearch-master-key"]),
    ] {
        let service = &compose["services"][service];
        assert_eq!(texts(&service["secrets"]), expected);
        let told = format!("{:?}{:?}", variables(service), service["command"]);
        for secret in expected {
            assert!(
                told.contains(&format!("/run/secrets/{secret}")),
                "{secret} is read by nobody"
            );
        }
        for (name, value) in variables(service) {
            let is_secret = ["PASSWORD", "TOKEN", "KEY"]
                .iter()
                .any(|word| name.contains(word));
            assert!(
                !is_secret || value.starts_with("/run/secrets/"),
                "{name} is in the environment"
            );
        }
    }
    // Meilisearch itself refuses to start in production without a key.
    let engine = &compose["services"]["meilisearch"]["environment"];
    assert_eq!(engine["MEILI_ENV"].as_str(), Some("production"));
}

#[test]
fn every_service_says_how_it_is_and_comes_back() {
    let compose = compose();
    for (name, service) in services(&compose) {
        assert!(
            !service["healthcheck"]["test"].is_badvalue(),
            "{name} has no health check"
        );
        assert_eq!(service["restart"].as_str(), Some("unless-stopped"), "{name}");
        assert_eq!(
            texts(&service["security_opt"]),
            ["no-new-privileges:true"],
            "{name}"
        );
        assert_eq!(texts(&service["cap_drop"]), ["ALL"], "{name}");
        assert_eq!(service["read_only"].as_bool(), Some(true), "{name}");
    }
}

#[test]
fn every_service_keeps_what_it_stores_in_a_volume() {
    let compose = compose();
    let declared = compose["volumes"].as_hash().unwrap();
    for (name, service) in services(&compose) {
        let volumes = texts(&service["volumes"]);
        assert!(!volumes.is_empty(), "{name} forgets everything");
        for volume in volumes {
            let (volume, _) = volume.split_once(':').unwrap();
            assert!(
                declared.contains_key(&Yaml::String(volume.to_owned())),
                "{name}: {volume}"
            );
        }
    }
}

#[test]
fn the_data_folder_is_the_volume() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    let folder = configuration(service, None).data_folder;
    let expected = format!("muster-data:{}", folder.display());
    assert_eq!(texts(&service["volumes"]), [expected]);
}

#[test]
fn the_published_port_is_the_one_that_is_listened_on_and_for_this_machine_only() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    let listen = configuration(service, None).web.listen;
    let expected = format!("127.0.0.1:{0}:{0}", listen.port());
    assert_eq!(texts(&service["ports"]), [expected]);
    for name in ["postgres", "meilisearch"] {
        assert!(
            compose["services"][name]["ports"].is_badvalue(),
            "{name} is reachable from outside"
        );
    }
}

#[test]
fn requests_in_flight_have_time_to_finish() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    let grace = service["stop_grace_period"].as_str().unwrap();
    let grace: u64 = grace.trim_end_matches('s').parse().unwrap();
    let web = configuration(service, None).web;
    // What an index that is written while the server stops may take.
    let last_changes = 10;
    assert!(grace > web.drain.as_secs() + web.shutdown_seconds + last_changes);
}
