"""The office's own short forms and popular names."""

from __future__ import annotations

import pytest

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.procedures.errors import AbbreviationKnown
from congso.domains.procedures.facade import suggest_public
from congso.domains.procedures.models import Abbreviation
from congso.domains.procedures.services.abbreviations import add_abbreviation, remove_abbreviation
from congso.domains.procedures.tests.makers import SYSTEM, make_procedure
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_popular_name_finds_from_the_moment_it_is_added_until_it_is_removed() -> None:
    make_procedure(name="Cấp phép biểu diễn nghệ thuật", code="1.000002")
    assert suggest_public(text="hát đám cưới") == ()

    row = add_abbreviation(actor=SYSTEM, short="Hát đám cưới", words="biểu diễn nghệ thuật")

    assert (row.short, row.words) == ("hat dam cuoi", "bieu dien nghe thuat")
    found = suggest_public(text="hat dam cuoi")
    assert [each.code for each in found] == ["1.000002"]
    assert found[0].reason == "biểu diễn nghệ thuật (hat dam cuoi)"
    remove_abbreviation(actor=SYSTEM, abbreviation_id=row.pk)
    assert suggest_public(text="hat dam cuoi") == ()
    assert AuditEntry.objects.filter(action__endswith="_abbreviation", outcome="done").count() == 2


def test_the_same_twice_too_long_and_strangers_are_refused() -> None:
    add_abbreviation(actor=SYSTEM, short="norl", words="nhà ở riêng lẻ")
    before = Abbreviation.objects.count()

    with pytest.raises(AbbreviationKnown, match="norl"):
        add_abbreviation(actor=SYSTEM, short="NORL", words="Nhà ở riêng lẻ")
    for short in ("", "...", "x" * 21):
        with pytest.raises(InvalidInput):
            add_abbreviation(actor=SYSTEM, short=short, words="nhà")
    with pytest.raises(NotAllowed):
        add_abbreviation(actor=Actor(account_id=7, name="X"), short="abc", words="nhà")
    with pytest.raises(NotVisible):
        remove_abbreviation(actor=SYSTEM, abbreviation_id=0)
    assert Abbreviation.objects.count() == before
