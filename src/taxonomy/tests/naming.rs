//! Skills in texts, and the traps of everyday words.

use super::taxonomy;

/// The skills found in a text, and those among them that are ambiguous with a `?`.
fn found(text: &str) -> Vec<String> {
    let mentions = taxonomy().skills_in(text);
    mentions
        .iter()
        .map(|mention| {
            let name = &mention.entry.name;
            let doubt = if mention.ambiguous { "?" } else { "" };
            format!("{name}{doubt}")
        })
        .collect()
}

#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[track_caller]
fn names(name: &str, expected: &str) {
    let skill = taxonomy().skill_named(name);
    assert_eq!(skill.map(|skill| skill.name.as_str()), Some(expected), "{name}");
}

#[track_caller]
fn icon(key: &str, expected: &str) {
    let skill = taxonomy().skill_of_icon(key);
    assert_eq!(skill.map(|skill| skill.name.as_str()), Some(expected), "{key}");
}

#[test]
fn words_inside_words_are_not_named() {
    finds("scalable services", &[]);
    finds("JavaScript and Java", &["JavaScript", "Java"]);
    finds("C, C++ and C#", &["C?", "C++", "C#"]);
    finds("C/C++", &["C?", "C++"]);
    finds("Objective-C", &["Objective-C"]);
    finds("the R&D department", &["Research"]);
    finds("a 3D printed R2 unit", &[]);
    finds("reactive and angularly", &[]);
}

#[test]
fn everyday_words_are_doubted() {
    for word in [
        "Go",
        "R",
        "C",
        "D",
        "V",
        "Swift",
        "Spark",
        "Chef",
        "Rust",
        "Express",
        "Spring",
        "Flask",
        "Beam",
        "Dart",
        "Ruby",
        "Puppet",
        "Salt",
        "Storm",
        "Hive",
        "Falcon",
        "Hydra",
        "Litmus",
        "Prophet",
        "Glide",
        "Picasso",
        "Teleport",
        "Fabric",
        "Husky",
        "Dash",
        "Blade",
        "Prism",
        "Mono",
        "Polly",
        "Graphite",
        "Caffeine",
        "Snowball",
        "Optimism",
        "Bull",
        "Prefect",
        "Cassandra",
        "Gatsby",
        "Stan",
        "Velocity",
    ] {
        let mentions = taxonomy().skills_in(word);
        assert!(mentions.iter().all(|mention| mention.ambiguous), "{word}");
    }
}

#[test]
fn ordinary_prose_names_nothing_for_sure() {
    let prose = "I like to wander through the woods with my husky, cook a stew with plenty of salt, and read about the \
        hive of bees behind our house. In spring the storm took a beam off the roof; a swift repair kept the rust away. \
        My daughter would rather dash to the harbor, glide over the ice or paint like Picasso. We drink too much \
        caffeine, laugh at every joke, and go to bed with optimism. On Sundays a friend brings her flask, a fresh loaf \
        and some molecule model for the children; the chef next door hands us a ruby red soup. Together we \
        are a merry crowd, and perfect neighbors besides. The express train to the estuary takes an hour, which is \
        just enough time for a puppet show, a game of darts, and a candle that burns down to its last spark.";
    let mentions = taxonomy().skills_in(prose);
    let sure: Vec<_> = mentions.iter().filter(|mention| !mention.ambiguous).collect();
    assert!(sure.is_empty(), "{sure:?}");
}

#[test]
fn everyday_words_are_not_named() {
    finds("I go to work and rest of the team will express interest", &[]);
    finds("Go to the docs", &[]);
    finds("Go-to-market", &[]);
    finds("in the spring of 2019, a spark of hope", &[]);
    finds("Spring 2019", &[]);
    finds("The rest of the team", &[]);
    finds("a C-level meeting with John R. Miller", &[]);
    finds("I worked swiftly in native teams", &[]);
}

#[test]
fn ambiguous_words_are_named_where_they_are_spelled_so() {
    finds("services in Go with gin", &["Go?"]);
    finds("go, rust, python", &["Go?", "Rust?", "Python"]);
    finds("Golang", &["Go"]);
    finds("using Spring and Spring Boot", &["Spring?", "Spring Boot"]);
    finds("REST and gRPC", &["REST APIs?", "gRPC"]);
}

#[test]
fn one_name_has_many_spellings() {
    for spelling in ["node.js", "nodejs", "Node JS", "NodeJS", "Node-JS"] {
        finds(spelling, &["Node.js"]);
    }
    finds("ASP.NET Core on .NET", &["ASP.NET Core", ".NET"]);
    finds(
        "micro-services, web sockets, RESTful API",
        &["Microservices", "WebSocket", "REST APIs"],
    );
    finds("CI / CD, ci-cd and CICD", &["CI/CD", "CI/CD", "CI/CD"]);
    finds("A/B tests", &["A/B Testing"]);
    finds(
        "Java 17, Python3, HTML5, C++17",
        &["Java", "Python", "HTML", "C++"],
    );
    finds("let’s encrypt", &["Let's Encrypt"]);
    finds(
        "data structures & algorithms",
        &["Data Structures and Algorithms"],
    );
    finds("machine\nlearning", &["Machine Learning"]);
}

#[test]
fn addresses_are_not_read() {
    finds("https://kubernetes.io/docs/java and me@python.example", &[]);
    finds("[React](https://react.example/docs)", &["React"]);
}

#[test]
fn whole_names_resolve_however_ambiguous() {
    names("go", "Go");
    names("C++ 17", "C++");
    names("Angular 12+", "Angular");
    names("Python 3.x", "Python");
    names("k8s", "Kubernetes");
    names("Amazon Simple Storage Service", "Amazon S3");
    names("POSTGRES", "PostgreSQL");
    names("r", "R");
    assert!(taxonomy().skill_named("").is_none());
    assert!(taxonomy().skill_named("Toys R Us").is_none());
}

#[test]
fn badges_name_skills() {
    icon("nodedotjs", "Node.js");
    icon("ts", "TypeScript");
    icon("amazonwebservices", "AWS");
    icon("cplusplus", "C++");
    icon("k8s", "Kubernetes");
    icon("dotnet", ".NET");
    icon("spring", "Spring");
    icon("ai", "Adobe Illustrator");
    icon("apache-kafka", "Apache Kafka");
}

#[test]
fn skills_are_implied_by_way_of_others_and_the_nearest_come_first() {
    let taxonomy = taxonomy();
    let implying = taxonomy.skills_implying("java");
    let place = |id: &str| implying.iter().position(|implying| *implying == id);
    assert!(place("spring-boot").is_some());
    assert_eq!(place("java"), None);
    let direct = |id: &str| {
        taxonomy
            .skill(id)
            .unwrap()
            .implies
            .iter()
            .any(|implied| implied == "java")
    };
    let first_indirect = implying.iter().position(|id| !direct(id)).unwrap();
    assert!(implying.iter().skip(first_indirect).all(|id| !direct(id)));
    assert!(taxonomy.skills_implying("no-such-skill").is_empty());
}

#[test]
fn what_tools_share_with_cities_and_everyday_words_is_doubted() {
    finds("istanbul", &["Istanbul.js?"]);
    finds("I live in Istanbul, Turkey", &[]);
    finds("a user flow", &[]);
    finds("TypeScript, Flow", &["TypeScript", "Flow?"]);
}

#[test]
fn networks_of_carriers_are_known_by_their_signs() {
    finds(
        "RSTP, ERPS, LLDP, DSLAM, VDSL2",
        &["RSTP", "ERPS", "LLDP", "DSLAM", "VDSL"],
    );
    names("sales cloud", "Salesforce Sales Cloud");
    names("anyconnect", "Cisco AnyConnect");
}
