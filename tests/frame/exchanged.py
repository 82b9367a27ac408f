"""What the addresses of the exchange, of the axis and of what waits to leave can name."""

from __future__ import annotations

import io
from typing import Any

from congso.core import clock
from congso.domains.axis.facade import UpperIn, connect_upper
from congso.domains.axis.models import Certificate, Member, Parcel, Registration, Stop
from congso.domains.axis.services.registering import register_system
from congso.domains.axis.services.taking_part import register_member
from congso.domains.clients.services.registering import ClientIn, register_client
from congso.domains.documents.models import Demand, Document
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import START, SYSTEM, Office
from congso.domains.exchange.models import Message
from congso.domains.exchange.services.connecting import ConnectionIn, connect
from congso.domains.lookups.models import Forwarded
from congso.domains.lookups.services.forwarding import RuleIn, set_rule
from congso.foundation.files.services import store_as_is
from congso.foundation.outbox.models import Sending


def make_exchanged(office: Office, document: Document) -> dict[str, dict[str, Any]]:
    """Arguments by the name of the room: a letter that came to the ward over the axis and could not be taken the first time."""
    now = clock.now()
    file = store_as_is(io.BytesIO(b"<edXML/>"), kind="application/xml", name="edxml")
    connection = connect(actor=SYSTEM, given=ConnectionIn("Trục", "lgsp", "http://127.0.0.1:9/truc", "tinh", "x"))
    message = Message.objects.create(way="in", kind="edoc", code="0", connection=connection, key="x", agency_id=document.agency_id, sender_code="G09",
                                     document_key="G09,2026/11/01,1/BM", document=document, at=now, file=file)  # fmt: skip
    demand = Demand.objects.create(document=document, kind="recall", agency_id=document.agency_id, asked_at=now, source=message.pk)
    system, _secret = register_system(actor=SYSTEM, system_id="bo-mau", name="Bộ Mẫu")
    member = register_member(actor=SYSTEM, code="H20.31", name="UBND phường", valid_from=START, system_pk=system.pk)
    certificate = Certificate.objects.create(system=system, der=b"x", sha256="0" * 64, subject="Bộ Mẫu", valid_from=now, valid_to=now, added_at=now)
    parcel = Parcel.objects.create(system=system, key="x", kind="edoc", code="0", sender_code="G09", document_key="x", file=file, size=8, received_at=now)
    stop = Stop.objects.create(parcel=parcel, asked_code=member.code, receiver_code=member.code, system=system, state="dead")
    upper = connect_upper(actor=SYSTEM, given=UpperIn("Trục quốc gia", "http://127.0.0.1:9/truc", "truc-tinh", "x", prefixes=("G",)))
    asked = Registration.objects.create(system=system, code="H20.31.09", written_code="H20.31.09", name="Phòng Mẫu", asked_at=now)
    Member.objects.filter(pk=member.pk).update(locked_reason="Bảo trì")
    sending = Sending.objects.create(channel="exchange", key="x", order_key="x", state="dead", created_at=now, next_at=now)
    rules, sent_on = _sent_on(office)
    program, _secret = register_client(actor=SYSTEM, given=ClientIn("Cổng Sở Y tế", "Đối chiếu", "Sở Y tế"))
    return {
        "documents": {"demand_id": demand.pk},
        "clients": {"client_pk": program.pk}, "api": {"document_id": document.pk, "hook_id": document.pk},
        "exchange": {"message_id": message.pk, "connection_id": connection.pk, "key_name": "khong-co",
                     "unit_id": office.units["phuong"], "code": "H20.31"},
        "axis": {"operation": "getAgenciesList", "system_pk": system.pk, "member_id": member.pk, "certificate_id": certificate.pk,
                 "parcel_id": parcel.pk, "stop_id": stop.pk, "upper_pk": upper.pk, "registration_id": asked.pk},
        "outbox": {"sending_id": sending.pk}, "lookups": {"rule_id": rules, "forwarded_id": sent_on, "key": "dmdc-madantoc"},
    }  # fmt: skip


def _sent_on(office: Office) -> tuple[int, Any]:
    """Every procedure is bound to civil status, and a dossier was sent there; the rule of a procedure nobody asks for, to be ended."""
    for code in set(Dossier.objects.values_list("procedure_code", flat=True)):
        set_rule(actor=SYSTEM, given=RuleIn(code, "civil", "KS", clock.today(), "Quy chế"))
    spare = set_rule(actor=SYSTEM, given=RuleIn("9.999999", "civil", "KS", clock.today(), "Quy chế"))
    dossier = Dossier.objects.filter(receiving_unit_id=office.units["phuong-mc"]).exclude(received_at=None).order_by("pk")[0]
    row = Forwarded.objects.create(dossier_id=dossier.pk, dossier_code=dossier.code, agency_id=dossier.agency_id, unit_id=dossier.receiving_unit_id, target="civil",
                                   module="KS", purpose="Đăng ký", body=b"x", state="taken", asked_at=clock.now(), account_name="A")  # fmt: skip
    return spare.pk, row.pk
