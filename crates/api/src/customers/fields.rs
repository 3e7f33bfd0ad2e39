//! The fields of a customer that a body may carry, all optional: shared by entering and changing.

use super::body::{AddressBody, ContactBody, PayingAccountBody, all};
use crate::parse::Fields;
use jieqing_domain::customers::CustomerDraft;
use jieqing_kernel::currency::Currency;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is known about a customer. When changing, absent fields stay as they are.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerBody {
    /// Code; from the number series when absent.
    #[schema(example = "C-1001")]
    code: Option<String>,
    /// Name; required when entering.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: Option<String>,
    /// English name.
    #[schema(example = "Hangzhou Yunqi Trading")]
    name_en: Option<String>,
    /// 发票抬头; the name when empty.
    #[schema(example = "杭州云栖贸易有限公司")]
    invoice_title: Option<String>,
    /// 纳税人识别号.
    #[schema(example = "91330100799655058B")]
    tax_id: Option<String>,
    /// Registered address for invoices.
    #[schema(example = "杭州市余杭区文一西路 969 号")]
    tax_address: Option<String>,
    /// Registered phone for invoices.
    #[schema(example = "0571-85022088")]
    tax_phone: Option<String>,
    /// 开户行.
    #[schema(example = "中国工商银行杭州分行")]
    tax_bank: Option<String>,
    /// Account on invoices.
    #[schema(example = "1202020209900012345")]
    tax_account: Option<String>,
    /// Where invoices are mailed.
    #[schema(example = "fapiao@example.com")]
    invoice_email: Option<String>,
    /// ISO country.
    #[schema(example = "CN")]
    country: Option<String>,
    /// Region.
    #[schema(example = "浙江")]
    region: Option<String>,
    /// Sales channel.
    #[schema(example = "经销")]
    channel: Option<String>,
    /// Currency of new orders; required when entering.
    #[schema(example = "CNY")]
    currency: Option<String>,
    /// Payment terms; required when entering.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: Option<String>,
    /// Credit limit in company currency; null is unlimited. Changed only with `customers.credit`.
    #[schema(example = "500000.00")]
    #[serde(default, deserialize_with = "crate::parse::given")]
    credit_limit: Option<Option<String>>,
    /// Owner; null for nobody.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    #[serde(default, deserialize_with = "crate::parse::given")]
    owner_id: Option<Option<String>>,
    /// Department; null for none.
    #[schema(example = "dep_0c1x2y3z4w5v6")]
    #[serde(default, deserialize_with = "crate::parse::given")]
    department_id: Option<Option<String>>,
    /// Last day of the statement month, 1–31.
    #[schema(example = 31)]
    cut_off_day: Option<i64>,
    /// Note.
    #[schema(example = "")]
    note: Option<String>,
    /// Addresses, the whole list.
    addresses: Option<Vec<AddressBody>>,
    /// Contacts, the whole list.
    contacts: Option<Vec<ContactBody>>,
    /// Accounts they pay from, the whole list.
    bank_accounts: Option<Vec<PayingAccountBody>>,
    /// Names they pay under, the whole list.
    #[schema(example = json!(["云栖贸易"]))]
    aliases: Option<Vec<String>>,
}

impl CustomerBody {
    /// Whether it carries what is masked for those without `customers.private`.
    pub(super) fn is_private(&self) -> bool {
        self.tax_phone.is_some()
            || self.tax_account.is_some()
            || self.addresses.is_some()
            || self.contacts.is_some()
            || self.bank_accounts.is_some()
    }

    /// What a new customer can't do without.
    pub(super) fn require(&self, fields: &mut Fields) {
        for (path, there) in [
            ("name", self.name.is_some()),
            ("currency", self.currency.is_some()),
            ("terms_id", self.terms_id.is_some()),
        ] {
            if !there {
                fields.error(path, "field.required");
            }
        }
    }

    /// `draft` with everything that was sent.
    pub(super) fn onto(
        self,
        mut draft: CustomerDraft,
        base: Currency,
        fields: &mut Fields,
    ) -> CustomerDraft {
        if self.code.is_some() {
            draft.code = self.code.map(|code| code.trim().to_owned());
        }
        let texts = [
            (&mut draft.name, self.name),
            (&mut draft.name_en, self.name_en),
            (&mut draft.invoice_title, self.invoice_title),
            (&mut draft.tax_id, self.tax_id),
            (&mut draft.tax_address, self.tax_address),
            (&mut draft.tax_phone, self.tax_phone),
            (&mut draft.tax_bank, self.tax_bank),
            (&mut draft.tax_account, self.tax_account),
            (&mut draft.invoice_email, self.invoice_email),
            (&mut draft.country, self.country),
            (&mut draft.region, self.region),
            (&mut draft.channel, self.channel),
            (&mut draft.note, self.note),
        ];
        for (into, text) in texts {
            if let Some(text) = text {
                text.trim().clone_into(into);
            }
        }
        if let Some(text) = &self.currency {
            draft.currency = fields.currency("currency", text);
        }
        if let Some(text) = &self.terms_id {
            draft.terms = fields.id("terms_id", text);
        }
        if let Some(limit) = self.credit_limit {
            draft.credit_limit = limit.map(|text| fields.money("credit_limit", &text, base));
        }
        if let Some(owner) = self.owner_id {
            draft.owner = owner.map_or(0, |text| {
                fields
                    .id::<jieqing_kernel::actor::User>("owner_id", &text)
                    .raw()
            });
        }
        if let Some(department) = self.department_id {
            draft.department = department.map_or(0, |text| {
                fields
                    .id::<jieqing_kernel::actor::Department>("department_id", &text)
                    .raw()
            });
        }
        draft.cut_off_day = self.cut_off_day.unwrap_or(draft.cut_off_day);
        draft.addresses = self.addresses.map_or(draft.addresses, all);
        draft.contacts = self.contacts.map_or(draft.contacts, all);
        draft.bank_accounts = self.bank_accounts.map_or(draft.bank_accounts, all);
        draft.aliases = self.aliases.unwrap_or(draft.aliases);
        draft
    }
}
