//! What an invoice is. Pure.

use crate::wire;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::{Purpose, Severity, check_fapiao_number, check_tax_id};

/// Most lines on one invoice (china.md §2.4).
pub(super) const MAX_LINES: usize = 2_000;

jieqing_db::text_enum! {
    /// Blue (positive) or red (negative).
    pub enum InvoiceKind {
        /// 蓝字
        Blue = "blue",
        /// 红字
        Red = "red",
    }
}

jieqing_db::text_enum! {
    /// What the buyer gets.
    pub enum InvoiceForm {
        /// 数电票（增值税专用发票）, bureau code 81.
        Special = "special",
        /// 数电票（普通发票）, bureau code 82.
        Ordinary = "ordinary",
    }
}

impl InvoiceForm {
    /// Code in the bureau's interfaces.
    #[must_use]
    pub fn bureau_code(self) -> &'static str {
        match self {
            Self::Special => "81",
            Self::Ordinary => "82",
        }
    }
}

jieqing_db::text_enum! {
    /// Where an invoice stands. There is no void: 数电票 are only red-flushed.
    pub enum InvoiceStatus {
        /// 草稿: no number, no effect.
        Draft = "draft",
        /// 已开具.
        Issued = "issued",
    }
}

jieqing_db::text_enum! {
    /// Why a red invoice is issued (总局公告2024年第11号).
    pub enum RedReason {
        /// 开票有误: the sale stands and is invoiced anew; whole invoices only.
        Wrong = "01",
        /// 销货退回.
        GoodsReturned = "02",
        /// 服务中止: whole invoices only.
        ServiceStopped = "03",
        /// 销售折让.
        Allowance = "04",
    }
}

impl RedReason {
    /// Whether the bureau takes the whole invoice only.
    pub(super) fn full_only(self) -> bool {
        match self {
            Self::Wrong | Self::ServiceStopped => true,
            Self::GoodsReturned | Self::Allowance => false,
        }
    }
}

/// A delivery line to be invoiced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLineDraft {
    /// Delivery line.
    pub delivery_line: Id<wire::DeliveryLine>,
    /// Quantity e6; all that may be invoiced when absent.
    pub qty_e6: Option<i64>,
}

/// What a person decides about an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InvoiceDraft {
    /// Customer the lines must belong to; theirs, when absent.
    pub customer: Option<Id<wire::Customer>>,
    /// Lines, in the order they are printed.
    pub lines: Vec<InvoiceLineDraft>,
    /// Form; special when the buyer's tax data allow it, when absent.
    pub form: Option<InvoiceForm>,
    /// Payment terms; the orders', when absent.
    pub terms: Option<Id<wire::Terms>>,
    /// 备注.
    pub remark: String,
}

impl InvoiceDraft {
    /// All field errors at once.
    ///
    /// # Errors
    /// [`jieqing_kernel::error::Error::Invalid`].
    pub(super) fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "remark", &self.remark, 230);
        if self.lines.is_empty() {
            errors.push(FieldError::new("lines", "field.required"));
        }
        if self.lines.len() > MAX_LINES {
            errors.push(FieldError::new("lines", "field.out_of_range").with("allowed", "1–2000"));
        }
        let mut seen = std::collections::HashSet::new();
        for (i, line) in self.lines.iter().enumerate() {
            if line.qty_e6.is_some_and(|q| q <= 0) {
                let error = FieldError::new(format!("lines[{i}].qty"), "field.out_of_range");
                errors.push(error.with("allowed", "> 0"));
            }
            if !seen.insert(line.delivery_line) {
                let path = format!("lines[{i}].delivery_line_id");
                errors.push(FieldError::new(path, "field.duplicate"));
            }
        }
        wire::finish(errors)
    }
}

/// What is printed about the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Buyer {
    pub(super) name: String,
    pub(super) tax_id: String,
    pub(super) address: String,
    pub(super) bank: String,
}

impl Buyer {
    /// Whether a special invoice can be issued: a name and a tax id without a wrong character or
    /// check digit. Address and bank are optional on 数电票.
    pub(super) fn fit_for_special(&self) -> bool {
        let id = check_tax_id(&self.tax_id);
        !self.name.trim().is_empty()
            && id.severity(Purpose::SpecialInvoice) != Some(Severity::Error)
    }
}

/// Checks the bureau's number for an invoice issued in `year`.
pub(super) fn check_bureau_number(errors: &mut Vec<FieldError>, number: &str, year: Option<i32>) {
    for finding in check_fapiao_number(number, year) {
        let mut error = FieldError::new("bureau_number", finding.code());
        error.facts = finding.facts();
        errors.push(error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buyer(tax_id: &str) -> Buyer {
        Buyer {
            name: "杭州远见".to_owned(),
            tax_id: tax_id.to_owned(),
            address: String::new(),
            bank: String::new(),
        }
    }

    #[test]
    fn special_needs_a_right_tax_id() {
        assert!(buyer("91330100799655058B").fit_for_special());
        assert!(!buyer("91330100799655058C").fit_for_special());
        assert!(!buyer("").fit_for_special());
    }

    #[test]
    fn bureau_numbers_have_a_shape() {
        let codes = |number: &str| {
            let mut errors = Vec::new();
            check_bureau_number(&mut errors, number, Some(2026));
            errors.into_iter().map(|e| e.code).collect::<Vec<_>>()
        };
        assert!(codes("26312000000358032546").is_empty());
        assert_eq!(codes("24312000000358032546"), ["fapiao.number_year"]);
        assert_eq!(codes("2631200000035803254"), ["fapiao.number_length"]);
        assert_eq!(codes("2631200000035803254x"), ["fapiao.number_character"]);
    }

    #[test]
    fn checks_lines_all_at_once() {
        let line = |qty_e6| InvoiceLineDraft {
            delivery_line: Id::from_raw(1),
            qty_e6,
        };
        let draft = InvoiceDraft {
            lines: vec![line(Some(0)), line(None)],
            ..InvoiceDraft::default()
        };
        let Err(jieqing_kernel::error::Error::Invalid(errors)) = draft.check() else {
            panic!("accepted");
        };
        assert_eq!(errors.len(), 2);
        assert!(InvoiceDraft::default().check().is_err());
    }
}
