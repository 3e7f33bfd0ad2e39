//! Read models of administration.

mod audit;
mod company;
mod people;
mod timeline;
mod views;

pub use audit::{AccessRow, AuditFilter, AuditRow, access_log, audit};
pub use company::{SeriesRow, company, number_series};
pub use people::{
    DepartmentRow, PersonRow, UserFilter, assignments, departments, get_user, list_users, people,
};
pub use timeline::{subject_id, timeline};
pub use views::{SavedView, views};
