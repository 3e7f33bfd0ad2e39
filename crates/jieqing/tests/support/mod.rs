//! The real binary, and requests written byte by byte.
#![expect(
    clippy::expect_used,
    dead_code,
    unreachable_pub,
    reason = "each test file uses its part of this module"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server.
pub struct Process {
    pub child: Child,
    pub address: String,
    /// One-time token of a first start.
    pub setup: Option<String>,
}

impl Process {
    /// Starts `jieqing serve` on a free port of this machine.
    pub fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jieqing"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("start");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let first = lines.next().expect("a greeting").expect("text");
        let address = first.rsplit("http://").next().expect("url").to_owned();
        let mut setup = None;
        if !data.join("known").exists() {
            setup = lines
                .by_ref()
                .map(|line| line.expect("text").trim().to_owned())
                .find(|line| line.len() > 30 && !line.contains(' ') && !line.contains('/'));
            std::fs::write(data.join("known"), "").expect("mark");
        }
        // The pipe stays open, or a later line would end the server.
        std::thread::spawn(move || for _ in lines {});
        Self {
            child,
            address,
            setup,
        }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("connect");
        stream
            .set_read_timeout(Some(Duration::from_secs(40)))
            .expect("timeout");
        stream
    }

    /// Sends bytes and reads until the server closes.
    pub fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that has heard enough closes while we still write.
        let _ = stream.write_all(bytes);
        read_reply(&mut stream)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// A JSON request; `headers` are whole lines.
    pub fn json(&self, method: &str, path: &str, headers: &[String], body: &str) -> Reply {
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        );
        for line in headers {
            head.push_str(line);
            head.push_str("\r\n");
        }
        self.raw(format!("{head}\r\n{body}").as_bytes())
    }

    pub fn signal(&self, name: &str) {
        let done = Command::new("kill")
            .args([name, &self.child.id().to_string()])
            .status()
            .expect("kill");
        assert!(done.success());
    }

    /// Waits for the end; gives the exit code.
    pub fn ended(&mut self, within: Duration) -> Option<i32> {
        let until = Instant::now() + within;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("wait") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("still running after {within:?}");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PASSWORD: &str = "zu-Fuss-nach-Wuhan-47";

/// Founds the company and signs in; gives the headers of the session.
pub fn session(server: &Process) -> Vec<String> {
    if let Some(token) = &server.setup {
        let body = format!(
            r#"{{"token":"{token}","company_name":"甲公司","accounting_standard":"small","login":"admin","name":"王芳","password":"{PASSWORD}"}}"#
        );
        let done = server.json("POST", "/api/v1/setup", &[], &body);
        assert_eq!(done.status, 201, "{done:?}");
    }
    let body = format!(r#"{{"login":"admin","password":"{PASSWORD}"}}"#);
    let reply = server.json("POST", "/api/v1/session", &[], &body);
    assert!(matches!(reply.status, 200 | 201), "{reply:?}");
    let cookie = reply.header("set-cookie").expect("cookie");
    let cookie = cookie.split(';').next().expect("pair").to_owned();
    let csrf = reply.json()["csrf"].as_str().expect("csrf").to_owned();
    vec![format!("Cookie: {cookie}"), format!("X-CSRF: {csrf}")]
}

/// What came back; status 0 when the connection was closed without an answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

pub fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let mut part = [0; 8_192];
    loop {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(n) => bytes.extend_from_slice(&part[..n]),
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
    Reply {
        status: status.unwrap_or(0),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}
