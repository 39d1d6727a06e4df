//! One answer for all parts of a numbered point.

use super::Home;
use app::desk::{DeskAct, Said, SlipView};

const NOTICE: &str = include_str!("points.txt");

fn leads(slips: &[SlipView]) -> Vec<Vec<&str>> {
    slips.iter().map(|it| it.leads.iter().map(|it| it.name.as_str()).collect()).collect()
}

#[test]
fn a_lead_is_said_once_for_all_parts_of_a_point() {
    let home = Home::unfounded("points", NOTICE);
    let slips = home.desk().slips;
    assert_eq!(leads(&slips), [[""; 0]; 4], "nobody is a unit yet");
    let rest: Vec<_> = slips.iter().map(|it| it.rest_of_point.clone()).collect();
    let other = || Some(("1".to_owned(), 2));
    assert_eq!(rest, [other(), other(), other(), None]);

    let said = Said { leads: Some("root".to_owned()), ..Said::default() };
    home.about("first", "2", |slip| DeskAct::AmendPoint { slip, said: said.clone(), was: Said::default() });
    let slips = home.desk().slips;
    assert_eq!(leads(&slips), [vec!["root"], vec!["root"], vec!["root"], vec![]], "the next point is another");
    assert!(slips.iter().all(|it| it.rest_of_point.is_none()));
    home.says("first", DeskAct::Undo);
    assert_eq!(leads(&home.desk().slips), [[""; 0]; 4], "it was one stroke");
}
