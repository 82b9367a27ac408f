"""Comments: shown after they were read, never changed, numbers covered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.core.ids import uuid7
from congso.domains.dossiers.tests.makers import Office
from congso.domains.ratings.errors import NothingToModerate, ReasonNeeded
from congso.domains.ratings.masking import masked
from congso.domains.ratings.models import Rating
from congso.domains.ratings.queries.published import published_ratings
from congso.domains.ratings.services import hide_comment, publish_comment
from congso.domains.ratings.tests.makers import make_rating
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db
WORDS = "Anh Khoa hướng dẫn kỹ, gọi 0912 345 678 hoặc an@example.vn. Số 087190001234."


def shown(**narrowed: Any) -> list[str]:
    page = published_ratings(first=clock.today(), last=clock.today(), **narrowed)
    return [each.words for each in page.comments]


def test_a_comment_is_shown_after_it_was_read_with_numbers_covered(office: Office) -> None:
    row = make_rating(office, comment=WORDS)
    assert shown() == []

    publish_comment(actor=office.actor("theodoi"), rating_id=row.pk)

    assert shown() == ["Anh Khoa hướng dẫn kỹ, gọi ••• hoặc •••. Số •••."]
    assert Rating.objects.get().comment == WORDS


def test_a_hidden_comment_still_counts_its_level(office: Office) -> None:
    row = make_rating(office, level=1, comment="Lời khó nghe")

    hide_comment(actor=office.actor("quantri"), rating_id=row.pk, reason="Xúc phạm")

    assert shown() == []
    total = published_ratings(first=clock.today(), last=clock.today()).total
    assert (total.count, total.mean, total.disliked) == (1, 1.0, 1)
    assert AuditEntry.objects.latest("pk").details["reason"] == "Xúc phạm"


def test_hiding_needs_a_reason(office: Office) -> None:
    row = make_rating(office, comment="x")

    with pytest.raises(ReasonNeeded):
        hide_comment(actor=office.actor("theodoi"), rating_id=row.pk, reason=" ")
    assert Rating.objects.get().state == "new"
    assert AuditEntry.objects.latest("pk").outcome == "refused"


@pytest.mark.parametrize("who", ["clerk", "officer", "leader"])
def test_who_is_rated_does_not_moderate(office: Office, who: str) -> None:
    row = make_rating(office, comment="x")

    with pytest.raises(NotAllowed):
        publish_comment(actor=getattr(office, who), rating_id=row.pk)
    with pytest.raises(NotAllowed):
        hide_comment(actor=getattr(office, who), rating_id=row.pk, reason="Không thích")
    assert Rating.objects.get().state == "new"


def test_without_words_there_is_nothing_to_moderate(office: Office) -> None:
    row = make_rating(office)

    with pytest.raises(NothingToModerate):
        publish_comment(actor=office.actor("theodoi"), rating_id=row.pk)
    with pytest.raises(NotVisible):
        publish_comment(actor=office.actor("theodoi"), rating_id=uuid7())


def test_the_queue_is_worked_off(office: Office, client: Client) -> None:
    row = make_rating(office, comment="Rất tốt")
    client.force_login(Account.objects.get(username="theodoi"))
    assert client.get("/quan-ly-danh-gia/dem/").content == b"1"
    assert "Rất tốt" in client.get("/quan-ly-danh-gia/").content.decode()

    client.post(f"/quan-ly-danh-gia/{row.pk}/dang/")

    assert "Rất tốt" not in client.get("/quan-ly-danh-gia/").content.decode()
    assert "Rất tốt" in client.get("/quan-ly-danh-gia/?trang_thai=published").content.decode()
    assert "Rất tốt" in Client().get("/danh-gia/").content.decode()


def test_the_public_page_narrows_and_asks_the_same_number_of_questions(
    office: Office, client: Client
) -> None:
    first = make_rating(office, level=5)
    other = published_ratings(first=clock.today(), last=clock.today(), procedure="khong-co")
    assert other.total.count == 0

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            published_ratings(first=clock.today(), last=clock.today(), agency_id=first.agency_id)
        return len(asked)

    questions()
    few = questions()
    for level in (1, 2, 4):
        make_rating(office, level=level, comment="Ý kiến")
    Rating.objects.update(state="published")
    assert questions() == few
    page = published_ratings(first=clock.today(), last=clock.today())
    assert [(score.count, score.mean) for score in page.agencies] == [(4, 3.0)]
    assert sum(count for _name, count, _share in page.procedures[0].shares) == 4
    assert client.get("/danh-gia/?tu=x&den=y&co_quan=zz&after=q").status_code == 200


def test_short_numbers_are_not_covered() -> None:
    assert masked("Chờ 45 phút, quầy số 12, năm 2026") == "Chờ 45 phút, quầy số 12, năm 2026"
