"""The page of a procedure begins with the reader's own ward; the other places are folded away."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client

from congso.core import clock
from congso.domains.citizens.models import CitizenAccount
from congso.domains.dossiers.tests.makers import Office
from congso.domains.portal.models import Draft
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.tests.makers import make_publication
from congso.foundation.orgs.models import Unit

pytestmark = pytest.mark.django_db
FIRST, OTHER = "Ủy ban nhân dân phường Cao Lãnh", "Ủy ban nhân dân xã Tháp Mười"


def shown(client: Client, code: str) -> str:
    """The places of the page."""
    page = client.get(f"/dich-vu/{code}/").content.decode()
    return page[page.index('id="noi-nop"') : page.index('id="cach-nop"')]


def test_my_own_ward_stands_first_and_the_rest_is_folded(citizen: Client, account: CitizenAccount, office: Office) -> None:
    version = ProcedureVersion.objects.select_related("procedure").get(name="Thủ tục đăng ký lại khai sinh")
    other = Unit.objects.get(pk=office.units["xa"])
    make_publication(version=version, agency=other)
    Unit.objects.filter(pk=other.pk).update(area_code="30001")
    code = version.procedure.code

    places = shown(Client(), code)
    assert places.index(FIRST) < places.index("<details") < places.index(OTHER)
    assert "1 nơi khác" in places
    assert "<details" not in places[: places.index(FIRST)]

    Draft.objects.create(
        account=account, publication_id=office.publication_id, receiving_unit_id=office.units["phuong-mc"], kind="self",
        definition={}, answers={"applicant_address": {"ward_code": "30001"}}, began_at=clock.now(), saved_at=clock.now(),
    )  # fmt: skip
    places = shown(citizen, code)
    assert places.index(OTHER) < places.index("<details") < places.index(FIRST)


@pytest.mark.parametrize(("count", "words"), [(999, "999"), (2642, "2.642"), (1_000_000, "1.000.000"), (None, "")])
def test_counts_have_points_between_thousands(count: int | None, words: str) -> None:
    assert Template("{{ count|number }}").render(Context({"count": count})) == words
