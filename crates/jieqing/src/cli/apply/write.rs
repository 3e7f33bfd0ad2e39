//! The plan as JSON lines: formatted on all threads while the part before is written.

use jieqing_kernel::decimal::format_scaled;
use jieqing_matching::{Alternative, Input, Line, Plan, Sentences, Words, explain};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Lines that one thread formats at a time.
const PART: usize = 1 << 15;

/// Writes all lines, in the plan's order whatever the number of threads.
pub(super) fn plan(
    path: &Path,
    plan: &Plan,
    input: &Input<'_>,
    words: Words,
    threads: usize,
) -> io::Result<()> {
    let mut out = File::create(path)?;
    let alternatives = Alternatives::of(plan, input.receipts.len());
    let mut ready: Vec<Vec<u8>> = Vec::new();
    let mut spare: Vec<Vec<u8>> = Vec::new();
    for batch in plan.lines.chunks(PART * threads.max(1)) {
        let next = std::thread::scope(|scope| {
            let alternatives = &alternatives;
            let running: Vec<_> = batch
                .chunks(PART)
                .map(|lines| {
                    let mut buffer = spare.pop().unwrap_or_default();
                    buffer.clear();
                    scope.spawn(move || texts(lines, input, words, alternatives, buffer))
                })
                .collect();
            for text in &ready {
                out.write_all(text)?;
            }
            running
                .into_iter()
                .map(|part| match part.join() {
                    Ok(text) => text,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect::<io::Result<Vec<_>>>()
        })?;
        spare.append(&mut ready);
        ready = next;
    }
    for text in ready {
        out.write_all(&text)?;
    }
    out.flush()
}

/// Other answers, found by receipt.
struct Alternatives<'a> {
    plan: &'a Plan,
    first: Vec<u32>,
}

impl<'a> Alternatives<'a> {
    fn of(plan: &'a Plan, receipts: usize) -> Self {
        let mut first = vec![u32::MAX; receipts];
        for (at, alternative) in (0_u32..).zip(&plan.alternatives) {
            let place = &mut first[alternative.receipt as usize];
            *place = at.min(*place);
        }
        Self { plan, first }
    }

    fn for_receipt(&self, receipt: u32) -> &[Alternative] {
        let from = self.first[receipt as usize] as usize;
        let all = self.plan.alternatives.get(from..).unwrap_or_default();
        let end = all.iter().take_while(|a| a.receipt == receipt).count();
        &all[..end]
    }
}

fn texts(
    lines: &[Line],
    input: &Input<'_>,
    words: Words,
    alternatives: &Alternatives<'_>,
    mut out: Vec<u8>,
) -> io::Result<Vec<u8>> {
    out.reserve(lines.len() * 300);
    let mut sentences = Sentences::default();
    for line in lines {
        let others: &[Alternative] = match line.item {
            Some(_) => &[],
            None => alternatives.for_receipt(line.receipt),
        };
        sentences.clear();
        explain(line, others, input, words, &mut sentences);
        text(line, input, &sentences, &mut out)?;
    }
    Ok(out)
}

/// `{"receipt_id","item_id"|null,"amount","decision","score","rule","reasons":[…]}`.
fn text(
    line: &Line,
    input: &Input<'_>,
    sentences: &Sentences,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let receipt = &input.receipts[line.receipt as usize];
    out.extend_from_slice(b"{\"receipt_id\":");
    string(receipt.id, out)?;
    out.extend_from_slice(b",\"item_id\":");
    match line.item {
        Some(item) => string(input.items[item as usize].id, out)?,
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"amount\":\"");
    out.extend_from_slice(format_scaled(line.amount, receipt.currency.exponent()).as_bytes());
    out.extend_from_slice(b"\",\"decision\":\"");
    out.extend_from_slice(line.decision.code().as_bytes());
    out.extend_from_slice(b"\",\"score\":");
    let digit = |n: u16| b'0' + u8::try_from(n % 10).unwrap_or(0);
    let score = line.score.min(1_000);
    out.extend([
        digit(score / 1_000),
        b'.',
        digit(score / 100),
        digit(score / 10),
        digit(score),
    ]);
    out.extend_from_slice(b",\"rule\":\"");
    out.extend_from_slice(line.rule.code().as_bytes());
    out.extend_from_slice(b"\",\"reasons\":[");
    for (place, sentence) in sentences.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        string(sentence, out)?;
    }
    out.extend_from_slice(b"]}\n");
    Ok(())
}

/// A JSON string; most have nothing to escape.
fn string(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    if text.bytes().any(|b| b < b' ' || b == b'"' || b == b'\\') {
        return Ok(serde_json::to_writer(&mut *out, text)?);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}
