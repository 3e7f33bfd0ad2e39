//! Separation of duties (reliability.md §5.3): which roles one person should not have together. Pure.

use crate::access::Role;

/// Pairs of roles that together let one person do and hide something. They are possible only with a
/// recorded reason.
#[must_use]
pub fn conflicts(roles: &[Role]) -> Vec<(Role, Role)> {
    let mut out = Vec::new();
    for (i, a) in roles.iter().enumerate() {
        for b in roles.iter().skip(i + 1) {
            if a != b && (clash(*a, *b) || clash(*b, *a)) {
                out.push((*a, *b));
            }
        }
    }
    out
}

fn clash(a: Role, b: Role) -> bool {
    use Role::{
        Administrator, Auditor, Cashier, Clerk, CreditController, Finance, Sales, SalesManager,
    };
    match a {
        // Who gives rights does no business, who audits does nothing else.
        Administrator => b != Auditor,
        Auditor => b != Administrator,
        // Receives money and writes it off.
        Cashier => b == Finance,
        // Sets limits and sells.
        CreditController => matches!(b, Clerk | Sales | SalesManager),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_pair_once() {
        use Role::{Administrator, Auditor, Cashier, Clerk, CreditController, Finance, Sales};
        assert_eq!(conflicts(&[Administrator, Auditor]), []);
        assert_eq!(conflicts(&[Clerk, Sales, Finance]), []);
        assert_eq!(conflicts(&[Auditor, Auditor]), []);
        assert_eq!(conflicts(&[Finance, Cashier]), [(Finance, Cashier)]);
        assert_eq!(
            conflicts(&[Clerk, Administrator, CreditController]),
            [
                (Clerk, Administrator),
                (Clerk, CreditController),
                (Administrator, CreditController)
            ]
        );
    }
}
