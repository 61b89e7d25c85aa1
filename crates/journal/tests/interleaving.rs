//! Any interleaving of commands, in any batches, with restarts between, folds to what a plain model says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;
use common::*;
use journal::*;
use kernel::{Money, StreamId};
use proptest::{prelude::*, test_runner::FileFailurePersistence};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
    Import {
        account: u128,
        yuan: i64,
    },
    Spend {
        account: u128,
        yuan: i64,
    },
    /// Sends an earlier command again.
    Repeat {
        back: usize,
    },
    /// Waits for all answers, so that the next step starts a new batch.
    Wait,
    Restart,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => (0..4_u128, 1..100_i64).prop_map(|(account, yuan)| Step::Import { account, yuan }),
        6 => (0..4_u128, 1..60_i64).prop_map(|(account, yuan)| Step::Spend { account, yuan }),
        2 => (1..10_usize).prop_map(|back| Step::Repeat { back }),
        2 => Just(Step::Wait),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..60)
}

#[derive(Clone)]
struct Given {
    id: u128,
    account: u128,
    yuan: i64,
    spend: bool,
    accepted: bool,
}
impl Given {
    fn submit(&self, journal: &Journal) -> Ticket {
        let work = if self.spend {
            spend(account(self.account), order(self.id), self.yuan, "")
        } else {
            import(account(self.account), self.yuan)
        };
        journal.submit(request(self.id, &format!("{} {}", self.account, self.yuan)), work)
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/interleaving.regressions"))),
        ..ProptestConfig::default()
    })]
    #[test]
    fn any_interleaving_folds_to_the_same_states(steps in steps()) {
        let place = Place::sqlite();
        let mut journal = Some(place.open());
        let mut model: BTreeMap<u128, (i64, i64)> = BTreeMap::new();
        let mut given: Vec<Given> = Vec::new();
        let mut waiting: Vec<(Ticket, bool, bool)> = Vec::new();
        let settle = |waiting: &mut Vec<(Ticket, bool, bool)>| {
            for (ticket, accepted, repeated) in waiting.drain(..) {
                let outcome = ticket.wait();
                assert_eq!(outcome.is_ok(), accepted, "{outcome:?}");
                assert_eq!(outcome.is_ok_and(|outcome| outcome.repeated), accepted && repeated);
            }
        };
        for step in steps {
            let open = journal.as_ref().unwrap();
            let (spends, account, yuan) = match step {
                Step::Wait => {
                    settle(&mut waiting);
                    continue;
                }
                Step::Restart => {
                    settle(&mut waiting);
                    drop(journal.take());
                    journal = Some(place.open());
                    continue;
                }
                Step::Repeat { back } => {
                    // A refused one would be decided anew, with another outcome perhaps: only accepted ones are sent again.
                    let accepted = given.iter().rev().filter(|given| given.accepted).nth(back);
                    if let Some(earlier) = accepted {
                        waiting.push((earlier.submit(open), true, true));
                    }
                    continue;
                }
                Step::Import { account, yuan } => (false, account, yuan),
                Step::Spend { account, yuan } => (true, account, yuan),
            };
            let (amount, spent) = model.entry(account).or_default();
            let accepted = !spends || *spent + yuan <= *amount;
            if accepted {
                *(if spends { spent } else { amount }) += yuan;
            }
            let id = u128::try_from(given.len()).unwrap() + 1;
            let command = Given { id, account, yuan, spend: spends, accepted };
            waiting.push((command.submit(open), accepted, false));
            given.push(command);
        }
        settle(&mut waiting);
        let open = journal.take().unwrap();
        for (id, (amount, spent)) in model {
            let state = open.state::<Account>(account(id)).unwrap().map(|(_, state)| state).unwrap_or_default();
            prop_assert_eq!((state.amount, state.spent), (Money::from_yuan(amount), Money::from_yuan(spent)));
            let mut folded = Account::default();
            for event in open.events(&account(id).stream()).unwrap() {
                kernel::Stream::apply(&mut folded, event.at, &event.event::<Account>().unwrap().unwrap());
            }
            prop_assert_eq!(folded, state);
        }
        drop(open);
        place.verify().unwrap();
    }
}
