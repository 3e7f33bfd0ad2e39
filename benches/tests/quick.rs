//! The measurements still run, on small sizes: in each part the seeded and the made books are
//! verified. HTTP and start-up need the server's binary and run in `scripts/test.sh server`.

use serde_json::Value;
use std::process::Command;

#[test]
fn every_part_gives_its_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = folder.path().join("figures.json");
    let mut bench = Command::new(env!("CARGO_BIN_EXE_jieqing-bench"));
    bench
        .args(["--quick", "chain", "import", "reads", "spike", "--folder"])
        .arg(folder.path())
        .arg("--json")
        .arg(&json);
    #[expect(
        clippy::disallowed_methods,
        reason = "tests are told by the environment"
    )]
    let server = std::env::var("TEST_PG_URL");
    if let Ok(url) = &server {
        bench.args(["--pg", url]);
    }
    let out = bench.output().expect("it starts");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");

    let text = std::fs::read_to_string(json).expect("figures");
    let figures: Value = serde_json::from_str(&text).expect("JSON");
    let rows = figures["rows"].as_array().expect("rows");
    let engines: &[&str] = if server.is_ok() {
        &["sqlite", "postgres"]
    } else {
        &["sqlite"]
    };
    for engine in engines {
        for (part, least) in [("chain", 3), ("import", 2), ("reads", 24), ("spike", 8)] {
            let found: Vec<&Value> = rows
                .iter()
                .filter(|row| row["part"] == part && row["engine"] == *engine)
                .collect();
            assert!(found.len() >= least, "{part} on {engine}: {found:#?}");
            for row in found {
                assert!(
                    row["per_s"].as_f64().is_some_and(|rate| rate > 0.0),
                    "{row}"
                );
            }
        }
    }
}
