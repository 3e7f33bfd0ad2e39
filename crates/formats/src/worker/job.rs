//! The job, as one argument on the child's command line.

use super::frames::Lines;
use super::parent::WorkerLimits;
use crate::table::ReadOptions;

/// What the child does with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// Hands out the rows of a table.
    Rows,
    /// Reads it as a bank statement.
    Bank,
}

/// A task with its file and limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) task: Task,
    pub(crate) opts: ReadOptions,
    pub(crate) limits: WorkerLimits,
    pub(crate) file_name: String,
}

impl Job {
    /// The job as one printable argument.
    pub(crate) fn encode(&self) -> String {
        let opts = &self.opts;
        let mut lines = Lines::default();
        if self.task == Task::Bank {
            lines.line(&["task", "bank"]);
        }
        lines.line(&["max_bytes", &opts.max_bytes.to_string()]);
        lines.line(&["max_rows", &opts.max_rows.to_string()]);
        lines.line(&["max_columns", &opts.max_columns.to_string()]);
        lines.line(&["max_cell_bytes", &opts.max_cell_bytes.to_string()]);
        for (name, value) in [("sheet", &opts.sheet), ("encoding", &opts.encoding)] {
            if let Some(value) = value {
                lines.line(&[name, value]);
            }
        }
        if let Some(delimiter) = opts.delimiter {
            lines.line(&["delimiter", &delimiter.to_string()]);
        }
        lines.line(&["memory", &self.limits.memory_bytes.to_string()]);
        lines.line(&["cpu", &self.limits.cpu_seconds.to_string()]);
        lines.line(&["file", &self.file_name]);
        // An argument cannot hold a NUL.
        lines.into_string().replace('\0', " ")
    }

    /// Reverses [`Job::encode`]; `None` for anything else.
    pub(crate) fn decode(job: &str) -> Option<Self> {
        let mut task = Task::Rows;
        let mut opts = ReadOptions::default();
        let mut limits = WorkerLimits::default();
        let mut file_name = None;
        for line in Lines::parse(job) {
            let [name, value] = <[String; 2]>::try_from(line).ok()?;
            match name.as_str() {
                "task" if value == "bank" => task = Task::Bank,
                "max_bytes" => opts.max_bytes = value.parse().ok()?,
                "max_rows" => opts.max_rows = value.parse().ok()?,
                "max_columns" => opts.max_columns = value.parse().ok()?,
                "max_cell_bytes" => opts.max_cell_bytes = value.parse().ok()?,
                "sheet" => opts.sheet = Some(value),
                "encoding" => opts.encoding = Some(value),
                "delimiter" => opts.delimiter = value.chars().next(),
                "memory" => limits.memory_bytes = value.parse().ok()?,
                "cpu" => limits.cpu_seconds = value.parse().ok()?,
                "file" => file_name = Some(value),
                _ => return None,
            }
        }
        Some(Self {
            task,
            opts,
            limits,
            file_name: file_name?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_survive_the_command_line() {
        let job = Job {
            task: Task::Bank,
            opts: ReadOptions {
                sheet: Some("一 月\t\\".to_owned()),
                delimiter: Some('\t'),
                encoding: Some("gbk".to_owned()),
                max_rows: 5,
                ..ReadOptions::default()
            },
            limits: WorkerLimits {
                cpu_seconds: 3,
                ..WorkerLimits::default()
            },
            file_name: "账单 \n.csv".to_owned(),
        };
        assert_eq!(Job::decode(&job.encode()), Some(job));
        assert_eq!(Job::decode("nonsense"), None);
    }
}
