//! A bill on the wire.

use crate::wire_money::amount;
use jieqing_domain::bills::query::BillView;
use jieqing_domain::bills::{warnings, window_ends};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

/// A bill of exchange. Amounts in CNY.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillBody {
    /// Id.
    #[schema(example = "bil_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "BL-202611-0001")]
    number: String,
    /// The bill that was entered: itself, or the whole it is a part of.
    #[schema(example = "bil_0c1x2y3z4w5v6")]
    root_id: String,
    /// Its number.
    #[schema(example = "BL-202611-0001")]
    root_number: String,
    /// The bill it was split off; null for the one that was entered.
    #[schema(example = json!(null))]
    parent_id: Option<String>,
    /// `on_hand`, `endorsed`, `discounted`, `pledged`, `presented`, `honoured`, `dishonoured`,
    /// `recourse`, `split` or `reversed`.
    #[schema(example = "on_hand")]
    status: &'static str,
    /// What became of it in the books when it was passed on: `none`, `derecognised` or `kept`.
    #[schema(example = "none")]
    recognition: &'static str,
    /// Kind, first digit of the package: `1`, `2` old bank and commercial bills; `5`, `6` new ones;
    /// `7`, `8` supply-chain commercial and bank bills.
    #[schema(example = "5")]
    kind: &'static str,
    /// Class of the acceptor: `high_grade`, `other_bank` or `commercial`.
    #[schema(example = "high_grade")]
    acceptor_class: &'static str,
    /// Package number, 30 digits.
    #[schema(example = "510510000001220261101000012347")]
    package_no: String,
    /// Sub-bill interval, `start-end`, or `0`.
    #[schema(example = "1-5000000")]
    interval: String,
    /// Face.
    #[schema(example = "50000.00")]
    amount: String,
    /// Day of issue.
    #[schema(example = "2026-11-01")]
    issued_on: String,
    /// Day it is due.
    #[schema(example = "2027-04-30")]
    due_on: String,
    /// Last day of the presentment window.
    #[schema(example = "2027-05-10")]
    window_ends_on: String,
    /// Days until it is due; negative when past due.
    #[schema(example = 157)]
    days_to_due: i64,
    /// Day we received it.
    #[schema(example = "2026-11-10")]
    received_on: String,
    /// Day of the last change of state.
    #[schema(example = "2026-11-10")]
    status_on: String,
    /// Drawer.
    #[schema(example = "杭州云栖贸易有限公司")]
    drawer: String,
    /// Drawer's account.
    #[schema(example = "1202020209900012345")]
    drawer_account: String,
    /// Drawer's bank.
    #[schema(example = "中国建设银行杭州分行")]
    drawer_bank: String,
    /// First payee.
    #[schema(example = "结清贸易有限公司")]
    payee: String,
    /// Acceptor.
    #[schema(example = "中国建设银行杭州分行")]
    acceptor: String,
    /// Who endorsed it to us.
    #[schema(example = "杭州云栖贸易有限公司")]
    endorser: String,
    /// Whether it may be passed on.
    #[schema(example = true)]
    transferable: bool,
    /// Endorsee, bank, pledgee or who is pursued; empty while it is with us.
    #[schema(example = "")]
    holder: String,
    /// Note.
    #[schema(example = "")]
    note: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// What it counts for in the customer's exposure.
    #[schema(example = "50000.00")]
    exposure: String,
    /// Credit item of the bill that was entered, for allocations.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// What of that credit is not allocated.
    #[schema(example = "0.00")]
    open: String,
    /// Codes of what is worth knowing: `bills.warn_tenor`, `bills.warn_past_due`,
    /// `bills.warn_not_transferable`, `bills.warn_commercial`.
    #[schema(example = json!([]))]
    warnings: Vec<&'static str>,
    /// What may be done now.
    #[schema(example = json!(["split", "endorse", "discount", "pledge", "present", "reverse"]))]
    actions: Vec<&'static str>,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Who entered it; empty for the system.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(b: BillView, ctx: &Ctx) -> BillBody {
    let money = |minor| amount(minor, Currency::CNY);
    let is_part = b.parent_id.is_some();
    BillBody {
        interval: b.interval().to_string(),
        window_ends_on: window_ends(b.due_on).to_string(),
        days_to_due: b.due_on.signed_duration_since(ctx.today()).num_days(),
        warnings: warnings(
            (b.issued_on, b.due_on, b.received_on),
            b.class,
            b.transferable,
        ),
        actions: b
            .status
            .actions()
            .map(|a| a.as_str())
            .filter(|a| !(is_part && *a == "reverse"))
            .collect(),
        id: b.id.to_string(),
        number: b.number,
        root_id: b.root_id.to_string(),
        root_number: b.root_number,
        parent_id: b.parent_id.map(|id| id.to_string()),
        status: b.status.as_str(),
        recognition: b.recognition.as_str(),
        kind: b.kind.as_str(),
        acceptor_class: b.class.as_str(),
        package_no: b.package_no,
        amount: money(b.amount),
        issued_on: b.issued_on.to_string(),
        due_on: b.due_on.to_string(),
        received_on: b.received_on.to_string(),
        status_on: b.status_on.to_string(),
        drawer: b.drawer,
        drawer_account: b.drawer_account,
        drawer_bank: b.drawer_bank,
        payee: b.payee,
        acceptor: b.acceptor,
        endorser: b.endorser,
        transferable: b.transferable,
        holder: b.holder,
        note: b.note,
        customer_id: b.customer_id.to_string(),
        customer_code: b.customer_code,
        customer_name: b.customer_name,
        exposure: money(b.exposure),
        item_id: b.item_id.to_string(),
        open: money(b.open),
        owner: b.owner,
        created_by: b.created_by,
        created_at: rfc3339(b.created_at_us),
        version: b.version,
    }
}
