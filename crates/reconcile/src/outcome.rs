//! What a reconciliation comes to. Rows are named by their place in [`crate::Side::rows`].

/// Why two sides differ, or why a row stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Delivered by us near the end of the period, not yet booked by them.
    GoodsInTransit,
    /// Invoiced by us near the end of the period, not yet booked by them.
    InvoiceInTransit,
    /// Paid by them, not yet received by us.
    PaymentInTransit,
    /// They have it, we have not.
    MissingOurs,
    /// We have it, they have not.
    MissingTheirs,
    /// Same quantity, other price.
    Price,
    /// Another tax rate.
    TaxRate,
    /// Same price, other quantity.
    Quantity,
    /// A share was taken off.
    Discount,
    /// A rebate was taken off.
    Rebate,
    /// Cents.
    Rounding,
    /// A return that one side has not booked.
    ReturnNotBooked,
    /// Something was held back.
    Deduction,
    /// Booked under another customer.
    WrongCustomer,
    /// The same row twice.
    Duplicate,
    /// Opening balances differ.
    Opening,
    /// Amounts differ and nothing in the files says why.
    Amount,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::GoodsInTransit,
        Self::InvoiceInTransit,
        Self::PaymentInTransit,
        Self::MissingOurs,
        Self::MissingTheirs,
        Self::Price,
        Self::TaxRate,
        Self::Quantity,
        Self::Discount,
        Self::Rebate,
        Self::Rounding,
        Self::ReturnNotBooked,
        Self::Deduction,
        Self::WrongCustomer,
        Self::Duplicate,
        Self::Opening,
        Self::Amount,
    ];

    /// Stable word for files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::GoodsInTransit => "goods_in_transit",
            Self::InvoiceInTransit => "invoice_in_transit",
            Self::PaymentInTransit => "payment_in_transit",
            Self::MissingOurs => "missing_ours",
            Self::MissingTheirs => "missing_theirs",
            Self::Price => "price",
            Self::TaxRate => "tax_rate",
            Self::Quantity => "quantity",
            Self::Discount => "discount",
            Self::Rebate => "rebate",
            Self::Rounding => "rounding",
            Self::ReturnNotBooked => "return_not_booked",
            Self::Deduction => "deduction",
            Self::WrongCustomer => "wrong_customer",
            Self::Duplicate => "duplicate",
            Self::Opening => "opening",
            Self::Amount => "amount",
        }
    }
}

/// What brought rows together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Same number.
    Number,
    /// Same number after what people do to numbers was undone.
    DamagedNumber,
    /// Same order number and amount, quantity or line.
    Order,
    /// Same day, amount and quantity where told.
    DayAndAmount,
    /// Amounts that add up to the other side's.
    Sum,
    /// Numbers in free text, payer, amount and date together.
    Evidence,
    /// Both are opening balances.
    Opening,
}

impl How {
    /// Stable word for files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::DamagedNumber => "damaged_number",
            Self::Order => "order",
            Self::DayAndAmount => "day_and_amount",
            Self::Sum => "sum",
            Self::Evidence => "evidence",
            Self::Opening => "opening",
        }
    }
}

/// Rows of both sides that belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Rows of ours, ascending.
    pub ours: Vec<u32>,
    /// Rows of theirs, ascending.
    pub theirs: Vec<u32>,
    /// Sum of ours.
    pub ours_amount: i64,
    /// Sum of theirs, in our sign.
    pub theirs_amount: i64,
    /// `None`: they agree.
    pub cause: Option<Cause>,
    /// What brought them together.
    pub how: How,
    /// They agree once tax is added to or taken off one side: its rate in hundredths of a percent.
    pub tax: Option<u16>,
}

/// A row that stands alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Single {
    /// The row.
    pub row: u32,
    /// Its amount.
    pub amount: i64,
    /// Why it may stand alone.
    pub cause: Cause,
    /// A row of the other side with the same amount, to be looked at; never declared.
    pub maybe: Option<u32>,
}

/// Which party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Us.
    Ours,
    /// The customer.
    Theirs,
}

/// A row that repeats another one of its side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// Whose.
    pub party: Party,
    /// The row.
    pub row: u32,
    /// The row that it repeats.
    pub of: u32,
    /// Its amount.
    pub amount: i64,
}

/// The result. Each row of either side is in exactly one of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Groups that agree.
    pub matched: Vec<Group>,
    /// Groups that differ.
    pub differs: Vec<Group>,
    /// Rows only we have.
    pub only_ours: Vec<Single>,
    /// Rows only they have.
    pub only_theirs: Vec<Single>,
    /// Repeated rows.
    pub duplicates: Vec<Duplicate>,
    /// Their amounts were taken with the other sign: their payable is our receivable.
    pub turned: bool,
}
