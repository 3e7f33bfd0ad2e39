//! What an order is. Pure.

jieqing_db::text_enum! {
    /// Where an order stands.
    pub enum OrderStatus {
        /// 草稿: being entered.
        Draft = "draft",
        /// 待确认: verified, waits for confirmation.
        Submitted = "submitted",
        /// 已确认: binding; may be delivered.
        Confirmed = "confirmed",
        /// 已完成: everything delivered and invoiced.
        Completed = "completed",
        /// 已关闭: the rest is given up.
        Closed = "closed",
        /// 已取消: never delivered.
        Cancelled = "cancelled",
    }
}

jieqing_db::text_enum! {
    /// How much of an order has reached the customer.
    pub enum DeliveryState {
        /// Nothing.
        None = "none",
        /// Some of it, or all of it is still on its way.
        Partial = "partial",
        /// Every line is signed for, or closed.
        Delivered = "delivered",
    }
}

jieqing_db::text_enum! {
    /// How much of an order is invoiced.
    pub enum BillingState {
        /// Nothing.
        None = "none",
        /// Some of it.
        Partial = "partial",
        /// Everything delivered or still to be delivered.
        Invoiced = "invoiced",
    }
}
