//! Bills in the books (china.md §4.2 rows 10–14). Pure: what happens → the lines of its entry.

use super::state::{BillStatus, Recognition};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::money::sub;
use jieqing_ledger::{AccountRole, Draft, DraftLine};

/// A bill as its entries need it; amounts in units of 0.01 CNY, the company's currency.
pub(super) struct Paper<'a> {
    pub(super) id: i64,
    pub(super) number: &'a str,
    pub(super) amount: i64,
    pub(super) customer: i64,
    pub(super) department: i64,
}

/// What moves money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// Row 10: taken in payment.
    Entered,
    /// Row 11: passed on to a supplier.
    Endorsed(Recognition),
    /// Row 12: sold to a bank for so much.
    Discounted(Recognition, AccountRole, i64),
    /// Row 13: paid by the acceptor. The account is ours when we presented it ourselves.
    Honoured(BillStatus, Recognition, Option<AccountRole>),
    /// Row 14: refused. The account is the one we paid the holder from.
    Dishonoured(BillStatus, Recognition, Option<AccountRole>),
}

impl Event {
    /// Its word in the ledger.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Entered => "bill.entered",
            Self::Endorsed(_) => "bill.endorsed",
            Self::Discounted(..) => "bill.discounted",
            Self::Honoured(..) => "bill.honoured",
            Self::Dishonoured(..) => "bill.dishonoured",
        }
    }

    fn memo(self) -> &'static str {
        match self {
            Self::Entered => "收到承兑汇票",
            Self::Endorsed(_) => "票据背书转出",
            Self::Discounted(..) => "票据贴现",
            Self::Honoured(..) => "票据到期兑付",
            Self::Dishonoured(..) => "票据拒付",
        }
    }

    /// Accounts with what they are debited (positive) or credited.
    fn lines(self, face: i64) -> Result<Vec<(AccountRole, i64)>> {
        use AccountRole::{DiscountInterest, Notes, Payable, Receivable};
        let minus = sub(0, face)?;
        Ok(match self {
            Self::Entered => vec![(Notes, face), (Receivable, minus)],
            Self::Endorsed(recognition) => {
                let other = liability(BillStatus::Endorsed, recognition).unwrap_or(Notes);
                vec![(Payable, face), (other, minus)]
            }
            Self::Discounted(recognition, bank, net) => {
                let other = liability(BillStatus::Discounted, recognition).unwrap_or(Notes);
                vec![
                    (bank, net),
                    (DiscountInterest, sub(face, net)?),
                    (other, minus),
                ]
            }
            Self::Honoured(from, recognition, bank) => {
                match liability(from, recognition).or(bank) {
                    Some(other) => vec![(other, face), (Notes, minus)],
                    // It left the books when it was passed on.
                    None => Vec::new(),
                }
            }
            Self::Dishonoured(from, recognition, bank) => {
                let mut lines = vec![(Receivable, face)];
                match liability(from, recognition) {
                    Some(other) => lines.extend([(other, face), (Notes, minus)]),
                    None if from == BillStatus::Presented => lines.push((Notes, minus)),
                    None => {}
                }
                lines.extend(bank.map(|bank| (bank, minus)));
                lines
            }
        })
    }
}

/// The liability a bill that was passed on and kept in the books stands against.
fn liability(from: BillStatus, recognition: Recognition) -> Option<AccountRole> {
    match (from, recognition) {
        (BillStatus::Endorsed, Recognition::Kept) => Some(AccountRole::EndorsedNotes),
        (BillStatus::Discounted, Recognition::Kept) => Some(AccountRole::ShortTermLoan),
        _ => None,
    }
}

/// Accounts with what they are debited (positive) or credited by it.
pub(super) fn lines(event: Event, face: i64) -> Result<Vec<(AccountRole, i64)>> {
    Ok(event
        .lines(face)?
        .into_iter()
        .filter(|(_, amount)| *amount != 0)
        .collect())
}

/// The entry of what happened to a bill at step `step`; `None` when the books do not move.
pub(super) fn entry(
    paper: &Paper<'_>,
    step: Option<i64>,
    event: Event,
    on: Date,
) -> Result<Option<Draft>> {
    // An action may happen again after it was taken back: each is a source of its own.
    let source = match step {
        Some(step) => ("bill_step", step, paper.number),
        None => ("bill", paper.id, paper.number),
    };
    let memo = format!("{} {}", event.memo(), paper.number);
    let mut draft = Draft::new(event.word(), source, on, memo);
    for (role, amount) in event.lines(paper.amount)? {
        draft = draft.line(DraftLine {
            account: role.into(),
            customer: if role == AccountRole::Receivable {
                paper.customer
            } else {
                0
            },
            department: paper.department,
            currency: Currency::CNY,
            amount,
            base: amount,
        });
    }
    Ok((!draft.lines.is_empty()).then_some(draft))
}

#[cfg(test)]
mod tests {
    use super::*;
    use AccountRole::{
        Bank, DiscountInterest, EndorsedNotes, Notes, Payable, Receivable, ShortTermLoan,
    };
    use std::collections::BTreeMap;

    const PAPER: Paper<'static> = Paper {
        id: 7,
        number: "BL-202611-0001",
        amount: 1_000_000,
        customer: 9,
        department: 3,
    };

    fn lines(event: Event) -> Vec<(AccountRole, i64)> {
        let on = Date::from_ymd_opt(2026, 11, 24).expect("day");
        let lines = super::lines(event, PAPER.amount).expect("lines");
        let Some(draft) = entry(&PAPER, Some(1), event, on).expect("draft") else {
            assert!(lines.is_empty());
            return lines;
        };
        draft.check().expect("balanced");
        for (line, (role, amount)) in draft.lines.iter().zip(&lines) {
            assert_eq!((&line.account, line.amount), (&(*role).into(), *amount));
            assert_eq!(line.customer, if *role == Receivable { 9 } else { 0 });
        }
        lines
    }

    #[test]
    fn the_rows_of_the_rule_book() {
        use BillStatus::{Discounted, Endorsed, Presented};
        use Recognition::{Derecognised, Kept, None as Own};
        let (face, net) = (1_000_000, 995_400);
        let f = |event| lines(event);
        assert_eq!(f(Event::Entered), [(Notes, face), (Receivable, -face)]);
        assert_eq!(
            f(Event::Endorsed(Derecognised)),
            [(Payable, face), (Notes, -face)]
        );
        assert_eq!(
            f(Event::Endorsed(Kept)),
            [(Payable, face), (EndorsedNotes, -face)]
        );
        assert_eq!(
            f(Event::Discounted(Derecognised, Bank, net)),
            [(Bank, net), (DiscountInterest, 4_600), (Notes, -face)]
        );
        assert_eq!(
            f(Event::Discounted(Kept, Bank, net)),
            [
                (Bank, net),
                (DiscountInterest, 4_600),
                (ShortTermLoan, -face)
            ]
        );
        assert_eq!(
            f(Event::Honoured(Presented, Own, Some(Bank))),
            [(Bank, face), (Notes, -face)]
        );
        assert_eq!(
            f(Event::Honoured(Endorsed, Kept, None)),
            [(EndorsedNotes, face), (Notes, -face)]
        );
        assert!(f(Event::Honoured(Discounted, Derecognised, None)).is_empty());
        assert_eq!(
            f(Event::Dishonoured(Presented, Own, None)),
            [(Receivable, face), (Notes, -face)]
        );
        assert_eq!(
            f(Event::Dishonoured(Endorsed, Derecognised, Some(Bank))),
            [(Receivable, face), (Bank, -face)]
        );
        assert_eq!(
            f(Event::Dishonoured(Discounted, Kept, Some(Bank))),
            [
                (Receivable, face),
                (ShortTermLoan, face),
                (Notes, -face),
                (Bank, -face)
            ]
        );
    }

    /// Whatever way a bill goes, 1121 and the liabilities end at nothing and the face is accounted for.
    #[test]
    fn every_way_ends_with_empty_accounts() {
        for recognition in [Recognition::Derecognised, Recognition::Kept] {
            let ways = [
                (BillStatus::Endorsed, Event::Endorsed(recognition)),
                (
                    BillStatus::Discounted,
                    Event::Discounted(recognition, Bank, 990_000),
                ),
            ];
            for (from, out) in ways {
                for end in [
                    Event::Honoured(from, recognition, None),
                    Event::Dishonoured(from, recognition, Some(Bank)),
                ] {
                    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
                    for event in [Event::Entered, out, end] {
                        for (role, amount) in lines(event) {
                            *sums.entry(role.as_str()).or_default() += amount;
                        }
                    }
                    let of = |role: AccountRole| sums.get(role.as_str()).copied().unwrap_or(0);
                    assert_eq!((of(Notes), of(EndorsedNotes), of(ShortTermLoan)), (0, 0, 0));
                    let refused = matches!(end, Event::Dishonoured(..));
                    assert_eq!(of(Receivable), if refused { 0 } else { -PAPER.amount });
                }
            }
        }
    }
}
