//! A new register set up in the browser as its first clerk would: a name, units, an officer, by keyboard alone.

use super::hand::Hand;
use super::word;
use crate::prove::server::PASSWORD;
use crate::prove::webdriver::PATIENCE;
use anyhow::Result;

/// As they are pasted, a line each.
pub const UNITS: &str = include_str!("units.txt");
/// The button of the step that comes next: on the first page, and with what was written.
pub const NEXT: &str = ":is(.steps, .note.done, main.door) a.go";

/// Signs in with a one-time code and sets a password.
pub fn sign_in(hand: &mut Hand, address: &str, code: &str, name: &str) -> Result<()> {
    hand.window.go(address)?;
    for (field, text) in [("#code", code), ("#name", name), ("#password", PASSWORD)] {
        hand.reach(field)?;
        hand.type_in(text)?;
    }
    hand.enter()?;
    hand.window.wait_for(name, PATIENCE).map(drop)
}

/// Names the office, enters its units, opens an account for an officer of one of them; the code for that officer.
pub fn set_up(hand: &mut Hand) -> Result<String> {
    hand.push(NEXT)?;
    hand.fill("form[data-act=\"unit.rename\"] input:not([type=hidden])", word("office"))?;
    hand.enter()?;
    hand.push(NEXT)?;
    hand.reach("#names")?;
    hand.paste(UNITS)?;
    hand.push("form[data-act=\"unit.list\"] button.go")?;
    hand.push("button[name=do][value=found]")?;
    hand.push(NEXT)?;
    hand.fill("form[data-act=\"account.open\"] input:not([type=hidden])", word("officer"))?;
    hand.enter()?;
    hand.pick("form[data-act=\"account.grant\"] select[name=role]", word("role"))?;
    hand.pick("form[data-act=\"account.grant\"] select[name=unit]", word("health"))?;
    hand.push("form[data-act=\"account.grant\"] button")?;
    hand.push("form[action$=\"/code\"] button")?;
    hand.window.wait_for_css("p.code", PATIENCE)?;
    let code = hand.window.find("p.code")?;
    hand.window.text_of(&code)
}
