//! What looks odd about a customer but stops nothing.

use crate::wire;
use jieqing_db::{ReadTx, params, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::check_tax_id;

sql!(
    SAME_NAME,
    "select o.code, o.name from customers c
     join customers o on o.company_id = c.company_id and o.search_key = c.search_key and o.id <> c.id
     where c.company_id = $1 and c.id = $2 order by o.code limit 5"
);
sql!(
    SAME_TAX_ID,
    "select o.code, o.name from customers c
     join customers o on o.company_id = c.company_id and o.tax_id = c.tax_id and o.id <> c.id
     where c.company_id = $1 and c.id = $2 and c.tax_id <> '' order by o.code limit 5"
);
sql!(
    TAX_ID,
    "select tax_id, country from customers where company_id = $1 and id = $2"
);

/// A warning: its code and figures; its words are in the text catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerWarning {
    /// Stable code.
    pub code: &'static str,
    /// Figures.
    pub facts: Vec<(&'static str, String)>,
}

/// Customers that may be the same one, and what is wrong with the tax id.
///
/// # Errors
/// Database errors.
pub fn warnings(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
) -> Result<Vec<CustomerWarning>> {
    let mut out = Vec::new();
    for (sql, code) in [
        (&SAME_NAME, "customers.same_name"),
        (&SAME_TAX_ID, "customers.same_tax_id"),
    ] {
        let others = tx.all::<(String, String)>(sql, params![ctx.company, id])?;
        if !others.is_empty() {
            let names: Vec<_> = others
                .iter()
                .map(|(code, name)| format!("{code} {name}"))
                .collect();
            out.push(CustomerWarning {
                code,
                facts: vec![("others", names.join("、"))],
            });
        }
    }
    let found = tx.opt::<(String, String)>(&TAX_ID, params![ctx.company, id])?;
    if let Some((tax_id, country)) = found
        && !tax_id.is_empty()
        && country == "CN"
    {
        let findings = check_tax_id(&tax_id).findings;
        out.extend(findings.into_iter().map(|f| CustomerWarning {
            code: f.code(),
            facts: f.facts(),
        }));
    }
    Ok(out)
}
