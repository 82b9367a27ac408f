"""Every address, every role, the expected answer: an address that is not in the table fails."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.foundation.people.models import Account
from tests.frame.asking import clients, code_of, url_of
from tests.frame.world import ROLES, addresses, make_world

pytestmark = pytest.mark.django_db
# One line for each address and method: the status for each role. 302 for "anonymous": to the login page. 403: known
# to everybody but not theirs; 404: not to be known of. A POST is empty, so 422 means: allowed, and asked to fill in.
# A citizen at the portal gets what anonymous gets, unless the line has a code more for them.
# "leader" has no inbox of the division, the dossier lies with the head (step «Phân công»); "admin" sees no dossiers.
# procedures:compare: there is only one version; follow:proof: nothing is sealed yet.
TABLE = """
    name                             methd anonymous clerk officer head leader registry admin inspector (citizen)
    alive                            GET  200 200 200 200 200 200 200 200
    api:openapi                      GET  200 200 200 200 200 200 200 200
    api:procedures                   GET  200 200 200 200 200 200 200 200
    api:procedure                    GET  200 200 200 200 200 200 200 200
    api:open_data                    GET  200 200 200 200 200 200 200 200
    api:follow                       POST 422 422 422 422 422 422 422 422
    portal:home                      GET  200 200 200 200 200 200 200 200
    portal:services                  GET  200 200 200 200 200 200 200 200
    portal:suggestions               GET  200 200 200 200 200 200 200 200
    portal:procedure                 GET  200 200 200 200 200 200 200 200
    portal:event                     GET  200 200 200 200 200 200 200 200
    portal:open_data                 GET  200 200 200 200 200 200 200 200
    portal:catalogue                 GET  200 200 200 200 200 200 200 200
    portal:sitemap                   GET  200 200 200 200 200 200 200 200
    portal:robots                    GET  200 200 200 200 200 200 200 200
    portal:events                    GET  302 403 403 403 403 403 200 403
    portal:new_event                 GET  302 403 403 403 403 403 200 403
    portal:new_event                 POST 302 403 403 403 403 403 422 403
    portal:standard_events           POST 302 403 403 403 403 403 302 403
    portal:edit_event                GET  302 403 403 403 403 403 200 403
    portal:edit_event                POST 302 403 403 403 403 403 422 403
    portal:close_event               POST 302 403 403 403 403 403 302 403
    portal:notices                   GET  302 403 403 403 403 403 200 403
    portal:new_notice                GET  302 403 403 403 403 403 200 403
    portal:new_notice                POST 302 403 403 403 403 403 422 403
    portal:end_notice                GET  302 403 403 403 403 403 200 403
    portal:end_notice                POST 302 403 403 403 403 403 422 403
    portal:limits                    GET  302 403 403 403 403 403 200 403
    portal:limits                    POST 302 403 403 403 403 403 422 403
    portal:erasures                  GET  302 403 403 403 403 403 200 403
    portal:erasure                   GET  302 403 403 403 403 403 200 403
    portal:erasure                   POST 302 403 403 403 403 403 422 403
    casework:inbox                   GET  302 200 200 200 200 200 200 200
    casework:inbox_count             GET  302 200 200 200 200 200 200 200
    casework:search                  GET  302 200 200 200 200 200 200 200
    casework:reminders               GET  302 403 403 200 200 403 200 403
    casework:reminder                GET  302 403 403 200 200 403 200 403
    casework:reminder                POST 302 403 403 422 422 403 422 403
    web:theme                        POST 302 302 302 302 302 302 302 302
    web:language                     GET  302 302 302 302 302 302 302 302
    web:language                     POST 302 302 302 302 302 302 302 302
    notifications:list               GET  302 200 200 200 200 200 200 200
    notifications:count              GET  302 200 200 200 200 200 200 200
    notifications:read_all           POST 302 302 302 302 302 302 302 302
    notifications:open               POST 302 404 302 404 404 404 404 404
    notifications:unsent             GET  302 403 403 403 403 403 200 403
    notifications:send_again         POST 302 403 403 403 403 403 302 403
    notifications:wordings           GET  302 403 403 403 403 403 200 403
    notifications:wording            GET  302 403 403 403 403 403 200 403
    notifications:wording            POST 302 403 403 403 403 403 422 403
    notifications:reset_wording      POST 302 403 403 403 403 403 302 403
    people:list                      GET  302 403 403 403 403 403 200 403
    people:create                    GET  302 403 403 403 403 403 200 403
    people:create                    POST 302 403 403 403 403 403 422 403
    people:person                    GET  302 403 403 403 403 403 200 403
    people:edit                      GET  302 403 403 403 403 403 200 403
    people:edit                      POST 302 403 403 403 403 403 422 403
    people:password                  POST 302 403 403 403 403 403 200 403
    people:deactivate                GET  302 403 403 403 403 403 200 403
    people:deactivate                POST 302 403 403 403 403 403 422 403
    people:reactivate                POST 302 403 403 403 403 403 409 403
    people:appoint                   GET  302 403 403 403 403 403 200 403
    people:appoint                   POST 302 403 403 403 403 403 422 403
    people:end                       GET  302 403 403 403 403 403 200 403
    people:end                       POST 302 403 403 403 403 403 422 403
    people:positions                 GET  302 403 403 403 403 403 200 403
    people:end_position              GET  302 403 403 403 403 403 200 403
    people:end_position              POST 302 403 403 403 403 403 422 403
    people:roles                     GET  302 403 403 403 403 403 200 403
    people:create_role               GET  302 403 403 403 403 403 200 403
    people:create_role               POST 302 403 403 403 403 403 422 403
    people:role                      GET  302 403 403 403 403 403 200 403
    people:role                      POST 302 403 403 403 403 403 422 403
    people:delegations               GET  302 200 200 200 200 200 200 200
    people:delegate                  GET  302 200 200 200 200 200 200 200
    people:delegate                  POST 302 422 422 422 422 422 422 422
    people:revoke                    POST 302 403 302 302 302 403 302 403
    orgs:tree                        GET  302 403 403 403 403 403 200 403
    orgs:open                        GET  302 403 403 403 403 403 200 403
    orgs:open                        POST 302 403 403 403 403 403 422 403
    orgs:reorganise                  GET  302 403 403 403 403 403 200 403
    orgs:reorganise                  POST 302 403 403 403 403 403 422 403
    orgs:unit                        GET  302 403 403 403 403 403 200 403
    orgs:rename                      GET  302 403 403 403 403 403 200 403
    orgs:rename                      POST 302 403 403 403 403 403 422 403
    orgs:move                        GET  302 403 403 403 403 403 200 403
    orgs:move                        POST 302 403 403 403 403 403 422 403
    orgs:details                     GET  302 403 403 403 403 403 200 403
    orgs:details                     POST 302 403 403 403 403 403 422 403
    orgs:close                       GET  302 403 403 403 403 403 200 403
    orgs:close                       POST 302 403 403 403 403 403 422 403
    calendar:year                    GET  302 403 403 403 403 403 200 403
    calendar:add_day                 GET  302 403 403 403 403 403 200 403
    calendar:add_day                 POST 302 403 403 403 403 403 422 403
    calendar:add_swap                GET  302 403 403 403 403 403 200 403
    calendar:add_swap                POST 302 403 403 403 403 403 422 403
    calendar:remove_day              POST 302 403 403 403 403 403 302 403
    calendar:hours                   GET  302 403 403 403 403 403 200 403
    calendar:hours                   POST 302 403 403 403 403 403 422 403
    processes:list                   GET  302 403 403 403 403 403 200 403
    processes:create                 GET  302 403 403 403 403 403 200 403
    processes:create                 POST 302 403 403 403 403 403 200 403
    processes:version                GET  302 403 403 403 403 403 200 403
    processes:edit                   GET  302 403 403 403 403 403 200 403
    processes:edit                   POST 302 403 403 403 403 403 200 403
    processes:retire                 POST 302 403 403 403 403 403 302 403
    numbering:list                   GET  302 403 403 403 403 200 200 403
    numbering:book                   GET  302 403 403 403 403 200 200 403
    numbering:close                  POST 302 403 403 403 403 302 302 403
    numbering:void                   GET  302 403 403 403 403 200 200 403
    numbering:void                   POST 302 403 403 403 403 422 422 403
    forms:wards                      GET  200 200 200 200 200 200 200 200
    form_builder:list                GET  302 403 403 403 403 403 200 403
    form_builder:create              GET  302 403 403 403 403 403 200 403
    form_builder:create              POST 302 403 403 403 403 403 422 403
    form_builder:import              GET  302 403 403 403 403 403 200 403
    form_builder:import              POST 302 403 403 403 403 403 422 403
    form_builder:form                GET  302 403 403 403 403 403 200 403
    form_builder:draft               POST 302 403 403 403 403 403 302 403
    form_builder:edit                GET  302 403 403 403 403 403 200 403
    form_builder:edit                POST 302 403 403 403 403 403 422 403
    form_builder:words               GET  302 403 403 403 403 403 200 403
    form_builder:words               POST 302 403 403 403 403 403 422 403
    form_builder:part                GET  302 403 403 403 403 403 200 403
    form_builder:part                POST 302 403 403 403 403 403 409 403
    form_builder:add                 GET  302 403 403 403 403 403 200 403
    form_builder:add                 POST 302 403 403 403 403 403 422 403
    form_builder:preview             GET  302 403 403 403 403 403 200 403
    form_builder:preview             POST 302 403 403 403 403 403 200 403
    form_builder:export              GET  302 403 403 403 403 403 200 403
    form_builder:publish             GET  302 403 403 403 403 403 200 403
    form_builder:publish             POST 302 403 403 403 403 403 422 403
    form_builder:remove              POST 302 403 403 403 403 403 302 403
    audit:list                       GET  302 403 403 403 403 403 200 200
    audit:line                       GET  302 403 403 403 403 403 200 200
    audit:seals                      GET  302 403 403 403 403 403 200 200
    audit:verify                     POST 302 403 403 403 403 403 302 302
    citizens:login                   GET  200 200 200 200 200 200 200 200 302
    citizens:login                   POST 409 409 409 409 409 409 409 409 302
    citizens:callback                GET  409 409 409 409 409 409 409 409
    citizens:logout                  POST 302 302 302 302 302 302 302 302
    citizens:account                 GET  302 302 302 302 302 302 302 302 200
    citizens:contact                 POST 302 302 302 302 302 302 302 302 302
    citizens:mandate                 POST 302 302 302 302 302 302 302 302 422
    citizens:guardian                POST 302 302 302 302 302 302 302 302 422
    citizens:end_mandate             POST 302 302 302 302 302 302 302 302 404
    citizens:helpers                 GET  302 403 403 403 403 403 200 403
    citizens:helpers                 POST 302 403 403 403 403 403 422 403
    citizens:end_helper              POST 302 403 403 403 403 403 302 403
    citizens:claims                  GET  302 403 403 403 403 403 200 403
    citizens:claims                  POST 302 403 403 403 403 403 422 403
    portal:my                        GET  302 302 302 302 302 302 302 302 200
    portal:dossier                   GET  302 302 302 302 302 302 302 302 200
    portal:supplement                GET  302 302 302 302 302 302 302 302 302
    portal:supplement                POST 302 302 302 302 302 302 302 302 302
    portal:begin_answer_upload       POST 302 302 302 302 302 302 302 302 409
    portal:answer_piece              GET  302 302 302 302 302 302 302 302 409
    portal:answer_piece              POST 302 302 302 302 302 302 302 302 409
    portal:withdraw                  GET  302 302 302 302 302 302 302 302 200
    portal:withdraw                  POST 302 302 302 302 302 302 302 302 422
    portal:change_contact            GET  302 302 302 302 302 302 302 302 200
    portal:change_contact            POST 302 302 302 302 302 302 302 302 422
    portal:message                   POST 302 302 302 302 302 302 302 302 422
    portal:read_messages             POST 302 302 302 302 302 302 302 302 302
    portal:receipt                   GET  302 302 302 302 302 302 302 302 200
    portal:issued                    GET  302 302 302 302 302 302 302 302 200
    portal:declaration               GET  302 302 302 302 302 302 302 302 200
    portal:result                    GET  302 302 302 302 302 302 302 302 404
    portal:everything                POST 302 302 302 302 302 302 302 302 200
    portal:store                     GET  302 302 302 302 302 302 302 302 200
    portal:paper                     GET  302 302 302 302 302 302 302 302 200
    portal:message_paper             GET  302 302 302 302 302 302 302 302 200
    portal:data                      GET  302 302 302 302 302 302 302 302 200
    portal:data                      POST 302 302 302 302 302 302 302 302 422
    portal:looks                     GET  302 302 302 302 302 302 302 302 200
    portal:ask_export                POST 302 302 302 302 302 302 302 302 302
    portal:export_state              GET  302 302 302 302 302 302 302 302 200
    portal:export                    GET  302 302 302 302 302 302 302 302 409
    portal:telling                   GET  302 302 302 302 302 302 302 302 200
    portal:telling                   POST 302 302 302 302 302 302 302 302 422
    portal:apply                     GET  302 302 302 302 302 302 302 302 200
    portal:apply                     POST 302 302 302 302 302 302 302 302 422
    portal:draft                     GET  302 302 302 302 302 302 302 302 200
    portal:draft                     POST 302 302 302 302 302 302 302 302 422
    portal:step                      GET  302 302 302 302 302 302 302 302 200
    portal:step                      POST 302 302 302 302 302 302 302 302 422
    portal:review                    GET  302 302 302 302 302 302 302 302 200
    portal:review                    POST 302 302 302 302 302 302 302 302 422
    portal:changed                   GET  302 302 302 302 302 302 302 302 302
    portal:changed                   POST 302 302 302 302 302 302 302 302 302
    portal:discard                   POST 302 302 302 302 302 302 302 302 302
    portal:reuse                     GET  302 302 302 302 302 302 302 302 200
    portal:reuse                     POST 302 302 302 302 302 302 302 302 404
    portal:draft_file                GET  302 302 302 302 302 302 302 302 404
    portal:draft_thumbnail           GET  302 302 302 302 302 302 302 302 404
    portal:begin_upload              POST 302 302 302 302 302 302 302 302 422
    portal:upload_piece              GET  302 302 302 302 302 302 302 302 404
    portal:upload_piece              POST 302 302 302 302 302 302 302 302 422
    procedures:catalogue             GET  302 200 200 200 200 200 200 200
    procedures:import                GET  302 404 404 404 404 404 200 404
    procedures:import                POST 302 404 404 404 404 404 200 404
    procedures:abbreviations         GET  302 404 404 404 404 404 200 404
    procedures:abbreviations         POST 302 404 404 404 404 404 422 404
    procedures:remove_abbreviation   POST 302 404 404 404 404 404 302 404
    procedures:steps_sum             GET  302 404 404 404 200 404 200 404
    procedures:revise                GET  302 404 404 404 200 404 200 404
    procedures:revise                POST 302 404 404 404 422 404 422 404
    procedures:withdraw              GET  302 404 404 404 200 404 200 404
    procedures:withdraw              POST 302 404 404 404 200 404 200 404
    procedures:procedure             GET  302 200 200 200 200 200 200 200
    procedures:compare               GET  302 404 404 404 404 404 404 404
    procedures:publish               GET  302 404 404 404 200 404 200 404
    procedures:publish               POST 302 404 404 404 422 404 422 404
    procedures:edit                  GET  302 404 404 404 404 404 200 404
    procedures:edit                  POST 302 404 404 404 404 404 200 404
    dossier_prints:register          GET  302 200 200 200 200 200 200 200
    dossier_prints:register_pdf      GET  302 200 404 404 200 200 404 200
    dossier_prints:register_xlsx     GET  302 200 404 404 200 200 404 200
    dossier_prints:form              GET  302 200 200 200 200 200 404 200
    dossier_prints:receipt           GET  302 200 200 200 200 200 404 200
    dossier_prints:control_slip      GET  302 200 200 200 200 200 404 200
    dossiers:intake                  GET  302 200 403 403 403 403 403 403
    dossiers:intake                  POST 302 200 403 403 403 403 403 403
    dossiers:suggestions             GET  302 200 200 200 200 200 200 200
    dossiers:applicant               GET  302 422 403 403 403 403 403 403
    dossiers:online                  GET  302 200 403 403 403 403 403 403
    dossiers:check_time              GET  302 403 403 403 403 403 200 403
    dossiers:check_time              POST 302 403 403 403 403 403 422 403
    dossiers:online_count            GET  302 200 200 200 200 200 200 200
    dossiers:check                   GET  302 404 403 403 403 403 404 403
    dossiers:check                   POST 302 404 403 403 403 403 404 403
    dossiers:consultation            GET  302 404 200 200 200 200 404 200
    dossiers:consultation            POST 302 404 422 422 422 422 404 422
    dossiers:file                    GET  302 200 200 200 200 200 404 200
    dossiers:page                    GET  302 200 200 200 200 200 404 200
    dossiers:received                GET  302 200 200 200 200 200 404 200
    dossiers:result_file             GET  302 200 200 200 200 200 404 200
    dossiers:filled_form             GET  302 200 200 200 200 200 404 200
    dossiers:filled_form_pdf         GET  302 200 200 200 200 200 404 200
    dossiers:message                 POST 302 422 422 422 422 422 404 422
    dossiers:read_messages           POST 302 302 302 302 302 302 404 302
    dossiers:message_file            GET  302 200 200 200 200 200 404 200
    dossiers:action                  POST 302 422 422 422 422 422 404 422
    fees:callback                    POST 403 403 403 403 403 403 403 403
    fees:receipt                     GET  200 200 200 200 200 200 200 200
    fees:check_receipt               GET  200 200 200 200 200 200 200 200
    fees:pay                         GET  200 200 200 200 200 200 200 200
    fees:state                       GET  200 200 200 200 200 200 200 200
    fees:ask_again                   POST 302 302 302 302 302 302 302 302
    fees:start                       POST 404 404 404 404 404 404 404 404
    fees:request                     GET  302 200 404 404 404 200 200 200
    fees:request                     POST 302 422 404 404 404 422 422 422
    fees:cancel_receipt              GET  302 403 404 404 404 200 200 403
    fees:cancel_receipt              POST 302 403 404 404 404 422 422 403
    fees:refund                      GET  302 403 404 404 404 200 200 403
    fees:refund                      POST 302 403 404 404 404 422 422 403
    fees:reconcile                   GET  302 403 403 403 403 200 200 200
    fees:reconcile_excel             GET  302 403 403 403 403 200 200 200
    fees:ask_day                     POST 302 403 403 403 403 302 302 302
    fees:solve                       GET  302 403 404 404 404 200 200 200
    fees:solve                       POST 302 403 404 404 404 422 422 422
    fees:statement                   GET  302 403 403 403 403 200 200 200
    fees:statement                   POST 302 403 403 403 403 422 422 422
    fees:take_statement              POST 302 403 403 403 403 422 422 422
    fees:accounts                    GET  302 403 403 403 403 200 200 403
    fees:accounts                    POST 302 403 403 403 403 422 422 403
    follow:find                      GET  200 200 200 200 200 200 200 200
    follow:find                      POST 422 422 422 422 422 422 422 422
    follow:page                      GET  200 200 200 200 200 200 200 200
    follow:proof                     GET  404 404 404 404 404 404 404 404
    verify:page                      GET  200 200 200 200 200 200 200 200
    verify:page                      POST 422 422 422 422 422 422 422 422
    verify:proof                     GET  404 404 404 404 404 404 404 404
    ratings:published                GET  200 200 200 200 200 200 200 200
    ratings:rate                     GET  409 409 409 409 409 409 409 409
    ratings:rate                     POST 409 409 409 409 409 409 409 409
    ratings:why                      POST 409 409 409 409 409 409 409 409
    ratings:kiosk                    GET  200 200 200 200 200 200 200 200
    ratings:kiosk                    POST 422 422 422 422 422 422 422 422
    ratings:kiosk_thanks             GET  200 200 200 200 200 200 200 200
    ratings:queue                    GET  302 403 403 403 403 403 200 200
    ratings:queue_count              GET  302 200 200 200 200 200 200 200
    ratings:publish                  POST 302 403 403 403 403 403 302 302
    ratings:hide                     GET  302 403 403 403 403 403 200 200
    ratings:hide                     POST 302 403 403 403 403 403 422 422
    ratings:tablets                  GET  302 200 403 403 403 403 403 403
    ratings:tablets                  POST 302 422 403 403 403 403 403 403
    ratings:revoke                   POST 302 302 403 403 403 403 403 403
    figures:page                     GET  200 200 200 200 200 200 200 200
    figures:json                     GET  200 200 200 200 200 200 200 200
    figures:csv                      GET  200 200 200 200 200 200 200 200
    insight:report                   GET  302 200 200 200 200 200 200 200
    insight:excel                    GET  302 200 200 200 200 200 200 200
    insight:list                     GET  302 200 200 200 200 200 200 200
"""

# allauth's own addresses: open to nobody in particular; all others lead somebody who has not signed in to the login.
OPEN_ACCOUNT_PAGES = {
    "account_login", "account_inactive", "account_signup", "account_email_verification_sent", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_email",
}  # fmt: skip
TO_THE_FIRST_PAGE = {"account_logout"}
ANY_METHOD = {"alive"}


def table() -> dict[tuple[str, str], list[int]]:
    """(address, method) → the codes in the order of the roles."""
    lines = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {(name, method): _filled([int(code) for code in codes]) for name, method, *codes in lines}


def _filled(codes: list[int]) -> list[int]:
    return codes if len(codes) == len(ROLES) else [*codes, codes[0]]


def test_every_address_is_in_the_table_and_no_other() -> None:
    known = {address.name for address in addresses() if not address.module.startswith("allauth.")}

    assert known - {name for name, _method in table()} == set(), "addresses without expected codes"
    assert {name for name, _method in table()} - known == set(), "lines for addresses that are gone"
    assert all(len(codes) == len(ROLES) for codes in table().values())


def test_every_role_gets_the_expected_answer_and_other_methods_are_refused() -> None:
    world, people, expected, wrong = make_world(), clients(), table(), []
    for address in addresses():
        if address.module.startswith("allauth."):
            continue
        url = url_of(address, world)
        for method in ("GET", "POST"):
            codes = expected.get((address.name, method))
            if codes is None:
                found = code_of(people["admin"], url, method)
                if found != 405 and address.name not in ANY_METHOD:
                    wrong.append(f"{address.name} {method} admin: {found}, expected 405")
                continue
            for (role, client), code in zip(people.items(), codes, strict=True):
                found = code_of(client, url, method)
                if found != code:
                    wrong.append(f"{address.name} {method} {role}: {found}, expected {code}")
    assert wrong == [], "\n".join(wrong)


def test_who_has_not_signed_in_is_led_to_the_login(client: Client) -> None:
    for (name, method), codes in table().items():
        if codes[0] == 302 and name not in {"web:theme", "web:language", "citizens:logout", "fees:ask_again"}:
            address = next(each for each in addresses() if each.name == name)
            url = _plain_url(address.pattern)
            login = "/cong-dan/dang-nhap/" if url.startswith(("/cong-dan/", "/nop/")) else "/tai-khoan/login/"
            assert client.generic(method, url)["Location"].startswith(login), (name, method)


def _plain_url(pattern: str) -> str:
    """The pattern with arguments of the right kind that name nothing: before the login nothing is looked up."""
    values = {"int": "0", "uuid": "00000000-0000-0000-0000-000000000000", "slug": "x", "str": "x"}
    for kind, value in values.items():
        while f"<{kind}:" in pattern:
            start = pattern.index(f"<{kind}:")
            pattern = pattern[:start] + value + pattern[pattern.index(">", start) + 1 :]
    return "/" + pattern


def test_pages_of_ones_own_account_are_closed_to_strangers(client: Client) -> None:
    plain = [each for each in addresses() if each.module.startswith("allauth.") and "(?P" not in each.pattern]
    for address in plain:
        if address.name in OPEN_ACCOUNT_PAGES | TO_THE_FIRST_PAGE:
            continue
        answer = client.get(_plain_url(address.pattern))
        assert answer.status_code == 302, address.name
        assert answer["Location"].startswith("/tai-khoan/login/"), address.name


def test_nobody_makes_an_account_by_signing_up(client: Client) -> None:
    password = "mot-mat-khau-dai-2026"

    client.post("/tai-khoan/signup/", {"username": "ke-la", "password1": password, "password2": password})

    assert not Account.objects.exists()
