//! Several files in one zip: the statements of all of them in one answer.

use std::borrow::Cow;

use super::model::{BankFile, Problem};
use super::{BankFormat, MAX_ENTRIES, read_one, sniff};
use crate::FormatError;
use crate::table::Isolation;
use crate::unpack::Member;

/// Reads every file of a package that is a bank file; places begin with the file's name.
///
/// An entry that stands in two files of the package has one identity, so that it is imported once.
/// Files of other kinds beside them are passed over; a bank file that cannot be read is told.
pub(super) fn read(
    members: &[Member],
    file_name: &str,
    isolation: Isolation,
) -> Result<BankFile, FormatError> {
    let mut files: Vec<(&str, BankFile)> = Vec::new();
    let mut problems = Vec::new();
    let mut entries = 0;
    for member in members {
        match read_one(&member.bytes, &member.name, isolation) {
            Ok(file) => {
                entries += file
                    .statements
                    .iter()
                    .map(|s| s.entries.len())
                    .sum::<usize>();
                files.push((&member.name, file));
            }
            Err(error) if sniff(&member.bytes).is_some() => problems.push(Problem {
                place: member.name.clone(),
                code: Cow::Borrowed(error.code),
                message: error.to_string(),
            }),
            Err(_) => {}
        }
        if entries > MAX_ENTRIES {
            return Err(FormatError::new("bank.too_many_entries").fact("limit", MAX_ENTRIES));
        }
    }
    let Some(format) = format(&files) else {
        return Err(match problems.into_iter().next() {
            Some(first) => FormatError::new("bank.no_statement").fact("detail", first),
            None => FormatError::new("bank.not_a_statement").fact("file", file_name),
        });
    };
    let mut statements = Vec::new();
    for (name, mut file) in files {
        for statement in &mut file.statements {
            statement.place = format!("{name} {}", statement.place);
            for entry in &mut statement.entries {
                entry.place = format!("{name} {}", entry.place);
            }
        }
        statements.append(&mut file.statements);
        problems.extend(file.problems.into_iter().map(|p| Problem {
            place: format!("{name} {}", p.place),
            ..p
        }));
    }
    Ok(BankFile {
        format,
        statements,
        problems,
    })
}

/// The one format of all files, [`BankFormat::Zip`] for several; `None` without a file.
fn format(files: &[(&str, BankFile)]) -> Option<BankFormat> {
    let (_, first) = files.first()?;
    let same = files.iter().all(|(_, f)| f.format == first.format);
    Some(if same { first.format } else { BankFormat::Zip })
}
