"""What can be pressed on a dossier's page: form, service and words of each action, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.dossiers import services
from congso.domains.dossiers.forms import actions as forms

Values = dict[str, Any]


@dataclass(frozen=True)
class Action:
    """One action: its address part, its words, its form and the service that does it."""

    slug: str
    offer: str
    """Name under which the page offers it."""
    label: str | Promise
    icon: str
    form: type[forms.CaseForm]
    run: Callable[[Actor, UUID, Values], Any]
    done: str | Promise
    danger: bool = False
    always_open: bool = False


def _kept(values: Values, **renamed: str) -> Values:
    kept = {renamed.get(name, name): value for name, value in values.items() if name != "seq"}
    return kept | {"seen_seq": values["seq"]}


def _plain(service: Callable[..., Any], **renamed: str) -> Callable[[Actor, UUID, Values], Any]:
    def run(actor: Actor, dossier_id: UUID, values: Values) -> Any:
        return service(actor=actor, dossier_id=dossier_id, **_kept(values, **renamed))

    return run


def _supplement_done(actor: Actor, dossier_id: UUID, values: Values) -> Any:
    return services.complete_supplement(
        actor=actor, dossier_id=dossier_id, seen_seq=values["seq"], papers=values["papers"].splitlines(),
        note=values["note"], uploads=values["uploads"],
    )  # fmt: skip


_TABLE = [
    Action("chuyen", "move", _("Chuyển bước"), "arrow-forward", forms.MoveForm,
           _plain(services.move_dossier, way="way_code", holder="holder_id"), _("Đã chuyển hồ sơ.")),
    Action("de-xuat", "propose", _("Lập đề xuất"), "edit", forms.ProposeForm, _plain(services.propose),
           _("Đã lưu đề xuất; có thể trình duyệt.")),
    Action("van-ban-ket-qua", "draft_result", _("Soạn văn bản kết quả"), "file-text", forms.ResultDraftForm,
           _plain(services.draft_result),
           _("Đã tạo dự thảo từ mẫu; hãy mở dự thảo, soạn tiếp và trình ký. Hồ sơ tự chuyển khi văn bản phát hành.")),
    Action("phan-cong", "assign", _("Phân công lại"), "users", forms.AssignForm,
           _plain(services.assign_dossier, holder="holder_id"), _("Đã phân công lại.")),
    Action("bo-sung", "supplement", _("Yêu cầu bổ sung"), "file-plus", forms.SupplementForm,
           _plain(services.ask_supplement), _("Đã lập phiếu yêu cầu bổ sung; thời hạn tạm dừng tính.")),
    Action("da-bo-sung", "supplement_done", _("Nhận bổ sung"), "player-play", forms.SupplementDoneForm,
           _supplement_done, _("Đã nhận bổ sung; hạn trả được tính lại."), always_open=True),
    Action("nop-tien", "payment", _("Yêu cầu nộp phí"), "cash", forms.PaymentForm, _plain(services.ask_payment),
           _("Đã yêu cầu nộp; thời hạn tạm dừng tính.")),
    Action("da-nop-tien", "payment_made", _("Xác nhận đã nộp"), "player-play", forms.PaidForm,
           _plain(services.confirm_payment), _("Đã xác nhận; thời hạn tính tiếp."), always_open=True),
    Action("thu-phi", "collect", _("Thu phí tại quầy"), "cash", forms.CollectForm, _plain(services.collect_fees),
           _("Đã thu tiền mặt và lập biên lai.")),
    Action("xin-y-kien", "consult", _("Xin ý kiến đơn vị khác"), "message", forms.ConsultForm,
           _plain(services.consult, unit="unit_id", answer_by="due_at"), _("Đã gửi yêu cầu ý kiến.")),
    Action("rut-y-kien", "withdraw", _("Rút yêu cầu ý kiến"), "x", forms.WithdrawQuestionForm,
           _plain(services.withdraw_consultation, child="child_id"), _("Đã rút yêu cầu ý kiến.")),
    Action("lien-thong", "hand_over", _("Chuyển cơ quan khác giải quyết"), "share", forms.HandOverForm,
           _plain(services.hand_over, publication="publication_id"), _("Đã lập hồ sơ liên thông.")),
    Action("goi-lai", "call_back", _("Gọi lại phần liên thông"), "arrow-back-up", forms.CallBackForm,
           _plain(services.call_back, child="child_id"), _("Đã gọi lại phần liên thông.")),
    Action("gia-han", "extend", _("Gia hạn"), "calendar", forms.PromiseForm,
           _plain(services.extend_dossier, new_due="new_due_at"), _("Đã gia hạn.")),
    Action("xin-loi", "apologise", _("Xin lỗi, hẹn lại"), "mail", forms.ApologyForm,
           _plain(services.apologise, new_due="new_due_at"), _("Đã lập văn bản xin lỗi và hẹn lại.")),
    Action("tra-ket-qua", "return_result", _("Trả kết quả"), "circle-check", forms.ReturnForm,
           _plain(services.return_result), _("Đã trả kết quả."), always_open=True),
    Action("dung", "stop", _("Dừng theo yêu cầu công dân"), "ban", forms.StopForm, _plain(services.stop_dossier),
           _("Đã dừng giải quyết và lập thông báo."), danger=True),
    Action("thu-hoi", "undo", _("Thu hồi lần chuyển vừa rồi"), "arrow-back-up", forms.PlainForm,
           _plain(services.undo_move), _("Đã thu hồi hồ sơ.")),
]  # fmt: skip
ACTIONS = {action.slug: action for action in _TABLE}
