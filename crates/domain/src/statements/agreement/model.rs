//! States, answers and what an answer must hold. Pure.

use super::super::error::StatementRefusal;
use crate::wire;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::money::MAX_MINOR;
use std::collections::BTreeSet;

jieqing_db::text_enum! {
    /// How far a statement is agreed.
    pub enum Agreement {
        /// Not sent yet.
        Unsent = "unsent",
        /// The customer has a link.
        Sent = "sent",
        /// The customer looked at it.
        Viewed = "viewed",
        /// The customer objects.
        Differing = "differing",
        /// The customer confirmed it.
        Confirmed = "confirmed",
    }
}

jieqing_db::text_enum! {
    /// What an answer says.
    pub enum Verdict {
        /// It is right.
        Confirm = "confirm",
        /// Something differs.
        Object = "object",
    }
}

jieqing_db::text_enum! {
    /// Why a line, or the whole, is objected to.
    pub enum ObjectionReason {
        /// 货未收到
        NotReceived = "not_received",
        /// 数量不符
        Quantity = "quantity",
        /// 单价不符
        Price = "price",
        /// 税率不符
        TaxRate = "tax_rate",
        /// 已退货
        Returned = "returned",
        /// 已付款
        AlreadyPaid = "already_paid",
        /// 应扣款
        Deduction = "deduction",
        /// 重复
        Duplicate = "duplicate",
        /// 非我方业务
        NotOurs = "not_ours",
        /// 贵方漏记
        Missing = "missing",
        /// 其他
        Other = "other",
    }
}

jieqing_db::text_enum! {
    /// Where an objection stands.
    pub enum ObjectionState {
        /// Waits for us.
        Open = "open",
        /// We agree and correct.
        Accepted = "accepted",
        /// We don't agree.
        Rejected = "rejected",
        /// The customer confirmed after all.
        Withdrawn = "withdrawn",
    }
}

impl Agreement {
    /// After a link was made.
    #[must_use]
    pub fn sent(self) -> Self {
        match self {
            Self::Unsent => Self::Sent,
            other => other,
        }
    }

    /// After the customer looked.
    #[must_use]
    pub fn seen(self) -> Self {
        match self {
            Self::Unsent | Self::Sent => Self::Viewed,
            other => other,
        }
    }

    /// After an answer. Confirming twice changes nothing, objecting comes too late after it.
    #[must_use]
    pub fn answered(self, verdict: Verdict) -> Option<Self> {
        match (self, verdict) {
            (_, Verdict::Confirm) => Some(Self::Confirmed),
            (Self::Confirmed, Verdict::Object) => None,
            (_, Verdict::Object) => Some(Self::Differing),
        }
    }
}

/// Who answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// Name.
    pub name: String,
    /// Position.
    pub title: String,
    /// Phone.
    pub phone: String,
}

const NAME_MAX: usize = 50;
const NOTE_MAX: usize = 2_000;

impl Signer {
    pub(super) fn check(&self, errors: &mut Vec<FieldError>) {
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", "field.required"));
        }
        wire::check_text(errors, "name", &self.name, NAME_MAX);
        wire::check_text(errors, "title", &self.title, NAME_MAX);
        wire::check_text(errors, "phone", &self.phone, NAME_MAX);
    }
}

/// One objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionDraft {
    /// Line of the statement, from 1; `None` for something that is not on it.
    pub line_no: Option<i64>,
    /// Why.
    pub reason: ObjectionReason,
    /// What the customer has for it, minor units of the statement's currency, signed like the balance.
    pub their_amount: Option<i64>,
    /// In words.
    pub note: String,
}

/// A customer's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerDraft {
    /// Digest of the statement that was shown.
    pub digest: String,
    /// Right or not.
    pub verdict: Verdict,
    /// Who says so.
    pub signer: Signer,
    /// In words.
    pub note: String,
    /// The balance in the customer's books, minor units.
    pub their_balance: Option<i64>,
    /// What differs.
    pub objections: Vec<ObjectionDraft>,
}

impl AnswerDraft {
    /// All field errors at once; `lines` is how many lines the statement has.
    ///
    /// # Errors
    /// Field errors; `statements.objection_empty`, `statements.confirm_with_objections`.
    pub fn check(&self, lines: i64) -> Result<()> {
        let mut errors = Vec::new();
        self.signer.check(&mut errors);
        wire::check_text(&mut errors, "note", &self.note, NOTE_MAX);
        if self.their_balance.is_some_and(too_large) {
            errors.push(FieldError::new("their_balance", "field.out_of_range"));
        }
        let mut named = BTreeSet::new();
        for (at, objection) in self.objections.iter().enumerate() {
            objection.check(at, lines, &mut named, &mut errors);
        }
        wire::finish(errors)?;
        let nothing = self.objections.is_empty() && self.their_balance.is_none();
        match self.verdict {
            Verdict::Object if nothing => Err(StatementRefusal::ObjectionEmpty.into()),
            Verdict::Confirm if !self.objections.is_empty() => {
                Err(StatementRefusal::ConfirmWithObjections {
                    objections: self.objections.len().to_string(),
                }
                .into())
            }
            Verdict::Object | Verdict::Confirm => Ok(()),
        }
    }
}

fn too_large(minor: i64) -> bool {
    minor.unsigned_abs() > MAX_MINOR.unsigned_abs()
}

impl ObjectionDraft {
    fn check(
        &self,
        at: usize,
        lines: i64,
        named: &mut BTreeSet<i64>,
        errors: &mut Vec<FieldError>,
    ) {
        let path = |field: &str| format!("objections[{at}].{field}");
        if let Some(line) = self.line_no {
            if !(1..=lines).contains(&line) {
                let error = FieldError::new(path("line_no"), "field.out_of_range");
                errors.push(error.with("allowed", format!("1–{lines}")));
            } else if !named.insert(line) {
                errors.push(FieldError::new(path("line_no"), "field.duplicate"));
            }
        }
        if self.their_amount.is_some_and(too_large) {
            errors.push(FieldError::new(path("their_amount"), "field.out_of_range"));
        }
        let unexplained = self.line_no.is_none() || self.reason == ObjectionReason::Other;
        if unexplained && self.note.trim().is_empty() && self.their_amount.is_none() {
            errors.push(FieldError::new(path("note"), "field.required"));
        }
        let before = errors.len();
        wire::check_text(errors, "note", &self.note, NOTE_MAX);
        for error in errors.iter_mut().skip(before) {
            error.path = path("note").into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::error::Error;

    fn answer(verdict: Verdict, objections: Vec<ObjectionDraft>) -> AnswerDraft {
        AnswerDraft {
            digest: "d".to_owned(),
            verdict,
            signer: Signer {
                name: "王会计".to_owned(),
                ..Signer::default()
            },
            note: String::new(),
            their_balance: None,
            objections,
        }
    }

    fn on_line(line_no: Option<i64>, reason: ObjectionReason) -> ObjectionDraft {
        ObjectionDraft {
            line_no,
            reason,
            their_amount: None,
            note: String::new(),
        }
    }

    #[test]
    fn every_step_from_every_state() {
        use Agreement::*;
        let after = |verdict| {
            Agreement::ALL
                .iter()
                .map(|a| a.answered(verdict))
                .collect::<Vec<_>>()
        };
        assert_eq!(after(Verdict::Confirm), [Some(Confirmed); 5]);
        assert_eq!(
            after(Verdict::Object),
            [
                Some(Differing),
                Some(Differing),
                Some(Differing),
                Some(Differing),
                None
            ]
        );
        let seen: Vec<_> = Agreement::ALL.iter().map(|a| a.seen()).collect();
        assert_eq!(seen, [Viewed, Viewed, Viewed, Differing, Confirmed]);
        let sent: Vec<_> = Agreement::ALL.iter().map(|a| a.sent()).collect();
        assert_eq!(sent, [Sent, Sent, Viewed, Differing, Confirmed]);
    }

    #[test]
    fn an_answer_is_checked_as_a_whole() {
        use ObjectionReason::*;
        assert!(answer(Verdict::Confirm, vec![]).check(3).is_ok());
        let fine = vec![on_line(Some(1), Price), on_line(Some(3), NotReceived)];
        assert!(answer(Verdict::Object, fine.clone()).check(3).is_ok());
        let code = |out: Result<()>| match out {
            Err(Error::Refused(r)) => r.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            code(answer(Verdict::Object, vec![]).check(3)),
            "statements.objection_empty"
        );
        assert_eq!(
            code(answer(Verdict::Confirm, fine).check(3)),
            "statements.confirm_with_objections"
        );
        let mut only_balance = answer(Verdict::Object, vec![]);
        only_balance.their_balance = Some(-5);
        assert!(only_balance.check(0).is_ok());
        let bad = vec![
            on_line(Some(4), Price),
            on_line(Some(2), Price),
            on_line(Some(2), Quantity),
            on_line(None, Missing),
            on_line(Some(1), Other),
        ];
        let Err(Error::Invalid(errors)) = answer(Verdict::Object, bad).check(3) else {
            panic!("accepted");
        };
        let told: Vec<_> = errors.iter().map(|e| (e.path.as_ref(), e.code)).collect();
        assert_eq!(
            told,
            [
                ("objections[0].line_no", "field.out_of_range"),
                ("objections[2].line_no", "field.duplicate"),
                ("objections[3].note", "field.required"),
                ("objections[4].note", "field.required"),
            ]
        );
    }
}
