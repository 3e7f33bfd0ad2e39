//! Terms in words, Chinese and English.

use super::{BaseEvent, DueRule, Instalment, Roll, Share, Terms};
use crate::decimal::format_trimmed;

/// The language of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

/// The terms as a person would write them: 「开票月月末后30天」, "30 days after the end of the invoice
/// month". Shares, cut-off and roll follow when there are any.
#[must_use]
pub fn describe(terms: &Terms, language: Language) -> String {
    let alone = terms.instalments.len() == 1;
    let zh = language == Language::Zh;
    let parts: Vec<String> = terms
        .instalments
        .iter()
        .map(|instalment| {
            let event = terms.event_of(instalment);
            let when = match language {
                Language::Zh => rule_zh(instalment.rule, event),
                Language::En => rule_en(instalment.rule, event),
            };
            let mut out = match (share_text(instalment, zh), alone) {
                (None, true) => when,
                (None, false) if zh => format!("其余 {when}"),
                (None, false) => format!("the rest {when}"),
                (Some(share), _) => format!("{share} {when}"),
            };
            if instalment.retention {
                out.push_str(if zh {
                    "（质保金）"
                } else {
                    " (retention)"
                });
            }
            out
        })
        .collect();
    let mut out = parts.join(if zh { "；" } else { "; " });
    if let Some(day) = terms.cut_off_day {
        out.push_str(&if zh {
            format!("，每月{day}日截止")
        } else {
            format!(", monthly cut-off on the {}", ordinal(u16::from(day)))
        });
    }
    out.push_str(match (terms.roll, language) {
        (Roll::None, _) => "",
        (Roll::NextWorkday, Language::Zh) => "，遇非工作日顺延",
        (Roll::NextWorkday, Language::En) => ", moved to the next working day",
        (Roll::PreviousWorkday, Language::Zh) => "，遇非工作日提前",
        (Roll::PreviousWorkday, Language::En) => ", moved to the working day before",
    });
    out
}

/// `30%`; `None` for the rest. Shares are 10⁻⁹, so percent are 10⁻⁷.
fn share_text(instalment: &Instalment, zh: bool) -> Option<String> {
    match instalment.share {
        Share::Rest => None,
        Share::Part(share) => {
            let percent = format_trimmed(share, 7);
            Some(if zh {
                format!("{percent}%")
            } else {
                format!("{percent} %")
            })
        }
    }
}

fn event_zh(event: BaseEvent) -> &'static str {
    match event {
        BaseEvent::Order => "下单",
        BaseEvent::Delivery => "交货",
        BaseEvent::Signoff => "签收",
        BaseEvent::Statement => "对账",
        BaseEvent::Invoice => "开票",
        BaseEvent::InvoiceReceived => "收票",
        BaseEvent::Acceptance => "验收",
    }
}

fn event_en(event: BaseEvent) -> &'static str {
    match event {
        BaseEvent::Order => "order",
        BaseEvent::Delivery => "delivery",
        BaseEvent::Signoff => "sign-off",
        BaseEvent::Statement => "statement",
        BaseEvent::Invoice => "invoice",
        BaseEvent::InvoiceReceived => "invoice receipt",
        BaseEvent::Acceptance => "acceptance",
    }
}

fn rule_zh(rule: DueRule, event: BaseEvent) -> String {
    let e = event_zh(event);
    match rule {
        DueRule::OnEvent => format!("{e}时付款"),
        DueRule::NetDays(n) => format!("{e}后{n}天"),
        DueRule::WorkingDays(n) => format!("{e}后{n}个工作日"),
        DueRule::NetMonths(n) => format!("{e}后{n}个月"),
        DueRule::EndOfMonthPlusDays(n) => format!("{e}月月末后{n}天"),
        DueRule::EndOfMonthPlusMonths(0) => format!("{e}月月末"),
        DueRule::EndOfMonthPlusMonths(1) => format!("{e}次月月末"),
        DueRule::EndOfMonthPlusMonths(n) => format!("{e}月后第{n}个月月末"),
        DueRule::FixedDayOfMonth { months_ahead, day } => {
            let month = match months_ahead {
                0 => format!("{e}当月"),
                1 => format!("{e}次月"),
                n => format!("{e}月后第{n}个月"),
            };
            let mut out = format!("{month}{day}日");
            if months_ahead == 0 {
                out.push_str("（已过则为下月）");
            }
            if day > 28 {
                out.push_str("（无此日则为月末）");
            }
            out
        }
    }
}

fn rule_en(rule: DueRule, event: BaseEvent) -> String {
    let e = event_en(event);
    match rule {
        DueRule::OnEvent => format!("on {e}"),
        DueRule::NetDays(n) => format!("{} after {e}", counted(n, "day")),
        DueRule::WorkingDays(n) => format!("{} after {e}", counted(n, "working day")),
        DueRule::NetMonths(n) => format!("{} after {e}", counted(n, "month")),
        DueRule::EndOfMonthPlusDays(n) => {
            format!("{} after the end of the {e} month", counted(n, "day"))
        }
        DueRule::EndOfMonthPlusMonths(0) => format!("end of the {e} month"),
        DueRule::EndOfMonthPlusMonths(n) => {
            format!("end of the {}", month_after(n, e))
        }
        DueRule::FixedDayOfMonth { months_ahead, day } => {
            let nth = ordinal(u16::from(day));
            let mut out = match months_ahead {
                0 => format!("{nth} of the {e} month or, when past, of the next"),
                n => format!("{nth} of the {}", month_after(n, e)),
            };
            if day > 28 {
                out.push_str(" (month end when shorter)");
            }
            out
        }
    }
}

fn month_after(n: u16, event: &str) -> String {
    if n == 1 {
        format!("month after the {event} month")
    } else {
        format!("{} month after the {event} month", ordinal(n))
    }
}

fn counted(n: u16, unit: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {unit}{plural}")
}

fn ordinal(n: u16) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}
