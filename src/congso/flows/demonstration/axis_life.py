"""A morning at the axis and a program that asks: two systems, letters taken, waiting and refused, reports; made by the services that real systems use."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.axis.facade import (
    Receipt,
    System,
    add_certificate,
    register_member,
    register_system,
    settle,
    take_in,
    waiting_for,
)
from congso.domains.clients.facade import (
    Client,
    ClientIn,
    add_hook,
    enter,
    issue_token,
    register_client,
    set_reach,
    try_hook,
)
from congso.domains.exchange.facade import SystemKey, make_self_signed
from congso.flows.demonstration.online import PRINT
from congso.foundation.edxml.facade import (
    AttachmentSource,
    Business,
    BusinessType,
    DocumentMessage,
    Organ,
    OtherInfo,
    ResponseFor,
    SignerInfo,
    StatusCode,
    StatusMessage,
    TraceHop,
    make_document_id,
    write_document,
    write_status,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.rendering import render_pdf

START = date(2026, 1, 1)
PROVINCE, HEALTH, MINISTRY, HOME = "H20", "H20.11", "G09", "home"
NAMES = {PROVINCE: "Ủy ban nhân dân tỉnh Đồng Tháp", HEALTH: "Sở Y tế", MINISTRY: "Bộ Nội vụ"}
"""Where the units of the demonstration have no such code."""
HOST = "tin.soyte.example"
"""Nobody hears there: what is told stays in the list of what could not be told, as with any program that is down."""
LETTERS = (
    (MINISTRY, (HOME,), "1201", "Về việc rà soát, sắp xếp hồ sơ cán bộ, công chức cấp xã"), (MINISTRY, (PROVINCE, HOME), "1214", "Về việc báo cáo số liệu biên chế năm"),
    (HEALTH, (HOME,), "356", "Về việc phối hợp tiêm chủng cho trẻ em trên địa bàn"), (HOME, (HEALTH,), "87", "Về việc cử đầu mối phối hợp tiêm chủng"),
    (HOME, (MINISTRY, PROVINCE), "88", "Báo cáo kết quả rà soát hồ sơ cán bộ, công chức"), (HEALTH, (MINISTRY,), "360", "Về việc đề nghị hướng dẫn xếp lương viên chức y tế"),
)  # fmt: skip
"""From whom, to whom, number, subject; ``home`` is the home ward."""




def load_axis(*, actor: Actor, agency_id: int) -> int:
    """Two systems and their agencies, six letters, what became of them; how many messages travelled. What is there already stays."""
    if System.objects.exists():
        return 0
    home = tree().get(agency_id).identifier
    province, ministry = _system(actor, "dong-thap", "Văn phòng điện tử tỉnh Đồng Tháp"), _system(actor, "bo-noi-vu", "Bộ Nội vụ (mô phỏng)")
    systems = {PROVINCE: province, HEALTH: province, home: province, MINISTRY: ministry}
    for code, (system, _key) in systems.items():
        register_member(actor=actor, code=code, name=_name(code), valid_from=START, system_pk=system.pk)
    letters = [_letter(home if by == HOME else by, [home if each == HOME else each for each in to], number, subject) for by, to, number, subject in LETTERS]
    for said in letters:
        system, key = systems[(said.sender and said.sender.organ_id) or home]
        take_in(system=system, source=_written(said, key))
    return len(letters) + _answered(letters, systems)


def _system(actor: Actor, system_id: str, name: str) -> tuple[System, SystemKey]:
    system, _secret = register_system(actor=actor, system_id=system_id, name=name)
    key = SystemKey(make_self_signed(system_id, name), settings.CONGSO_EXCHANGE_PIN)
    add_certificate(actor=actor, system_pk=system.pk, content=key.certificate_der)
    return system, key


def _name(code: str) -> str:
    return next((node.name for node in tree().nodes.values() if node.identifier == code), NAMES.get(code, code))


def _letter(sender: str, receivers: Sequence[str], number: str, subject: str) -> DocumentMessage:
    on, symbol = clock.today(), "CV"
    return DocumentMessage(
        sender=Organ(organ_id=sender, name=_name(sender)), receivers=tuple(Organ(organ_id=code, name=_name(code)) for code in receivers),
        document_id=make_document_id(sender, on, f"{number}/{symbol}"), code_number=number, code_notation=symbol, place="Đồng Tháp", promulgated_on=on,
        type="2", type_detail="0", type_name="Công văn", subject=subject, content=subject,
        signer=SignerInfo(competence="", position="Chánh Văn phòng", full_name="Nguyễn Văn Mẫu"), other=OtherInfo(priority="0", pages="1", amount="1"),
        steering_type="1", to_places=("Như trên", "Lưu: VT"), business=Business(type=BusinessType.NEW, reason="Văn bản mới", paper="0"),
        trace=(TraceHop(organ_id=sender, timestamp=clock.local(clock.now()).replace(microsecond=0, tzinfo=None)),),
    )  # fmt: skip


def _written(said: DocumentMessage, key: SystemKey) -> io.BytesIO:
    """The letter as edXML with its PDF, signed."""
    paper = render_pdf(PRINT, {"title": said.subject or "", "lines": ["Văn bản của bản dùng thử."]})
    file = AttachmentSource(content_id="cid:1", name="van-ban.pdf", description="Văn bản chính", content_type="application/pdf",
                            manifest_type="application/pdf", open=lambda: io.BytesIO(paper))  # fmt: skip
    target = io.BytesIO()
    write_document(said, [file], target, signer=key)
    return target


def _answered(letters: Sequence[DocumentMessage], systems: dict[str, tuple[System, SystemKey]]) -> int:
    """The first two are fetched by their receivers and reported back (01, 03), one cannot be read; the others wait."""
    reports = 0
    for said, codes in ((letters[0], ("01", "03")), (letters[1], ("01",))):
        receiver, owner = said.receivers[-1].organ_id or "", (said.sender and said.sender.organ_id) or ""
        system, key = systems[receiver]
        mine = [stop for stop in waiting_for(system=system) if stop.parcel.document_key == said.identity]
        settle(system=system, receipts=[Receipt(stop.pk, taken=True) for stop in mine])
        for place, code in enumerate(codes):
            take_in(system=system, source=_report(said, receiver, owner, code, place, key))
            reports += 1
    unread = [stop for stop in waiting_for(system=systems[MINISTRY][0]) if stop.parcel.document_key == letters[-1].identity]
    settle(system=systems[MINISTRY][0], receipts=[Receipt(stop.pk, taken=False, error_code="21", error="Tệp kèm theo không đọc được") for stop in unread])
    return reports


def _report(said: DocumentMessage, sender: str, owner: str, code: str, place: int, key: SystemKey) -> io.BytesIO:
    moment = clock.local(clock.now() + timedelta(seconds=place)).replace(microsecond=0, tzinfo=None)
    about = ResponseFor(organ_id=owner, code=said.number_text, document_id=said.identity, promulgated_on=said.promulgated_on)
    status = next(each for each in StatusCode if each.value == code)
    target = io.BytesIO()
    write_status(StatusMessage(sender=Organ(organ_id=sender, name=_name(sender)), code=status, description=str(status.label), timestamp=moment,
                               response_for=about), target, signer=key)  # fmt: skip
    return target


def load_programs(*, actor: Actor, agency_id: int) -> int:
    """Two programs of others: one that asked and wants to be told, one that was only given its reach; how many. Once."""
    if Client.objects.exists():
        return 0
    health = ClientIn("Cổng dữ liệu Sở Y tế", "Đối chiếu trẻ mới khai sinh với lịch tiêm chủng", "Sở Y tế, 0277 000 000", hosts=(HOST,))
    client, secret = register_client(actor=actor, given=health)
    set_reach(actor=actor, client_pk=client.pk, agency_id=agency_id, scopes=["dossiers:read", "statistics:read", "webhooks:write"])
    token, _scopes = issue_token(client_id=client.client_id, secret=secret)
    caller = enter(token=token)
    hook, _secret = add_hook(caller=caller, agency_id=agency_id, url=f"https://{HOST}/cong-so", events=["dossier.received", "dossier.changed"])
    try_hook(caller=caller, hook_id=hook.pk)
    archive, _secret = register_client(actor=actor, given=ClientIn("Kho lưu trữ dùng chung", "Thống kê văn bản đến, đi", "Sở Nội vụ, 0277 000 001"))
    set_reach(actor=actor, client_pk=archive.pk, agency_id=agency_id, scopes=["documents:read"])
    return 2
