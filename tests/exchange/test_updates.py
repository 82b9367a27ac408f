"""Updates: words of the heading corrected, receivers withdrawn; what comes before its document waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import ArrivalCorrection, Demand, Document
from congso.domains.documents.services.demanding import answer_demand
from congso.domains.documents.services.outgoing_withdrawing import withdraw_receiver
from congso.domains.exchange.models import EarlyChange, Message
from congso.domains.exchange.services.early import end_waiting
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.edxml.facade import Business, BusinessType, DocumentMessage, ReceiverChange, SignerInfo
from congso.foundation.people.models import Account
from tests.exchange.conftest import MINISTRY, SYSTEM, WARD, Line

COMMUNE = "H20.32"


def updated(said: DocumentMessage, *, info: str = "1", receivers: tuple[ReceiverChange, ...] = (), **changes: Any) -> DocumentMessage:
    """The same document once more, as an update."""
    business = Business(document_id=said.identity, type=BusinessType.UPDATE, reason="Sửa trích yếu và hạn trả lời", paper="0", document_info=info,
                        document_receiver="1" if receivers else "0", receivers=receivers)  # fmt: skip
    return replace(said, business=business, **changes)


def came(line: Line) -> Document:
    """What came last."""
    return Document.objects.filter(direction="in").latest("pk")


def send(line: Line, said: DocumentMessage, **more: Any) -> None:
    """Send and take."""
    line.ministry.send(said, **more)
    line.receive()


def test_corrected_words_stand_beside_ours_and_are_taken_over_when_the_registry_agrees(line: Line) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    document = came(line)

    send(line, updated(said, subject="Về việc rà soát, đơn giản hóa thủ tục", due_on=date(2026, 12, 20),
                       signer=SignerInfo(competence="", position="Cục trưởng", full_name="Lê Văn Tư")))  # fmt: skip

    demand = Demand.objects.get()
    assert (demand.kind, demand.newer, Document.objects.filter(direction="in").count()) == ("update", None, 1)
    assert ["subject", "Về việc rà soát thủ tục hành chính", "Về việc rà soát, đơn giản hóa thủ tục"] in demand.changes
    assert ["due_on", "", "2026-12-20"] in demand.changes
    document.refresh_from_db()
    assert document.subject == "Về việc rà soát thủ tục hành chính", "not before the registry agrees"
    answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=True)
    document.refresh_from_db()
    assert (document.subject, document.due_on, document.signer_name) == ("Về việc rà soát, đơn giản hóa thủ tục", date(2026, 12, 20), "Lê Văn Tư")
    assert ["signer_name", "Nguyễn Văn Mẫu", "Lê Văn Tư"] in ArrivalCorrection.objects.get().changes, "what stood there is kept"
    line.carry()
    assert [str(each.message.code) for each in line.ministry.fetch()] == ["01", "15"]  # type: ignore[union-attr]


def test_a_refused_update_changes_nothing(line: Line) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    send(line, updated(said, subject="Trích yếu khác"))

    answer_demand(actor=line.office.registry, demand_id=Demand.objects.get().pk, is_agreed=False, answer="Đã xử lý theo bản cũ")

    assert came(line).subject == "Về việc rà soát thủ tục hành chính"
    line.carry()
    assert [str(each.message.code) for each in line.ministry.fetch()] == ["01", "16"]  # type: ignore[union-attr]


def test_the_page_shows_old_and_new(line: Line, client: Client) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    send(line, updated(said, subject="Trích yếu khác"))
    client.force_login(Account.objects.get(username="vanthu"))

    page = client.get(f"/van-ban/den/{came(line).pk}/").content.decode()

    assert "<del>Về việc rà soát thủ tục hành chính</del> → <ins>Trích yếu khác</ins>" in page


def test_an_update_with_another_file_is_a_newer_document_beside_the_old_one(line: Line) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    send(line, updated(said), files=[("moi.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF other\n")])

    assert Document.objects.filter(direction="in").count() == 2
    assert Demand.objects.get().newer is not None


def test_other_receivers_change_nothing_here_but_the_page_says_so(line: Line, client: Client) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    send(line, updated(said, info="0", receivers=(ReceiverChange(organ_id="G12", type="1"), ReceiverChange(organ_id="G15", type="0"))))

    assert (Demand.objects.count(), Document.objects.filter(direction="in").count()) == (0, 1)
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/den/{came(line).pk}/").content.decode()
    assert "Nơi gửi thêm nơi nhận" in page
    assert "G12" in page


def test_taken_away_by_its_sender_it_is_a_recall_for_us(line: Line) -> None:
    said = line.ministry.letter(WARD)
    send(line, said)
    send(line, updated(said, info="0", receivers=(ReceiverChange(organ_id=WARD, type="0"),)))

    assert Demand.objects.get().kind == "recall"


def test_a_recall_that_the_axis_gives_out_first_waits_for_its_document(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    said = line.ministry.letter(WARD)
    line.ministry.send(said)
    line.ministry.send_status(MINISTRY, said.identity, said.number_text, said.promulgated_on, "13", description="Ban hành nhầm")
    waiting = line.axis.waiting
    monkeypatch.setattr(line.axis, "waiting", lambda **given: waiting(**given)[::-1])

    line.receive()

    assert (Demand.objects.get().kind, Demand.objects.get().document) == ("recall", came(line))
    assert EarlyChange.objects.get().outcome == "applied"


@pytest.mark.parametrize("how", ["update", "away"])
def test_a_change_before_its_document_waits_and_is_put_before_the_registry_when_that_comes(line: Line, how: str) -> None:
    said = line.ministry.letter(WARD)
    if how == "update":
        send(line, updated(said, subject="Trích yếu đúng"))
    else:
        send(line, updated(said, info="0", receivers=(ReceiverChange(organ_id=WARD, type="0"),)))
    assert (Document.objects.filter(direction="in").count(), EarlyChange.objects.get().outcome) == (0, "open")

    send(line, said)

    demand = Demand.objects.get()
    assert (demand.kind, demand.document) == ("update" if how == "update" else "recall", came(line))
    assert EarlyChange.objects.get().outcome == "applied"
    if how == "update":
        assert demand.changes == [["subject", "Về việc rà soát thủ tục hành chính", "Trích yếu đúng"]]


def test_a_replacement_before_what_it_replaces_stands_by_itself_and_the_demand_waits(line: Line) -> None:
    old = line.ministry.letter(WARD)
    send(line, line.ministry.letter(WARD, number="216", business=line.ministry.replacing(old)))
    newer = came(line)
    assert EarlyChange.objects.get().newer == newer

    send(line, old)

    demand = Demand.objects.get()
    assert (demand.kind, demand.newer, demand.document) == ("replace", newer, came(line))


def test_after_three_days_an_update_is_taken_as_new_and_a_recall_lapses_and_the_registry_hears(line: Line, client: Client) -> None:
    said = line.ministry.letter(WARD)
    send(line, updated(said, subject="Trích yếu đúng"))
    other = line.ministry.letter(WARD, number="300")
    send(line, updated(other, info="0", receivers=(ReceiverChange(organ_id=WARD, type="0"),)))
    assert end_waiting(actor=SYSTEM) == 0
    client.force_login(Account.objects.get(username="vanthu"))
    assert "đang chờ văn bản" in client.get("/lien-thong/den-truoc/").content.decode()

    with clock.at(clock.now() + timedelta(days=3, minutes=1)):
        assert end_waiting(actor=SYSTEM) == 2
        assert end_waiting(actor=SYSTEM) == 0

    assert sorted(EarlyChange.objects.values_list("outcome", flat=True)) == ["lapsed", "new"]
    assert came(line).subject == "Trích yếu đúng"
    assert came(line).file is not None
    page = client.get("/lien-thong/den-truoc/").content.decode()
    assert "văn bản không đến" in page


def test_others_registries_do_not_see_what_waits(line: Line, client: Client) -> None:
    send(line, updated(line.ministry.letter(WARD), subject="Trích yếu đúng"))
    client.force_login(Account.objects.get(username="sovanthu"))
    assert "G09" not in client.get("/lien-thong/den-truoc/").content.decode()


def issued(line: Line) -> Document:
    """A letter that the ministry has."""
    document = line.issue(line.sealed(), MINISTRY)
    line.carry()
    line.ministry.fetch()
    return document


def test_the_registry_takes_one_receiver_back_and_it_goes_as_an_update(line: Line) -> None:
    document = issued(line)
    delivery = document.deliveries.get(code=MINISTRY)

    withdraw_receiver(actor=line.office.registry, delivery_id=delivery.pk, reason="Gửi nhầm nơi nhận")

    line.carry()
    (got,) = line.ministry.fetch()
    said = got.message
    assert isinstance(said, DocumentMessage)
    assert said.business is not None
    assert (said.business.type, said.business.document_receiver, said.business.reason) == (BusinessType.UPDATE, "1", "Gửi nhầm nơi nhận")
    assert [(each.organ_id, each.type) for each in said.business.receivers] == [(MINISTRY, "0")]
    delivery.refresh_from_db()
    assert delivery.state == "recall"
    document.refresh_from_db()
    assert document.state == "issued", "the others keep it"
    line.ministry.report(said, "15")
    line.receive()
    delivery.refresh_from_db()
    assert delivery.state == "recalled"


def test_who_may_not_or_without_reason_takes_nobody_back(line: Line, client: Client) -> None:
    document = issued(line)
    delivery = document.deliveries.get(code=MINISTRY)
    with pytest.raises(NotAllowed):
        withdraw_receiver(actor=line.office.officer, delivery_id=delivery.pk, reason="x")
    with pytest.raises(ReasonMissing):
        withdraw_receiver(actor=line.office.registry, delivery_id=delivery.pk, reason=" ")
    assert Message.objects.filter(way="out", code="2").count() == 0
    client.force_login(Account.objects.get(username="vanthu"))
    assert "Rút nơi nhận" in client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert client.post(f"/van-ban/di/phieu-gui/{delivery.pk}/rut/", {"reason": ""}).status_code == 422
    assert client.post(f"/van-ban/di/phieu-gui/{delivery.pk}/rut/", {"reason": "Gửi nhầm"}).status_code == 302
    with pytest.raises(NotReady):
        withdraw_receiver(actor=line.office.registry, delivery_id=delivery.pk, reason="Lần nữa")
