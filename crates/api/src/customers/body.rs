//! Customers as received.

use jieqing_domain::customers::{CustomerAddress, CustomerBankAccount, CustomerContact};
use serde::Deserialize;
use utoipa::ToSchema;

/// An address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressBody {
    /// `delivery` or `invoice`.
    #[schema(example = "delivery")]
    kind: String,
    /// Person.
    #[schema(example = "李强")]
    #[serde(default)]
    recipient: String,
    /// Phone.
    #[schema(example = "13800138000")]
    #[serde(default)]
    phone: String,
    /// Address in one line.
    #[schema(example = "杭州市余杭区文一西路 969 号")]
    address: String,
    /// Taken when an order names none.
    #[schema(example = true)]
    #[serde(default)]
    is_default: bool,
}

/// A person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactBody {
    /// Name.
    #[schema(example = "赵敏")]
    name: String,
    /// Title.
    #[schema(example = "采购经理")]
    #[serde(default)]
    title: String,
    /// Phone.
    #[schema(example = "13900139000")]
    #[serde(default)]
    phone: String,
    /// E-mail.
    #[schema(example = "zhaomin@example.com")]
    #[serde(default)]
    email: String,
    /// What for: `settlement`, `purchasing`, …
    #[schema(example = "purchasing")]
    #[serde(default)]
    duty: String,
}

/// An account they pay from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PayingAccountBody {
    /// Bank.
    #[schema(example = "中国工商银行杭州分行")]
    #[serde(default)]
    bank: String,
    /// Account number.
    #[schema(example = "1202020209900012345")]
    account: String,
    /// Holder, when not the customer.
    #[schema(example = "")]
    #[serde(default)]
    holder: String,
}

impl From<AddressBody> for CustomerAddress {
    fn from(b: AddressBody) -> Self {
        Self {
            kind: b.kind,
            recipient: b.recipient,
            phone: b.phone,
            address: b.address,
            is_default: b.is_default,
        }
    }
}

impl From<ContactBody> for CustomerContact {
    fn from(b: ContactBody) -> Self {
        Self {
            name: b.name,
            title: b.title,
            phone: b.phone,
            email: b.email,
            duty: b.duty,
        }
    }
}

impl From<PayingAccountBody> for CustomerBankAccount {
    fn from(b: PayingAccountBody) -> Self {
        Self {
            bank: b.bank,
            account: b.account,
            holder: b.holder,
        }
    }
}

/// Each of a list, turned into what the domain takes.
pub(super) fn all<A, B: From<A>>(list: Vec<A>) -> Vec<B> {
    list.into_iter().map(B::from).collect()
}
