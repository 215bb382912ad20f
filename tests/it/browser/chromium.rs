//! A headless Chromium of a test's own, driven through chromedriver.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// How long a page may take to do what a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a test looks whether it is done.
pub(super) const GLANCE: Duration = Duration::from_millis(40);

/// A browser window; it and its driver end with this value.
#[derive(Debug)]
pub(super) struct Browser {
    driver: WebDriver,
    process: Child,
    port: u16,
    _profile: TempDir,
}

impl Drop for Browser {
    /// Asks chromedriver to end itself and its browser: killed, it would leave the browser behind.
    fn drop(&mut self) {
        // The client's own way would wait for a runtime that stands still while this runs.
        drop(self.driver.clone().leak());
        let ended = TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut connection| {
            connection
                .write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            connection.set_read_timeout(Some(PATIENCE))?;
            io::copy(&mut connection, &mut io::sink())
        });
        if ended.is_err() {
            drop(self.process.kill());
        }
        drop(self.process.wait());
    }
}

/// Says whether a browser is here; where there is none, tests that want one pass after saying so, unless
/// `MUSTER_TEST_REQUIRE` names `chromium`.
pub(super) fn is_here() -> bool {
    let here = Command::new("chromedriver")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    assert!(
        here || !is_required(),
        "MUSTER_TEST_REQUIRE names chromium, and there is no chromedriver: apt-get install chromium chromium-driver"
    );
    if !here {
        // Written past the capture of the test harness: a skip must be seen.
        let skipped = "skipped: there is no chromedriver here\n";
        io::stderr().write_all(skipped.as_bytes()).unwrap();
    }
    here
}

/// Says whether a missing browser is a failure.
pub(super) fn is_required() -> bool {
    std::env::var_os("MUSTER_TEST_REQUIRE")
        .is_some_and(|required| required.to_string_lossy().contains("chromium"))
}

impl Browser {
    pub(super) async fn open() -> Self {
        Self::with_preferences(json!({})).await
    }

    pub(super) async fn without_javascript() -> Self {
        Self::with_preferences(json!({ "profile.managed_default_content_settings.javascript": 2 })).await
    }

    async fn with_preferences(preferences: Value) -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = process.stdout.take().unwrap();
        let port: u16 = BufReader::new(stdout)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            })
            .expect("chromedriver tells its port");

        let profile = tempfile::tempdir().unwrap();
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // So tall that the pointer reaches everything without scrolling.
            "--window-size=1280,2400",
            &format!("--user-data-dir={}", profile.path().display()),
        ] {
            capabilities.add_arg(flag).unwrap();
        }
        capabilities
            .add_experimental_option("prefs", preferences)
            .unwrap();
        crate::support::tls::install();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .unwrap();
        Self {
            driver,
            process,
            port,
            _profile: profile,
        }
    }

    pub(super) async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Waits for the element that a CSS selector names.
    pub(super) async fn find(&self, selector: &str) -> WebElement {
        self.driver
            .query(By::Css(selector))
            .wait(PATIENCE, GLANCE)
            .first()
            .await
            .unwrap_or_else(|error| panic!("no `{selector}`: {error}"))
    }

    /// How many elements a CSS selector names right now.
    pub(super) async fn count(&self, selector: &str) -> usize {
        self.driver.find_all(By::Css(selector)).await.unwrap().len()
    }

    /// The text that is seen of the element that a CSS selector names.
    pub(super) async fn text_of(&self, selector: &str) -> String {
        self.find(selector).await.text().await.unwrap()
    }

    pub(super) async fn url(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    pub(super) async fn title(&self) -> String {
        self.driver.title().await.unwrap()
    }

    /// Clicks with the pointer where an element is, whatever the driver thinks of it.
    pub(super) async fn click(&self, element: &WebElement) {
        let pointer = self.driver.action_chain().move_to_element_center(element);
        pointer.click().perform().await.unwrap();
    }

    /// Types a key where the focus is.
    pub(super) async fn press(&self, key: Key) {
        let keys = self.driver.action_chain().send_keys(key.value().to_string());
        keys.perform().await.unwrap();
    }

    /// Runs a script of the test's in the page.
    pub(super) async fn run(&self, script: &str) -> Value {
        let answer = self.driver.execute(script, Vec::new()).await.unwrap();
        answer.json().clone()
    }

    /// Runs a script that answers later, through the callback that it gets as its last argument.
    pub(super) async fn ask(&self, script: &str) -> Value {
        let answer = self.driver.execute_async(script, Vec::new()).await.unwrap();
        answer.json().clone()
    }

    /// Waits until a script says `true`; `what` is told where it does not.
    pub(super) async fn wait_until(&self, what: &str, script: &str) {
        let asked = async {
            while self.run(script).await != Value::Bool(true) {
                tokio::time::sleep(GLANCE).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, asked).await.is_ok();
        assert!(
            in_time,
            "waited in vain until {what}; the page is {}",
            self.url().await
        );
    }

    /// Makes the page believe that the person prefers `light` or `dark`.
    pub(super) async fn prefer(&self, scheme: &str) {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.emulate("Emulation.setEmulatedMedia", media).await;
    }

    /// Makes the window as narrow as a telephone.
    pub(super) async fn narrow(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": true });
        self.emulate("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    async fn emulate(&self, method: &str, parameters: Value) {
        self.driver.cdp().send_raw(method, parameters).await.unwrap();
    }
}
