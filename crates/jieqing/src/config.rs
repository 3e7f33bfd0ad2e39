//! Configuration: flags over environment (`JIEQING_*`) over `config.toml` in the data folder.
//!
//! The only place that reads the environment. Secrets come from the environment or from a file,
//! never from the command line.

use crate::failure::{Failure, Outcome};
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

const LISTEN: &str = "127.0.0.1:8080";
const DATA: &str = "data";

/// What the command line may say about where things are.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Place {
    /// Folder with jieqing.db, blobs/ and config.toml (env JIEQING_DATA, else ./data)
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// postgres://… instead of the SQLite file in the data folder (env JIEQING_DATABASE)
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}

/// `config.toml`. Everything is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    listen: Option<String>,
    node: Option<u8>,
    external_url: Option<String>,
    max_connections: Option<usize>,
    max_connections_per_address: Option<usize>,
    #[serde(default)]
    trusted_proxies: Vec<IpAddr>,
    #[serde(default)]
    hosts: Vec<String>,
    log: Option<String>,
    smtp: Option<SmtpFile>,
}

/// `[smtp]` of `config.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SmtpFile {
    host: String,
    port: Option<u16>,
    from: String,
    #[serde(default)]
    encryption: Encryption,
    user: Option<String>,
    password_file: Option<PathBuf>,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Encryption {
    /// STARTTLS, required.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None: for a server on this machine.
    None,
}

/// The mail server.
#[derive(Debug, Clone)]
pub(crate) struct Smtp {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) from: String,
    pub(crate) encryption: Encryption,
    pub(crate) user: Option<String>,
    pub(crate) password: Secret,
}

/// A text that no log shows.
#[derive(Clone, Default)]
pub(crate) struct Secret(pub(crate) String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Everything a process needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    /// URL of PostgreSQL or path of the SQLite file.
    pub(crate) database: String,
    pub(crate) listen: SocketAddr,
    pub(crate) node: u8,
    pub(crate) external_url: Option<String>,
    pub(crate) max_connections: usize,
    pub(crate) max_connections_per_address: usize,
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Names this server answers to; empty: any one name.
    pub(crate) hosts: Vec<String>,
    pub(crate) log: String,
    pub(crate) smtp: Option<Smtp>,
}

impl Config {
    /// Puts flags, environment and file together.
    ///
    /// # Errors
    /// A usage failure that names the setting.
    pub(crate) fn load(place: &Place, listen: Option<&str>) -> Outcome<Self> {
        let data = place
            .data
            .clone()
            .or_else(|| env("DATA").map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from(DATA));
        Self::from(place, listen, data, &|name| env(name))
    }

    fn from(
        place: &Place,
        listen: Option<&str>,
        data: PathBuf,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> Outcome<Self> {
        let file = read_file(&data.join("config.toml"))?;
        let listen = listen
            .map(str::to_owned)
            .or_else(|| env("LISTEN"))
            .or(file.listen)
            .unwrap_or_else(|| LISTEN.to_owned());
        let database = place
            .database
            .clone()
            .or_else(|| env("DATABASE"))
            .or(file.database)
            .unwrap_or_else(|| data.join("jieqing.db").display().to_string());
        Ok(Self {
            listen: parse("listen", &listen)?,
            database,
            node: number(env, "NODE", file.node)?.unwrap_or(0),
            external_url: env("EXTERNAL_URL").or(file.external_url),
            max_connections: number(env, "MAX_CONNECTIONS", file.max_connections)?.unwrap_or(2_000),
            max_connections_per_address: number(
                env,
                "MAX_CONNECTIONS_PER_ADDRESS",
                file.max_connections_per_address,
            )?
            .unwrap_or(256),
            trusted_proxies: file.trusted_proxies,
            hosts: file.hosts,
            log: env("LOG").or(file.log).unwrap_or_else(|| "info".to_owned()),
            smtp: file
                .smtp
                .map(|smtp| smtp_of(smtp, &data, env))
                .transpose()?,
            data,
        })
    }

    /// Whether the database is PostgreSQL.
    pub(crate) fn postgres(&self) -> bool {
        self.database.starts_with("postgres://") || self.database.starts_with("postgresql://")
    }

    /// Folder of the attachments.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.data.join("blobs")
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
fn env(name: &str) -> Option<String> {
    std::env::var(format!("JIEQING_{name}"))
        .ok()
        .filter(|value| !value.is_empty())
}

fn read_file(path: &Path) -> Outcome<File> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text)
            .map_err(|e| Failure::usage(format!("{}: {}", path.display(), e.to_string().trim()))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(File::default()),
        Err(e) => Err(Failure::usage(format!("{}: {e}", path.display()))),
    }
}

fn smtp_of(file: SmtpFile, data: &Path, env: &dyn Fn(&str) -> Option<String>) -> Outcome<Smtp> {
    let password = match (env("SMTP_PASSWORD"), &file.password_file) {
        (Some(password), _) => password,
        (None, Some(path)) => {
            let path = data.join(path);
            let text = std::fs::read_to_string(&path).map_err(|e| {
                Failure::usage(format!("smtp.password_file {}: {e}", path.display()))
            })?;
            text.trim_end().to_owned()
        }
        (None, None) => String::new(),
    };
    let port = file.port.unwrap_or(match file.encryption {
        Encryption::Starttls => 587,
        Encryption::Tls => 465,
        Encryption::None => 25,
    });
    Ok(Smtp {
        host: file.host,
        port,
        from: file.from,
        encryption: file.encryption,
        user: file.user,
        password: Secret(password),
    })
}

fn parse<T: FromStr>(name: &str, text: &str) -> Outcome<T>
where
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|e| Failure::usage(format!("{name} = {text}: {e}")))
}

fn number<T: FromStr>(
    env: &dyn Fn(&str) -> Option<String>,
    name: &str,
    file: Option<T>,
) -> Outcome<Option<T>>
where
    T::Err: std::fmt::Display,
{
    match env(name) {
        Some(text) => parse(&format!("JIEQING_{name}"), &text).map(Some),
        None => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(flag: Option<&str>, set: &[(&str, &str)], file: &str) -> Result<Config, String> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("config.toml"), file).unwrap();
        let env = |name: &str| {
            let found = set.iter().find(|(n, _)| *n == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Config::from(&Place::default(), flag, dir.path().to_owned(), &env)
            .map_err(|f| f.to_string())
    }

    #[test]
    fn flags_beat_the_environment_beats_the_file() {
        let file = "listen = \"127.0.0.1:1\"\nnode = 7";
        let env = [("LISTEN", "127.0.0.1:2")];
        let port = |c: Result<Config, String>| c.unwrap().listen.port();
        assert_eq!(port(load(Some("127.0.0.1:3"), &env, file)), 3);
        assert_eq!(port(load(None, &env, file)), 2);
        assert_eq!(port(load(None, &[], file)), 1);
        assert_eq!(port(load(None, &[], "")), 8080);
        assert_eq!(load(None, &env, file).unwrap().node, 7);
    }

    #[test]
    fn mistakes_name_the_setting() {
        let unknown = load(None, &[], "lissten = \"x\"").unwrap_err();
        assert!(unknown.contains("lissten"), "{unknown}");
        let port = load(Some("127.0.0.1:http"), &[], "").unwrap_err();
        assert!(port.contains("listen = 127.0.0.1:http"), "{port}");
        let node = load(None, &[("NODE", "300")], "").unwrap_err();
        assert!(node.contains("JIEQING_NODE"), "{node}");
    }

    #[test]
    fn no_secret_is_shown() {
        let file = "[smtp]\nhost = \"mail\"\nfrom = \"a@b.cn\"\nuser = \"u\"";
        let config = load(None, &[("SMTP_PASSWORD", "hunter2")], file).unwrap();
        let shown = format!("{config:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert_eq!(config.smtp.unwrap().password.0, "hunter2");
    }
}
