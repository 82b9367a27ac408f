"""What the public may see of a dossier: where it stands, never whose officials' names, numbers or addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.errors import NotVisible
from congso.core.text import mask_name
from congso.domains.dossiers.afterwards import rating_url
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, Supplement
from congso.domains.fees.facade import RequestLine, requests_of
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.sealing import proof_of, public_key
from congso.foundation.calendar.deadlines import Due
from congso.foundation.casework.deadlines import case_due
from congso.foundation.casework.models import CaseEvent, CaseState
from congso.foundation.orgs.queries import tree

LABELS: dict[str, Promise] = {
    "opened": _("Đã tiếp nhận hồ sơ"), "submitted": _("Đã nộp hồ sơ trực tuyến"), "accepted": _("Đã tiếp nhận hồ sơ"),
    "not_accepted": _("Không tiếp nhận hồ sơ"), "supplement_asked": _("Yêu cầu bổ sung hồ sơ"),
    "supplement_completed": _("Đã nhận giấy tờ bổ sung"),
    "payment_asked": _("Yêu cầu thực hiện nghĩa vụ tài chính"), "payment_made": _("Đã thực hiện nghĩa vụ tài chính"), "fee_paid": _("Đã nộp phí, lệ phí"),
    "extended": _("Gia hạn giải quyết"), "apologised": _("Xin lỗi và hẹn lại"),
    "handed_over": _("Chuyển một phần cho cơ quan khác giải quyết"), "returned_result": _("Đã trả kết quả"),
    "result_replaced": _("Kết quả được thay thế bằng văn bản mới"), "result_recalled": _("Văn bản kết quả bị thu hồi"),
    "result_corrected": _("Có văn bản sửa đổi, đính chính kết quả"), "stopped": _("Dừng giải quyết theo yêu cầu"),
}  # fmt: skip
_REASON_IS_PUBLIC = {"not_accepted", "supplement_asked", "payment_asked", "extended", "apologised"}
"""Other notes name persons (who received the result) or are for the office."""


@dataclass(frozen=True)
class PublicLine:
    """An event as the public sees it: what, when, which unit."""

    at: datetime
    label: str | Promise
    unit: str
    reason: str = ""


@dataclass(frozen=True)
class Proof:
    """That the receipt stands in the sealed audit log (kiểm chứng): everything needed to compute it anew."""

    seal: int
    sealed_at: datetime
    size: int
    index: int
    leaf: str
    root: str
    path: tuple[str, ...]
    seal_hash: str
    signature: str
    key: str

    def as_json(self, code: str) -> dict[str, Any]:
        """The same for a program."""
        return {
            "dossier": code, "hashing": "RFC 9162 SHA-256", "seal": self.seal, "sealed_at": self.sealed_at.isoformat(),
            "tree_size": self.size, "leaf_index": self.index, "leaf_hash": self.leaf, "root_hash": self.root,
            "inclusion_path": list(self.path), "seal_hash": self.seal_hash, "signature": self.signature,
            "ed25519_public_key": self.key,
        }  # fmt: skip


@dataclass(frozen=True)
class FollowPage:
    """The public page of a dossier."""

    code: str
    token: str
    status: str
    status_code: int
    name: str
    procedure: str
    agency: str
    receiving: str
    received_at: datetime | None
    submitted_at: datetime | None
    check_by: datetime | None
    """Until when the centre answers what was sent in online; None once it has accepted it."""
    promised_at: datetime | None
    first_promised_at: datetime | None
    is_paused: bool
    is_closed: bool
    finished_at: datetime | None
    due: Due | None
    supplement: Supplement | None
    lines: list[PublicLine]
    return_method: str
    how: str
    fee_total: int
    rating_url: str
    """Where it is rated; empty until the result is handed over."""
    proof: Proof | None
    payments: list[RequestLine]
    """What is asked or was paid, with the address of each."""

    @property
    def promise_changed(self) -> bool:
        """Whether the promise is no longer that of the receipt."""
        return self.promised_at != self.first_promised_at


def follow_page(*, token: str) -> FollowPage:
    """The dossier of a token, in a constant number of queries; raises NotVisible."""
    dossier = Dossier.objects.select_related("case").filter(public_token=token).first()
    if dossier is None:
        raise NotVisible
    return page_of(dossier)


def page_of(dossier: Dossier) -> FollowPage:
    """The public page of a dossier already read, with its case."""
    token, case, units = dossier.public_token, dossier.case, tree()
    opened = tree(clock.local(dossier.arrived_at).date())
    asked = Supplement.objects.filter(dossier=dossier, completed_at=None).first()
    paused = case.state == CaseState.PAUSED
    return FollowPage(
        code=dossier.code, token=token, status=dossier.get_status_display(), status_code=dossier.status,
        name=mask_name(dossier.applicant_name), procedure=dossier.procedure_name,
        agency=units.name(dossier.agency_id) or opened.name(dossier.agency_id),
        receiving=units.name(dossier.receiving_unit_id) or opened.name(dossier.receiving_unit_id),
        received_at=dossier.received_at, submitted_at=dossier.submitted_at,
        check_by=case.due_at if dossier.received_at is None else None, promised_at=case.promised_at, first_promised_at=dossier.first_promised_at,
        is_paused=paused, is_closed=case.state == CaseState.CLOSED, finished_at=dossier.finished_at, due=case_due(case),
        supplement=asked if paused else None, lines=_lines(dossier), return_method=dossier.return_method,
        how=dossier.get_return_method_display(), fee_total=dossier.fee_total,
        rating_url=rating_url(token) if dossier.returned_at else "", proof=proof_of_subject("dossiers.dossier", str(dossier.pk)),
        payments=requests_of(f"dossier:{dossier.pk}") if dossier.fee_total else [],
    )  # fmt: skip


def _lines(dossier: Dossier) -> list[PublicLine]:
    """Public events, newest first, and the day on which the result was ready."""
    rows = CaseEvent.objects.filter(case_id=dossier.pk, is_public=True, action__in=LABELS).order_by("seq")
    lines = [
        PublicLine(
            row.at,
            LABELS[row.action],
            _unit(row, dossier),
            row.note if row.action in _REASON_IS_PUBLIC else "",
        )
        for row in rows
    ]
    if dossier.finished_at is not None and dossier.status != NationalStatus.WITHDRAWN:
        agency = tree(clock.local(dossier.finished_at).date()).name(dossier.agency_id)
        lines.append(PublicLine(dossier.finished_at, _("Đã giải quyết xong, có kết quả tại nơi trả"), agency))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _unit(row: CaseEvent, dossier: Dossier) -> str:
    """The agency or centre in whose name it was done, as it was called that day; an agency above that changed the result by its name."""
    if row.data.get("by"):
        return str(row.data["by"])
    units = tree(clock.local(row.at).date())
    at_counter = row.action in {
        "opened",
        "submitted",
        "accepted",
        "not_accepted",
        "supplement_completed",
        "payment_made",
        "fee_paid",
        "returned_result",
        "stopped",
    }
    return units.name(dossier.receiving_unit_id if at_counter else dossier.agency_id)


def proof_of_subject(kind: str, key: str, *, latest: bool = False) -> Proof | None:
    """The first (or latest) line about a thing in the audit log, under its seal; None until it is sealed (some minutes)."""
    rows = AuditEntry.objects.filter(subject_type=kind, subject_id=key)
    entry = rows.order_by("-id" if latest else "id").first()
    found = proof_of(entry) if entry is not None else None
    if entry is None or found is None:
        return None
    seal, index, path = found
    return Proof(
        seal=seal.pk, sealed_at=seal.at, size=seal.size, index=index, leaf=bytes(entry.leaf_hash).hex(),
        root=bytes(seal.root).hex(), path=tuple(step.hex() for step in path), seal_hash=bytes(seal.seal_hash).hex(),
        signature=bytes(seal.signature).hex(), key=public_key().public_bytes_raw().hex(),
    )  # fmt: skip


def proof_json(*, token: str) -> dict[str, Any]:
    """The proof of a dossier's receipt for download; raises NotVisible while there is none."""
    page = follow_page(token=token)
    if page.proof is None:
        raise NotVisible
    return page.proof.as_json(page.code)
