"""Versions of forms: drafted, published from a day, never changed after; imported, exported, shipped."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta

import pytest

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import DomainError, NotAllowed, StaleView
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.forms.errors import (
    DefinitionFaulty,
    FormCodeTaken,
    FormEmpty,
    FormVersionFixed,
    NotJson,
    PublishedLater,
)
from congso.foundation.forms.models import Form, FormVersion
from congso.foundation.forms.queries import form_for, form_version, forms_page
from congso.foundation.forms.services import (
    FormFile,
    create_form,
    draft_version,
    import_form,
    load_forms,
    publish_version,
    remove_draft,
    save_draft,
)
from congso.foundation.forms.services.importing import write_form_file
from congso.foundation.forms.tests.makers import family_json
from congso.foundation.orgs.tests.makers import SYSTEM

pytestmark = pytest.mark.django_db
NOBODY = Actor(account_id=None, name="Người lạ")
SUBJECT = "procedure:1.000894"


def make_published(on: date | None = None) -> FormVersion:
    """A published family form."""
    draft = create_form(actor=SYSTEM, subject=SUBJECT, title="Gia đình")
    save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=family_json())
    return publish_version(actor=SYSTEM, version_id=draft.pk, on=on or clock.today())


def test_a_form_holds_from_its_day_and_what_was_begun_stays_on_its_version() -> None:
    today = clock.today()
    first = make_published(today)
    draft = draft_version(actor=SYSTEM, form_id=first.form_id)
    changed = deepcopy(family_json()) | {"title": "Gia đình, mới"}
    save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=changed)
    publish_version(actor=SYSTEM, version_id=draft.pk, on=today + timedelta(days=10))

    now, later = form_for(SUBJECT, today), form_for(SUBJECT, today + timedelta(days=10))
    assert now is not None
    assert later is not None
    assert (now.version_id, later.definition.title) == (first.pk, "Gia đình, mới")
    assert form_version(first.pk).definition.title == "Đăng ký gia đình"
    assert form_for(SUBJECT, today - timedelta(days=1)) is None
    assert form_for("procedure:9.999999") is None


def test_a_published_version_is_never_changed() -> None:
    published = make_published()

    with pytest.raises(FormVersionFixed):
        save_draft(actor=SYSTEM, version_id=published.pk, seen=1, definition=family_json())
    with pytest.raises(FormVersionFixed):
        remove_draft(actor=SYSTEM, version_id=published.pk)


def test_two_people_do_not_overwrite_each_other() -> None:
    draft = create_form(actor=SYSTEM, subject=SUBJECT, title="Gia đình")
    save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=family_json())

    with pytest.raises(StaleView):
        save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=family_json() | {"title": "Của tôi"})

    draft.refresh_from_db()
    assert draft.definition["title"] == "Đăng ký gia đình"


def test_a_bad_definition_changes_nothing() -> None:
    draft = create_form(actor=SYSTEM, subject=SUBJECT, title="Gia đình")
    bad = family_json()
    bad["schema"]["properties"]["name"]["type"] = "null"

    with pytest.raises(DefinitionFaulty, match="name"):
        save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=bad)

    draft.refresh_from_db()
    assert draft.revision == 0


def test_an_empty_form_and_an_earlier_day_are_refused() -> None:
    empty = create_form(actor=SYSTEM, subject="procedure:1.000001", title="Trống")
    with pytest.raises(FormEmpty):
        publish_version(actor=SYSTEM, version_id=empty.pk, on=clock.today())
    later = make_published(clock.today() + timedelta(days=5))
    draft = draft_version(actor=SYSTEM, form_id=later.form_id)
    with pytest.raises(PublishedLater):
        publish_version(actor=SYSTEM, version_id=draft.pk, on=clock.today())


def test_what_is_exported_comes_back_the_same() -> None:
    published = make_published()
    text = write_form_file(FormFile(SUBJECT, published.definition, "Theo quy định mới"))

    draft = import_form(actor=SYSTEM, text=text)

    assert (draft.form_id, draft.number, draft.state) == (published.form_id, 2, "draft")
    draft.refresh_from_db()
    assert draft.definition == published.definition
    assert draft.note == "Theo quy định mới"


@pytest.mark.parametrize(
    ("text", "error"),
    [("{", NotJson), ("[]", NotJson), ('{"definition": {}}', DefinitionFaulty), ("[" * 9999, NotJson)],
)
def test_what_is_no_form_is_not_taken_in(text: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        import_form(actor=SYSTEM, text=text)

    assert not Form.objects.exists()


def test_shipped_forms_come_again_without_harm_and_leave_the_offices_own_alone() -> None:
    file = FormFile(SUBJECT, family_json(), "Có sẵn")
    assert load_forms(actor=SYSTEM, files=[file]).new == [SUBJECT]
    assert load_forms(actor=SYSTEM, files=[file]).unchanged == [SUBJECT]
    newer = FormFile(SUBJECT, family_json() | {"title": "Bản sau"}, "Có sẵn")
    assert load_forms(actor=SYSTEM, files=[newer]).changed == [SUBJECT]

    draft_version(actor=SYSTEM, form_id=Form.objects.get().pk)
    assert load_forms(actor=SYSTEM, files=[file]).kept == [SUBJECT]
    found = form_for(SUBJECT)
    assert found is not None
    assert found.definition.title == "Bản sau"


def test_a_subject_has_one_form() -> None:
    create_form(actor=SYSTEM, subject=SUBJECT, title="Một")

    with pytest.raises(FormCodeTaken):
        create_form(actor=SYSTEM, subject=SUBJECT, title="Hai")


@pytest.mark.parametrize("service", [
    lambda draft: save_draft(actor=NOBODY, version_id=draft.pk, seen=0, definition=family_json()),
    lambda draft: publish_version(actor=NOBODY, version_id=draft.pk, on=clock.today()),
    lambda draft: remove_draft(actor=NOBODY, version_id=draft.pk),
    lambda draft: draft_version(actor=NOBODY, form_id=draft.form_id),
    lambda _draft: create_form(actor=NOBODY, subject="procedure:2", title="Hai"),
    lambda _draft: import_form(actor=NOBODY, text="{}"),
    lambda _draft: load_forms(actor=NOBODY, files=[]),
    lambda _draft: forms_page(viewer=NOBODY),
])  # fmt: skip
def test_nobody_without_the_right_does_anything(service: Callable[[FormVersion], object]) -> None:
    draft = create_form(actor=SYSTEM, subject=SUBJECT, title="Gia đình")

    with pytest.raises(NotAllowed):
        service(draft)

    assert FormVersion.objects.get().revision == 0
    assert AuditEntry.objects.filter(actor_name=NOBODY.name).exclude(outcome=Outcome.REFUSED).count() == 0


def test_the_list_asks_no_more_for_many_forms(django_assert_num_queries: Callable[[int], object]) -> None:
    for number in range(5):
        create_form(actor=SYSTEM, subject=f"procedure:1.00000{number}", title=f"Tờ khai số {number}")

    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        rows = list(forms_page(viewer=SYSTEM))
        assert [next(iter(row.versions.all())).number for row in rows] == [1] * 5
    assert [row.subject for row in forms_page(viewer=SYSTEM, words="to khai so 3")] == ["procedure:1.000003"]
