//! The result for the person at the terminal: the figures, the causes, what to do next.

use super::super::say;
use jieqing_reconcile::amount::{grouped, sum};
use jieqing_reconcile::book::Report;
use jieqing_reconcile::file::Loaded;
use jieqing_reconcile::words::{self, Words};
use jieqing_reconcile::{Cause, Group, Party, Single};
use std::path::Path;

/// Groups and rows shown; the workbook has all.
const SHOWN: usize = 8;

/// Columns a text takes: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}') { 2 } else { 1 })
        .sum()
}

fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Prints everything.
pub(super) fn text(r: &Report<'_>, millis: u128, out: Option<&Path>) {
    for (label, name, loaded) in [
        ("我方 ours  ", r.our_name, r.ours),
        ("对方 theirs", r.their_name, r.theirs),
    ] {
        source(label, name, loaded);
    }
    if r.outcome.turned {
        say("对方记账方向与我方相反，已换号 their signs are the opposite of ours and were turned");
    }
    say("");
    table(r);
    differences(r);
    let b = r.balance;
    say("");
    say(format_args!(
        "差异调节表  我方 {} → {}   对方 {} → {}   未查明 unexplained {}",
        grouped(b.ours),
        grouped(b.ours_adjusted),
        grouped(b.theirs),
        grouped(b.theirs_adjusted),
        grouped(b.unexplained)
    ));
    next(r, out);
    say(format_args!("{}.{:03} s", millis / 1000, millis % 1000));
}

/// What was read, and as what.
fn source(label: &str, name: &str, loaded: &Loaded) {
    let columns: Vec<String> = loaded
        .columns
        .iter()
        .map(|c| {
            let unsure = if c.confidence < 60 { "?" } else { "" };
            format!(
                "{}={}{unsure}",
                c.role.word(),
                if c.name.is_empty() {
                    (c.column + 1).to_string()
                } else {
                    c.name.clone()
                }
            )
        })
        .collect();
    say(format_args!("{label}  {name}  [{}]", columns.join(" ")));
    if !loaded.left_out.is_empty() {
        let some: Vec<String> = loaded
            .left_out
            .iter()
            .take(3)
            .map(|l| format!("{} {}", l.row, l.text.chars().take(24).collect::<String>()))
            .collect();
        say(format_args!(
            "             未取 left out {}: {}",
            loaded.left_out.len(),
            some.join("; ")
        ));
    }
    for p in loaded.problems.iter().take(3) {
        say(format_args!(
            "             ! {} {} {}",
            p.row, p.code, p.text
        ));
    }
    if loaded.problems.len() > 3 {
        say(format_args!("             ! … {}", loaded.problems.len()));
    }
}

fn table(r: &Report<'_>) {
    let o = r.outcome;
    let line = |label: &str, a: usize, x: i64, b: usize, y: i64| {
        say(format_args!(
            "{} {} {} {} {}",
            left(label, 24),
            right(&a.to_string(), 9),
            right(&grouped(x), 20),
            right(&b.to_string(), 9),
            right(&grouped(y), 20)
        ));
    };
    say(format_args!(
        "{} {} {} {} {}",
        left("", 24),
        right("我方行", 9),
        right("我方金额 ours", 20),
        right("对方行", 9),
        right("对方金额 theirs", 20)
    ));
    let groups = |label: &str, list: &[Group]| {
        line(
            label,
            list.iter().map(|g| g.ours.len()).sum(),
            sum(list.iter().map(|g| g.ours_amount)),
            list.iter().map(|g| g.theirs.len()).sum(),
            sum(list.iter().map(|g| g.theirs_amount)),
        );
    };
    groups("核对一致 matched", &o.matched);
    groups("有差异 differs", &o.differs);
    let total = |list: &[Single]| sum(list.iter().map(|s| s.amount));
    line(
        "仅我方 only ours",
        o.only_ours.len(),
        total(&o.only_ours),
        0,
        0,
    );
    line(
        "仅对方 only theirs",
        0,
        0,
        o.only_theirs.len(),
        total(&o.only_theirs),
    );
    let copies = |party: Party| {
        let of = || o.duplicates.iter().filter(move |d| d.party == party);
        (of().count(), sum(of().map(|d| d.amount)))
    };
    let ((a, x), (b, y)) = (copies(Party::Ours), copies(Party::Theirs));
    line("重复 duplicates", a, x, b, y);
    line(
        "合计 total",
        r.ours.side.rows().len(),
        r.balance.ours,
        r.theirs.side.rows().len(),
        r.balance.theirs,
    );
}

fn differences(r: &Report<'_>) {
    let o = r.outcome;
    let mut differs: Vec<&Group> = o.differs.iter().collect();
    differs.sort_by_key(|g| {
        std::cmp::Reverse(g.ours_amount.saturating_sub(g.theirs_amount).unsigned_abs())
    });
    if !differs.is_empty() {
        say("");
        say("差异 differences");
    }
    for g in differs.iter().take(SHOWN) {
        let key = g
            .ours
            .first()
            .map(|x| r.ours.side.key(*x as usize))
            .unwrap_or_default();
        let more = if g.ours.len() > 1 {
            format!(" …({})", g.ours.len())
        } else {
            String::new()
        };
        say(format_args!(
            "  {} {} {}  {}",
            left(&format!("{key}{more}"), 24),
            right(&grouped(g.ours_amount), 16),
            right(&grouped(g.theirs_amount), 16),
            both(g.cause)
        ));
    }
    rest(differs.len());
    for (label, side, list) in [
        ("仅我方 only ours", &r.ours.side, &o.only_ours),
        ("仅对方 only theirs", &r.theirs.side, &o.only_theirs),
    ] {
        if list.is_empty() {
            continue;
        }
        say("");
        say(label);
        for s in list.iter().take(SHOWN) {
            say(format_args!(
                "  {} {}  {}",
                left(&side.key(s.row as usize), 24),
                right(&grouped(s.amount), 16),
                both(Some(s.cause))
            ));
        }
        rest(list.len());
    }
}

fn rest(all: usize) {
    if all > SHOWN {
        say(format_args!("  … {} more", all - SHOWN));
    }
}

fn both(cause: Option<Cause>) -> String {
    cause
        .map(|c| {
            format!(
                "{} {}",
                words::cause(c, Words::Chinese),
                words::cause(c, Words::English)
            )
        })
        .unwrap_or_default()
}

/// The causes that are there, each with what to do about it.
fn next(r: &Report<'_>, out: Option<&Path>) {
    let o = r.outcome;
    let mut causes: Vec<Cause> = o
        .differs
        .iter()
        .filter_map(|g| g.cause)
        .chain(o.only_ours.iter().chain(&o.only_theirs).map(|s| s.cause))
        .chain(o.duplicates.iter().map(|_| Cause::Duplicate))
        .collect();
    causes.sort_unstable();
    causes.dedup();
    say("");
    if causes.is_empty() {
        say("双方一致，可以确认 both sides agree: confirm the balance");
    } else {
        say("下一步 next");
    }
    for cause in causes {
        say(format_args!(
            "  {}：{}",
            words::cause(cause, Words::Chinese),
            words::action(cause, Words::Chinese)
        ));
    }
    match out {
        Some(path) => say(format_args!("工作簿 workbook: {}", path.display())),
        None => say(
            "加 --out diff.xlsx 得到可转发的工作簿 add --out diff.xlsx for a workbook to forward",
        ),
    }
}
