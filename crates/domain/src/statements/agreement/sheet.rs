//! The confirmation sheet (对账确认单): who confirmed which content, when and from where.

use super::query::AnswerRow;
use crate::documents::Documents;
use crate::statements::query::StatementDetail;
use jieqing_formats::pdf::{Document, Meta, PageSetup};
use jieqing_kernel::clock::{Micros, rfc3339};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::Money;

/// The sheet as PDF, from what was stored. The same answer makes the same bytes.
///
/// # Errors
/// `statements.no_fonts`.
pub fn confirmation_sheet(
    documents: &Documents,
    statement: &StatementDetail,
    answer: &AnswerRow,
) -> Result<Vec<u8>> {
    let (row, facts) = (&statement.row, &statement.facts);
    let say = |zh: &'static str, en: &'static str| if facts.english { en } else { zh };
    let meta = Meta {
        title: format!("{} {}", say("对账确认单", "Confirmation"), row.number),
        author: facts.company.name.clone(),
        footer: format!("{} · {}", facts.company.name, row.number),
        english: facts.english,
        created: None,
    };
    let mut doc = Document::new(PageSetup::default(), documents.fonts()?, meta);
    doc.title(
        &facts.company.name,
        say("对账确认单", "Confirmation of statement"),
        &row.number,
    );
    let closing = Money::new(row.closing, row.currency);
    let mut pairs = vec![
        (say("客户", "Customer"), facts.customer.name.clone()),
        (
            say("对账期间", "Period"),
            format!("{} – {}", row.from, row.to),
        ),
        (say("期末余额", "Closing balance"), closing.to_string()),
        (
            say("大写", "In words"),
            row.closing_upper().unwrap_or_default(),
        ),
        (say("确认人", "Confirmed by"), answer.name.clone()),
        (say("职务", "Position"), answer.title.clone()),
        (say("电话", "Phone"), answer.phone.clone()),
        (say("确认日期", "Date"), answer.answered_on.to_string()),
        (say("系统收到时间", "Received at"), instant(answer.at)),
        (say("来源地址", "From address"), answer.address.clone()),
        (say("浏览器", "Browser"), answer.agent.clone()),
        (
            say("书面确认录入人", "Recorded from paper by"),
            answer.recorded_by.clone(),
        ),
        (say("附言", "Note"), answer.note.clone()),
    ];
    pairs.retain(|(_, value)| !value.is_empty());
    doc.key_values(&pairs);
    doc.heading(say(
        "所确认内容的指纹（SHA-256）",
        "Fingerprint of what was confirmed (SHA-256)",
    ));
    doc.paragraph(&answer.digest);
    doc.note(say(
        "该指纹由对账单的期间、期初、每一行与期末计算；内容改动一处，指纹即不同。",
        "It is computed from the period, the opening, every line and the closing; any change gives another.",
    ));
    doc.finish().map_err(|e| Error::bug(e.to_string()))
}

fn instant(at: Micros) -> String {
    rfc3339(at)
}
