"""Publish procedures at agencies, change and withdraw what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db.models import Q
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.domains.procedures.enums import IdentityLevel, ResultKind, ServiceLevel, TimeUnit
from congso.domains.procedures.errors import (
    AgencyLimitTooLong,
    AlreadyPublished,
    IncompletePublication,
    LevelNeedsReason,
    ProcessNotUsable,
    PublicationClosed,
    StepsExceedLimit,
    VersionNotInForce,
)
from congso.domains.procedures.limits import Limit, hours_text, limit_with_hours
from congso.domains.procedures.models import Procedure, ProcedureVersion, Publication, PublicationFee
from congso.domains.procedures.policies import require_can_publish
from congso.domains.procedures.queries.processes import allotted_minutes
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.models import ProcessVersion
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True, slots=True)
class FeeItem:
    """A fee in đồng; the codes are FeeKind and Collected."""

    name: str
    kind: int
    amount: int
    collected: int = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an agency offers a procedure."""

    process_version_id: int
    legal_limit: Limit | None
    division_function: str = UnitFunction.SPECIALIST
    agency_limit: Limit | None = None
    cutoff: time | None = None
    fees: Sequence[FeeItem] = field(default_factory=tuple)
    result_code: str = ""
    result_name: str = ""
    result_kind: str = ResultKind.BOTH
    service_level: str = ServiceLevel.FULL
    """Everything online (toàn trình) unless a reason says otherwise (NĐ 224/2026/NĐ-CP, Điều 14–16)."""
    level_reason: str = ""
    identity_level: int = IdentityLevel.TWO
    """Submissions need VNeID level 2 unless the agency publishes otherwise (domain D2)."""
    decision_number: str = ""


def publish_procedure(
    *, actor: Actor, version_id: int, agency_ids: Sequence[int], terms: Terms, valid_from: date | None = None
) -> list[Publication]:
    """Publish a version of a procedure at agencies on the same terms (công bố thủ tục tại cơ quan).

    Raises StepsExceedLimit when the process allots more time than the law, AlreadyPublished, VersionNotInForce.
    """
    day = valid_from or clock.today()
    with write_action("procedures.publish_procedure", actor=actor) as action:
        version = _locked_version(version_id)
        if not agency_ids:
            raise IncompletePublication(reason=_("chưa chọn cơ quan"), field="agencies")
        for agency_id in agency_ids:
            require_can_publish(actor, agency_id)
        _check_version(version, day)
        minutes = check_terms(terms)
        _check_free(version.procedure, agency_ids, day)
        rows = Publication.objects.bulk_create(
            [_row(version, agency_id, terms, day) for agency_id in agency_ids]
        )
        _add_fees(rows, terms.fees)
        for row in rows:
            _record(action, row, version, terms, minutes)
        epoch.bump()
    return rows


def revise_publication(
    *,
    actor: Actor,
    publication_id: int,
    terms: Terms,
    version_id: int | None = None,
    valid_from: date | None = None,
) -> Publication:
    """Offer the procedure on new terms, or on a newer version, from a day on; the old row stays with its dates.

    Raises PublicationClosed, StepsExceedLimit, VersionNotInForce.
    """
    day = valid_from or clock.today()
    with write_action("procedures.revise_publication", actor=actor) as action:
        old = _locked_publication(publication_id)
        require_can_publish(actor, old.agency_id)
        _check_open(old, day)
        version = _locked_version(version_id or old.version_id)
        if version.procedure_id != old.procedure_id:
            raise NotVisible
        if version.pk != old.version_id:
            _check_version(version, day)
        minutes = check_terms(terms)
        _close(old, day, _("Thay bằng công bố mới"))
        new = _row(version, old.agency_id, terms, day)
        new.save(force_insert=True)
        _add_fees([new], terms.fees)
        _record(action, new, version, terms, minutes, replaces=old.pk)
        epoch.bump()
    return new


def withdraw_publication(
    *, actor: Actor, publication_id: int, reason: str, on: date | None = None
) -> Publication:
    """Stop offering a procedure at an agency from a day on (hủy công bố); open dossiers go on as they began.

    Raises PublicationClosed; a reason is demanded.
    """
    day = on or clock.today()
    with write_action("procedures.withdraw_publication", actor=actor) as action:
        row = _locked_publication(publication_id)
        require_can_publish(actor, row.agency_id)
        _check_open(row, day)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("cần nêu lý do"))
        _close(row, day, reason.strip())
        action.record(
            row, procedure=row.procedure.code, agency=row.agency_id, valid_to=day, reason=reason.strip()
        )
        epoch.bump()
    return row


def _locked_version(version_id: int) -> ProcedureVersion:
    version = ProcedureVersion.objects.select_related("procedure").filter(pk=version_id).first()
    if version is None:
        raise NotVisible
    Procedure.objects.select_for_update(no_key=True).get(pk=version.procedure_id)
    return version


def _locked_publication(publication_id: int) -> Publication:
    rows = Publication.objects.select_for_update(no_key=True, of=("self",)).select_related("procedure")
    row = rows.filter(pk=publication_id).first()
    if row is None:
        raise NotVisible
    return row


def _check_version(version: ProcedureVersion, day: date) -> None:
    if version.valid_from > day or (version.valid_to is not None and version.valid_to <= day):
        raise VersionNotInForce(number=version.number, procedure=version.procedure.code, on=f"{day:%d/%m/%Y}")


def _check_open(row: Publication, day: date) -> None:
    if row.valid_to is not None:
        raise PublicationClosed(since=f"{row.valid_to:%d/%m/%Y}")
    if day < row.valid_from:
        raise InvalidInput(
            field="valid_from", reason=_("ngày phải từ %(day)s") % {"day": f"{row.valid_from:%d/%m/%Y}"}
        )


def check_terms(terms: Terms) -> int:
    """Check what is promised against the law and the process; gives the steps' working minutes.

    Raises ProcessNotUsable, IncompletePublication, LevelNeedsReason, AgencyLimitTooLong, StepsExceedLimit.
    """
    process = ProcessVersion.objects.select_related("process").filter(pk=terms.process_version_id).first()
    if process is None or process.published_at is None or process.retired_at is not None:
        raise ProcessNotUsable(process=str(process or terms.process_version_id), field="process_version")
    _check_values(terms)
    steps, law, own = allotted_minutes(process.pk), terms.legal_limit, terms.agency_limit
    if law and own and own.working_minutes > law.working_minutes:
        raise AgencyLimitTooLong(agency=own.text, limit=law.text, field="agency_amount")
    limit = own or law
    if limit and steps > limit.working_minutes:
        raise StepsExceedLimit(
            steps=hours_text(steps), limit=limit_with_hours(limit), field="process_version"
        )
    return steps


def _check_values(terms: Terms) -> None:
    for limit in filter(None, (terms.legal_limit, terms.agency_limit)):
        if limit.amount < 0 or limit.unit not in set(TimeUnit.values) - {""}:
            raise IncompletePublication(
                reason=_("thời hạn phải từ 0 trở lên kèm đơn vị tính"), field="legal_amount"
            )
    if terms.service_level == ServiceLevel.PARTIAL and not terms.level_reason.strip():
        raise LevelNeedsReason(field="level_reason")
    if any(fee.amount < 0 or not fee.name.strip() for fee in terms.fees):
        raise IncompletePublication(reason=_("mỗi khoản phí cần tên và số tiền không âm"), field="fees")


def _check_free(procedure: Procedure, agency_ids: Sequence[int], day: date) -> None:
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    taken = Publication.objects.filter(later, procedure=procedure, agency_id__in=agency_ids).first()
    if taken is not None:
        raise AlreadyPublished(
            procedure=procedure.code, agency=tree(day).name(taken.agency_id), field="agencies"
        )


def _row(version: ProcedureVersion, agency_id: int, terms: Terms, day: date) -> Publication:
    agency = tree(day).get(agency_id)
    if not agency.is_agency:
        raise IncompletePublication(
            reason=_("%(unit)s không phải là cơ quan") % {"unit": agency.name}, field="agencies"
        )
    return Publication(
        procedure_id=version.procedure_id, version=version, agency_id=agency_id,
        process_version_id=terms.process_version_id, division_function=terms.division_function,
        legal_amount=terms.legal_limit.amount if terms.legal_limit else None, legal_unit=terms.legal_limit.unit if terms.legal_limit else "",
        agency_amount=terms.agency_limit.amount if terms.agency_limit else None,
        agency_unit=terms.agency_limit.unit if terms.agency_limit else "", cutoff=terms.cutoff,
        result_code=terms.result_code, result_name=terms.result_name, result_kind=terms.result_kind,
        service_level=terms.service_level, level_reason=terms.level_reason.strip(), identity_level=terms.identity_level,
        decision_number=terms.decision_number, valid_from=day,
    )  # fmt: skip


def _add_fees(rows: list[Publication], fees: Sequence[FeeItem]) -> None:
    PublicationFee.objects.bulk_create(
        PublicationFee(
            publication=row, order=order, name=fee.name.strip(), kind=fee.kind, amount=fee.amount,
            collected=fee.collected,
        )
        for row in rows for order, fee in enumerate(fees, start=1)
    )  # fmt: skip


def _close(row: Publication, day: date, reason: str) -> None:
    row.valid_to, row.closed_reason = day, reason
    row.save(update_fields=["valid_to", "closed_reason"])


def _record(
    action: WriteAction,
    row: Publication,
    version: ProcedureVersion,
    terms: Terms,
    minutes: int,
    **more: object,
) -> None:
    action.record(
        row, procedure=version.procedure.code, version=version.number, agency=row.agency_id,
        process_version=row.process_version_id, legal_limit=terms.legal_limit.text if terms.legal_limit else "",
        agency_limit=terms.agency_limit.text if terms.agency_limit else "", steps_minutes=minutes,
        fees=[[fee.name, fee.amount] for fee in terms.fees], service_level=row.service_level,
        level_reason=row.level_reason, identity_level=row.identity_level, valid_from=row.valid_from, **more,
    )  # fmt: skip
