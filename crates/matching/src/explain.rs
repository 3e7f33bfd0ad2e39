//! Reasons in words, from the parts of a line's evidence.

use crate::model::{Decision, Input, Line, NumberFit, PayerFit, Rule};
use jieqing_kernel::money::Money;

/// Language of the reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// English.
    English,
    /// 中文.
    Chinese,
}

/// Why a line is as it is: one sentence a part, most telling first. The indexes of the line must
/// be those of the input; reasons of a foreign line are empty.
#[must_use]
pub fn reasons(line: &Line, input: &Input<'_>, words: Words) -> Vec<String> {
    let say = |en: &str, zh: &str| {
        String::from(match words {
            Words::English => en,
            Words::Chinese => zh,
        })
    };
    let Some(receipt) = input.receipts.get(line.receipt as usize) else {
        return Vec::new();
    };
    let money = |minor: i64| Money::new(minor, receipt.currency).text();
    let Some(at) = line.item else {
        return vec![leftover(line, say)];
    };
    let Some(item) = input.items.get(at as usize) else {
        return Vec::new();
    };
    let evidence = &line.evidence;
    let number = item.numbers.first().copied().unwrap_or(item.id);
    let mut reasons = Vec::with_capacity(5);
    match evidence.number {
        NumberFit::Whole => reasons.push(say("names ", "附言写明 ") + number),
        NumberFit::Tail => {
            reasons.push(say("gives the running number of ", "附言含流水号，对应 ") + number)
        }
        NumberFit::OneEdit => reasons.push(
            say(
                "gives a number one slip from that of ",
                "附言号码与其一位之差：",
            ) + number,
        ),
        NumberFit::Cut => reasons.push(
            say(
                "gives the beginning of the number of ",
                "附言号码被截断，对应 ",
            ) + number,
        ),
        NumberFit::None => {}
    }
    if line.rule == Rule::Advice {
        reasons.push(say("the remittance advice says so", "付款通知如此列明"));
    }
    reasons.push(amount(line, &money, say));
    reasons.push(match evidence.payer {
        PayerFit::Same => say("payer is ", "付款方为 ") + item.name,
        PayerFit::Possible => say("payer may be ", "付款方可能为 ") + item.name,
        PayerFit::Other => say(
            "payer's name is another customer's",
            "付款方名称属于其他客户",
        ),
        PayerFit::Unknown => say("payer's name decides nothing", "付款方名称无法判定"),
    });
    if let Some(days) = evidence.days {
        reasons.push(match days {
            0 => say("paid on the due date", "于到期日付款"),
            1.. => format!(
                "{}{days}{}",
                say("paid ", "到期后 "),
                say(" days after the due date", " 天付款")
            ),
            _ => format!(
                "{}{}{}",
                say("paid ", "到期前 "),
                days.unsigned_abs(),
                say(" days before the due date", " 天付款")
            ),
        });
    }
    if evidence.rivals > 0 && line.decision != Decision::Applied {
        reasons.push(format!(
            "{}{}",
            evidence.rivals,
            say(" more had a claim", " 个其他候选")
        ));
    }
    reasons
}

fn amount(
    line: &Line,
    money: &dyn Fn(i64) -> String,
    say: impl Fn(&str, &str) -> String,
) -> String {
    let (difference, group) = (line.evidence.difference, line.evidence.group);
    let several_receipts = matches!(line.rule, Rule::Instalments | Rule::Gathered);
    match (difference, group) {
        (0, 0..=1) => say("amount agrees to the cent", "金额完全一致"),
        (0, n) if several_receipts => format!(
            "{n}{}",
            say(
                " receipts together make the amount",
                " 笔收款合计等于该金额"
            )
        ),
        (0, n) => format!(
            "{n}{}",
            say(" items together make the amount", " 笔应收合计等于该收款")
        ),
        (i64::MIN..=-1, _) if matches!(line.rule, Rule::NamedPart) => {
            say("pays a part; short by ", "部分付款，差额 ") + &money(difference.saturating_neg())
        }
        (i64::MIN..=-1, _) => say("short by ", "少付 ") + &money(difference.saturating_neg()),
        (_, _) => say("over by ", "多付 ") + &money(difference),
    }
}

fn leftover(line: &Line, say: impl Fn(&str, &str) -> String) -> String {
    match line.rule {
        Rule::Duplicate => say(
            "looks like a receipt that is already used: same payer, amount and text within a week",
            "与已使用的收款重复：付款方、金额、附言相同且相隔不足一周",
        ),
        Rule::Undecided => say(
            "several items fit and none clearly better: a person decides",
            "多笔应收均可能，无法判定，请人工选择",
        ),
        Rule::OtherCurrency => say("what it names is in another currency", "所写单据为其他币种"),
        Rule::AlreadyPaid => say(
            "what it names is paid by another receipt",
            "所写单据已由其他收款结清",
        ),
        Rule::OnAccount => say(
            "the payer is known, no open item fits: stays on account",
            "付款方已知，无匹配应收，留作预收",
        ),
        _ => say(
            "neither number, payer nor amount leads to an open item",
            "号码、付款方、金额均未找到应收",
        ),
    }
}
