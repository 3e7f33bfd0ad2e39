//! What a customer is and when the data hold together. Pure.

use crate::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;

jieqing_db::text_enum! {
    /// Whether we may sell to them.
    pub enum CustomerStatus {
        /// Yes.
        Normal = "normal",
        /// New orders wait for the credit controller.
        Hold = "hold",
        /// Nothing new.
        Stop = "stop",
    }
}

/// An address to deliver or send invoices to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerAddress {
    /// `delivery` or `invoice`.
    pub kind: String,
    /// Person.
    pub recipient: String,
    /// Phone.
    pub phone: String,
    /// Address in one line.
    pub address: String,
    /// Taken when an order names none.
    pub is_default: bool,
}

/// A person there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerContact {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Phone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// What for: `settlement`, `purchasing`, …
    pub duty: String,
}

/// An account they pay from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerBankAccount {
    /// Bank.
    pub bank: String,
    /// Account number.
    pub account: String,
    /// Holder, when not the customer.
    pub holder: String,
}

/// Everything a person enters about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerDraft {
    /// Code; made from the number series when absent.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// 发票抬头; the name when empty.
    pub invoice_title: String,
    /// 纳税人识别号.
    pub tax_id: String,
    /// Registered address for invoices.
    pub tax_address: String,
    /// Registered phone for invoices.
    pub tax_phone: String,
    /// 开户行.
    pub tax_bank: String,
    /// Account on invoices.
    pub tax_account: String,
    /// Where invoices are mailed.
    pub invoice_email: String,
    /// ISO country.
    pub country: String,
    /// Region.
    pub region: String,
    /// Sales channel.
    pub channel: String,
    /// Currency of new orders.
    pub currency: Currency,
    /// Payment terms.
    pub terms: Id<wire::Terms>,
    /// Limit in company currency, minor units; `None` is unlimited.
    pub credit_limit: Option<i64>,
    /// Owner (raw user id), 0 for nobody.
    pub owner: i64,
    /// Department (raw id), 0 for none.
    pub department: i64,
    /// Last day of the statement month, 1–31.
    pub cut_off_day: i64,
    /// Note.
    pub note: String,
    /// Addresses.
    pub addresses: Vec<CustomerAddress>,
    /// Contacts.
    pub contacts: Vec<CustomerContact>,
    /// Bank accounts.
    pub bank_accounts: Vec<CustomerBankAccount>,
    /// Names they pay under.
    pub aliases: Vec<String>,
}

const NAME_MAX: usize = 200;
const TEXT_MAX: usize = 2_000;

impl CustomerDraft {
    /// A draft with a name and nothing else.
    #[must_use]
    pub fn named(name: String) -> Self {
        Self {
            code: None,
            name,
            name_en: String::new(),
            invoice_title: String::new(),
            tax_id: String::new(),
            tax_address: String::new(),
            tax_phone: String::new(),
            tax_bank: String::new(),
            tax_account: String::new(),
            invoice_email: String::new(),
            country: "CN".to_owned(),
            region: String::new(),
            channel: String::new(),
            currency: Currency::CNY,
            terms: Id::from_raw(0),
            credit_limit: None,
            owner: 0,
            department: 0,
            cut_off_day: 31,
            note: String::new(),
            addresses: Vec::new(),
            contacts: Vec::new(),
            bank_accounts: Vec::new(),
            aliases: Vec::new(),
        }
    }

    /// All field errors at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", "field.required"));
        }
        let texts = [
            ("name", &self.name, NAME_MAX),
            ("name_en", &self.name_en, NAME_MAX),
            ("invoice_title", &self.invoice_title, NAME_MAX),
            ("tax_address", &self.tax_address, NAME_MAX),
            ("tax_bank", &self.tax_bank, NAME_MAX),
            ("note", &self.note, TEXT_MAX),
        ];
        for (path, text, max) in texts {
            crate::wire::check_text(&mut errors, path, text, max);
        }
        if !(1..=31).contains(&self.cut_off_day) {
            errors
                .push(FieldError::new("cut_off_day", "field.out_of_range").with("allowed", "1–31"));
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}
