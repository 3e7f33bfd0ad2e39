//! SQL of the search over everything: per kind of record one select and what it is found by.

use crate::access::{InScope, Permission, Scope};
use crate::insight::search::SearchKind;
use jieqing_db::{Sql, SqlBuilder, ToV, V, row};
use jieqing_kernel::actor::Ctx;

row! {
    /// A record found. Amounts are minor units of the currency; without one there is no amount.
    pub(in crate::insight) struct HitRow {
        pub(in crate::insight) id: i64,
        pub(in crate::insight) number: String,
        pub(in crate::insight) title: String,
        pub(in crate::insight) hint: String,
        pub(in crate::insight) amount: i64,
        pub(in crate::insight) currency: String,
    }
}

/// How records of a kind are found.
pub(in crate::insight) struct Find {
    pub(in crate::insight) kind: SearchKind,
    pub(in crate::insight) permission: Permission,
    select: &'static str,
    /// Columns of owner and department; products belong to nobody.
    own: Option<(&'static str, &'static str)>,
    /// "Begins with": each a range of an index, from the first `?` to the second.
    pub(in crate::insight) begins: &'static [&'static str],
    /// "Contains", every `?` the pattern.
    contains: &'static str,
    /// Whose customer's name contains the pattern: `?` are the company and the pattern.
    of_customer: Option<&'static str>,
    order: &'static str,
}

macro_rules! begins {
    ($column:literal) => {
        concat!(
            "and ",
            $column,
            " collate \"C\" >= ? and ",
            $column,
            " collate \"C\" < ?"
        )
    };
}

macro_rules! of_customer {
    () => {
        "and x.customer_id in (select n.id from customers n where n.company_id = ? and lower(n.name) like ? escape '\\')"
    };
}

const OWN: Option<(&str, &str)> = Some(("x.owner_id", "x.department_id"));
const NUMBER: &str = "and lower(x.number) like ? escape '\\'";
const NUMBERS: &str = "and (lower(x.number) like ? escape '\\' or lower(coalesce(x.source_no, '')) like ? escape '\\')";
const LATEST: &str = "order by x.id desc";

/// Every kind, in the order of a tie.
pub(in crate::insight) const FINDS: [Find; 7] = [
    Find {
        kind: SearchKind::Customer,
        permission: Permission::CustomersRead,
        select: "select x.id, x.code, x.name, x.region, 0, '' from customers x",
        own: OWN,
        begins: &[begins!("x.code"), begins!("x.name")],
        contains: "and (lower(x.name) like ? escape '\\' or lower(x.code) like ? escape '\\'
           or lower(x.name_en) like ? escape '\\')",
        of_customer: None,
        order: "order by x.code, x.id",
    },
    Find {
        kind: SearchKind::Product,
        permission: Permission::ProductsRead,
        select: "select x.id, x.sku, x.name, x.spec, 0, '' from products x",
        own: None,
        begins: &[begins!("x.sku"), begins!("x.name")],
        contains: "and (lower(x.name) like ? escape '\\' or lower(x.sku) like ? escape '\\'
           or lower(x.spec) like ? escape '\\')",
        of_customer: None,
        order: "order by x.sku, x.id",
    },
    Find {
        kind: SearchKind::Order,
        permission: Permission::OrdersRead,
        select: "select x.id, x.number, c.name, x.ordered_on, x.total_minor, x.currency
         from sales_orders x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
        own: OWN,
        begins: &[begins!("x.number"), begins!("x.source_no")],
        contains: "and (lower(x.number) like ? escape '\\' or lower(coalesce(x.source_no, '')) like ? escape '\\'
           or lower(x.customer_po) like ? escape '\\')",
        of_customer: Some(of_customer!()),
        order: LATEST,
    },
    Find {
        kind: SearchKind::Delivery,
        permission: Permission::DeliveriesRead,
        select: "select x.id, x.number, c.name, x.dispatched_on, x.total_minor, x.currency
         from deliveries x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
        own: OWN,
        begins: &[begins!("x.number"), begins!("x.source_no")],
        contains: "and (lower(x.number) like ? escape '\\' or lower(x.tracking_no) like ? escape '\\')",
        of_customer: Some(of_customer!()),
        order: LATEST,
    },
    Find {
        kind: SearchKind::Invoice,
        permission: Permission::InvoicesRead,
        select: "select x.id, x.number, c.name, coalesce(x.issued_on, x.drafted_on), x.total_minor, x.currency
         from invoices x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
        own: OWN,
        begins: &[
            begins!("x.number"),
            begins!("x.bureau_number"),
            begins!("x.source_no"),
        ],
        contains: NUMBERS,
        of_customer: Some(of_customer!()),
        order: LATEST,
    },
    Find {
        kind: SearchKind::Receipt,
        permission: Permission::ReceiptsRead,
        select: "select x.id, x.number, coalesce(c.name, x.payer), x.received_on, x.amount_minor, x.currency
         from receipts x left join customers c on c.company_id = x.company_id and c.id = x.customer_id",
        own: OWN,
        begins: &[begins!("x.number")],
        contains: "and (lower(x.number) like ? escape '\\' or lower(x.payer) like ? escape '\\')",
        of_customer: Some(of_customer!()),
        order: LATEST,
    },
    Find {
        kind: SearchKind::Statement,
        permission: Permission::StatementsRead,
        select: "select x.id, x.number, c.name, x.period_to, x.closing_minor, x.currency
         from statements x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
        own: OWN,
        begins: &[begins!("x.number")],
        contains: NUMBER,
        of_customer: Some(of_customer!()),
        order: LATEST,
    },
];

impl Find {
    fn base(&self, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
        let build = SqlBuilder::new("SEARCH", "")
            .push(self.select)
            .bind("where x.company_id = ?", &[&ctx.company]);
        match self.own {
            Some((owner, department)) => build.within(scope, owner, department),
            None => build,
        }
    }

    fn end(&self, build: SqlBuilder, limit: i64) -> (Sql, Vec<V<'static>>) {
        build.push(self.order).bind("limit ?", &[&limit]).finish()
    }

    /// Records one of whose numbers (`begins`) begins with `text`.
    pub(in crate::insight) fn beginning(
        &self,
        (ctx, scope): (&Ctx, &Scope),
        begins: &'static str,
        text: &str,
        limit: i64,
    ) -> (Sql, Vec<V<'static>>) {
        let end = format!("{text}\u{10FFFF}");
        let build = self.base(ctx, scope).bind(begins, &[&text, &end]);
        self.end(build, limit)
    }

    /// Records whose number or name contains the pattern.
    pub(in crate::insight) fn containing(
        &self,
        (ctx, scope): (&Ctx, &Scope),
        pattern: &str,
        limit: i64,
    ) -> (Sql, Vec<V<'static>>) {
        let values: Vec<&dyn ToV> = self
            .contains
            .matches('?')
            .map(|_| &pattern as &dyn ToV)
            .collect();
        let build = self.base(ctx, scope).bind(self.contains, &values);
        self.end(build, limit)
    }

    /// Records of customers whose name contains the pattern, the latest first.
    pub(in crate::insight) fn of_customers(
        &self,
        (ctx, scope): (&Ctx, &Scope),
        pattern: &str,
        limit: i64,
    ) -> Option<(Sql, Vec<V<'static>>)> {
        let text = self.of_customer?;
        let build = self.base(ctx, scope).bind(text, &[&ctx.company, &pattern]);
        Some(self.end(build, limit))
    }
}
