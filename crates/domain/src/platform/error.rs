//! Refusals of the platform.

jieqing_kernel::refusals! {
    /// Why a job or an attachment is refused.
    pub enum PlatformRefusal {
        /// It has not ended, or ended well.
        JobNotOver = "jobs.not_over",
        /// Another job of the same purpose waits or runs.
        JobTwin = "jobs.twin",
        /// The kind of document takes no files.
        Subject { subject: String } = "attachments.subject",
    }
}
