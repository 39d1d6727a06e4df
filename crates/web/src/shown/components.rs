//! Every component of the stylesheet with its class names, in both schemes: for whoever draws a page.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use serde::Serialize;

#[derive(Serialize)]
pub struct ComponentsShown {
    /// The classes that show what is in them in one scheme.
    schemes: [&'static str; 2],
}

shown!(ComponentsShown, ComponentsPage, "components.html");

pub fn components(_: &Seen) -> Result<Box<dyn Shown>, Fault> {
    Ok(Box::new(ComponentsShown { schemes: ["as-light", "as-dark"] }))
}
