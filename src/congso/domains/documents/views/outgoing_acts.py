"""What can be pressed on the page of an outgoing document, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.enums_outgoing import StepCode
from congso.domains.documents.forms.giving_anew import ChangeSecondForm, ChangeSignerForm, ReassignDraftForm
from congso.domains.documents.forms.outgoing import ActForm, ReserveForm
from congso.domains.documents.queries_outgoing import OutPage
from congso.domains.documents.services import outgoing as services

Values = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One action: its address part, its words, its form and the service that does it."""

    slug: str
    offer: str
    label: str | Promise
    icon: str
    run: Callable[[Actor, UUID, Values], Any]
    done: str | Promise
    ask: str | Promise = ""
    needed: bool = False
    danger: bool = False
    is_open: bool = False
    form: type[ActForm] = ActForm


def _noted(service: Callable[..., Any], name: str = "note") -> Callable[[Actor, UUID, Values], Any]:
    def run(actor: Actor, document_id: UUID, values: Values) -> Any:
        return service(actor=actor, document_id=document_id, seen_seq=values["seq"], **{name: values["note"]})

    return run


def _comment(actor: Actor, document_id: UUID, values: Values) -> Any:
    return services.add_comment(actor=actor, document_id=document_id, text=values["note"])


def _reserve(actor: Actor, document_id: UUID, values: Values) -> Any:
    return services.reserve_number(
        actor=actor, document_id=document_id, seen_seq=values["seq"], on=values["on"]
    )


def _reassign(actor: Actor, document_id: UUID, values: Values) -> Any:
    return services.reassign_draft(
        actor=actor, document_id=document_id, seen_seq=values["seq"], holder_id=values["holder"], reason=values["reason"]
    )


def _change_signer(actor: Actor, document_id: UUID, values: Values) -> Any:
    said = {name: values[name] for name in ("signer_id", "position", "power", "signed_for", "collective")}
    return services.change_signer(
        actor=actor, document_id=document_id, seen_seq=values["seq"], signer=services.NewSigner(**said), reason=values["reason"]
    )


def _change_second(actor: Actor, document_id: UUID, values: Values) -> Any:
    return services.change_second(
        actor=actor, document_id=document_id, seen_seq=values["seq"], account_id=values["second_id"], position=values["position"], reason=values["reason"]
    )


def _recall(actor: Actor, document_id: UUID, values: Values) -> Any:
    return services.recall_document(actor=actor, document_id=document_id, reason=values["note"])


_TABLE = [
    Act("trinh", "send_on", _("Trình, duyệt, chuyển tiếp"), "arrow-forward", _noted(services.send_on), _("Đã chuyển văn bản."),
        is_open=True),
    Act("gop-y", "comment", _("Góp ý"), "message", _comment, _("Đã ghi góp ý."), _("Nội dung góp ý"), needed=True),
    Act("giu-so", "reserve", _("Giữ số"), "lock", _reserve, _("Đã giữ số cho văn bản."), form=ReserveForm),
    Act("phan-cong-lai", "reassign", _("Phân công lại"), "users", _reassign, _("Đã phân công lại."), form=ReassignDraftForm),
    Act("doi-nguoi-ky", "change_signer", _("Đổi người ký"), "users", _change_signer, _("Đã đổi người ký."), form=ChangeSignerForm),
    Act("doi-nguoi-ky-thu-hai", "change_second", _("Đổi người ký thứ hai"), "users", _change_second, _("Đã đổi người ký thứ hai."), form=ChangeSecondForm),
    Act("tra-lai", "send_back", _("Trả lại để sửa"), "arrow-back", _noted(services.send_back), _("Đã trả lại."), _("Lý do trả lại"),
        needed=True, danger=True),
    Act("thu-hoi", "recall", _("Thu hồi văn bản đã phát hành"), "arrow-back-up", _recall, _("Đã thu hồi và báo các nơi nhận."),
        _("Lý do thu hồi"), needed=True, danger=True),
    Act("huy", "cancel", _("Hủy văn bản"), "ban", _noted(services.cancel_document, "reason"), _("Đã hủy văn bản."), _("Lý do hủy"),
        needed=True, danger=True),
]  # fmt: skip
ACTS = {each.slug: each for each in _TABLE}
_UP = {
    StepCode.DRAFT: _("Trình duyệt"),
    StepCode.CONTENT: _("Duyệt nội dung, chuyển văn thư"),
    StepCode.FORM: _("Đúng thể thức, trình ký"),
}


def act_form(act: Act, page: OutPage, *posted: Any) -> Any:
    """The form of an action, knowing which state of the document was seen."""
    more = {"page": page} if act.form in {ReassignDraftForm, ChangeSignerForm, ChangeSecondForm} else {}
    return act.form(*posted, slug=act.slug, label=act.ask, needed=act.needed, seq=page.case.seq, **more)


def words_of(act: Act, page: OutPage) -> str:
    """The button's words in this step."""
    code = page.step.code if page.step else ""
    return (
        str(_UP.get(StepCode(code), act.label))
        if act.slug == "trinh" and code in StepCode.values
        else str(act.label)
    )
