"""Two dossiers of the home ward whose results are official documents, signed, sealed and issued by its own people."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import DomainError
from congso.domains.documents.facade import (
    DraftIn,
    Outside,
    issue_document,
    save_draft,
    seal_outgoing,
    send_on,
    sign_outgoing,
)
from congso.domains.dossiers.facade import Dossier, draft_result, move_dossier
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import StepKind
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for
from congso.foundation.signing.facade import SigningKey

HOW_MANY = 2


def issue_results(*, pin: str) -> int:
    """Decide the oldest dossiers in the officer's hands, else of the unit, by a document each; how many. None where there is no key yet.

    Raises SignerSilent while the timestamp authority does not answer.
    """
    names = ("chuyenvien", "truongphong", "vanthu", "lanhdao")
    people = {name: actor_for(key) for name, key in Account.objects.filter(username__in=names).values_list("username", "pk")}
    officer, leader, registry = people["chuyenvien"], people["lanhdao"], people["vanthu"]
    agency = tree().agency_of(registry.seats[0].unit_id)
    keys = SigningKey.objects.filter(withdrawn_at=None)
    mine, seal = keys.filter(account_id=leader.account_id or 0).first(), keys.filter(unit_id=agency.id).first()
    if mine is None or seal is None:
        return 0
    rows = Dossier.objects.filter(case__state="open", case__parent=None, agency_id=agency.id).select_related("case").order_by("code")
    waiting = rows.filter(case__holder_id=None, case__holder_unit_id=officer.seats[0].unit_id)
    made = list[tuple[Dossier, UUID]]()
    for dossier in [*rows.filter(case__holder_id=officer.account_id)[:40], *waiting[:40]]:
        if len(made) == HOW_MANY:
            break
        with suppress(DomainError):  # one that waits for somebody, or is not there yet
            _give(dossier, head=people["truongphong"], officer=officer)
            made.append((dossier, draft_result(actor=officer, dossier_id=dossier.pk, seen_seq=None, proposal="result").document_id))
    for dossier, document_id in made:
        save_draft(actor=officer, document_id=document_id, seen_seq=None, draft=_decision(dossier, leader))
        for who in ("chuyenvien", "truongphong", "vanthu"):
            send_on(actor=people[who], document_id=document_id, seen_seq=None)
    ids = [document_id for _dossier, document_id in made]
    if ids:
        sign_outgoing(actor=leader, document_ids=ids, key_id=mine.pk, pin=pin)
        seal_outgoing(actor=registry, document_ids=ids, key_id=seal.pk, pin=pin)
    for dossier, document_id in made:
        issue_document(actor=registry, document_id=document_id, seen_seq=None, outside=[Outside(dossier.applicant_name)])
    return len(made)


def _give(dossier: Dossier, *, head: Actor, officer: Actor) -> None:
    """Let the head give a dossier that waits for it to the officer."""
    step = definition(dossier.case.version_id).step(dossier.case.step_id)
    if step.kind == StepKind.ASSIGN:
        way = next(way for way in step.ways if not way.is_return)
        move_dossier(actor=head, dossier_id=dossier.pk, seen_seq=None, way_code=way.code, holder_id=officer.account_id)


def _decision(dossier: Dossier, leader: Actor) -> DraftIn:
    """What the document of a dossier says."""
    name, day = dossier.applicant_name, f"{clock.local(dossier.arrived_at):%d/%m/%Y}"
    return DraftIn(
        type_code="QĐ", subject=f"Về việc giải quyết thủ tục hành chính đối với {name}", signer_id=leader.account_id, power="TM.",
        signed_for="Ủy ban nhân dân", position="Chủ tịch", recipients=[f"Ông/Bà {name}", "Lưu: VT, VP"],
        grounds=["Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025",
                 f"Xét hồ sơ số {dossier.code} của ông/bà {name} nhận ngày {day}"],
        body=f"Điều 1. Giải quyết thủ tục “{dossier.procedure_name}” cho ông/bà {name}.\n\n"
             "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
             f"Điều 3. Chánh Văn phòng, các đơn vị có liên quan và ông/bà {name} chịu trách nhiệm thi hành Quyết định này./.",
    )  # fmt: skip
