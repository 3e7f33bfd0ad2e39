//! Refusals of this context.

jieqing_kernel::refusals! {
    /// Why a bill command is refused.
    pub enum BillRefusal {
        /// The bill's state does not allow it.
        State { number: String, status: String, action: String } = "bills.state",
        /// The same part of the package is with us already.
        Overlap { package: String, interval: String, other: String, number: String } = "bills.overlap",
        /// The face is not what the interval says.
        FaceDiffers { interval: String, computed: String, given: String } = "bills.face_differs",
        /// The bill can't be split.
        NotSplittable { package: String, interval: String } = "bills.not_splittable",
        /// The parts are not the whole.
        PartsDiffer { amount: String, parts: String } = "bills.parts_differ",
        /// A split gives two to fifty parts.
        PartCount { given: usize, max: usize } = "bills.part_count",
        /// Before the day it is due.
        TooEarly { number: String, due: String, given: String } = "bills.too_early",
        /// After the presentment window, without a reason.
        WindowClosed { number: String, last: String, given: String } = "bills.window_closed",
        /// It may not be endorsed.
        NotTransferable { number: String } = "bills.not_transferable",
        /// The net amount is not between nothing and the face.
        NetOutOfRange { net: String, face: String } = "bills.net_out_of_range",
        /// Bills are in CNY; so must the company's books be.
        Currency { currency: String } = "bills.currency",
        /// The account is kept in another currency.
        AccountCurrency { account: String, given: String } = "bills.account_currency",
        /// Part of the credit is allocated.
        Allocated { number: String, amount: String, documents: String } = "bills.allocated",
        /// A part of a split bill is not taken back alone.
        IsPart { number: String, whole: String } = "bills.is_part",
        /// A state says money was posted without a step that did it.
        NothingToTakeBack { number: String } = "bills.nothing_to_take_back",
    }
}

jieqing_kernel::known_codes!(
    "bills.package_digits",
    "bills.package_kind",
    "bills.package_day",
    "bills.interval_malformed",
    "bills.interval_too_large",
    "bills.due_before_issue",
    "bills.warn_tenor",
    "bills.warn_past_due",
    "bills.warn_not_transferable",
    "bills.warn_commercial",
);
