"""The screens as the people of the ward see them."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import EntryState, Part
from congso.domains.schedules.models import Entry, Week
from congso.foundation.people.models import Account
from tests.incoming.makers import make_incoming
from tests.schedules.makers import a_monday, make_entry, make_proposal, publish


def enter(username: str) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def sent(office: Office, **changes: object) -> dict[str, object]:
    """What the form sends."""
    values: dict[str, object] = {
        "day": f"{clock.today():%d/%m/%Y}", "part": "timed", "begins": "8 giờ 30", "ends": "10h00", "content": "Họp giao ban tuần",
        "place": "Phòng họp 1", "presides": office.accounts["lanhdao"], "people": [office.accounts["truongphong"]],
        "units": [office.units["phuong-kt"]], "preparing": office.units["phuong-vp"], "day_off_confirmed": "on",
    }  # fmt: skip
    return values | changes


def test_from_the_form_to_the_published_week(office: Office) -> None:
    client = enter("vanthu")
    assert client.post(reverse("schedules:new"), sent(office)).status_code == 302
    week = Week.objects.get()
    assert client.post(reverse("schedules:publish", args=[week.monday]), {"seen": week.revision}).status_code == 302

    page = enter("chuyenvien").get(reverse("schedules:week")).content.decode()
    assert "Họp giao ban tuần" in page
    assert "08:30–10:00" in page
    assert "Bản 1" in page
    pdf = enter("chuyenvien").get(reverse("schedules:pdf", args=[week.monday]))
    assert pdf.content.startswith(b"%PDF-")
    calendar = enter("chuyenvien").get(reverse("schedules:ics", args=[week.monday]))
    assert calendar["Content-Type"].startswith("text/calendar")


def test_a_clash_keeps_what_was_typed_and_offers_to_confirm(office: Office) -> None:
    make_entry(office, day=clock.today(), part=Part.WHOLE, content="Đi tỉnh")
    client, url = enter("vanthu"), reverse("schedules:new")
    assert 'type="checkbox" name="clash_confirmed"' not in client.get(url).content.decode()

    answer = client.post(url, sent(office))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Phạm Ngọc Hạnh đã có lịch Cả ngày (Đi tỉnh)" in page
    assert "Họp giao ban tuần" in page
    assert 'type="checkbox" name="clash_confirmed"' in page
    assert client.post(url, sent(office, clash_confirmed="on")).status_code == 302


def test_a_document_is_found_by_its_number_or_comes_from_its_page(office: Office) -> None:
    document, client = make_incoming(office), enter("vanthu")
    shown = client.get(reverse("schedules:new") + f"?van-ban={document.pk}").content.decode()
    assert "215/STP-HCTP" in shown
    assert "Đưa vào lịch công tác" in client.get(reverse("documents:incoming_page", args=[document.pk])).content.decode()

    wrong = client.post(reverse("schedules:new"), sent(office, document_number="999/KHÔNG-CÓ"))
    assert wrong.status_code == 422
    client.post(reverse("schedules:new"), sent(office, document_number="215/STP-HCTP"))
    entry = Entry.objects.get()
    assert entry.document_id == document.pk
    url = reverse("schedules:edit", args=[entry.pk])
    client.post(url, sent(office, document_number="", document=str(document.pk), seen=entry.revision))
    assert Entry.objects.get().document_id is None, "an emptied box takes the document away"


def test_an_entry_is_changed_and_a_stale_page_is_told(office: Office) -> None:
    entry, client = make_entry(office, day=clock.today()), enter("vanthu")
    url = reverse("schedules:edit", args=[entry.pk])
    assert "Họp giao ban" in client.get(url).content.decode()
    assert client.post(url, sent(office, seen=entry.revision)).status_code == 302
    late = client.post(url, sent(office, seen=entry.revision))
    assert late.status_code == 409
    assert "Vừa có người khác" in late.content.decode()
    assert Entry.objects.get().revision == 2


def test_a_proposal_is_answered_on_its_page(office: Office) -> None:
    made = make_proposal(office)
    head, clerk = enter("truongkinhte"), enter("vanthu")
    assert "Rút đề xuất" in head.get(reverse("schedules:entry", args=[made.pk])).content.decode()
    assert clerk.get(reverse("schedules:waiting")).content == b"1"
    assert "Phòng Kinh tế" in clerk.get(reverse("schedules:proposals")).content.decode()

    url = reverse("schedules:act", args=[made.pk, "khong-duyet"])
    assert clerk.post(url, {"seen": made.revision, "answer": ""}).status_code == 422
    assert clerk.post(url, {"seen": made.revision, "answer": "Trùng lịch tỉnh"}).status_code == 302
    assert Entry.objects.get().state == EntryState.REFUSED
    assert "Trùng lịch tỉnh" in head.get(reverse("schedules:proposals")).content.decode()
    assert enter("chuyenvien").get(reverse("schedules:entry", args=[made.pk])).status_code == 404


def test_the_head_proposes_by_the_form(office: Office) -> None:
    client = enter("truongkinhte")
    assert 'name="reason"' not in client.get(reverse("schedules:new")).content.decode()
    client.post(reverse("schedules:new"), sent(office))
    assert Entry.objects.get().state == EntryState.PROPOSED


def test_what_is_internal_is_not_on_paper(office: Office) -> None:
    from congso.domains.schedules.printing import _day
    from congso.domains.schedules.queries import week_page

    make_entry(office, internal=True)
    make_entry(office, part=Part.AFTERNOON, content="Tiếp công dân")
    rows = [row["content"] for day in week_page(viewer=office.registry, on=a_monday()).days for row in _day(day)["rows"]]
    assert rows == ["Tiếp công dân"]


def test_addresses_that_name_no_day_are_not_found_and_odd_ones_fall_back(office: Office) -> None:
    client = enter("vanthu")
    assert client.get("/lich-cong-tac/tuan/hom-qua/lich.pdf").status_code == 404
    assert client.get(reverse("schedules:week") + "?tuan=x").status_code == 200
    following = a_monday() + timedelta(days=7)
    assert f"{following:%d/%m/%Y}" in client.get(reverse("schedules:week") + f"?tuan={following}").content.decode()


def test_the_history_shows_each_version(office: Office) -> None:
    make_entry(office)
    publish(office)
    make_entry(office, part=Part.AFTERNOON, content="Tiếp công dân", reason="Tỉnh mới mời")
    client, url = enter("chuyenvien"), reverse("schedules:history", args=[a_monday()])
    assert "Tỉnh mới mời" in client.get(url).content.decode()
    assert "Tiếp công dân" not in client.get(url + "?ban=1").content.decode()
    assert client.get(url + "?ban=9").status_code == 404


def test_the_address_of_a_feed_is_shown_once(office: Office) -> None:
    client, url = enter("chuyenvien"), reverse("schedules:own_feed")
    made = client.post(url).content.decode()
    assert "/lich-cong-tac/dia-chi/" in made
    assert "lich.ics" in made
    assert "lich.ics" not in client.get(url).content.decode()
    assert client.post(reverse("schedules:revoke_feed")).status_code == 302
    assert client.post(reverse("schedules:revoke_feed")).status_code == 404
