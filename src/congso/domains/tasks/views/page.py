"""The page of a task, its evidence, and everything that is pressed there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.tasks import services
from congso.domains.tasks.forms import acts
from congso.domains.tasks.models import Task
from congso.domains.tasks.queries.page import Page, evidence_file, page_of_extension, task_of_case, task_page
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

Run = Callable[[Actor, Task, Any], Any]


@dataclass(frozen=True)
class Action:
    """One thing to press: its address part, when it is offered, its words, its form, the service."""

    slug: str
    offer: str
    label: str | Promise
    icon: str
    form: type[acts.ActForm]
    run: Run
    done: str | Promise
    is_open: bool = False
    danger: bool = False
    ask: str | Promise = ""


def _plain(service: Callable[..., Any]) -> Run:
    """A service that takes what the form says as it is."""

    def run(actor: Actor, task: Task, form: Any) -> Any:
        said = {name: value for name, value in form.cleaned_data.items() if name != "seq"}
        return service(actor=actor, task_id=task.pk, seen_seq=form.cleaned_data["seq"], **said)

    return run


def _with_report(service: Callable[..., Any]) -> Run:
    def run(actor: Actor, task: Task, form: Any) -> Any:
        return service(actor=actor, task_id=task.pk, seen_seq=form.cleaned_data["seq"], report=form.report())

    return run


def _change(actor: Actor, task: Task, form: Any) -> Any:
    said = form.cleaned_data
    return services.change_main(actor=actor, task_id=task.pk, seen_seq=said["seq"], unit_id=said["unit_id"], account_id=said["account_id"],
                                reason=said["reason"], with_parts=said["with_parts"])  # fmt: skip


def _link(actor: Actor, task: Task, form: Any) -> Any:
    said = form.cleaned_data
    return services.link_document(actor=actor, task_id=task.pk, seen_seq=said["seq"], number=said["result"], kind=said["kind"])


def _move(actor: Actor, task: Task, form: Any) -> Any:
    said = form.cleaned_data
    return services.move_part(actor=actor, task_id=task.pk, seen_seq=said["seq"], parent_id=UUID(said["parent"]), reason=said["reason"])


_TABLE = [
    Action("nhan", "accept", _("Nhận, phân công"), "users", acts.AcceptForm, _plain(services.accept_task), _("Đã nhận và phân công."), is_open=True),
    Action("danh-gia", "evaluate", _("Đánh giá, nghiệm thu"), "star", acts.EvaluateForm, _plain(services.evaluate_task),
           _("Đã đánh giá, nhiệm vụ hoàn thành."), is_open=True),
    Action("xac-nhan", "confirm", _("Xác nhận, báo cáo hoàn thành"), "check", acts.ConfirmForm, _plain(services.confirm_completion),
           _("Đã xác nhận và báo cáo hoàn thành."), is_open=True),
    Action("tien-do", "report", _("Báo cáo tiến độ"), "message", acts.ReportForm, _with_report(services.report_progress), _("Đã ghi báo cáo.")),
    Action("hoan-thanh", "complete", _("Báo cáo hoàn thành"), "circle-check", acts.CompleteForm, _with_report(services.complete_task),
           _("Đã báo cáo hoàn thành.")),
    Action("xin-gia-han", "ask_extension", _("Đề nghị gia hạn"), "hourglass", acts.WishForm, _plain(services.ask_extension),
           _("Đã gửi đề nghị gia hạn.")),
    Action("phan-cong-lai", "reassign", _("Phân công lại"), "users", acts.ReassignForm, _plain(services.reassign_person), _("Đã phân công lại.")),
    Action("chuyen-chu-tri", "change_main", _("Chuyển chủ trì"), "share", acts.ChangeForm, _change, _("Đã chuyển chủ trì.")),
    Action("gia-han", "extend", _("Gia hạn"), "calendar", acts.ExtendForm, _plain(services.extend_task), _("Đã gia hạn.")),
    Action("gan-van-ban", "link", _("Gắn văn bản"), "paperclip", acts.LinkForm, _link, _("Đã gắn văn bản.")),
    Action("chuyen-phan-viec", "move", _("Chuyển sang dưới nhiệm vụ khác"), "sitemap", acts.MovePartForm, _move, _("Đã chuyển phần việc.")),
    Action("lam-tiep", "more", _("Yêu cầu làm tiếp"), "arrow-back-up", acts.MoreForm, _plain(services.ask_for_more), _("Đã yêu cầu làm tiếp."),
           danger=True),
    Action("tra-lai", "hand_back", _("Trả lại"), "arrow-back-up", acts.BackForm, _plain(services.hand_back), _("Đã trả lại."), danger=True),
    Action("thu-hoi", "cancel", _("Thu hồi nhiệm vụ"), "ban", acts.CancelForm, _plain(services.cancel_task), _("Đã thu hồi nhiệm vụ."), danger=True,
           ask=_("Nhiệm vụ kết thúc, không mở lại được. Tiếp tục?")),
]  # fmt: skip
ACTIONS = {action.slug: action for action in _TABLE}


def show(request: HttpRequest, page: Page, failed: tuple[str, acts.ActForm] | None = None) -> HttpResponse:
    """The page, perhaps with a form that was refused."""
    slug, refused = failed or ("", None)
    viewer = actor_of(request)
    panels = [(action, refused if action.slug == slug else action.form(task=page.task, viewer=viewer))
              for action in _TABLE if action.offer in page.offers]  # fmt: skip
    answer = None
    if "answer" in page.offers:
        answer = refused if slug == "answer" else acts.AnswerForm(task=page.task, viewer=viewer)
    lost = refused if refused is not None and refused is not answer and not any(form is refused for _action, form in panels) else None
    context = {"page": page, "task": page.task, "panels": panels, "failed": slug, "lost_form": lost, "answer_form": answer}
    return render(request, "tasks/page.html", context, status=status_of(refused))


@require_GET
@login_required
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """A task: where it stands, its tree, what was reported, what happened."""
    return show(request, task_page(viewer=actor_of(request), task_id=task_id))


@require_POST
@login_required
def act(request: HttpRequest, task_id: UUID, task_action: str) -> HttpResponse:
    """Do what was pressed; show the page again with the sentence when it was refused."""
    actor, action = actor_of(request), ACTIONS.get(task_action)
    if action is None:
        raise NotVisible
    page = task_page(viewer=actor, task_id=task_id)
    form = action.form(request.POST, request.FILES, task=page.task, viewer=actor)
    if attempt(form, lambda _said: (action.run(actor, page.task, form), True)):
        messages.success(request, str(action.done))
        return redirect("tasks:page", task_id)
    return show(request, task_page(viewer=actor, task_id=task_id), (task_action, form))


@require_POST
@login_required
def answer(request: HttpRequest, extension_id: int) -> HttpResponse:
    """Grant or refuse a later day."""
    actor = actor_of(request)
    page = page_of_extension(viewer=actor, extension_id=extension_id)
    form = acts.AnswerForm(request.POST, task=page.task, viewer=actor)
    done = attempt(form, lambda said: services.answer_extension(
        actor=actor, extension_id=extension_id, seen_seq=said["seq"], granted=said["granted"], answer=said["answer"]))  # fmt: skip
    if done is not None:
        messages.success(request, str(_("Đã trả lời đề nghị gia hạn.")))
        return redirect("tasks:page", page.task.pk)
    return show(request, page_of_extension(viewer=actor, extension_id=extension_id), ("answer", form))


@require_GET
@login_required
def by_case(request: HttpRequest, task_case_id: UUID) -> HttpResponse:
    """From the inbox to the task's page."""
    return redirect("tasks:page", task_of_case(viewer=actor_of(request), case_id=task_case_id))


@require_GET
@login_required
def evidence(request: HttpRequest, task_file_id: int) -> HttpResponseBase:
    """A file that came with a report."""
    found = evidence_file(viewer=actor_of(request), file_id=task_file_id)
    return office_file_response(request, found.stored, name=found.name)
