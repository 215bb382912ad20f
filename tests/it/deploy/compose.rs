//! compose.yaml against the settings that exist, and against itself.

use muster::search::Engine;
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

/// The variables of a service, with `${NAME:?…}` filled in, and `${NAME:-default}` as where nobody sets it.
fn environment(service: &Yaml) -> Vec<(String, String)> {
    let fill = |value: &str| match value.split_once("${") {
        Some((before, rest)) => {
            let (variable, after) = rest.split_once('}').unwrap();
            let default = variable.split_once(":-").map(|(_, default)| default);
            format!("{before}{}{after}", default.unwrap_or("0123456789abcdef"))
        }
        None => value.to_owned(),
    };
    service["environment"]
        .as_hash()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str().unwrap().to_owned(), fill(value.as_str().unwrap())))
        .collect()
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
    let variables = environment(&compose["services"]["muster"]);
    for (name, _) in &variables {
        assert!(is_setting(name), "{name} sets nothing");
    }
    let config = config_of(&variables);
    assert!(
        config
            .store
            .url
            .starts_with("postgres://muster:0123456789abcdef@postgres:5432/muster")
    );
    assert!(config.web.admin_token.is_some());
}

#[test]
fn the_engine_can_be_the_service_and_never_gets_the_master_key_from_there() {
    let compose = compose();
    let mut variables = environment(&compose["services"]["muster"]);
    let embedded = config_of(&variables).search;
    assert_eq!(embedded.engine, Engine::Tantivy);
    for (name, value) in &mut variables {
        if name == "MUSTER__SEARCH__ENGINE" {
            *value = "meilisearch".to_owned();
        }
    }
    let search = config_of(&variables).search;
    assert_eq!(search.engine, Engine::Meilisearch);
    assert_eq!(search.meilisearch.url, "http://meilisearch:7700");
    assert!(variables.iter().all(|(name, _)| !name.contains("MASTER")));
}

#[test]
fn secrets_have_to_be_given() {
    let compose = compose();
    for (service, variable) in [
        ("muster", "MUSTER__STORE__URL"),
        ("muster", "MUSTER__WEB__ADMIN_TOKEN"),
        ("postgres", "POSTGRES_PASSWORD"),
    ] {
        let value = compose["services"][service]["environment"][variable]
            .as_str()
            .unwrap();
        assert!(
            value.contains(":?"),
            "{service}: {variable} has a value that everybody knows"
        );
    }
    // Meilisearch itself refuses to start in production without a key.
    let engine = &compose["services"]["meilisearch"]["environment"];
    assert_eq!(engine["MEILI_ENV"].as_str(), Some("production"));
    assert!(
        engine["MEILI_MASTER_KEY"]
            .as_str()
            .unwrap()
            .starts_with("${MEILI_MASTER_KEY")
    );
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
    let folder = config_of(&environment(service)).data_folder;
    let expected = format!("muster-data:{}", folder.display());
    assert_eq!(texts(&service["volumes"]), [expected]);
}

#[test]
fn the_published_port_is_the_one_that_is_listened_on_and_for_this_machine_only() {
    let compose = compose();
    let service = &compose["services"]["muster"];
    let listen = config_of(&environment(service)).web.listen;
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
    assert!(grace > config_of(&environment(service)).web.shutdown_seconds);
}
