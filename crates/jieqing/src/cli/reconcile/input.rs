//! Files and mappings from the command line.

use crate::failure::{Failure, Outcome};
use jieqing_formats::FormatError;
use jieqing_formats::table::ReadOptions;
use jieqing_formats::worker::{Input, WorkerLimits, run_worker};
use jieqing_reconcile::file::{self, Loaded, Refused, Role};
use std::fmt;
use std::path::Path;
use std::time::Duration;

/// Largest file: a million rows with some thirty columns.
const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// Most rows.
const MAX_ROWS: u64 = 3_000_000;

/// Why a file was not taken.
pub(super) struct Refusal {
    pub(super) file: String,
    pub(super) code: String,
    pub(super) message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: refused ({}): {}",
            self.file, self.code, self.message
        )
    }
}

/// Name of a file without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Reads a file in the limited child process and maps its columns.
pub(super) fn load(path: &Path, wanted: &[(Role, String)]) -> Outcome<Result<Loaded, Refusal>> {
    let unreadable = |e: std::io::Error| Failure::failed(format!("{}: {e}", path.display()));
    let info = std::fs::metadata(path).map_err(unreadable)?;
    if !info.is_file() {
        return Err(Failure::failed(format!("{}: not a file", path.display())));
    }
    let opts = ReadOptions {
        max_bytes: MAX_BYTES,
        max_rows: MAX_ROWS,
        ..ReadOptions::default()
    };
    let limits = WorkerLimits {
        // Small files get what every upload gets; a big one room for itself and its decoded text.
        memory_bytes: WorkerLimits::default()
            .memory_bytes
            .max(info.len().saturating_mul(4)),
        cpu_seconds: 300,
        wall: Duration::from_secs(300),
    };
    let name = name(path);
    let refuse = |code: &str, message: String| {
        Ok(Err(Refusal {
            file: name.clone(),
            code: code.to_owned(),
            message,
        }))
    };
    let program = std::env::current_exe()?;
    let read = run_worker(
        &program,
        &[super::super::WORKER],
        Input::Path(path),
        &name,
        &opts,
        &limits,
    );
    let book = match read {
        Ok(book) => book,
        Err(error) => return refuse(error.code, reason(&error)),
    };
    match file::load(&book, wanted) {
        Ok(loaded) => Ok(Ok(loaded)),
        Err(Refused::Empty) => refuse(
            "reconcile.no_rows",
            "没有可核对的行 no rows to compare".to_owned(),
        ),
        Err(Refused::NoAmount(names)) => refuse(
            "reconcile.no_amount",
            format!(
                "找不到金额列 no column with amounts; columns: {}; say which with --ours-map / --theirs-map amount=COLUMN",
                shown(&names)
            ),
        ),
        Err(Refused::NoColumn(missing)) => refuse(
            "reconcile.no_such_column",
            format!(
                "没有列 no column {:?}; columns: {}",
                missing.wanted,
                shown(&missing.names)
            ),
        ),
    }
}

fn shown(names: &[String]) -> String {
    if names.is_empty() {
        "—".to_owned()
    } else {
        names
            .iter()
            .take(40)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The reader's code in a sentence where people meet it often.
fn reason(error: &FormatError) -> String {
    let say = match error.code {
        "file.not_a_table" => "不是表格文件 not a table (csv, xlsx, xls, ods)",
        "file.empty" => "文件是空的 the file is empty",
        "xlsx.password" | "xls.password" => {
            "文件有密码，请先去掉密码 password-protected: save it without"
        }
        "file.too_large" | "file.too_many_rows" => "文件太大 too large",
        "file.damaged" | "xlsx.damaged" | "xls.damaged" | "ods.damaged" => "文件已损坏 damaged",
        _ => "",
    };
    if say.is_empty() {
        error.to_string()
    } else {
        format!("{say} [{error}]")
    }
}

/// `role=Column` pairs, or a file of them.
pub(super) fn mapping(text: Option<&str>) -> Outcome<Vec<(Role, String)>> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else {
        return Ok(Vec::new());
    };
    let path = Path::new(text);
    let kind = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let pairs: Vec<(String, String)> = if (kind == "toml" || kind == "json") && !text.contains('=')
    {
        let content = std::fs::read_to_string(path)
            .map_err(|e| Failure::usage(format!("{}: {e}", path.display())))?;
        let wrong = |e: String| Failure::usage(format!("{}: {e}", path.display()));
        let map: std::collections::BTreeMap<String, String> = if kind == "toml" {
            toml::from_str(&content).map_err(|e| wrong(e.to_string()))?
        } else {
            serde_json::from_str(&content).map_err(|e| wrong(e.to_string()))?
        };
        map.into_iter().collect()
    } else {
        text.split([',', ';', '，', '；', '\n'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(|pair| {
                pair.split_once(['=', ':', '：'])
                    .map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()))
                    .ok_or_else(|| Failure::usage(format!("{pair:?} is no role=Column pair")))
            })
            .collect::<Outcome<_>>()?
    };
    pairs
        .into_iter()
        .map(
            |(role, column)| match (Role::named(&role), Role::named(&column)) {
                (Some(role), _) => Ok((role, column)),
                // The other way round is understood as well.
                (None, Some(other)) => Ok((other, role)),
                (None, None) => Err(Failure::usage(format!(
                    "{role:?} is no role; roles: {}",
                    Role::words().join(" ")
                ))),
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_reconcile::Field;

    #[test]
    fn mappings_are_pairs_either_way_round() {
        let want = vec![
            (Role::Field(Field::Doc), "单号".to_owned()),
            (Role::Amount, "H".to_owned()),
        ];
        assert_eq!(mapping(Some("doc=单号, amount=H")).unwrap(), want);
        assert_eq!(mapping(Some("单号=doc；H=amount")).unwrap(), want);
        assert_eq!(mapping(None).unwrap(), []);
        assert!(mapping(Some("foo=bar")).is_err());
        assert!(mapping(Some("doc")).is_err());
    }

    #[test]
    fn mappings_come_from_files() {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("m.toml", "doc = \"单号\"\n"),
            ("m.json", "{\"doc\": \"单号\"}"),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, content).unwrap();
            let got = mapping(path.to_str()).unwrap();
            assert_eq!(
                got,
                [(Role::Field(Field::Doc), "单号".to_owned())],
                "{name}"
            );
        }
    }
}
