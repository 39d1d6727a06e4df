//! Speaks HTTP: pages, the same as JSON, acts, the live feed, signing in.
//!
//! It knows no rule and no database: what may be done and what is seen, the office says.

mod act_forms;
mod acts;
mod api;
mod arrivals;
mod ask;
mod assigning;
mod batch;
mod below;
mod calendar;
mod desk;
mod devices;
mod downloads;
mod error;
mod evidence;
mod feed;
mod feeds;
mod files_shown;
mod guard;
mod links;
mod lists;
mod manual;
mod matters;
mod meetings;
mod outbox;
mod pages;
mod plans;
mod render;
mod reports;
mod router;
mod saved_filters;
mod serve;
mod shown;
mod sign_in;
mod sourcing;
mod statics;
mod trial;
mod unit_forms;
mod uploads;

pub use pages::addresses;
pub use router::router;
pub use serve::{Options, Shared, serve};
