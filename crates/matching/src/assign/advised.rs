//! Receipts whose remittance advice gives the amount for each number.

use crate::book::Taken;
use crate::desk::Desk;
use crate::index::Linker;
use crate::model::{Decision, NumberFit, PayerFit, Rule};

/// Takes an advice when every line of it is clear and the lines make the receipt to the cent. What
/// is not is left to the rules for text: the numbers of an advice count as text, too.
pub(super) fn run(desk: &mut Desk<'_>) {
    let mut linker = Linker::default();
    for (receipt, rows) in desk.facts.advices.clone() {
        let mut lines: Vec<Taken> = Vec::with_capacity(rows.len());
        let mut sum = Some(0_i64);
        for row in &rows {
            let advice = &desk.facts.input.advices[*row as usize];
            desk.numbers.link(advice.number, &mut linker);
            let [link] = linker.links[..] else { break };
            let open = desk.book.open[link.item as usize];
            let amount = advice.amount.unwrap_or(open);
            if link.shared || !desk.same_currency(receipt, link.item) {
                break;
            }
            let mut line = desk.line(receipt, link.item, amount, Rule::Advice);
            line.evidence.number = NumberFit::Whole;
            line.evidence.difference = amount.saturating_sub(open);
            line.evidence.group = u16::try_from(rows.len()).unwrap_or(u16::MAX);
            sum = sum.and_then(|s| s.checked_add(amount));
            lines.push(line);
        }
        if lines.len() != rows.len() || sum != Some(desk.book.left[receipt as usize]) {
            continue;
        }
        let exact = lines
            .iter()
            .all(|l| l.evidence.difference == 0 && l.evidence.payer != PayerFit::Other);
        for line in &mut lines {
            line.score = if exact { 1_000 } else { 960 };
            if exact && desk.policy.apply {
                line.decision = Decision::Applied;
            }
        }
        desk.book.take(&lines);
    }
}
