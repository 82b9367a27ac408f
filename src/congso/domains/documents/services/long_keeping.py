"""Make signed documents last (lưu trữ lâu dài, PAdES B-LTA): asked for by hand or at handing over, done by a job, renewed in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import Conflict, DomainError, NotVisible
from congso.domains.documents.enums import Direction, State
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import RENEW_DAYS, Document, KeepingState, LongKeeping
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_any import line_of
from congso.domains.documents.queries_lasting import holds_still
from congso.domains.documents.services.long_keeping_files import (
    LastingFile,
    keep_lasting_files,
    lasting_files,
)
from congso.domains.documents.subscribers_outgoing import registries
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.services import open_file, store_file
from congso.foundation.notifications.services.writing import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.archive import Lasting, NotForArchive, make_lasting, may_last
from congso.foundation.signing.errors import SignerSilent
from congso.foundation.signing.facade import require_harmless

KEEP, QUEUE = "congso.keep_documents_long", "lasting"
"""The job, and the queue in which it waits."""
KIND = "long_keeping"


def keep_long(*, actor: Actor, document_id: UUID) -> LongKeeping:
    """Ask that an issued document be made to last (bổ sung chứng cứ lưu trữ lâu dài); a job does it.

    Raises NotVisible, NotAllowed, NotReady for one not issued, NotReady too when it waits for it or has it already, NotForArchive without a timestamp authority.
    """
    with write_action("documents.ask_long_keeping", actor=actor) as action:
        document = Document.objects.select_for_update(no_key=True).filter(pk=document_id, direction=Direction.OUTGOING).first()
        if document is None:
            raise NotVisible
        require_registry(actor, document.agency_id)
        if document.file_id is None or document.state in {State.DRAFT, State.SIGNING, State.CANCELLED}:
            raise NotReady(subject=document.subject, reason=_("chưa phát hành"))
        if not may_last():
            raise NotForArchive(reason=_("chưa cấu hình dịch vụ dấu thời gian"))
        has_it = any(holds_still(row) for row in LongKeeping.objects.filter(document=document))
        made = [] if has_it else ask_in(action, [document.pk])
        if not made:
            raise NotReady(subject=document.subject, reason=_("đã có hoặc đang chờ chứng cứ lưu trữ lâu dài"))
    return made[0]


def ask_in(action: WriteAction, document_ids: Iterable[UUID]) -> list[LongKeeping]:
    """Inside the open action: have those of these documents that are signed made to last; none without a timestamp authority."""
    if not may_last():
        return []
    waiting = LongKeeping.objects.filter(document=OuterRef("pk"), state=KeepingState.WAITING)
    signed = Q(outgoing__sealed_at__isnull=False) | Q(outgoing__on_paper__copy__isnull=False) | Q(Q(incoming__isnull=False), ~Q(incoming__findings=[]))
    rows = Document.objects.filter(signed, ~Exists(waiting), pk__in=list(document_ids), file__isnull=False)
    batch = uuid4()
    made = [
        LongKeeping(document=row, batch=batch, asked_at=action.at, asked_by=action.actor.account_id, asked_by_name=action.actor.name[:120])
        for row in rows.defer("text", "search_key")
    ]
    LongKeeping.objects.bulk_create(made)
    for row in made:
        action.record(row.document, long_keeping="asked")
    if made:
        app.configure_task(KEEP, queue=QUEUE).defer(batch=str(batch))
    return made


def carry_out(*, actor: Actor, batch: UUID) -> int:
    """Make the waiting documents of a batch last; how many were. Raises SignerSilent, for a later try, when any still waits."""
    done, silent = 0, None
    rows = list(LongKeeping.objects.filter(batch=batch, state=KeepingState.WAITING).select_related("document__file").order_by("pk"))
    for row in rows:
        try:
            _keep(actor, row, _lasting(row), lasting_files(row.document))
            done += 1
        except SignerSilent as error:
            silent = error
            break
        except DomainError as refused:
            _refuse(actor, row, str(refused))
    if rows:  # a job may run twice: what became of them was told then
        _tell(actor, batch, silent)
    if silent is not None:
        raise silent
    return done


def _lasting(row: LongKeeping) -> Lasting:
    """Outside of any transaction, since authorities are asked."""
    if row.document.file is None:
        raise NotForArchive(reason=_("văn bản không có tệp"))
    with open_file(row.document.file) as stream:
        content = stream.read()
    require_harmless(content)
    return make_lasting(content)


def _keep(actor: Actor, row: LongKeeping, lasting: Lasting, annexes: tuple[list[LastingFile], list[str]]) -> None:
    with write_action("documents.keep_long", actor=actor) as action:
        document = Document.objects.select_for_update(no_key=True).get(pk=row.document_id)
        if document.file_id != row.document.file_id:
            raise Conflict
        row.former_id = document.file_id
        row.file = document.file = store_file(File(BytesIO(lasting.content), name="van-ban.pdf"), name="van-ban.pdf")
        files, troubles = annexes
        ends = [end for end in (lasting.holds_until, *(each.lasting.holds_until for each in files)) if end is not None]
        row.state, row.made_at, row.holds_until, row.trouble = KeepingState.DONE, action.at, min(ends), "; ".join(troubles)[:300]
        document.save(update_fields=["file"])
        row.save()
        kept = keep_lasting_files(row, files)
        action.record(document, former=row.former_id, sha256=row.file.pk, holds_until=row.holds_until, files=kept)


def _refuse(actor: Actor, row: LongKeeping, reason: str) -> None:
    with write_action("documents.keep_long", actor=actor) as action:
        row.state, row.trouble = KeepingState.REFUSED, reason[:300]
        row.save(update_fields=["state", "trouble"])
        action.record(row.document, trouble=row.trouble)


def _tell(actor: Actor, batch: UUID, silent: SignerSilent | None) -> None:
    """Tell who asked: once that it must wait, once what became of it; of a renewal the registry hears only of trouble."""
    rows = list(LongKeeping.objects.filter(batch=batch).select_related("document").defer("document__text", "document__search_key"))
    known = any(row.trouble for row in rows if row.state == KeepingState.WAITING)
    if not rows or (silent is not None and known):
        return
    with write_action("documents.tell_of_long_keeping", actor=actor) as action, in_vietnamese():
        if silent is not None:
            LongKeeping.objects.filter(batch=batch, state=KeepingState.WAITING).update(trouble=_("dịch vụ dấu thời gian không trả lời"))
        title, text = _words(rows, waits=silent is not None)
        refused = any(row.state == KeepingState.REFUSED for row in rows)
        first = rows[0]
        told = [first.asked_by] if first.asked_by else registries([first.document.agency_id]) if refused or silent else []
        url = line_of(first.document).url if len(rows) == 1 else reverse("documents:out_list")
        write_notices(action, [NoticeIn(each, KIND, title, text, url) for each in told])
        action.record(("documents.longkeeping", str(batch)), told=len(told), title=title)


def _words(rows: list[LongKeeping], *, waits: bool) -> tuple[str, str]:
    if waits:
        count = sum(1 for row in rows if row.state == KeepingState.WAITING)
        title = ngettext("%(n)d văn bản chờ bổ sung chứng cứ lưu trữ lâu dài", "%(n)d văn bản chờ bổ sung chứng cứ lưu trữ lâu dài", count)
        return title % {"n": count}, _("Dịch vụ dấu thời gian không trả lời. Hệ thống tự thử lại; không phải làm gì thêm.")
    done = sum(1 for row in rows if row.state == KeepingState.DONE)
    title = ngettext("Đã bổ sung chứng cứ lưu trữ lâu dài cho %(n)d văn bản", "Đã bổ sung chứng cứ lưu trữ lâu dài cho %(n)d văn bản", done)
    left = [f"{row.document}: {row.trouble}" for row in rows if row.state == KeepingState.REFUSED]
    return title % {"n": done}, "\n".join([_("Không bổ sung được:"), *left[:30]]) if left else ""


def renew(*, actor: Actor) -> int:
    """Put a new timestamp over those whose own ends within ninety days, and go on with what waits since yesterday; how many documents."""
    now = clock.now()
    newer = LongKeeping.objects.filter(document=OuterRef("document"), pk__gt=OuterRef("pk")).exclude(state=KeepingState.REFUSED)
    ending = LongKeeping.objects.filter(~Exists(newer), state=KeepingState.DONE, holds_until__lt=now + timedelta(days=RENEW_DAYS))
    ids = list(ending.order_by("holds_until").values_list("document_id", flat=True)[:500])
    late = LongKeeping.objects.filter(state=KeepingState.WAITING, asked_at__lt=now - timedelta(days=1))
    for batch in late.values_list("batch", flat=True).distinct():
        app.configure_task(KEEP, queue=QUEUE).defer(batch=str(batch))
    if not ids or not may_last():
        return 0
    with write_action("documents.renew_long_keeping", actor=actor) as action:
        made = ask_in(action, ids)
        action.record(("documents.longkeeping", "*"), documents=len(made))
    return len(made)
