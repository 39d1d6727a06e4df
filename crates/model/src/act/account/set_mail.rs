//! Saying how somebody is written to: the address, what they want, in which language; without an address, not at all.
//!
//! Source: design; the form of an address is the common part of RFC 5321, 4.1.2.

use crate::act::{Decide, Fold};
use crate::state::{Account, MailLanguage, MailTo, MailWish};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Sets address and wish together; what was before is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMail {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub wish: MailWish,
    pub language: MailLanguage,
}

/// It was said how an account is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSet {
    pub address: Option<Words>,
    pub wish: MailWish,
    pub language: MailLanguage,
}

impl Decide for SetMail {
    type State = Account;
    type Event = MailSet;

    fn decide(self, before: Option<&Account>, scene: &Scene) -> Result<MailSet, Refusal> {
        let Some(account) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let address = self.address.map(wanted_address).transpose()?;
        if address.is_none() && account.mail.is_none() {
            return Err(Refusal::WordsMissing { field: "address".to_owned() });
        }
        Ok(MailSet { address: address.map(Words::from), wish: self.wish, language: self.language })
    }
}

impl Fold for MailSet {
    type State = Account;

    fn fold(self, before: Option<Account>, _stamp: &Stamp) -> Option<Account> {
        let mail = self.address.map(|address| MailTo { address, wish: self.wish, language: self.language });
        Some(Account { mail, ..before? })
    }
}

/// Refuses what is no address of mail: one sign @, letters and signs of the English alphabet, no blank.
///
/// # Errors
/// [`Refusal::MailAddressUnreadable`].
fn wanted_address(text: String) -> Result<String, Refusal> {
    let address = text.trim();
    let is_sign = |it: u8| it.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&it);
    let is_local = |it: &str| (1..=64).contains(&it.len()) && it.bytes().all(is_sign) && has_no_odd_dot(it);
    let is_host = |it: &str| {
        let is_label = |it: &str| {
            !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') && !it.starts_with('-')
        };
        it.len() <= 253 && it.split('.').all(is_label)
    };
    match address.rsplit_once('@') {
        Some((local, host)) if is_local(local) && is_host(host) => Ok(address.to_owned()),
        _ => Err(Refusal::MailAddressUnreadable { text: address.to_owned() }),
    }
}

fn has_no_odd_dot(local: &str) -> bool {
    !local.starts_with('.') && !local.ends_with('.') && !local.contains("..")
}
