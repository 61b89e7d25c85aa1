//! What commands ask of the library: templates, standards in force, what is already there.

use crate::{Platform, engine::prelude::*};
use procurement::goods::{
    Attribute, DemandStandard, Good, Key, Known, Settled, Standard, Template, builtin_standard,
};
use std::collections::HashMap;

/// The attributes in force for an end item.
///
/// # Errors
/// If the store cannot be read.
pub fn template_of(
    platform: &Platform,
    catalogue: &CatalogueCode,
) -> Result<Option<Vec<Attribute>>, StoreError> {
    let set = platform.state::<Template>(Template::id_of(catalogue))?;
    Ok(Template::in_force(set.as_ref(), catalogue).map(<[Attribute]>::to_vec))
}
/// The demand standard in force for an end item in a region, with the region that set it: the nearest ancestor's, or what came
/// with the platform.
///
/// # Errors
/// If the store cannot be read.
pub fn demand_standard(
    platform: &Platform,
    catalogue: &CatalogueCode,
    region: Region,
) -> Result<Option<(Option<Region>, Standard)>, StoreError> {
    for place in region.ancestry() {
        let state = platform.state::<DemandStandard>(DemandStandard::id_of(catalogue, place))?;
        if let Some(standard) = state.and_then(|state| state.published) {
            return Ok(Some((Some(place), *standard)));
        }
    }
    Ok(builtin_standard(catalogue).map(|standard| (None, standard.clone())))
}

/// A state that need not exist.
fn found<S: Stream>(desk: &mut Desk<'_, '_>, id: S::Id) -> Result<Option<std::sync::Arc<S>>, Stop> {
    match desk.load::<S>(id) {
        Ok(state) => Ok(Some(state)),
        Err(Stop::Refused(refusal)) if refusal.code == "E_NOT_FOUND" => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// The same at the desk.
pub(crate) fn attributes(
    desk: &mut Desk<'_, '_>,
    catalogue: &CatalogueCode,
) -> Result<Option<Vec<Attribute>>, Stop> {
    let set = found::<Template>(desk, Template::id_of(catalogue))?;
    Ok(Template::in_force(set.as_deref(), catalogue).map(<[Attribute]>::to_vec))
}
/// The same at the desk.
pub(crate) fn standard_in_force(
    desk: &mut Desk<'_, '_>,
    catalogue: &CatalogueCode,
    region: Region,
) -> Result<Option<Standard>, Stop> {
    for place in region.ancestry() {
        let state = found::<DemandStandard>(desk, DemandStandard::id_of(catalogue, place))?;
        if let Some(standard) = state.as_ref().and_then(|state| state.published.as_deref()) {
            return Ok(Some(standard.clone()));
        }
    }
    Ok(builtin_standard(catalogue).cloned())
}
/// A good checked against the template in force.
pub(super) fn settled(desk: &mut Desk<'_, '_>, good: Good) -> Result<Settled, Stop> {
    let template = attributes(desk, &good.catalogue)?;
    Ok(good.settle(template.as_deref(), desk.today())?)
}
/// The operator that keeps the library: the actor's own organisation if it is one.
pub(super) fn keeper(desk: &mut Desk<'_, '_>) -> Result<OrganisationId, Stop> {
    if desk.actor().is(&[Role::Operator]) {
        return Ok(desk.actor().organisation);
    }
    let rows = desk.query(
        "SELECT id FROM registry_organisation WHERE kind = 'operator' AND state = 'active' ORDER BY id LIMIT 1",
        &[],
    )?;
    let row = rows.first().ok_or_else(|| Refusal::new("E_NO_OPERATOR"))?;
    Ok(row.parse(0)?)
}

/// Which goods count as there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// Those in the library.
    Active,
    /// Also those that wait for review.
    Reviewing,
}

/// One good that may be the same as another.
#[derive(Clone, Debug)]
struct Like {
    id: StandardId,
    key: Key,
    catalogue: String,
}

/// The goods that are like those of a chunk, and those of the chunk itself as they are taken in.
#[derive(Default)]
pub(super) struct Likes {
    exact: HashMap<String, Like>,
    near: HashMap<String, Vec<Like>>,
}
impl Likes {
    /// Of the library, without the good `except`.
    pub fn of(
        desk: &mut Desk<'_, '_>,
        keys: &[&Key],
        there: There,
        except: Option<StandardId>,
    ) -> Result<Self, Stop> {
        let mut likes = Self::default();
        let states = if there == There::Active { "'active'" } else { "'active', 'reviewing'" };
        for (column, values) in [
            ("exact", keys.iter().map(|key| key.exact.as_str()).collect::<Vec<_>>()),
            ("near", keys.iter().map(|key| key.near.as_str()).collect()),
        ] {
            let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
            // One model in a thousand configurations must not make a chunk read them all.
            let sql = format!(
                "SELECT id, exact, model_key, near, content, catalogue FROM goods_standard \
                 WHERE {column} IN ({}) AND state IN ({states}) LIMIT {}",
                places.join(", "),
                values.len() * 4 + 16
            );
            let params: Vec<Value> = values.into_iter().map(Value::from).collect();
            for row in desk.query(&sql, &params)? {
                let key = Key {
                    exact: row.text(1)?.to_owned(),
                    model: row.text(2)?.to_owned(),
                    near: row.text(3)?.to_owned(),
                    content: row.text(4)?.to_owned(),
                };
                let like = Like { id: row.parse(0)?, key, catalogue: row.text(5)?.to_owned() };
                if Some(like.id) != except {
                    likes.add(like);
                }
            }
        }
        Ok(likes)
    }
    fn add(&mut self, like: Like) {
        let near = self.near.entry(like.key.near.clone()).or_default();
        if near.iter().all(|other| other.id != like.id) {
            near.push(like.clone());
        }
        self.exact.entry(like.key.exact.clone()).or_insert(like);
    }
    /// Remembers a good of the chunk that is taken in.
    pub fn take_in(&mut self, id: StandardId, settled: &Settled) {
        let catalogue = settled.good.catalogue.to_string();
        self.add(Like { id, key: settled.key.clone(), catalogue });
    }
    /// What is there like a good, and whether what is the same is so word for word.
    pub fn known(&self, settled: &Settled) -> (Known, bool) {
        let key = &settled.key;
        let same = self.exact.get(&key.exact);
        let suspects = self.near.get(&key.near).into_iter().flatten();
        let item = settled.good.catalogue.as_str();
        let suspects = suspects.filter(|like| key.suspects(&like.key, like.catalogue == item));
        let known = Known {
            same: same.map(|like| like.id),
            suspects: suspects.take(Known::MOST).map(|like| like.id).collect(),
        };
        (known, same.is_some_and(|like| like.key.content == key.content))
    }
}

/// What the library holds like one good.
pub(super) fn known(
    desk: &mut Desk<'_, '_>,
    settled: &Settled,
    there: There,
    except: Option<StandardId>,
) -> Result<Known, Stop> {
    Ok(Likes::of(desk, &[&settled.key], there, except)?.known(settled).0)
}
