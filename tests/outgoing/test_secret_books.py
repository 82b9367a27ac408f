"""The two books of secret documents: a number and who holds it; nothing of what they say comes in, nothing of them leaks out."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.errors_outgoing import DateNotOpen
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Document, SearchEntry, SecretOutgoing, SecretStub
from congso.domains.documents.outgoing_register import books
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.registers.secret import incoming_register, outgoing_register, secret_outgoing
from congso.domains.documents.services.incoming_registering import StubIn, register_stub
from congso.domains.documents.services.secret_outgoing import SecretIn, register_secret_outgoing
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db
HOLDER = "Trần Văn Giữ"


@pytest.fixture
def office() -> Office:
    return make_office()


def given(office: Office, **changes: Any) -> SecretIn:
    values: dict[str, Any] = {"key": uuid4(), "agency_id": office.units["phuong"], "grade": "B", "symbol": "BC-UBND", "issued_on": clock.today(), "holder_name": HOLDER}
    return SecretIn(**(values | changes))


def test_each_gets_the_next_number_of_its_own_book_and_pressing_twice_one(office: Office) -> None:
    first = given(office)
    for _press in range(2):
        register_secret_outgoing(actor=office.registry, given=first)
    second = register_secret_outgoing(actor=office.registry, given=given(office, symbol="QĐ-UBND"))
    assert [row.number_text for row in SecretOutgoing.objects.order_by("number")] == ["01/BC-UBND", "02/QĐ-UBND"]
    assert NumberBook.objects.get().kind == "outgoing-secret"
    assert second.book_year == clock.today().year


def test_only_who_keeps_the_book_writes_and_reads_it(office: Office) -> None:
    for name in ("chuyenvien", "truongphong", "lanhdao", "sovanthu", "quantri", "theodoi"):
        actor = office.actor(name)
        with pytest.raises(NotAllowed):
            register_secret_outgoing(actor=actor, given=given(office))
        for read in (outgoing_register, incoming_register):
            with pytest.raises(NotVisible):
                read(actor, office.units["phuong"], clock.today().year)
        with pytest.raises(NotVisible):
            secret_outgoing(viewer=actor, agency_id=office.units["phuong"])
    assert not SecretOutgoing.objects.exists()


def test_words_days_and_grades_that_do_not_belong_are_refused(office: Office) -> None:
    for wrong in ({"symbol": "Báo cáo về việc bố trí lực lượng"}, {"symbol": ""}, {"grade": "0"}, {"holder_name": " "}, {"holder_name": "x" * 101}):
        with pytest.raises(InvalidInput):
            register_secret_outgoing(actor=office.registry, given=given(office, **wrong))
    register_secret_outgoing(actor=office.registry, given=given(office))
    for day in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)):
        with pytest.raises(DateNotOpen):
            register_secret_outgoing(actor=office.registry, given=given(office, issued_on=day))
    assert SecretOutgoing.objects.count() == 1
    assert NumberEntry.objects.count() == 1


def test_anything_more_is_refused_with_a_sentence_and_kept_nowhere(office: Office) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    form = {"key": str(uuid4()), "grade": "C", "symbol": "BC-UBND", "issued_on": f"{clock.today():%d/%m/%Y}", "holder_name": HOLDER}
    for more in ({"subject": "Bố trí lực lượng"}, {"upload": SimpleUploadedFile("mat.pdf", b"%PDF-1.7 bi mat")}):
        page = client.post("/van-ban/di/mat/", {**form, **more})
        assert page.status_code == 422
        assert "không được đưa vào hệ thống này" in page.content.decode()
        assert "Bố trí lực lượng" not in page.content.decode()
    assert not SecretOutgoing.objects.exists()
    assert client.post("/van-ban/di/mat/", form).status_code == 302
    assert "01/BC-UBND" in client.get("/van-ban/di/mat/").content.decode()


def test_what_must_not_leak_does_not(office: Office) -> None:
    register_secret_outgoing(actor=office.registry, given=given(office, symbol="MATKIN"))
    register_stub(actor=office.registry, stub=StubIn(uuid4(), office.units["phuong"], "B", "4/KINMAT", clock.today(), clock.today(), HOLDER))
    assert not Document.objects.exists()
    assert not SearchEntry.objects.exists()
    for name in ("vanthu", "lanhdao", "quantri"):
        for words in (HOLDER, "MATKIN", "KINMAT"):
            assert not find_documents(viewer=office.actor(name), asked=Asked(text=words)).hits
    told = json.dumps(list(AuditEntry.objects.filter(action__in=["documents.register_secret_outgoing", "documents.register_stub"]).values()), default=str)
    for word in ("MATKIN", "KINMAT", HOLDER, "Tối mật"):
        assert word not in told
    assert not NumberEntry.objects.filter(text__contains="MAT").exists()
    assert books(office.leader) == []  # the register of ordinary documents does not open it
    client = Client()
    for name in ("lanhdao", "quantri", "theodoi", "chuyenvien"):
        client.force_login(Account.objects.get(username=name))
        for address in ("/van-ban/di/mat/", "/van-ban/den/mat/", "/van-ban/di/mat/so-di.pdf", "/van-ban/di/mat/so-den.xlsx", "/tim/?q=MATKIN"):
            page = client.get(address, follow=True)
            if page.status_code == 200:
                assert HOLDER not in page.content.decode()
                assert "/MATKIN" not in page.content.decode()
            else:
                assert page.status_code in {403, 404}


def test_both_books_as_files_say_who_took_them(office: Office) -> None:
    register_secret_outgoing(actor=office.registry, given=given(office))
    register_stub(actor=office.registry, stub=StubIn(uuid4(), office.units["phuong"], "B", "4/BC-CA", clock.today(), clock.today(), HOLDER))
    assert SecretStub.objects.count() == 1
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    for book in ("di", "den"):
        paper = client.get(f"/van-ban/di/mat/so-{book}.pdf")
        assert paper.content.startswith(b"%PDF")
        assert "no-store" in paper["Cache-Control"]
        assert client.get(f"/van-ban/di/mat/so-{book}.xlsx").status_code == 200
    assert AuditEntry.objects.filter(action="documents.take_book").count() == 4
    assert client.get("/van-ban/di/mat/so-khac.pdf").status_code == 404
