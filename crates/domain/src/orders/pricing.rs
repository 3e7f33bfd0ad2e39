//! Which price holds: the customer's agreed price, then the dated list price, then the last deal.
//! Pure.

use jieqing_kernel::decimal::div_half_up;
use jieqing_kernel::tax::RATE_ONE;

jieqing_db::text_enum! {
    /// Where a price comes from.
    pub enum PriceSource {
        /// 协议价: agreed with the customer.
        Agreed = "agreed",
        /// 价目表: list price in force on the day.
        List = "list",
        /// 上次成交价: what the customer paid last.
        LastDeal = "last_deal",
        /// Entered by hand, different from the reference or without one.
        Entered = "entered",
    }
}

/// Prices known for a customer and a product in the order's currency, e8. Agreed and list prices
/// contain tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Prices {
    pub(super) agreed: Option<i64>,
    pub(super) list: Option<i64>,
    /// Price of the last deal and whether it contains tax.
    pub(super) last: Option<(i64, bool)>,
}

/// The price to compare with, in the order's mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) price_e8: i64,
    pub(super) source: PriceSource,
}

/// The first that exists, with or without tax at `rate_e9` as the order has it. `None` when
/// nothing is known or the figure does not fit.
#[must_use]
pub(super) fn reference(prices: &Prices, inclusive: bool, rate_e9: i64) -> Option<Reference> {
    let known = [
        (prices.agreed.map(|p| (p, true)), PriceSource::Agreed),
        (prices.list.map(|p| (p, true)), PriceSource::List),
        (prices.last, PriceSource::LastDeal),
    ];
    let ((price, with_tax), source) = known
        .into_iter()
        .find_map(|(price, source)| Some((price?, source)))?;
    let price_e8 = in_mode(price, with_tax, inclusive, rate_e9)?;
    Some(Reference { price_e8, source })
}

fn in_mode(price: i64, with_tax: bool, inclusive: bool, rate_e9: i64) -> Option<i64> {
    let one = i128::from(RATE_ONE);
    let gross = one.checked_add(i128::from(rate_e9))?;
    let (up, down) = match (with_tax, inclusive) {
        (true, true) | (false, false) => return Some(price),
        (true, false) => (one, gross),
        (false, true) => (gross, one),
    };
    i64::try_from(div_half_up(i128::from(price).checked_mul(up)?, down)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: i64 = 130_000_000;
    const E8: i64 = 100_000_000;

    #[test]
    fn agreed_before_list_before_last_deal() {
        let mut prices = Prices {
            agreed: Some(90 * E8),
            list: Some(100 * E8),
            last: Some((80 * E8, true)),
        };
        let source = |p: &Prices| reference(p, true, RATE).map(|r| (r.price_e8 / E8, r.source));
        assert_eq!(source(&prices), Some((90, PriceSource::Agreed)));
        prices.agreed = None;
        assert_eq!(source(&prices), Some((100, PriceSource::List)));
        prices.list = None;
        assert_eq!(source(&prices), Some((80, PriceSource::LastDeal)));
        prices.last = None;
        assert_eq!(source(&prices), None);
    }

    #[test]
    fn follows_the_mode_of_the_order() {
        let list = Prices {
            list: Some(113 * E8),
            ..Prices::default()
        };
        assert_eq!(
            reference(&list, false, RATE).map(|r| r.price_e8),
            Some(100 * E8)
        );
        let deal = Prices {
            last: Some((100 * E8, false)),
            ..Prices::default()
        };
        assert_eq!(
            reference(&deal, true, RATE).map(|r| r.price_e8),
            Some(113 * E8)
        );
        assert_eq!(
            reference(&deal, false, RATE).map(|r| r.price_e8),
            Some(100 * E8)
        );
    }
}
