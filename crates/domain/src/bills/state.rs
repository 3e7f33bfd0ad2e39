//! Where a bill stands and what may happen to it: one table, and everything else is refused. Pure.

use super::error::BillRefusal;

jieqing_db::text_enum! {
    /// Where a bill stands.
    pub enum BillStatus {
        /// With us, usable (在手).
        OnHand = "on_hand",
        /// Passed on to a supplier (已背书).
        Endorsed = "endorsed",
        /// Sold to a bank before it is due (已贴现).
        Discounted = "discounted",
        /// Given as security (已质押).
        Pledged = "pledged",
        /// Presented for payment (提示付款).
        Presented = "presented",
        /// Paid by the acceptor (已兑付).
        Honoured = "honoured",
        /// Refused by the acceptor (已拒付).
        Dishonoured = "dishonoured",
        /// Recourse is taken against those before us (追索中).
        Recourse = "recourse",
        /// Replaced by its parts (已分包).
        Split = "split",
        /// Entered wrongly (已冲销).
        Reversed = "reversed",
    }
}

jieqing_db::text_enum! {
    /// What happens to a bill.
    pub enum BillAction {
        /// Cut into parts.
        Split = "split",
        /// Passed on.
        Endorse = "endorse",
        /// Sold to a bank.
        Discount = "discount",
        /// Given as security.
        Pledge = "pledge",
        /// Security given back.
        Release = "release",
        /// Presented for payment.
        Present = "present",
        /// Paid by the acceptor.
        Honour = "honour",
        /// Refused by the acceptor.
        Dishonour = "dishonour",
        /// Recourse taken.
        Recourse = "recourse",
        /// The last step is taken back.
        TakeBack = "take_back",
        /// The bill itself was entered wrongly.
        Reverse = "reverse",
    }
}

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// To this state.
    At(BillStatus),
    /// To the state before the last step.
    Before,
}

use BillAction as A;
use BillStatus as S;

/// Everything that may happen.
const TABLE: &[(S, A, After)] = &[
    (S::OnHand, A::Split, After::At(S::Split)),
    (S::OnHand, A::Endorse, After::At(S::Endorsed)),
    (S::OnHand, A::Discount, After::At(S::Discounted)),
    (S::OnHand, A::Pledge, After::At(S::Pledged)),
    (S::OnHand, A::Present, After::At(S::Presented)),
    (S::OnHand, A::Reverse, After::At(S::Reversed)),
    (S::Pledged, A::Release, After::At(S::OnHand)),
    (S::Presented, A::Honour, After::At(S::Honoured)),
    (S::Presented, A::Dishonour, After::At(S::Dishonoured)),
    (S::Presented, A::TakeBack, After::Before),
    (S::Endorsed, A::Honour, After::At(S::Honoured)),
    (S::Endorsed, A::Dishonour, After::At(S::Dishonoured)),
    (S::Endorsed, A::TakeBack, After::Before),
    (S::Discounted, A::Honour, After::At(S::Honoured)),
    (S::Discounted, A::Dishonour, After::At(S::Dishonoured)),
    (S::Discounted, A::TakeBack, After::Before),
    (S::Honoured, A::TakeBack, After::Before),
    (S::Dishonoured, A::Recourse, After::At(S::Recourse)),
];

impl BillStatus {
    /// Where `action` leads from here; `None` when it is not possible.
    #[must_use]
    pub fn after(self, action: BillAction) -> Option<After> {
        TABLE
            .iter()
            .find(|(from, a, _)| *from == self && *a == action)
            .map(|(_, _, to)| *to)
    }

    /// What may happen now.
    pub fn actions(self) -> impl Iterator<Item = BillAction> {
        TABLE
            .iter()
            .filter(move |(from, _, _)| *from == self)
            .map(|(_, action, _)| *action)
    }

    /// Whether the paper is with us.
    #[must_use]
    pub fn held(self) -> bool {
        matches!(self, S::OnHand | S::Pledged | S::Presented)
    }

    /// Whether it counts as the customer's exposure: until it is paid or refused.
    #[must_use]
    pub fn exposed(self) -> bool {
        self.held() || matches!(self, S::Endorsed | S::Discounted)
    }

    /// Whether the books carry it as a note receivable (1121).
    #[must_use]
    pub fn carried(self, recognition: Recognition) -> bool {
        self.held()
            || (matches!(self, S::Endorsed | S::Discounted) && recognition == Recognition::Kept)
    }
}

/// Where `action` leads a bill.
///
/// # Errors
/// `bills.state`.
pub(super) fn allowed(
    number: &str,
    status: BillStatus,
    action: BillAction,
) -> Result<After, BillRefusal> {
    status.after(action).ok_or_else(|| BillRefusal::State {
        number: number.to_owned(),
        status: status.as_str().to_owned(),
        action: action.as_str().to_owned(),
    })
}

jieqing_db::text_enum! {
    /// What became of the note in the books when it was endorsed or discounted.
    pub enum Recognition {
        /// It was not passed on.
        None = "none",
        /// Derecognised: the risk went with it (终止确认).
        Derecognised = "derecognised",
        /// Kept against a liability until it is paid (继续确认).
        Kept = "kept",
    }
}

jieqing_db::text_enum! {
    /// How good the acceptor is: decides whether passing a bill on takes it off the books.
    pub enum AcceptorClass {
        /// One of the six state and nine joint-stock banks ("6+9").
        HighGrade = "high_grade",
        /// Another bank or finance company.
        OtherBank = "other_bank",
        /// A firm (商票).
        Commercial = "commercial",
    }
}

/// Short names of the "6+9" banks as they stand in acceptors' names.
const HIGH_GRADE: [&str; 15] = [
    "工商银行",
    "农业银行",
    "中国银行",
    "建设银行",
    "交通银行",
    "邮政储蓄银行",
    "招商银行",
    "浦东发展银行",
    "中信银行",
    "光大银行",
    "华夏银行",
    "民生银行",
    "平安银行",
    "兴业银行",
    "浙商银行",
];

impl AcceptorClass {
    /// From who accepted and their name.
    #[must_use]
    pub fn of(by_bank: bool, acceptor: &str) -> Self {
        if !by_bank {
            Self::Commercial
        } else if HIGH_GRADE.iter().any(|name| acceptor.contains(name)) {
            Self::HighGrade
        } else {
            Self::OtherBank
        }
    }

    /// What passing such a bill on does in the books unless a person says otherwise
    /// (china.md §4.2 rows 11, 12).
    #[must_use]
    pub fn recognition(self) -> Recognition {
        match self {
            Self::HighGrade => Recognition::Derecognised,
            Self::OtherBank | Self::Commercial => Recognition::Kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_the_table_happens() {
        let mut possible = 0;
        for status in BillStatus::ALL {
            let actions: Vec<_> = status.actions().collect();
            for action in BillAction::ALL {
                let outcome = allowed("BL-1", *status, *action);
                assert_eq!(outcome.is_ok(), actions.contains(action));
                match outcome {
                    Ok(_) => possible += 1,
                    Err(refusal) => assert_eq!(
                        refusal,
                        BillRefusal::State {
                            number: "BL-1".to_owned(),
                            status: status.as_str().to_owned(),
                            action: action.as_str().to_owned(),
                        }
                    ),
                }
            }
        }
        assert_eq!(possible, TABLE.len());
        for end in [S::Split, S::Reversed, S::Recourse] {
            assert_eq!(end.actions().count(), 0);
        }
    }

    #[test]
    fn exposure_ends_when_it_is_paid_or_refused() {
        for status in BillStatus::ALL {
            let over = matches!(
                status,
                S::Honoured | S::Dishonoured | S::Recourse | S::Split | S::Reversed
            );
            assert_eq!(status.exposed(), !over, "{status:?}");
            assert!(!status.carried(Recognition::None) || status.held());
        }
        assert!(S::Endorsed.carried(Recognition::Kept));
        assert!(!S::Endorsed.carried(Recognition::Derecognised));
        assert!(!S::Honoured.carried(Recognition::Kept));
    }

    #[test]
    fn large_banks_are_high_grade() {
        let of = |name| AcceptorClass::of(true, name);
        assert_eq!(
            of("中国工商银行股份有限公司杭州分行"),
            AcceptorClass::HighGrade
        );
        assert_eq!(of("杭州银行股份有限公司"), AcceptorClass::OtherBank);
        assert_eq!(
            AcceptorClass::of(false, "招商银行"),
            AcceptorClass::Commercial
        );
        assert_eq!(of("招商银行").recognition(), Recognition::Derecognised);
        assert_eq!(of("杭州银行").recognition(), Recognition::Kept);
    }
}
