//! What can be imported and which columns each kind looks for.

use super::fields;
use crate::access::Permission;
use jieqing_formats::table::header::FieldSpec;

jieqing_db::text_enum! {
    /// What a file holds.
    pub enum ImportKind {
        /// 客户档案
        Customers = "customers",
        /// 产品资料
        Products = "products",
        /// 销售订单, one row per line, or headers and lines in two files
        Orders = "orders",
        /// 送货与签收 of whole orders
        Deliveries = "deliveries",
        /// 开票 of whole orders
        Invoices = "invoices",
        /// 收款
        Receipts = "receipts",
        /// 承兑汇票: the bank's list of bills on hand
        Bills = "bills",
    }
}

/// Which part of a document the rows of a file hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Everything in one file.
    Whole,
    /// Headers; the lines come in a second file.
    Heads,
    /// Lines of the headers in the first file.
    Lines,
}

impl Part {
    /// Word for fingerprints.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Heads => "heads",
            Self::Lines => "lines",
        }
    }
}

impl ImportKind {
    /// The columns that are looked for.
    #[must_use]
    pub fn fields(self, part: Part) -> Vec<FieldSpec<'static>> {
        match (self, part) {
            (Self::Customers, _) => fields::CUSTOMERS.to_vec(),
            (Self::Products, _) => fields::PRODUCTS.to_vec(),
            (Self::Orders, Part::Heads) => fields::ORDER_HEADS.to_vec(),
            (Self::Orders, Part::Lines) => {
                let mut all = vec![fields::ORDER_NO];
                all.extend_from_slice(fields::ORDER_LINES);
                all
            }
            (Self::Orders, Part::Whole) => {
                let mut all = fields::ORDER_HEADS.to_vec();
                all.extend_from_slice(fields::ORDER_LINES);
                all
            }
            (Self::Deliveries, _) => fields::DELIVERIES.to_vec(),
            (Self::Invoices, _) => fields::INVOICES.to_vec(),
            (Self::Receipts, _) => fields::RECEIPTS.to_vec(),
            (Self::Bills, _) => fields::BILLS.to_vec(),
        }
    }

    /// What one must be allowed to do besides running imports.
    #[must_use]
    pub fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Customers => &[Permission::CustomersWrite],
            Self::Products => &[Permission::ProductsWrite],
            Self::Orders => &[Permission::OrdersWrite],
            Self::Deliveries => &[Permission::DeliveriesWrite, Permission::DeliveriesSign],
            Self::Invoices => &[Permission::InvoicesWrite, Permission::InvoicesIssue],
            Self::Receipts => &[Permission::ReceiptsWrite],
            Self::Bills => &[Permission::BillsWrite],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_named_twice() {
        for kind in ImportKind::ALL {
            for part in [Part::Whole, Part::Heads, Part::Lines] {
                let mut names: Vec<_> = kind.fields(part).iter().map(|f| f.name).collect();
                names.sort_unstable();
                let all = names.len();
                names.dedup();
                assert_eq!(names.len(), all, "{kind:?} {part:?}");
            }
        }
    }
}
