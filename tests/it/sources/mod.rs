//! Places elsewhere, asked over sockets of this machine: by the client alone, and each kind of place in a simulated internet
//! that works and in one that does not.

mod crowd;
mod faults;
mod feed;
mod file;
mod github;
mod http;
mod page;
mod token;
mod whole;

use muster::profile::{Account, Feed};
use muster::sources::{Document, Fetched, Form};

/// The text of the one document of a form.
#[track_caller]
fn document(fetched: &Fetched, form: Form) -> &Document {
    let mut found = fetched.documents.iter().filter(|document| document.form == form);
    let document = found.next().expect("a document of this form");
    assert!(found.next().is_none(), "more than one");
    document
}

#[track_caller]
fn text(fetched: &Fetched) -> &str {
    std::str::from_utf8(&document(fetched, Form::Written).bytes).unwrap()
}

#[track_caller]
fn account(fetched: &Fetched) -> Account {
    serde_json::from_slice(&document(fetched, Form::Account).bytes).unwrap()
}

#[track_caller]
fn feed(fetched: &Fetched) -> Feed {
    serde_json::from_slice(&document(fetched, Form::Feed).bytes).unwrap()
}

fn locators(fetched: &Fetched) -> Vec<&str> {
    let documents = fetched.documents.iter();
    documents.map(|document| document.locator.as_str()).collect()
}
