//! Skills in texts, and the traps of everyday words.

use super::taxonomy;

/// The skills found in a text, and those among them that are ambiguous with a `?`.
fn found(text: &str) -> Vec<String> {
    let mentions = taxonomy().skills_in(text);
    mentions
        .iter()
        .map(|mention| {
            let name = &taxonomy().skill(mention.id).unwrap().name;
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
