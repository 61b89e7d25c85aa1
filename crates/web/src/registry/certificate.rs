//! One certificate: what it says, where it stands, and the form that revokes it.

use crate::{
    app::{App, read_failed},
    components::{Action, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::Values,
    step::Step,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::{CertificateId, Refusal, Role, StreamId};
use maud::{Markup, html};
use platform::{registry::certificates::CertificateRow, texts};
use procurement::registry::{Certificate, Issued, Reason};

/// 吊销, on the certificate's own page.
pub struct Revoke;
impl Step for Revoke {
    const COMMAND: &'static str = "registry.revoke_certificate";
    const PATH: &'static str = "/registry/certificate/{id}";
    const SUBJECT: &'static str = "certificate";
    type Id = CertificateId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: CertificateId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let (thing, state) = load(app, visit, id)?;
        let issued = state.said()?;
        let lang = visit.lang;
        let f = Form::new(visit, "registry-revoke_certificate").values(values).errors(give::errors(refusal));
        let may = |command| app.platform().ready(&give::actor(visit), command, &id.stream()).is_ok();
        let (own, order) =
            (may(Self::COMMAND), visit.is(&[Role::Operator]) && may("registry.order_revocation"));
        Ok(Page::new(visit, key("stream-registry-certificate"))
            .crumb(key("nav-work"), "/work")
            .crumb(key("page-registry-certificates"), "/registry/certificates")
            .lede(data(&*issued.subject))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                div class="grid g2" {
                    div {
                        section class="card" aria-labelledby="says" {
                            h2 id="says" { (say(lang, "stream-registry-certificate")) }
                            (says(app, visit, id, &state, issued))
                        }
                        @if own {
                            section class="card mt" aria-labelledby="revoke" {
                                h2 id="revoke" { (say(lang, "registry-revoke_certificate")) }
                                p { (say(lang, "page-registry-certificates-revoke-text")) }
                                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                                    (f.radios("reason", f.choices("reason", Reason::IDS)))
                                    (give::submit(visit, "registry-revoke_certificate.submit"))
                                }))
                            }
                        }
                        @if order {
                            @let to = format!("/do/registry.order_revocation?certificate={id}");
                            p class="mt" { (Action::quiet(key("registry-order_revocation"), to).render(lang)) }
                        }
                    }
                    aside class="card" aria-labelledby="history" {
                        h2 id="history" { (say(lang, "ui-history")) }
                        (thing.timeline(app, visit).render(lang))
                    }
                }
            }))
    }
}

fn load(app: &App, visit: &Visit, id: CertificateId) -> Result<(Thing, Certificate), Failure> {
    let thing = Thing::load(app, visit, id.stream())?;
    let state = app.platform().state::<Certificate>(id).map_err(read_failed)?;
    Ok((thing, state.ok_or_else(Failure::not_found)?))
}

fn says(app: &App, visit: &Visit, id: CertificateId, state: &Certificate, issued: &Issued) -> Markup {
    let lang = visit.lang;
    let row = CertificateRow {
        id,
        holder: issued.holder,
        serial: issued.serial.clone(),
        trial: state.checked.is_none(),
        until: issued.until,
        revoked: state.revoked.as_ref().map(|revocation| revocation.at),
    };
    // An expert's name is nobody's business; the expert's own page has it.
    let own = give::actor(visit);
    let known = own.organisation == issued.organisation || own.is(&[Role::Operator]);
    let holder = match known {
        true => app.platform().name_of(issued.holder).unwrap_or_default(),
        false => names::role(issued.role).said(lang),
    };
    let mut summary = Summary::default()
        .row(
            key("page-registry-certificates-state"),
            super::certificates::state(&row, app.platform().now()).render(lang),
        )
        .data(key("page-registry-certificates-subject"), &issued.subject)
        .data(key("page-registry-certificates-holder"), holder)
        .row(key("page-registry-certificates-serial"), html! { code { (issued.serial) } })
        .row(key("page-registry-certificates-fingerprint"), html! { code { (issued.fingerprint) } })
        .data(key("page-registry-certificates-from"), texts::instant(lang, issued.from))
        .data(key("page-registry-certificates-until"), texts::instant(lang, issued.until));
    if let Some(revocation) = &state.revoked {
        let words = say(lang, &format!("registry-reason-{}", revocation.reason.id()));
        summary = summary.data(key("page-registry-certificates-reason"), words);
    }
    summary = match &state.checked {
        None => summary.row(
            key("page-registry-certificates-authority"),
            html! { a href="/registry/ca" { (say(lang, "page-registry-certificates-trial")) } },
        ),
        Some(checked) => {
            let words = key("page-registry-certificates-checked-text")
                .with("root", checked.root.clone())
                .with("from", checked.list_from)
                .with("until", checked.list_until);
            summary.data(key("page-registry-certificates-checked"), words.said(lang))
        }
    };
    html! {
        (summary.render(lang))
        p class="last" { a href={ "/registry/certificate/" (id) "/file" } download { (say(lang, "page-registry-certificates-file")) } }
    }
}

/// `GET /registry/certificate/{id}/file`.
pub async fn file(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<CertificateId>,
) -> Result<Response, Failure> {
    let (_, state) = load(&app, &visit, id)?;
    let issued = state.said()?;
    let name = format!("attachment; filename=\"{}.pem\"", issued.serial);
    let kind = "application/x-pem-file".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], issued.pem.clone()).into_response())
}
