//! Reasons in words, from the parts of a line's evidence.

use crate::model::{Alternative, Decision, Evidence, Input, Line, NumberFit, PayerFit, Rule};
use jieqing_kernel::money::Money;

/// Language of the reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// English.
    English,
    /// 中文.
    Chinese,
}

/// Sentences one behind the other; kept between lines, so that a million lines cost no allocation
/// each.
#[derive(Debug, Default)]
pub struct Sentences {
    text: String,
    ends: Vec<usize>,
}

impl Sentences {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The sentences in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(from, to)| self.text.get(from..*to).unwrap_or_default())
    }

    fn say(&mut self, parts: &[&str]) {
        for part in parts {
            self.text.push_str(part);
        }
        self.ends.push(self.text.len());
    }
}

/// [`explain`] as strings.
#[must_use]
pub fn reasons(line: &Line, input: &Input<'_>, words: Words) -> Vec<String> {
    let mut sentences = Sentences::default();
    explain(line, &[], input, words, &mut sentences);
    sentences.iter().map(String::from).collect()
}

/// Why a line is as it is: one sentence a part, most telling first; for a leftover also what else
/// was possible. The indexes must be those of the input; a foreign line adds nothing.
pub fn explain(
    line: &Line,
    others: &[Alternative],
    input: &Input<'_>,
    words: Words,
    out: &mut Sentences,
) {
    let Some(receipt) = input.receipts.get(line.receipt as usize) else {
        return;
    };
    let say = Say { words };
    let money = |minor: i64| Money::new(minor, receipt.currency).text();
    let Some(at) = line.item else {
        out.say(&[leftover(line, say)]);
        for other in others {
            if let Some(item) = input.items.get(other.item as usize) {
                let percent = (other.score / 10).to_string();
                let number = name_of(item);
                out.say(&[say.of("fits ", "可能为 "), number, " (", &percent, " %)"]);
            }
        }
        return;
    };
    let Some(item) = input.items.get(at as usize) else {
        return;
    };
    let evidence = &line.evidence;
    if let Some(words) = number(evidence.number, say) {
        out.say(&[words, name_of(item)]);
    }
    if line.rule == Rule::Advice {
        out.say(&[say.of("the remittance advice says so", "付款通知如此列明")]);
    }
    amount(line, &money, say, out);
    payer(evidence, item.name, say, out);
    if let Some(days) = evidence.days {
        late(days, say, out);
    }
    if evidence.rivals > 0 && line.decision != Decision::Applied {
        let rivals = evidence.rivals.to_string();
        out.say(&[&rivals, say.of(" more had a claim", " 个其他候选")]);
    }
}

#[derive(Clone, Copy)]
struct Say {
    words: Words,
}

impl Say {
    fn of(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.words {
            Words::English => en,
            Words::Chinese => zh,
        }
    }
}

/// The number an item is called by.
fn name_of<'a>(item: &crate::model::Item<'a>) -> &'a str {
    let known = item.numbers.iter().copied().find(|n| !n.is_empty());
    known.unwrap_or(item.id)
}

fn number(fit: NumberFit, say: Say) -> Option<&'static str> {
    Some(match fit {
        NumberFit::Whole => say.of("names ", "附言写明 "),
        NumberFit::Tail => say.of("gives the running number of ", "附言含流水号，对应 "),
        NumberFit::OneEdit => say.of(
            "gives a number one slip from that of ",
            "附言号码与其一位之差：",
        ),
        NumberFit::Cut => say.of(
            "gives the beginning of the number of ",
            "附言号码被截断，对应 ",
        ),
        NumberFit::None => return None,
    })
}

fn payer(evidence: &Evidence, name: &str, say: Say, out: &mut Sentences) {
    match evidence.payer {
        PayerFit::Same => out.say(&[say.of("payer is ", "付款方为 "), name]),
        PayerFit::Possible => out.say(&[say.of("payer may be ", "付款方可能为 "), name]),
        PayerFit::Other => out.say(&[say.of(
            "payer's name is another customer's",
            "付款方名称属于其他客户",
        )]),
        PayerFit::Unknown => {
            out.say(&[say.of("payer's name decides nothing", "付款方名称无法判定")])
        }
    }
}

fn late(days: i16, say: Say, out: &mut Sentences) {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => out.say(&[say.of("paid on the due date", "于到期日付款")]),
        1 => out.say(&[say.of("paid 1 day after the due date", "到期后 1 天付款")]),
        -1 => out.say(&[say.of("paid 1 day before the due date", "到期前 1 天付款")]),
        2.. => out.say(&[
            say.of("paid ", "到期后 "),
            &count,
            say.of(" days after the due date", " 天付款"),
        ]),
        _ => out.say(&[
            say.of("paid ", "到期前 "),
            &count,
            say.of(" days before the due date", " 天付款"),
        ]),
    }
}

fn amount(line: &Line, money: &dyn Fn(i64) -> String, say: Say, out: &mut Sentences) {
    let (difference, group) = (line.evidence.difference, line.evidence.group);
    let several_receipts = matches!(line.rule, Rule::Instalments | Rule::Gathered);
    match (difference, group) {
        (0, 0..=1) => out.say(&[say.of("amount agrees to the cent", "金额完全一致")]),
        (0, n) if several_receipts => out.say(&[
            &n.to_string(),
            say.of(
                " receipts together make the amount",
                " 笔收款合计等于该金额",
            ),
        ]),
        (0, n) => out.say(&[
            &n.to_string(),
            say.of(" items together make the amount", " 笔应收合计等于该收款"),
        ]),
        (i64::MIN..=-1, _) if matches!(line.rule, Rule::NamedPart) => out.say(&[
            say.of("pays a part; short by ", "部分付款，差额 "),
            &money(difference.saturating_neg()),
        ]),
        (i64::MIN..=-1, _) => out.say(&[
            say.of("short by ", "少付 "),
            &money(difference.saturating_neg()),
        ]),
        (_, _) => out.say(&[say.of("over by ", "多付 "), &money(difference)]),
    }
}

fn leftover(line: &Line, say: Say) -> &'static str {
    match line.rule {
        Rule::Duplicate => say.of(
            "looks like a receipt that is already used: same payer, amount and text within a week",
            "与已使用的收款重复：付款方、金额、附言相同且相隔不足一周",
        ),
        Rule::Undecided => say.of(
            "several items fit and none clearly better: a person decides",
            "多笔应收均可能，无法判定，请人工选择",
        ),
        Rule::OtherCurrency => say.of("what it names is in another currency", "所写单据为其他币种"),
        Rule::AlreadyPaid => say.of(
            "what it names is paid by another receipt",
            "所写单据已由其他收款结清",
        ),
        Rule::OnAccount => say.of(
            "the payer is known, no open item fits: stays on account",
            "付款方已知，无匹配应收，留作预收",
        ),
        _ => say.of(
            "neither number, payer nor amount leads to an open item",
            "号码、付款方、金额均未找到应收",
        ),
    }
}
