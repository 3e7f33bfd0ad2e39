//! From what the reader gives to rows of our accounts in minor units. Pure.

use super::error::BankRefusal;
use super::model::{Foots, RowKind};
use crate::wire;
use jieqing_formats::bank::{BankFile, BankStatement, Entry, OwnAccounts, classify, identify};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{MAX_MINOR, Money};
use jieqing_kernel::taxid::normalise_id;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An account of ours, for finding the one a statement is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// Id.
    pub id: Id<wire::BankAccount>,
    /// Name.
    pub name: String,
    /// Number; empty when it was never entered.
    pub number: String,
    /// Currency.
    pub currency: Currency,
}

/// A row of a file. Minor units, money in positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Booking day; the value day where the file has only that.
    pub booked_on: Date,
    /// Value day.
    pub value_on: Option<Date>,
    /// Time as written.
    pub time: String,
    /// Amount.
    pub amount: i64,
    /// What a wallet kept of it, positive.
    pub fee: i64,
    /// Balance after it.
    pub balance: Option<i64>,
    /// Other side.
    pub counterparty: String,
    /// Its account.
    pub counterparty_account: String,
    /// Purpose.
    pub text: String,
    /// The bank's number; empty when there is none.
    pub bank_ref: String,
    /// What it is.
    pub kind: RowKind,
    /// Takes another row back.
    pub reversal: bool,
    /// Position in the statement of the row that it takes back.
    pub reverses: Option<usize>,
    /// By what it is known again within our account.
    pub identity: String,
}

/// A statement of one of our accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStatement {
    /// Our account.
    pub account: OwnAccount,
    /// Number of the statement.
    pub number: String,
    /// Days covered, as far as rows or balances tell.
    pub days: Option<(Date, Date)>,
    /// Opening balance.
    pub opening: Option<i64>,
    /// Closing balance.
    pub closing: Option<i64>,
    /// Sum of the rows.
    pub sum: i64,
    /// Whether it foots.
    pub foots: Foots,
    /// Closing less opening less rows, when both are stated.
    pub difference: Option<i64>,
    /// Rows in file order.
    pub rows: Vec<FileRow>,
    /// Where it is in the file.
    pub place: String,
}

/// The statements of a file, each with the account of ours it is of. `holder` is the company's name.
///
/// # Errors
/// `bank.*`.
pub(super) fn decode(
    file: &BankFile,
    accounts: &[OwnAccount],
    chosen: Option<&OwnAccount>,
    holder: &str,
    today: Date,
) -> Result<Vec<FileStatement>> {
    let own = OwnAccounts {
        accounts: accounts
            .iter()
            .map(|a| normalise_id(&a.number))
            .filter(|n| !n.is_empty())
            .collect(),
        names: vec![holder.to_owned()],
    };
    let mut statements = file.statements.clone();
    let mut mine = Vec::with_capacity(statements.len());
    for statement in &mut statements {
        let account = account_of(statement, accounts, chosen)?;
        for entry in &mut statement.entries {
            if let Some(number) = &mut entry.counterparty_account {
                *number = normalise_id(number);
            }
        }
        classify(statement, &own);
        // Our account by its id: two exports of it may write its number in two ways.
        statement.account = Some(account.id.to_string());
        statement.currency = Some(account.currency.code().to_owned());
        mine.push(account);
    }
    identify(&mut statements);
    statements
        .into_iter()
        .zip(mine)
        .map(|(statement, account)| one(statement, account, today))
        .collect()
}

fn account_of<'a>(
    statement: &BankStatement,
    accounts: &'a [OwnAccount],
    chosen: Option<&'a OwnAccount>,
) -> Result<OwnAccount> {
    let stated = normalise_id(statement.account.as_deref().unwrap_or_default());
    let currency = statement.currency.as_deref();
    let same_number = |a: &OwnAccount| {
        let number = normalise_id(&a.number);
        !number.is_empty() && !stated.is_empty() && (number == stated || masked(&stated, &number))
    };
    let same_currency = |a: &OwnAccount| currency.is_none_or(|c| c == a.currency.code());
    let found = match chosen {
        Some(chosen) if !stated.is_empty() && !chosen.number.is_empty() && !same_number(chosen) => {
            accounts.iter().find(|a| same_number(a) && same_currency(a))
        }
        Some(chosen) => Some(chosen),
        None => accounts.iter().find(|a| same_number(a) && same_currency(a)),
    };
    // Without a number, the only account in its currency is the one.
    let possible: Vec<_> = accounts.iter().filter(|a| same_currency(a)).collect();
    let found = match (found, possible.as_slice()) {
        (None, [only]) if stated.is_empty() => Some(*only),
        (None, [_, _, ..]) if stated.is_empty() => {
            let names: Vec<_> = possible.iter().map(|a| a.name.as_str()).collect();
            return Err(BankRefusal::AccountUnnamed {
                accounts: names.join("、"),
            }
            .into());
        }
        (found, _) => found,
    };
    let Some(account) = found else {
        return Err(match chosen {
            Some(chosen) => BankRefusal::OtherAccount {
                stated,
                chosen: chosen.name.clone(),
                number: chosen.number.clone(),
            }
            .into(),
            None => BankRefusal::AccountUnknown {
                account: stated,
                currency: currency.unwrap_or_default().to_owned(),
            }
            .into(),
        });
    };
    if !same_currency(account) {
        return Err(BankRefusal::Currency {
            account: account.name.clone(),
            expected: account.currency.to_string(),
            stated: currency.unwrap_or_default().to_owned(),
        }
        .into());
    }
    Ok(account.clone())
}

/// Banks and wallets show the middle of a number as stars.
fn masked(stated: &str, number: &str) -> bool {
    let Some((head, rest)) = stated.split_once('*') else {
        return false;
    };
    let tail = rest.trim_start_matches('*');
    head.len() + tail.len() >= 6
        && number.len() > head.len() + tail.len()
        && number.starts_with(head)
        && number.ends_with(tail)
}

fn one(statement: BankStatement, account: OwnAccount, today: Date) -> Result<FileStatement> {
    let currency = account.currency;
    let at = |amount: Decimal, place: &str| minor(amount, currency, place);
    let mut rows = Vec::with_capacity(statement.entries.len());
    let mut sum = 0_i64;
    for entry in statement.entries {
        let row = row(entry, currency, today)?;
        sum = jieqing_kernel::money::add(sum, row.amount)?;
        rows.push(row);
    }
    let place = statement.place;
    let opening = statement.opening.map(|d| at(d, &place)).transpose()?;
    let closing = statement.closing.map(|d| at(d, &place)).transpose()?;
    let difference = opening
        .zip(closing)
        .map(|(o, c)| c.saturating_sub(o).saturating_sub(sum));
    let days = rows
        .iter()
        .map(|r| r.booked_on)
        .min()
        .zip(rows.iter().map(|r| r.booked_on).max());
    Ok(FileStatement {
        number: clip(statement.number.as_deref().unwrap_or_default(), 100),
        days,
        opening,
        closing,
        sum,
        foots: match difference {
            None => Foots::Unstated,
            Some(0) => Foots::Yes,
            Some(_) => Foots::No,
        },
        difference,
        rows,
        place,
        account,
    })
}

fn row(entry: Entry, currency: Currency, today: Date) -> Result<FileRow> {
    let day = |d: jieqing_formats::table::Date| {
        Date::from_ymd_opt(d.year(), u32::from(d.month()), u32::from(d.day()))
    };
    let value_on = entry.value_on.and_then(day);
    let Some(booked_on) = entry.booked_on.and_then(day).or(value_on) else {
        return Err(BankRefusal::NoDay { place: entry.place }.into());
    };
    if booked_on > today {
        return Err(BankRefusal::Future {
            place: entry.place,
            day: booked_on.to_string(),
            today: today.to_string(),
        }
        .into());
    }
    let amount = minor(entry.amount, currency, &entry.place)?;
    // A wallet's fee is negative when it costs; it is taken off only what it is smaller than.
    let fee = match entry.fee {
        Some(fee) => minor(fee, currency, &entry.place)?.saturating_neg(),
        None => 0,
    };
    Ok(FileRow {
        booked_on,
        value_on,
        time: clip(entry.time.as_deref().unwrap_or_default(), 40),
        amount,
        fee: if fee > 0 && fee < amount { fee } else { 0 },
        balance: entry
            .balance
            .map(|b| minor(b, currency, &entry.place))
            .transpose()?,
        counterparty: clip(entry.counterparty.as_deref().unwrap_or_default(), 200),
        counterparty_account: clip(
            entry.counterparty_account.as_deref().unwrap_or_default(),
            100,
        ),
        text: clip(&entry.text, 2_000),
        bank_ref: clip(entry.bank_ref.as_deref().unwrap_or_default(), 90),
        kind: entry.kind.into(),
        reversal: entry.reversal,
        reverses: entry.reverses,
        identity: entry.identity,
    })
}

/// Text for a column: no control characters, at most `max` characters.
fn clip(text: &str, max: usize) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(max)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// An exact amount in minor units.
fn minor(amount: Decimal, currency: Currency, place: &str) -> Result<i64> {
    let refused = || BankRefusal::Amount {
        place: place.to_owned(),
        amount: amount.to_string(),
    };
    let scaled = amount
        .checked_mul(Decimal::from(10_i64.pow(u32::from(currency.exponent()))))
        .filter(|d| d.fract().is_zero())
        .and_then(|d| d.to_i64())
        .filter(|m| m.unsigned_abs() <= MAX_MINOR.unsigned_abs());
    scaled.ok_or_else(|| refused().into())
}

/// An amount as people read it.
pub(super) fn text(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_formats::bank::read;
    use jieqing_kernel::error::Error;

    const FILE: &str = "账号：1202 0206 1990\n交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,对方账号,流水号\n\
        2026-11-02,货款 IN-1,,100.00,1100.00,甲有限公司,6222,T1\n2026-11-03,手续费,5.00,,1095.00,,,T2\n";

    fn account(id: i64, number: &str) -> OwnAccount {
        OwnAccount {
            id: Id::from_raw(id),
            name: format!("账户{id}"),
            number: number.to_owned(),
            currency: Currency::CNY,
        }
    }

    fn today() -> Date {
        Date::from_ymd_opt(2026, 11, 24).expect("day")
    }

    #[test]
    fn rows_of_the_account_that_the_file_states() {
        let file = read(FILE.as_bytes(), "a.csv").expect("read");
        let accounts = [account(1, "9"), account(2, "120202061990")];
        let out = decode(&file, &accounts, None, "我方", today()).expect("decoded");
        let s = &out[0];
        assert_eq!(
            (s.account.id.raw(), s.opening, s.closing, s.sum),
            (2, Some(100_000), Some(109_500), 9_500)
        );
        assert_eq!(s.foots, Foots::Yes);
        assert_eq!(s.rows[0].kind, RowKind::Payment);
        assert_eq!(s.rows[1].kind, RowKind::Fee);
        let code = |r: Result<Vec<FileStatement>>| match r {
            Err(Error::Refused(r)) => r.code,
            _ => "accepted",
        };
        let (_, unnamed) = FILE.split_once('\n').expect("a head");
        let unnamed = read(unnamed.as_bytes(), "b.csv").expect("read");
        assert_eq!(unnamed.statements[0].account, None);
        assert_eq!(
            code(decode(&unnamed, &accounts[..1], None, "", today())),
            "accepted",
            "the only account"
        );
        assert_eq!(
            code(decode(&unnamed, &accounts, None, "", today())),
            "bank.account_unnamed"
        );
        assert_eq!(
            code(decode(&file, &accounts[..1], None, "", today())),
            "bank.account_unknown"
        );
        assert_eq!(
            code(decode(
                &file,
                &accounts[..1],
                Some(&accounts[0]),
                "",
                today()
            )),
            "bank.other_account"
        );
        let early = Date::from_ymd_opt(2026, 11, 2).expect("day");
        assert_eq!(
            code(decode(&file, &accounts, None, "", early)),
            "bank.future"
        );
    }

    #[test]
    fn the_account_may_be_masked_or_never_entered() {
        assert!(masked("1202***1990", "120202061990"));
        assert!(!masked("12***90", "120202061990"));
        let file = read(FILE.as_bytes(), "a.csv").expect("read");
        let unnumbered = account(3, "");
        let out = decode(
            &file,
            std::slice::from_ref(&unnumbered),
            Some(&unnumbered),
            "",
            today(),
        );
        assert_eq!(out.expect("decoded")[0].account.id.raw(), 3);
    }
}
