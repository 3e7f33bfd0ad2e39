//! Requests that mean harm, against the real server (reliability.md §4.1, 1–24 and 124–128).

mod support;

use std::io::Write;
use std::time::{Duration, Instant};
use support::{Process, read_reply};

const OK: &str = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

#[test]
fn hostile_heads_are_refused_and_the_server_lives() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    let post = "POST /api/v1/customers HTTP/1.1\r\nHost: a\r\n";
    let long = |n: usize| "x".repeat(n);
    let many: String = (0..2_000).map(|n| format!("X-{n}: 1\r\n")).collect();
    // What it is, the bytes, the statuses taken; 0 is a connection closed without an answer.
    let cases: Vec<(&str, String, &[u16])> = vec![
        ("1 no Host", "GET /healthz HTTP/1.1\r\n\r\n".into(), &[400]),
        (
            "2 two Hosts",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".into(),
            &[400],
        ),
        (
            "3 foreign target",
            "GET http://evil.example/healthz HTTP/1.1\r\nHost: a\r\n\r\n".into(),
            &[400],
        ),
        (
            "4 length and chunked",
            format!("{post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            &[400],
        ),
        (
            "4 chunked and length",
            format!("{post}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
            &[400],
        ),
        (
            "5 two lengths",
            format!("{post}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
            &[400],
        ),
        (
            "6 space before colon",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n".into(),
            &[400],
        ),
        (
            "7 folded line",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n".into(),
            &[400],
        ),
        (
            "8 bare LF",
            "GET /healthz HTTP/1.1\nHost: a\n\n".into(),
            &[400],
        ),
        (
            "9 length -1",
            format!("{post}Content-Length: -1\r\n\r\n"),
            &[400],
        ),
        (
            "10 length 10^20",
            format!("{post}Content-Length: 100000000000000000000\r\n\r\n"),
            &[400, 413],
        ),
        (
            "11 chunk FFFFFFFFFFFFFFFF",
            format!("{post}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n"),
            &[400, 401, 413, 0],
        ),
        (
            "12 header of 1 MB",
            format!(
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
                long(1 << 20)
            ),
            &[431, 0],
        ),
        (
            "13 2,000 headers",
            format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{many}\r\n"),
            &[431, 0],
        ),
        (
            "14 target of 200 kB",
            format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", long(200_000)),
            &[414, 431, 0],
        ),
        (
            "15 TLS",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\n".into(),
            &[400, 0],
        ),
        (
            "16 HTTP/2 preface",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
            &[400, 505, 0],
        ),
        (
            "17 HTTP/9.9",
            "GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n".into(),
            &[400, 505, 0],
        ),
        (
            "18 CONNECT",
            "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n".into(),
            &[400, 405],
        ),
        (
            "19 TRACE",
            "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".into(),
            &[405],
        ),
        ("20 rubbish", "\u{1}\u{2}rubbish\r\n\r\n".into(), &[400, 0]),
        (
            "23 gzip body",
            format!(
                "{post}Content-Encoding: gzip\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
            ),
            &[415],
        ),
        (
            "24 br body",
            format!("{post}Content-Encoding: br\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            &[415],
        ),
        (
            "25 double gzip",
            format!(
                "{post}Content-Encoding: gzip, gzip\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            &[415],
        ),
        (
            "announced 2 MB",
            format!("{post}Content-Length: 2000000\r\nConnection: close\r\n\r\n"),
            &[413],
        ),
    ];
    for (what, bytes, taken) in cases {
        let began = Instant::now();
        let mut stream = server.connect();
        // A server that has heard enough closes while we still write.
        let _ = stream.write_all(bytes.as_bytes());
        let reply = read_reply(&mut stream);
        assert!(
            taken.contains(&reply.status),
            "{what}: {} {}",
            reply.status,
            reply.head
        );
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{what} took {:?}",
            began.elapsed()
        );
        assert_eq!(server.raw(OK.as_bytes()).status, 200, "after {what}");
    }
}

#[test]
fn other_spellings_lead_nowhere() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    for path in [
        "//api/v1/customers",
        "/%2e/api/v1/customers",
        "/./api/v1/customers",
        "/api;x=1/v1/customers",
        "/API/v1/customers",
        "/api/v1/customers/",
        "/api/v1/customers.json",
        "/api/v1//customers",
        "/api/v1/%63ustomers/..",
        "/api/v1/nothing",
        "/api",
        "/assets/nothing.js",
    ] {
        let reply = server.get(path);
        assert!(
            matches!(reply.status, 404 | 401),
            "{path}: {}",
            reply.status
        );
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json"),
            "{path}"
        );
    }
    assert_eq!(server.get("/api/v1/customers").status, 401);
    let overridden = "GET /healthz HTTP/1.1\r\nHost: a\r\nX-HTTP-Method-Override: DELETE\r\nX-Forwarded-Host: evil\r\nConnection: close\r\n\r\n";
    assert_eq!(server.raw(overridden.as_bytes()).status, 200);
    assert_eq!(server.get("/healthz?_method=DELETE").status, 200);
}

#[test]
fn slow_heads_and_bodies_are_cut() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    let began = Instant::now();
    let mut silent: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut silent {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost").unwrap();
    }
    let mut expecting = server.connect();
    expecting
        .write_all(b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
        .unwrap();
    assert_eq!(
        server.get("/healthz").status,
        200,
        "others are served meanwhile"
    );
    for mut stream in silent {
        assert!(matches!(read_reply(&mut stream).status, 0 | 408));
    }
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    let reply = read_reply(&mut expecting);
    assert!(reply.body.starts_with("HTTP/1.1 408"), "{reply:?}");
    assert!(began.elapsed() < Duration::from_secs(30));
}
