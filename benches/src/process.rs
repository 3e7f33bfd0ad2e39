//! The server as a process: started on a folder, stopped with the value.

use crate::Outcome;
use crate::meter::pss_kb;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Process {
    child: Child,
    pub(crate) address: String,
    /// From the start of the process to the first answer of `/readyz`.
    pub(crate) started_in: Duration,
}

impl Process {
    pub(crate) fn start(program: &Path, data: &Path) -> Outcome<Self> {
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let out = child.stdout.take().ok_or("no output of the server")?;
        let mut lines = BufReader::new(out).lines();
        let first = lines.next().ok_or("the server said nothing")??;
        let address = first
            .rsplit_once("http://")
            .map(|(_, address)| address.to_owned())
            .ok_or("the server named no address")?;
        // The pipe stays open, or a later line would end the server.
        std::thread::spawn(move || lines.for_each(drop));
        let mut process = Self {
            child,
            address,
            started_in: Duration::ZERO,
        };
        while !process.ready() {
            if began.elapsed() > PATIENCE {
                return Err("the server did not become ready".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        process.started_in = began.elapsed();
        Ok(process)
    }

    fn ready(&self) -> bool {
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(&self.address)?;
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")?;
            let mut text = String::new();
            stream.read_to_string(&mut text)?;
            Ok(text)
        };
        ask().is_ok_and(|text| text.starts_with("HTTP/1.1 200"))
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Memory, shared pages by their share, MB.
    pub(crate) fn memory_mb(&self) -> Outcome<f64> {
        let kb = pss_kb(self.id()).ok_or("the memory of the server can't be read")?;
        Ok(f64::from(u32::try_from(kb)?) / 1_024.0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Killed, not asked: what was answered is on disk.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
