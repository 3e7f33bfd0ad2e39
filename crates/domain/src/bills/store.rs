//! SQL of bills.

use super::package::Interval;
use super::state::{AcceptorClass, BillStatus, Recognition};
use crate::receipts::PaymentMethod;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A bill as commands need it.
    pub(super) struct Locked {
        pub(super) id: Id<wire::Bill>,
        pub(super) number: String,
        pub(super) root: Id<wire::Bill>,
        pub(super) parent: Option<Id<wire::Bill>>,
        pub(super) status: BillStatus,
        pub(super) recognition: Recognition,
        pub(super) class: AcceptorClass,
        pub(super) package_no: String,
        pub(super) part_from: i64,
        pub(super) part_to: i64,
        pub(super) amount: i64,
        pub(super) due_on: Date,
        pub(super) received_on: Date,
        pub(super) status_on: Date,
        pub(super) transferable: bool,
        pub(super) customer: Id<wire::Customer>,
        pub(super) exposure: i64,
        pub(super) owner: i64,
        pub(super) department: i64,
        pub(super) version: i64,
    }
}

impl Locked {
    pub(super) fn interval(&self) -> Interval {
        Interval::stored(self.part_from, self.part_to)
    }
}

row! {
    /// The last step of a bill that stands.
    pub(super) struct LastStep {
        pub(super) id: Id<wire::BillStep>,
        pub(super) from_status: BillStatus,
        pub(super) from_recognition: Recognition,
        pub(super) entry: Option<i64>,
    }
}

row! {
    /// An account or wallet of ours.
    pub(super) struct Account {
        pub(super) name: String,
        pub(super) currency: Currency,
        pub(super) method: PaymentMethod,
    }
}

sql!(
    pub(super) ACCOUNT,
    "select name, currency, method from bank_accounts where company_id = $1 and id = $2 and active"
);
sql!(
    pub(super) CUSTOMER,
    "select name, owner_id, department_id from customers where company_id = $1 and id = $2"
);
sql!(
    pub(super) LOCK_PACKAGE,
    "insert into bill_packages (company_id, package_no, entered) values ($1, $2, 1)
     on conflict (company_id, package_no) do update set entered = bill_packages.entered + 1"
);
// A bill that was passed on may come back from another customer.
sql!(
    pub(super) OVERLAPPING,
    "select number, part_from, part_to from bills
     where company_id = $1 and package_no = $2
       and status not in ('split', 'reversed', 'endorsed', 'discounted')
       and (part_to = 0 or $4 = 0 or (part_from <= $4 and part_to >= $3))
     order by part_from limit 1"
);
sql!(
    pub(super) LOCK,
    "select id, number, root_id, parent_id, status, recognition, class, package_no, part_from, part_to,
       amount_minor, due_on, received_on, status_on, transferable, customer_id, exposure_minor, owner_id,
       department_id, version
     from bills where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) NUMBER,
    "select number from bills where company_id = $1 and id = $2"
);
sql!(
    pub(super) INSERT,
    "insert into bills (company_id, id, number, root_id, parent_id, status, recognition, kind, class,
       package_no, part_from, part_to, amount_minor, issued_on, due_on, received_on, status_on, drawer,
       drawer_account, drawer_bank, payee, acceptor, endorser, transferable, note, customer_id,
       exposure_minor, owner_id, department_id, created_by, created_at_us, version)
     values ($1, $2, $3, $4, null, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, 1)"
);
sql!(
    pub(super) INSERT_PART,
    "insert into bills (company_id, id, number, root_id, parent_id, status, recognition, kind, class,
       package_no, part_from, part_to, amount_minor, issued_on, due_on, received_on, status_on, drawer,
       drawer_account, drawer_bank, payee, acceptor, endorser, transferable, note, customer_id,
       exposure_minor, owner_id, department_id, created_by, created_at_us, version)
     select company_id, $3, $4, root_id, id, 'on_hand', 'none', kind, class, package_no, $5, $6, $7,
       issued_on, due_on, received_on, $8, drawer, drawer_account, drawer_bank, payee, acceptor, endorser,
       transferable, note, customer_id, $9, owner_id, department_id, $10, $11, 1
     from bills where company_id = $1 and id = $2"
);
sql!(
    pub(super) MOVE,
    "update bills set status = $4, recognition = $5, status_on = $6, holder = $7, exposure_minor = $8,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) INSERT_STEP,
    "insert into bill_steps (company_id, id, bill_id, action, from_status, to_status, from_recognition,
       happened_on, counterparty, bank_account_id, net_minor, interest_minor, reason, entry_id,
       created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
);
sql!(
    pub(super) LAST_STEP,
    "select id, from_status, from_recognition, entry_id from bill_steps
     where company_id = $1 and bill_id = $2 and not taken_back and action <> 'take_back'
     order by id desc limit 1"
);
sql!(
    pub(super) MARK_TAKEN_BACK,
    "update bill_steps set taken_back = true where company_id = $1 and id = $2 and not taken_back"
);
sql!(
    pub(super) ENTRY,
    "select id from ledger_entries
     where company_id = $1 and source_type = 'bill' and source_id = $2 and event = 'bill.entered'"
);
sql!(pub(super) WEIGHT, "select bill_weight_e9 from companies where id = $1");
sql!(
    pub(super) EXPOSED,
    "select id, customer_id, amount_minor, exposure_minor from bills
     where company_id = $1 and status in ('on_hand', 'pledged', 'presented', 'endorsed', 'discounted')
     order by id for update"
);
sql!(
    pub(super) SET_EXPOSURE,
    "update bills set exposure_minor = $3 where company_id = $1 and id = $2"
);
sql!(
    pub(super) BAD_OVERLAPS,
    "select a.number, b.number from bills a
     join bills b on b.company_id = a.company_id and b.package_no = a.package_no and b.id > a.id
       and b.status in ('on_hand', 'pledged', 'presented')
       and (a.part_to = 0 or b.part_to = 0 or (a.part_from <= b.part_to and a.part_to >= b.part_from))
     where a.company_id = $1 and a.status in ('on_hand', 'pledged', 'presented') limit 20"
);
sql!(
    pub(super) BAD_PARTS,
    "select p.number from bills p
     left join (select parent_id, min(part_from) f, max(part_to) t, sum(amount_minor) a
       from bills where company_id = $1 and parent_id is not null group by parent_id) c on c.parent_id = p.id
     where p.company_id = $1
       and ((p.status = 'split' and (c.a is null or c.a <> p.amount_minor or c.f <> p.part_from or c.t <> p.part_to))
         or (p.status <> 'split' and c.a is not null))
     limit 20"
);
sql!(
    pub(super) CARRIED,
    "select cast(coalesce(sum(amount_minor), 0) as bigint) from bills
     where company_id = $1 and (status in ('on_hand', 'pledged', 'presented')
       or (status in ('endorsed', 'discounted') and recognition = 'kept'))"
);
sql!(
    pub(super) NOTES_BALANCE,
    "select cast(coalesce(sum(l.base_debit_minor - l.base_credit_minor), 0) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'notes_receivable'
     where l.company_id = $1"
);
row! {
    /// A bill as the proof of exposure needs it.
    pub(super) struct Weighed {
        pub(super) number: String,
        pub(super) status: BillStatus,
        pub(super) amount: i64,
        pub(super) exposure: i64,
    }
}
sql!(
    pub(super) ALL_WEIGHED,
    "select number, status, amount_minor, exposure_minor from bills where company_id = $1 order by id"
);
sql!(
    pub(super) BAD_BALANCES,
    "select coalesce(c.code, '?') from customer_balances b
     left join customers c on c.company_id = b.company_id and c.id = b.customer_id
     left join (select customer_id, sum(exposure_minor) e from bills where company_id = $1
       group by customer_id) s on s.customer_id = b.customer_id and b.currency = 'CNY'
     where b.company_id = $1 and b.bills_minor <> coalesce(s.e, 0) limit 20"
);
// In the company's own currency nothing is converted: the sum is exact.
sql!(
    pub(super) BAD_EXPOSURES,
    "select coalesce(c.code, '?') from customer_balances b
     join companies m on m.id = b.company_id and m.currency = b.currency
     left join customers c on c.company_id = b.company_id and c.id = b.customer_id
     where b.company_id = $1 and b.base_exposure_minor <>
       b.billed_minor + b.unbilled_minor + b.credit_minor + b.undelivered_minor + b.bills_minor
     limit 20"
);
