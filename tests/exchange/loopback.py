"""The axis in this very process, and a ministry that speaks to it with the library alone."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.domains.axis.directory import agencies
from congso.domains.axis.errors import AxisRefused
from congso.domains.axis.models import Parcel as Parcel_
from congso.domains.axis.models import Stop, System
from congso.domains.axis.services import carrying
from congso.domains.axis.services.taking_in import Brought, take_in, take_in_together
from congso.domains.exchange.keys import SystemKey
from congso.foundation.axes.facade import Agency, Item, Letter, Receipt, Undelivered
from congso.foundation.edxml.facade import (
    AttachmentSource,
    Business,
    BusinessType,
    DocumentMessage,
    EdxmlRefused,
    Organ,
    OtherInfo,
    Parcel,
    Replacement,
    ResponseFor,
    SignerInfo,
    StatusCode,
    StatusMessage,
    TraceHop,
    make_document_id,
    read,
    write_document,
    write_status,
)
from congso.foundation.files.services import open_file

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Loopback:
    """An axis client without a network: it calls the axis's own services (see ``adapters.client.AxisClient``)."""

    def __init__(self, system: System) -> None:
        self.system, self.is_down, self.lose_answers = system, False, 0

    def _line(self) -> None:
        if self.is_down:
            raise Silent("ConnectionError")

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str] = ()) -> str:
        """Hand a message over; ``lose_answers`` answers get lost on the way back."""
        self._line()
        try:
            parcel = take_in(system=self.system, source=stream, to=list(to))
        except AxisRefused as refused:
            raise Rejected(refused.axis_code, str(refused)) from refused
        except EdxmlRefused as refused:
            raise Rejected(str(int(refused.axis_code)), str(refused)) from refused
        if self.lose_answers:
            self.lose_answers -= 1
            raise Silent("ReadTimeout")
        return str(parcel.pk)

    def send_many(self, letters: Sequence[Letter]) -> list[str | Rejected | Silent]:
        """Several at once, as an axis of ours takes them."""
        self._line()
        brought = [Brought(io.BytesIO(each.content), each.to) for each in letters]
        answers = [_said(each) for each in take_in_together(system=self.system, brought=brought)]
        if self.lose_answers:
            self.lose_answers -= 1
            raise Silent("ReadTimeout")
        return answers

    def fetch_many(self, references: Sequence[str]) -> dict[str, bytes]:
        """Several at once."""
        self._line()
        found = {}
        for reference in references:
            with open_file(carrying.fetch(system=self.system, stop_id=int(reference)).parcel.file) as stream:
                found[reference] = stream.read()
        return found

    def waiting(self, *, after: str = "", most: int = 100) -> list[Item]:
        """What waits for us."""
        self._line()
        stops = carrying.waiting_for(system=self.system, after=int(after or 0), most=most)
        return [Item(str(each.pk), each.parcel.kind, each.parcel.sender_code, each.receiver_code, each.parcel.document_key, each.parcel.title,
                     each.parcel.size) for each in stops]  # fmt: skip

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """The message."""
        self._line()
        with open_file(carrying.fetch(system=self.system, stop_id=int(reference)).parcel.file) as stream:
            target.write(stream.read())

    def settle(self, receipts: Sequence[Receipt]) -> None:
        """Receipts; ``lose_answers`` of them never reach the axis."""
        self._line()
        if self.lose_answers:
            self.lose_answers -= 1
            raise Silent("ReadTimeout")
        carrying.settle(system=self.system, receipts=[carrying.Receipt(int(each.reference), each.taken, each.error_code, each.error) for each in receipts])

    def undelivered(self, *, since: datetime) -> list[Undelivered]:
        """What receivers could not be given."""
        self._line()
        dead = Stop.objects.filter(parcel__system=self.system, state="dead", settled_at__gte=since).select_related("parcel")
        return [Undelivered(str(each.parcel_id), each.parcel.document_key, each.asked_code, each.error_code, each.error) for each in dead]

    def agencies(self, *, after: str = "", most: int = 1000) -> list[Agency]:
        """The list."""
        self._line()
        return [Agency(row["code"], row["name"], row["pcode"], row["mail"], row["from"], row["to"], row["successor"], row["locked"],
                       tuple(row["certificates"])) for row in agencies(after=after, most=most)]  # fmt: skip


def _said(answer: Parcel_ | AxisRefused | EdxmlRefused) -> str | Rejected | Silent:
    if isinstance(answer, AxisRefused):
        return Rejected(answer.axis_code, str(answer))
    return Rejected(str(int(answer.axis_code)), str(answer)) if isinstance(answer, EdxmlRefused) else str(answer.pk)


@dataclass
class Ministry:
    """An agency outside with a system of its own: it sends, fetches, reports."""

    code: str
    system: System
    key: SystemKey
    got: list[Parcel] = field(default_factory=list)

    @property
    def organ(self) -> Organ:
        """Itself."""
        return Organ(organ_id=self.code, in_charge=self.code, name="Bộ Mẫu", address="", email="", telephone="", fax="", website="")

    def fetch(self) -> list[Parcel]:
        """Take everything that waits."""
        found = []
        for stop in carrying.waiting_for(system=self.system):
            with open_file(carrying.fetch(system=self.system, stop_id=stop.pk).parcel.file) as stream, tempfile.TemporaryDirectory() as folder:
                found.append(read(io.BytesIO(stream.read()), Path(folder)))
            carrying.settle(system=self.system, receipts=[carrying.Receipt(stop.pk, taken=True)])
        self.got += found
        return found

    def report(self, about: DocumentMessage, code: str, *, description: str = "", at: datetime | None = None) -> None:
        """Report a state of a document that came."""
        self.send_status(about.sender.organ_id or "", about.identity, about.number_text, about.promulgated_on, code, description=description, at=at)  # type: ignore[union-attr]

    def send_status(self, owner: str, document_id: str, number: str, on: date | None, code: str, *, description: str = "",
                    at: datetime | None = None) -> None:  # fmt: skip
        """Any status."""
        moment = clock.local(at or clock.now()).replace(microsecond=0, tzinfo=None)
        said = StatusMessage(sender=self.organ, code=StatusCode(code), description=description, timestamp=moment,
                             response_for=ResponseFor(organ_id=owner, code=number, document_id=document_id, promulgated_on=on))  # fmt: skip
        target = io.BytesIO()
        write_status(said, target, signer=self.key)
        take_in(system=self.system, source=target)

    def letter(self, to: str, **changes: Any) -> DocumentMessage:
        """A letter to one of ours."""
        on, number = changes.pop("on", clock.today()), changes.pop("number", "215")
        text = f"{number}/BM-VP"
        values: dict[str, Any] = {
            "sender": self.organ, "receivers": (Organ(organ_id=to, name="UBND phường"),), "document_id": make_document_id(self.code, on, text),
            "code_number": number, "code_notation": "BM-VP", "place": "Hà Nội", "promulgated_on": on, "type": "2", "type_detail": "0",
            "type_name": "Công văn", "subject": "Về việc rà soát thủ tục hành chính", "content": "", "signer":
            SignerInfo(competence="TL. BỘ TRƯỞNG", position="Chánh Văn phòng", full_name="Nguyễn Văn Mẫu"),
            "other": OtherInfo(priority="1", sphere="", typer="", amount="1", pages="1", direction="false"), "steering_type": "1",
            "to_places": ("Như trên", "Lưu: VT"), "business": Business(type=BusinessType.NEW, reason="Văn bản mới", paper="0"),
            "trace": (TraceHop(organ_id=self.code, timestamp=clock.now().replace(microsecond=0, tzinfo=None)),),
        }  # fmt: skip
        return DocumentMessage(**(values | changes))

    def send(self, message: DocumentMessage, *, files: Sequence[tuple[str, bytes]] = (("van-ban.pdf", PDF),), key: SystemKey | None = None,
             spoil: bool = False) -> None:  # fmt: skip
        """Send it with its files."""
        target = io.BytesIO()
        sources = [_source(place, name, content) for place, (name, content) in enumerate(files)]
        write_document(message, sources, target, signer=key or self.key)
        if spoil:
            target = io.BytesIO(target.getvalue().replace(b"r\xc3\xa0 so\xc3\xa1t", b"r\xc3\xa0 so\xc3\xa3t"))
        take_in(system=self.system, source=target)

    def replacing(self, old: DocumentMessage) -> Business:
        """That a document replaces another."""
        return Business(type=BusinessType.REPLACEMENT, reason="Thay thế do sai thể thức", paper="0",
                        replacements=(Replacement(document_id=old.identity, organ_ids=()),))  # fmt: skip


def _source(place: int, name: str, content: bytes) -> AttachmentSource:
    return AttachmentSource(content_id=f"cid:{place}", name=name, open=lambda: io.BytesIO(content), description="", content_type="application/pdf",
                            manifest_type="application/pdf")  # fmt: skip
