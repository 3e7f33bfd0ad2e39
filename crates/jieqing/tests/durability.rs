//! What was acknowledged is there after kill -9; what was under way ends before a stop.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{Process, Reply, read_reply, session};

fn create(server: &Process, session: &[String], sku: &str) -> Reply {
    let mut headers = session.to_vec();
    headers.push(format!("Idempotency-Key: {sku}"));
    let body = format!(r#"{{"sku":"{sku}","name":"轴承","unit":"套","tax_rate":"0.13"}}"#);
    server.json("POST", "/api/v1/products", &headers, &body)
}

fn skus(server: &Process, session: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/products?limit=500{cursor}");
        let page = server.json("GET", &path, session, "").json();
        for row in page["items"].as_array().expect("items") {
            all.push(row["sku"].as_str().expect("sku").to_owned());
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

fn verify(data: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_jieqing"))
        .args(["verify", "--json", "--data"])
        .arg(data)
        .output()
        .expect("verify");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        out.status.success(),
        "{text} {}",
        String::from_utf8_lossy(&out.stderr)
    );
    text
}

#[test]
fn kill_9_loses_no_acknowledged_write() {
    let data = tempfile::tempdir().unwrap();
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..4 {
        let server = Arc::new(Process::start(data.path()));
        let session = session(&server);
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (server, session) = (server.clone(), session.clone());
                let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
                std::thread::spawn(move || {
                    let mut n = 0;
                    while !stop.load(Ordering::SeqCst) {
                        let sku = format!("R{round}-W{writer}-{n}");
                        let reply = create(&server, &session, &sku);
                        if reply.status == 201 {
                            acknowledged.lock().unwrap().push(sku);
                        }
                        n += 1;
                    }
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(600 + 170 * round));
        // Whoever has not begun yet begins no more; whoever has is cut off.
        stop.store(true, Ordering::SeqCst);
        server.signal("-9");
        for writer in writers {
            writer.join().unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() > 20, "{} writes", acknowledged.len());
    let server = Process::start(data.path());
    let stored = skus(&server, &session(&server));
    let mut unique = stored.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), stored.len(), "nothing is there twice");
    for sku in acknowledged.iter() {
        assert!(unique.contains(sku), "{sku} was acknowledged and is gone");
    }
    drop(server);
    assert!(verify(data.path()).contains("\"problems\":[]"));
}

#[test]
fn sigterm_lets_requests_under_way_end() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Process::start(data.path());
    let session = session(&server);
    let body = r#"{"sku":"LAST","name":"轴承","unit":"套","tax_rate":"0.13"}"#;
    let (first, rest) = body.split_at(10);
    let mut stream = server.connect();
    let head = format!(
        "POST /api/v1/products HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\nIdempotency-Key: last\r\n{}\r\n\r\n",
        body.len(),
        session.join("\r\n")
    );
    stream
        .write_all(format!("{head}{first}").as_bytes())
        .unwrap();
    let mut events = server.connect();
    let listen = format!(
        "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n{}\r\n\r\n",
        session.join("\r\n")
    );
    events.write_all(listen.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    server.signal("-TERM");
    std::thread::sleep(Duration::from_millis(500));
    stream.write_all(rest.as_bytes()).unwrap();
    let reply = read_reply(&mut stream);
    assert_eq!(reply.status, 201, "{reply:?}");
    assert!(
        read_reply(&mut events).head.contains("200"),
        "the stream ends by itself"
    );
    assert_eq!(server.ended(Duration::from_secs(10)), Some(0));
    assert!(began.elapsed() < Duration::from_secs(10));
    let again = Process::start(data.path());
    assert_eq!(skus(&again, &self::session(&again)), ["LAST"]);
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let _first = Process::start(data.path());
    let second = Command::new(env!("CARGO_BIN_EXE_jieqing"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    let why = String::from_utf8_lossy(&second.stderr);
    assert!(why.contains("another jieqing process"), "{why}");
}

#[test]
fn a_backup_of_a_running_server_is_restored_whole() {
    let data = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    let (copy, restored) = (place.path().join("copy"), place.path().join("restored"));
    let run = |args: &[&str], code: i32| {
        let out = Command::new(env!("CARGO_BIN_EXE_jieqing"))
            .args(args)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(code), "{args:?}: {said}");
        said
    };
    let server = Process::start(data.path());
    let session = session(&server);
    for n in 0..5 {
        assert_eq!(create(&server, &session, &format!("B{n}")).status, 201);
    }
    let (from, to) = (data.path().to_str().unwrap(), restored.to_str().unwrap());
    let copied = copy.to_str().unwrap();
    run(&["backup", "--data", from, copied], 0);
    run(&["backup", "--data", from, copied], 2);
    assert_eq!(create(&server, &session, "LATER").status, 201);
    drop(server);
    run(&["restore", copied, "--data", to], 0);
    let why = run(&["restore", copied, "--data", to], 2);
    assert!(why.contains("not empty"), "{why}");
    let mut bytes = std::fs::read(copy.join("jieqing.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(copy.join("jieqing.db"), bytes).unwrap();
    let why = run(&["restore", copied, "--data", to, "--force"], 1);
    assert!(why.contains("was changed"), "{why}");
    std::fs::write(restored.join("known"), "").unwrap();
    let again = Process::start(&restored);
    let mut found = skus(&again, &self::session(&again));
    found.sort();
    assert_eq!(found, ["B0", "B1", "B2", "B3", "B4"]);
}
