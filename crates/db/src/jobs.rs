//! Work after the commit: queued in the transaction that wants it, leased, retried, visible.
