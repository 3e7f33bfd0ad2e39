//! The printed statement.

use super::labels::Labels;
use crate::statements::StatementStatus;
use crate::statements::query::StatementDetail;
use jieqing_formats::pdf::{
    Align, ColumnSpec, Document, Fonts, Meta, PageSetup, RowStyle, SignatureParty, TableRow,
    TableSpec, Width,
};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::Money;

/// The file. The same statement makes the same bytes.
pub(super) fn render(fonts: &Fonts, statement: &StatementDetail) -> Result<Vec<u8>> {
    let (row, facts) = (&statement.row, &statement.facts);
    let l = Labels::of(facts.english);
    let mut doc = Document::new(PageSetup::default(), fonts, meta(l, statement));
    let version = l.version.replace("{n}", &row.statement_version.to_string());
    let number = format!("{} {}  {version}", l.number, row.number);
    doc.title(&facts.company.name, l.title, &number);
    match row.status {
        StatementStatus::Issued => {}
        StatementStatus::Superseded => doc.paragraph(l.replaced),
        StatementStatus::Void => doc.paragraph(l.voided),
    }
    head(&mut doc, l, statement);
    doc.heading(l.movements);
    doc.table(&columns(l), movements(l, statement));
    composition(&mut doc, l, statement);
    doc.note(l.note);
    doc.signature_block(&parties(l, statement));
    doc.finish().map_err(|e| Error::bug(e.to_string()))
}

fn meta(l: &Labels, statement: &StatementDetail) -> Meta {
    let row = &statement.row;
    let company = &statement.facts.company.name;
    let print = row.digest.get(..16).unwrap_or_default();
    Meta {
        title: format!("{} {}", l.title, row.number),
        author: company.clone(),
        footer: format!(
            "{company} · {} · {} {} · {} {print}",
            row.number, l.made_at, statement.facts.made_on, l.fingerprint
        ),
        english: l.english,
        created: None,
    }
}

fn head(doc: &mut Document, l: &Labels, statement: &StatementDetail) {
    let (row, facts) = (&statement.row, &statement.facts);
    let mut pairs = vec![
        (l.customer, facts.customer.name.clone()),
        (l.period, format!("{} {} {}", row.from, l.to, row.to)),
        (l.tax_id, facts.customer.tax_id.clone()),
        (l.our_tax_id, facts.company.tax_id.clone()),
        (l.customer_code, facts.customer.code.clone()),
        (l.currency, row.currency.to_string()),
        (l.contact, facts.customer.contact.clone()),
        (l.terms, facts.terms.clone()),
    ];
    if !facts.company.phone.is_empty() {
        pairs.push((l.phone, facts.company.phone.clone()));
    }
    pairs.retain(|(_, value)| !value.is_empty());
    doc.key_values(&pairs);
    let show = |minor| grouped(minor, row.currency);
    doc.figures(&[
        (l.opening, show(row.opening)),
        (l.increases, show(row.debit)),
        (l.decreases, show(row.credit)),
        (l.closing, show(row.closing)),
    ]);
    if let Some(words) = row.closing_upper().filter(|_| !l.english) {
        doc.key_values(&[(l.in_words, words)]);
    }
}

fn columns(l: &Labels) -> TableSpec {
    let [date, no, reference, memo, debit, credit, balance] = l.columns;
    TableSpec::new(vec![
        ColumnSpec::new(date, Width::Fixed(54), Align::Left),
        ColumnSpec::new(no, Width::Fixed(80), Align::Left),
        ColumnSpec::new(reference, Width::Share(3), Align::Left),
        ColumnSpec::new(memo, Width::Share(2), Align::Left),
        ColumnSpec::new(debit, Width::Fixed(66), Align::Right),
        ColumnSpec::new(credit, Width::Fixed(66), Align::Right),
        ColumnSpec::new(balance, Width::Fixed(70), Align::Right),
    ])
}

fn movements(l: &Labels, statement: &StatementDetail) -> Vec<TableRow> {
    let row = &statement.row;
    let show = |minor| grouped(minor, row.currency);
    let side = |minor: i64| {
        if minor == 0 {
            String::new()
        } else {
            show(minor)
        }
    };
    let none = String::new;
    let forward = [
        none(),
        none(),
        none(),
        l.brought_forward.to_owned(),
        none(),
        none(),
        show(row.opening),
    ];
    let mut rows = vec![TableRow::new(forward).style(RowStyle::Subtotal)];
    rows.extend(statement.lines.iter().map(|line| {
        TableRow::new([
            line.doc_on.to_string(),
            line.doc_no.clone(),
            line.reference.clone(),
            line.description.clone(),
            side(line.debit),
            side(line.credit),
            show(line.balance),
        ])
    }));
    let total = [
        none(),
        none(),
        none(),
        l.total.to_owned(),
        show(row.debit),
        show(row.credit),
        show(row.closing),
    ];
    rows.push(TableRow::new(total).style(RowStyle::Total));
    rows
}

/// Ageing, invoiced or not, credits not applied, where to pay.
fn composition(doc: &mut Document, l: &Labels, statement: &StatementDetail) {
    let (row, facts, aging) = (&statement.row, &statement.facts, &statement.aging);
    let show = |minor| grouped(minor, row.currency);
    doc.heading(l.made_of);
    let mut heads: Vec<ColumnSpec> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let credits = (l.credits.to_owned(), aging.credits);
    let buckets = aging.buckets.iter().map(|b| (l.bucket(b), b.amount));
    for (title, amount) in buckets.chain([credits]) {
        heads.push(ColumnSpec::new(title, Width::Share(1), Align::Right));
        cells.push(show(amount));
    }
    doc.table(&TableSpec::new(heads), [TableRow::new(cells)]);
    doc.key_values(&[
        (l.billed, show(facts.billed)),
        (l.unbilled, show(facts.unbilled)),
    ]);
    if !facts.unapplied.is_empty() {
        doc.heading(l.unapplied);
        let [date, no, open] = l.unapplied_columns;
        let spec = TableSpec::new(vec![
            ColumnSpec::new(date, Width::Fixed(70), Align::Left),
            ColumnSpec::new(no, Width::Share(1), Align::Left),
            ColumnSpec::new(open, Width::Fixed(110), Align::Right),
        ]);
        let rows: Vec<_> = facts
            .unapplied
            .iter()
            .map(|u| TableRow::new([u.on.clone(), u.no.clone(), show(u.open)]))
            .collect();
        doc.table(&spec, rows);
    }
    let pay = [
        (l.account_name, facts.company.name.as_str()),
        (l.bank, facts.company.bank.as_str()),
        (l.account, facts.company.account.as_str()),
    ];
    if !facts.company.account.is_empty() {
        doc.key_values(&pay);
    }
}

fn parties(l: &Labels, statement: &StatementDetail) -> [SignatureParty; 2] {
    let facts = &statement.facts;
    let fields = || {
        [l.handler, l.sign_phone, l.date]
            .map(str::to_owned)
            .to_vec()
    };
    [
        SignatureParty {
            title: l.issuer.to_owned(),
            lines: vec![facts.company.name.clone()],
            fields: fields(),
        },
        SignatureParty {
            title: l.confirmation.to_owned(),
            lines: vec![
                facts.customer.name.clone(),
                l.agreed.to_owned(),
                l.differs.to_owned(),
            ],
            fields: fields(),
        },
    ]
}

/// `1,234,567.89`
fn grouped(minor: i64, currency: Currency) -> String {
    let text = Money::new(minor, currency).text();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands() {
        let jpy: Currency = "JPY".parse().expect("known");
        for (minor, currency, want) in [
            (0, Currency::CNY, "0.00"),
            (-12_345_678, Currency::CNY, "-123,456.78"),
            (100_000, Currency::CNY, "1,000.00"),
            (1_234_567, jpy, "1,234,567"),
        ] {
            assert_eq!(grouped(minor, currency), want);
        }
    }
}
