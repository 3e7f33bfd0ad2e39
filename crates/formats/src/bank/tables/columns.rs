//! Which column is which field, by the names that banks give.
//!
//! # Source
//! `china.md` §3.1 (alias dictionary, samples of fourteen banks), §3.5, §3.6, and the export
//! headers of banks elsewhere. Position never decides.

use super::aliases;
use crate::table::header::normalize;

/// A field of an entry or of the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Booking date, or date and time.
    Date,
    /// Time of day.
    Time,
    /// Value date.
    ValueDate,
    /// Money in.
    In,
    /// Money out.
    Out,
    /// Amount with a sign, or with a direction beside it.
    Amount,
    /// In or out.
    Direction,
    /// Balance after the entry.
    Balance,
    /// Name of the other side.
    Name,
    /// Account of the other side.
    Account,
    /// Payer, where both sides are named.
    PayerName,
    /// Payer's account.
    PayerAccount,
    /// Payee, where both sides are named.
    PayeeName,
    /// Payee's account.
    PayeeAccount,
    /// Purpose, remark, kind of business.
    Text,
    /// The bank's number of the entry.
    Serial,
    /// Currency.
    Currency,
    /// Own account.
    OwnAccount,
    /// Own name.
    OwnName,
    /// Mark of a reversal or return.
    Reversal,
    /// Fee kept back.
    Fee,
}

/// The field of a column name, with a rank (lower is better); `None` when it is none.
pub(super) fn field_of(name: &str) -> Option<(Field, usize)> {
    let full = without_accents(&normalize(name));
    if full.is_empty() || full.chars().count() > 40 {
        return None;
    }
    aliases::field(&full).or_else(|| sided(&full)).or_else(|| {
        // Bilingual names and units: what stands before the bracket.
        let head = name
            .split(['[', '(', '（', '【'])
            .next()
            .unwrap_or_default();
        let head = normalize(head);
        (head != full && !head.is_empty())
            .then(|| aliases::field(&head).or_else(|| sided(&head)))
            .flatten()
            .map(|(f, rank)| (f, rank + 50))
            .or_else(|| without_currency(name))
    })
}

/// Names with the currency beside them: `Saldo CHF`, `Débit euros`, `Amount in EUR`.
fn without_currency(name: &str) -> Option<(Field, usize)> {
    const UNITS: &[&str] = &[
        "eur", "euro", "euros", "chf", "usd", "gbp", "cny", "rmb", "hkd", "inr", "aud", "cad",
        "sgd", "jpy", "pln", "sek", "nok", "dkk", "in", "of", "en", "rs",
    ];
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .map(|w| without_accents(&w.to_lowercase()))
        .filter(|w| !w.is_empty())
        .collect();
    let kept: String = words
        .iter()
        .filter(|w| !UNITS.contains(&w.as_str()))
        .map(String::as_str)
        .collect();
    if kept.is_empty() || kept.len() == words.iter().map(String::len).sum::<usize>() {
        return None;
    }
    aliases::field(&kept)
        .or_else(|| sided(&kept))
        .map(|(f, rank)| (f, rank + 60))
}

/// Latin letters without accents: `Währung` → `wahrung`.
fn without_accents(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' | 'ń' => 'n',
            'ł' => 'l',
            'ś' => 's',
            'ź' | 'ż' => 'z',
            'ć' => 'c',
            'ą' => 'a',
            'ę' => 'e',
            'ø' => 'o',
            'æ' => 'a',
            'ý' => 'y',
            c => c,
        })
        .collect()
}

/// Amount columns of one side: 借方发生额（支取）, 贷方金额, 记账金额(收入), Paid out.
fn sided(name: &str) -> Option<(Field, usize)> {
    const MONEY: &[&str] = &["额", "收入", "支出", "借方", "贷方"];
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    if has(&[
        "笔数", "余额", "标志", "方向", "账号", "行名", "名称", "户名",
    ]) {
        return None;
    }
    let latin_in = [
        "credit",
        "deposit",
        "deposits",
        "moneyin",
        "paidin",
        "haben",
        "creditamount",
        "amountcredit",
        "abono",
        "haber",
        "bij",
        "inflow",
        "credits",
        "depositamt",
        "depositamount",
        "creditamt",
        "amountin",
        "amountreceived",
        "receipts",
        "received",
        "cr",
        "gutschrift",
        "gutschriften",
        "avere",
        "entrate",
        "entrata",
        "accrediti",
        "accredito",
        "ingreso",
        "ingresos",
        "abonos",
        "credito",
        "creditos",
        "uznania",
        "wplywy",
        "zugang",
        "lodgements",
        "moneyreceived",
    ];
    let latin_out = [
        "debit",
        "withdrawal",
        "withdrawals",
        "moneyout",
        "paidout",
        "soll",
        "debitamount",
        "amountdebit",
        "cargo",
        "debe",
        "af",
        "outflow",
        "debits",
        "withdrawalamt",
        "withdrawalamount",
        "debitamt",
        "amountout",
        "amountpaid",
        "paymentsout",
        "paid",
        "dr",
        "spent",
        "belastung",
        "belastungen",
        "lastschriften",
        "dare",
        "uscite",
        "uscita",
        "addebiti",
        "addebito",
        "gasto",
        "gastos",
        "cargos",
        "debito",
        "debitos",
        "obciazenia",
        "wydatki",
        "abgang",
        "moneyspent",
    ];
    // The amount in the account's currency goes before the amount of the transaction.
    let rank = if name.contains("记账") { 0 } else { 5 };
    if latin_in.contains(&name) {
        return Some((Field::In, rank));
    }
    if latin_out.contains(&name) {
        return Some((Field::Out, rank));
    }
    if !has(MONEY) {
        return None;
    }
    let income = has(&["收入", "贷方", "转入", "收方金额", "收款金额", "存入"]);
    let expense = has(&["支出", "借方", "转出", "付方金额", "付款金额", "支取"]);
    match (income, expense) {
        (true, false) => Some((Field::In, rank)),
        (false, true) => Some((Field::Out, rank)),
        _ => None,
    }
}

/// Columns by field: best names first.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    fields: Vec<(Field, usize, usize)>,
    pub(super) names: Vec<String>,
    other_business: bool,
}

impl Columns {
    /// Maps the names of a header row.
    pub(super) fn of(names: Vec<String>) -> Self {
        let mut fields: Vec<(Field, usize, usize)> = names
            .iter()
            .enumerate()
            .filter_map(|(column, name)| field_of(name).map(|(f, rank)| (f, rank, column)))
            .collect();
        fields.sort_by_key(|(_, rank, column)| (*rank, *column));
        if !fields.iter().any(|(f, _, _)| *f == Field::Date) {
            // A file with value dates only is dated by them.
            for (f, _, _) in &mut fields {
                if *f == Field::ValueDate {
                    *f = Field::Date;
                }
            }
        }
        let other_business = names
            .iter()
            .any(|n| aliases::of_other_business(&normalize(n)));
        Self {
            fields,
            names,
            other_business,
        }
    }

    /// Columns without names, by place.
    pub(super) fn at(width: usize, fields: &[(usize, Field)]) -> Self {
        Self {
            fields: fields.iter().map(|(column, f)| (*f, 0, *column)).collect(),
            names: (1..=width).map(|n| format!("#{n}")).collect(),
            other_business: false,
        }
    }

    /// Puts the columns that a preset names first.
    pub(super) fn prefer(&mut self, columns: &[(&str, Field)]) {
        for (wanted, field) in columns.iter().rev() {
            let wanted = normalize(wanted);
            if let Some(at) = self.names.iter().position(|n| {
                normalize(n) == wanted
                    || normalize(n.split(['[']).next().unwrap_or_default()) == wanted
            }) {
                self.fields.retain(|(_, _, column)| *column != at);
                self.fields.insert(0, (*field, 0, at));
            }
        }
    }

    /// All columns of a field, best first.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = usize> {
        self.fields
            .iter()
            .filter(move |(f, _, _)| *f == field)
            .map(|(_, _, column)| *column)
    }

    /// The best column of a field.
    pub(super) fn first(&self, field: Field) -> Option<usize> {
        self.all(field).next()
    }

    /// Takes a column from a field.
    pub(super) fn drop_column(&mut self, column: usize) {
        self.fields.retain(|(_, _, c)| *c != column);
    }

    /// Gives a column to a field.
    pub(super) fn set(&mut self, column: usize, field: Field) {
        self.drop_column(column);
        self.fields.push((field, 90, column));
    }

    /// Fields recognised, each once.
    pub(super) fn recognised(&self) -> usize {
        let mut kinds: Vec<Field> = self.fields.iter().map(|(f, _, _)| *f).collect();
        kinds.sort_by_key(|f| *f as u8);
        kinds.dedup();
        kinds.len()
    }

    /// Has what a bank statement needs, and nothing that an order or invoice list has.
    pub(super) fn is_statement(&self) -> bool {
        let has = |f| self.first(f).is_some();
        if !has(Field::Date) || self.other_business {
            return false;
        }
        let sides = has(Field::In) || has(Field::Out);
        let amount = has(Field::Amount);
        if sides || (amount && (has(Field::Balance) || has(Field::Direction))) {
            return self.recognised() >= 3;
        }
        amount
            && self.recognised() >= 3
            && (has(Field::Name) || has(Field::Text) || has(Field::Account))
    }

    /// A statement of a card: it names the last digits of the card that was used.
    pub(super) fn of_card(&self) -> bool {
        self.names
            .iter()
            .any(|n| ["末四位", "后四位"].iter().any(|mark| n.contains(mark)))
    }

    /// Name of a column for messages.
    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_banks() {
        let f = |n: &str| field_of(n).map(|(f, _)| f);
        for (name, want) in [
            ("借方发生额（支取）", Field::Out),
            ("贷方发生额（收入）", Field::In),
            ("交易金额(收入)", Field::In),
            ("收入金额（+元）", Field::In),
            ("支出金额（-元）", Field::Out),
            ("借/贷", Field::Direction),
            ("收/支", Field::Direction),
            ("收(付)方名称", Field::Name),
            ("收/付方帐号", Field::Account),
            ("交易类型[ Transaction Type ]", Field::Text),
            ("交易日期[ Transaction Date ]", Field::Date),
            ("交易金额[ Trade Amount ]", Field::Amount),
            ("Amount (EUR)", Field::Amount),
            ("日 志 号", Field::Serial),
            ("RunningBalance", Field::Balance),
            ("金额(元)", Field::Amount),
            ("账户明细编号-交易流水号", Field::Serial),
        ] {
            assert_eq!(f(name), Some(want), "{name}");
        }
        assert_eq!(f("付款人开户行号"), None);
        assert_eq!(f("交易地金额"), None);
    }
}
