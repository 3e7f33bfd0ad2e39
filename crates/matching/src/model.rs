//! What goes into the engine and what comes out of it.

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;

/// Something a party owes us (or, with a negative amount, something we owe it).
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The caller's id, unique among the items.
    pub id: &'a str,
    /// Id of the customer.
    pub party: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The numbers it may be called by: document first, then order, delivery, statement, their own.
    pub numbers: &'a [&'a str],
    /// Date of the document.
    pub issued: Option<Date>,
    /// Due date.
    pub due: Option<Date>,
    /// Open amount in minor units; credits are negative.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
}

/// Money that came in (or, with a negative amount, went back).
#[derive(Debug, Clone, Copy)]
pub struct Receipt<'a> {
    /// The caller's id, unique among the receipts.
    pub id: &'a str,
    /// Booking date.
    pub date: Option<Date>,
    /// Who paid, as the bank writes it.
    pub payer: &'a str,
    /// Minor units.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// Everything else the bank passed on.
    pub text: &'a str,
}

/// A line of a remittance advice: what the payer says a receipt pays.
#[derive(Debug, Clone, Copy)]
pub struct Advice<'a> {
    /// Id of the receipt.
    pub receipt: &'a str,
    /// The number as the payer wrote it.
    pub number: &'a str,
    /// What it says is paid on it, minor units.
    pub amount: Option<i64>,
    /// Anything else on the line.
    pub memo: &'a str,
}

/// A payer's name known to stand for a customer.
#[derive(Debug, Clone, Copy)]
pub struct Alias<'a> {
    /// As the bank writes it.
    pub payer: &'a str,
    /// Id of the customer.
    pub party: &'a str,
}

/// Both sides and what is known about them. Order within the slices never matters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// Open items.
    pub items: &'a [Item<'a>],
    /// Receipts.
    pub receipts: &'a [Receipt<'a>],
    /// Remittance advice lines.
    pub advices: &'a [Advice<'a>],
    /// Confirmed payer names.
    pub aliases: &'a [Alias<'a>],
}

/// What a company allows.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// A receipt may fall short of a named item by this much and still be taken for it (bank fees,
    /// rounding): minor units, inclusive.
    pub short_cap: i64,
    /// The same as a share of the item (discounts), per mille, inclusive.
    pub short_permille: i64,
    /// Most items that one unnamed sum is searched in.
    pub group_max: usize,
    /// Confidence a proposal needs, per mille.
    pub propose_from: u16,
    /// Whether anything is applied without a person at all.
    pub apply: bool,
    /// Threads to work with; the plan is the same with any number.
    pub threads: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            short_cap: 5_000,
            short_permille: 30,
            group_max: 8,
            propose_from: 700,
            apply: true,
            threads: 2,
        }
    }
}

/// What became of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Exact and unique: may be booked without a person.
    Applied,
    /// For a person to confirm.
    Proposed,
    /// Nothing was found, or several answers are equally good.
    None,
}

impl Decision {
    /// Stable word for files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Proposed => "proposed",
            Self::None => "none",
        }
    }
}

/// Which way of thinking led to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The remittance advice says so.
    Advice,
    /// Named, and the amounts agree to the cent.
    NamedExact,
    /// Several receipts name one item and add up to it.
    Instalments,
    /// Named, short by no more than the policy allows.
    NamedShort,
    /// Named, and less than what is open.
    NamedPart,
    /// Named, and more than what is open.
    NamedOver,
    /// Some items are named, the rest of the sum fits others.
    NamedAndMore,
    /// A damaged number, and the amount agrees.
    Damaged,
    /// A damaged number, the amount differs.
    DamagedDiffers,
    /// No number: payer, amount and date.
    PayerAmount,
    /// No number and no known payer: an amount that occurs once in its time.
    AmountOnly,
    /// One sum that only these items of the payer make.
    Group,
    /// Several receipts of a payer that together make an item.
    Gathered,
    /// A refund that closes a credit.
    Refund,
    /// Looks like a receipt that was already used.
    Duplicate,
    /// Several answers, none clearly better.
    Undecided,
    /// The named item has another currency.
    OtherCurrency,
    /// What it names is already paid.
    AlreadyPaid,
    /// The payer is known, no open item fits.
    OnAccount,
    /// Nobody's.
    Unknown,
}

impl Rule {
    /// Stable word for files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::NamedExact => "named_exact",
            Self::Instalments => "instalments",
            Self::NamedShort => "named_short",
            Self::NamedPart => "named_part",
            Self::NamedOver => "named_over",
            Self::NamedAndMore => "named_and_more",
            Self::Damaged => "damaged_number",
            Self::DamagedDiffers => "damaged_number_amount_differs",
            Self::PayerAmount => "payer_amount",
            Self::AmountOnly => "amount_only",
            Self::Group => "group",
            Self::Gathered => "gathered",
            Self::Refund => "refund",
            Self::Duplicate => "duplicate",
            Self::Undecided => "undecided",
            Self::OtherCurrency => "other_currency",
            Self::AlreadyPaid => "already_paid",
            Self::OnAccount => "on_account",
            Self::Unknown => "unknown",
        }
    }
}

/// How a number in the text agrees with a number of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum NumberFit {
    /// The text has no number like it.
    #[default]
    None,
    /// Cut off at the end.
    Cut,
    /// One digit wrong, lost, added or two swapped.
    OneEdit,
    /// Only the running number, zeros or prefix lost.
    Tail,
    /// The whole number.
    Whole,
}

/// How the payer agrees with the item's customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PayerFit {
    /// The payer's name says nothing.
    #[default]
    Unknown,
    /// The name belongs to somebody else.
    Other,
    /// One of several customers the name may stand for.
    Possible,
    /// The name belongs to this customer.
    Same,
}

/// What speaks for a line, in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The number.
    pub number: NumberFit,
    /// The payer.
    pub payer: PayerFit,
    /// Receipt amount less item amount, minor units; sums over the whole group for groups.
    pub difference: i64,
    /// Days from the due date to the receipt.
    pub days: Option<i16>,
    /// Lines that belong together (items of one receipt, or receipts of one item).
    pub group: u16,
    /// Others that had a claim as good or nearly.
    pub rivals: u16,
}

/// One allocation, or one leftover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Index into [`Input::receipts`].
    pub receipt: u32,
    /// Index into [`Input::items`]; `None` for money that nothing was found for.
    pub item: Option<u32>,
    /// Minor units, with the item's sign; for a leftover what is left of the receipt.
    pub amount: i64,
    /// What may be done with it.
    pub decision: Decision,
    /// Confidence, per mille.
    pub score: u16,
    /// The way there.
    pub rule: Rule,
    /// The parts.
    pub evidence: Evidence,
}

/// An answer that was nearly given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// Index into [`Input::receipts`].
    pub receipt: u32,
    /// Index into [`Input::items`].
    pub item: u32,
    /// Confidence, per mille.
    pub score: u16,
}

/// The result: at least one line for every receipt, sorted by receipt id, then item id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Allocations and leftovers.
    pub lines: Vec<Line>,
    /// Other answers for receipts that were left open, best first within a receipt.
    pub alternatives: Vec<Alternative>,
    /// Names under which payers were recognised by what they named: (payer, party index is that of
    /// the item), to be offered as aliases.
    pub learned: Vec<Learned>,
}

/// A payer name that named items of one customer only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// As the bank writes it.
    pub payer: String,
    /// Customer id.
    pub party: String,
    /// Receipts that show it.
    pub receipts: u32,
}
