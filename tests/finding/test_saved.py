"""Saved searches: kept, shared, told of once a document, deleted by their owner only."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from congso.core.actors import system_actor
from congso.core.errors import DomainError, NotVisible
from congso.domains.documents.errors_finding import NameTaken, NothingAsked, TooManySaved
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import SavedHit, SavedSearch
from congso.domains.documents.queries_saved import asked_of_saved, saved_searches
from congso.domains.documents.services import finding as services
from congso.domains.documents.services.finding import delete_search, save_search, tell_of_new
from congso.domains.documents.tasks import tell_of_new_documents
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Notice
from tests.finding.makers import draft
from tests.incoming.makers import make_given, make_incoming

JOB = system_actor("Tìm kiếm đã lưu")


def _notices(office: Office, who: str = "chuyenvien") -> list[Notice]:
    return list(Notice.objects.filter(account_id=office.accounts[who], kind="documents.found").order_by("pk"))


def test_a_search_is_kept_and_asks_the_same_again(office: Office) -> None:
    asked = Asked(text="đất đai", type="QĐ", year="2026", order="ngay")
    saved = save_search(actor=office.officer, name=" Đất  đai ", asked=asked)

    assert saved.name == "Đất đai"
    assert asked_of_saved(viewer=office.officer, key=str(saved.pk)) == asked
    assert [row.name for row in saved_searches(viewer=office.officer)] == ["Đất đai"]
    assert saved_searches(viewer=office.head) == []
    with pytest.raises(NotVisible):
        asked_of_saved(viewer=office.head, key=str(saved.pk))
    with pytest.raises(NotVisible):
        asked_of_saved(viewer=office.officer, key="khong-co")


def test_a_shared_one_is_seen_in_the_unit_and_deleted_by_its_owner_only(office: Office) -> None:
    saved = save_search(actor=office.officer, name="Chung", asked=Asked(text="đất"), shared=True)

    assert [(row.name, row.is_own, row.owner) for row in saved_searches(viewer=office.head)] == [("Chung", False, "Trần Minh Khoa")]
    assert saved_searches(viewer=office.actor("truongkinhte")) == []
    with pytest.raises(NotVisible):
        delete_search(actor=office.head, saved_id=saved.pk)
    assert SavedSearch.objects.count() == 1
    assert AuditEntry.objects.filter(action="documents.delete_search", outcome="refused").count() == 1
    delete_search(actor=office.officer, saved_id=saved.pk)
    assert not SavedSearch.objects.exists()
    with pytest.raises(NotVisible):
        delete_search(actor=office.officer, saved_id=saved.pk)


def test_nothing_twice_and_too_many_are_refused_and_nothing_is_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NothingAsked):
        save_search(actor=office.officer, name="Trống", asked=Asked())
    save_search(actor=office.officer, name="Một", asked=Asked(text="a"))
    with pytest.raises(NameTaken):
        save_search(actor=office.officer, name="Một", asked=Asked(text="b"))
    save_search(actor=office.head, name="Một", asked=Asked(text="b"))
    monkeypatch.setattr(services, "MOST", 1)
    with pytest.raises(TooManySaved):
        save_search(actor=office.officer, name="Hai", asked=Asked(text="b"))
    assert SavedSearch.objects.filter(account_id=office.accounts["chuyenvien"]).count() == 1
    assert AuditEntry.objects.filter(action="documents.save_search", outcome="refused").count() == 3


def test_its_owner_is_told_each_morning_of_new_documents_and_of_none_twice(office: Office) -> None:
    draft(office, "Đê bao từ trước")
    saved = save_search(actor=office.officer, name="Đê bao", asked=Asked(text="đê bao"), notify=True)
    tell_of_new_documents(0)
    assert _notices(office) == []

    draft(office, "Gia cố đê bao Cao Lãnh")
    draft(office, "Đê bao của phòng khác", who="truongkinhte")
    tell_of_new_documents(0)
    tell_of_new_documents(0)

    notice = _notices(office)[0]
    assert notice.title == "Đê bao: 1 văn bản mới"
    assert notice.text == "Gia cố đê bao Cao Lãnh"
    assert str(saved.pk) in notice.url
    assert len(_notices(office)) == 1
    make_given(office, make_incoming(office, subject="sạt lở đê bao"), helping=[])
    assert tell_of_new(actor=JOB, saved_id=saved.pk) == 1
    assert len(_notices(office)) == 2
    assert SavedHit.objects.count() == 2


def test_who_did_not_ask_for_notices_gets_none_and_a_deleted_one_tells_nothing(office: Office) -> None:
    saved = save_search(actor=office.officer, name="Im lặng", asked=Asked(text="đê bao"))
    draft(office, "Gia cố đê bao")
    assert tell_of_new(actor=JOB, saved_id=saved.pk) == 0
    assert tell_of_new(actor=JOB, saved_id=uuid4()) == 0
    assert _notices(office) == []


def _both(call: list[object]) -> list[str]:
    barrier, outcomes = Barrier(len(call)), []

    def run(work: object) -> None:
        barrier.wait()
        try:
            work()  # type: ignore[operator]
            outcomes.append("done")
        except DomainError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(each,)) for each in call]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_of_two_with_one_name_at_once_one_is_kept_and_of_two_jobs_one_tells() -> None:
    office = make_office()
    officer = office.officer

    def save() -> None:
        save_search(actor=officer, name="Cùng lúc", asked=Asked(text="đê bao"), notify=True)

    assert _both([save, save]) == ["done", "saved_search_name_taken"]
    draft(office, "Gia cố đê bao")
    saved = SavedSearch.objects.get()

    def tell() -> None:
        tell_of_new(actor=JOB, saved_id=saved.pk)

    assert _both([tell, tell]) == ["done", "done"]
    assert len(_notices(office)) == 1

    def delete() -> None:
        delete_search(actor=officer, saved_id=saved.pk)

    assert _both([delete, delete]) == ["done", "not_found"]
