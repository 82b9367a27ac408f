"""Processes are written in a table: rows come and go by buttons, a faulty one is told, a sound one published."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from congso.domains.dossiers.tests.makers import Office, make_dossier
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.authoring import StepSpec, WaySpec, publish_process
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.diagram import draw
from congso.foundation.casework.drafting import draft_of, press, read_hours, specs_of
from congso.foundation.casework.models import Case, ProcessVersion, Step
from congso.foundation.casework.process_pages import specs_of_definition
from congso.foundation.orgs.tests.makers import SYSTEM


@pytest.fixture
def version(office: Office) -> ProcessVersion:
    return ProcessVersion.objects.get(process__code="day-du")


def boxes(client: Client, url: str) -> dict[str, object]:
    """What the editor's boxes hold, as a browser would send it."""
    draft = client.get(url).context["draft"]
    data: dict[str, object] = {"name": draft.name, "note": draft.note, "code": draft.code}
    for number, step in enumerate(draft.steps):
        for box in ("code", "name", "kind", "role", "place", "hours", "actions"):
            data[f"s{number}-{box}"] = getattr(step, box)
    return data


def test_a_new_version_is_published_and_running_cases_stay_on_theirs(
    admin: Client, office: Office, version: ProcessVersion
) -> None:
    make_dossier(office)
    url = reverse("processes:edit", args=[version.pk])
    data = boxes(admin, url) | {
        "s2-name": "Thẩm tra hồ sơ",
        "s2-hours": "20,5",
        "note": "QĐ 12/QĐ-UBND",
        "lam": "publish",
    }

    answer = admin.post(url, data)

    new = ProcessVersion.objects.get(process=version.process, number=2)
    assert answer.headers["Location"] == reverse("processes:version", args=[new.pk])
    assert Step.objects.get(version=new, order=3).allotted_minutes == 1230
    assert Case.objects.get().version_id == version.pk
    assert "1 hồ sơ đang chạy" in admin.get(reverse("processes:version", args=[new.pk])).content.decode()
    assert AuditEntry.objects.filter(action="casework.publish_process", subject_id=str(new.pk)).exists()


def test_rows_are_added_moved_and_taken_out_without_losing_what_was_typed(
    admin: Client, version: ProcessVersion
) -> None:
    url = reverse("processes:edit", args=[version.pk])
    data = boxes(admin, url) | {"s0-name": "Tiếp nhận tại quầy"}

    added = admin.post(url, data | {"lam": "add:0"}).context["draft"].steps
    assert [step.name for step in added][:3] == ["Tiếp nhận tại quầy", "", "Phân công xử lý"]
    moved = admin.post(url, data | {"lam": "down:0"}).context["draft"].steps
    assert [step.name for step in moved][:2] == ["Phân công xử lý", "Tiếp nhận tại quầy"]
    removed = admin.post(url, data | {"lam": "remove:1"}).context["draft"].steps
    assert len(removed) == len(added) - 2

    assert ProcessVersion.objects.filter(process=version.process).count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"s1-name": ""}, "Phải có tên bước."),
        ({"s1-hours": "nhiều"}, "Ghi số giờ làm việc"),
        ({"s6-kind": "work"}, "bước cuối phải là «Trả kết quả»"),
        ({"s1-role": "vua"}, "Mời chọn trong danh sách."),
        ({"name": ""}, "Phải có tên quy trình."),
    ],
)
def test_a_faulty_process_is_told_and_not_published(
    admin: Client, version: ProcessVersion, changes: dict[str, str], words: str
) -> None:
    url = reverse("processes:edit", args=[version.pk])

    answer = admin.post(url, boxes(admin, url) | {"lam": "publish", "s3-name": "Giữ lời đã gõ"} | changes)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Giữ lời đã gõ" in answer.content.decode()
    assert ProcessVersion.objects.filter(process=version.process).count() == 1


def test_a_way_of_its_own_is_open_only_for_its_proposal(admin: Client, version: ProcessVersion) -> None:
    url = reverse("processes:edit", args=[version.pk])
    data = boxes(admin, url) | {"s2-own": "1", "s2-w0-label": "Trình duyệt", "s2-w0-target": "duyet", "s2-w0-proposal": "result",
                                "s2-w1-label": "Từ chối ngay", "s2-w1-target": "ky", "s2-w1-proposal": "refusal", "lam": "publish"}  # fmt: skip

    assert admin.post(url, data).status_code == 302

    new = ProcessVersion.objects.get(process=version.process, number=2)
    step = definition(new.pk).steps[Step.objects.get(version=new, order=3).pk]
    assert [way.label for way in step.ways_for({"proposal": "refusal"})] == ["Từ chối ngay"]
    assert [way.label for way in step.ways_for({"proposal": "result"})] == ["Trình duyệt"]


def test_a_new_process_needs_a_code_nobody_has(admin: Client, version: ProcessVersion) -> None:
    url = reverse("processes:create")
    data = boxes(admin, url) | {"name": "Quy trình đất đai", "lam": "publish"}

    assert admin.post(url, data | {"code": "day-du"}).status_code == 422
    assert admin.post(url, data | {"code": "dat-dai"}).status_code == 302
    assert ProcessVersion.objects.get(process__code="dat-dai").number == 1


def test_who_may_not_publish_publishes_nothing(signed_in: object, version: ProcessVersion) -> None:
    client = signed_in("lanhdao")  # type: ignore[operator]

    assert client.post(reverse("processes:edit", args=[version.pk]), {"lam": "publish"}).status_code == 403
    assert ProcessVersion.objects.filter(process=version.process).count() == 1
    assert not AuditEntry.objects.filter(
        action="casework.publish_process", outcome=Outcome.DONE, actor_name="Phạm Ngọc Hạnh"
    ).exists()


def test_a_version_written_again_unchanged_is_the_same(version: ProcessVersion) -> None:
    """Also one whose ways and conditions are its own."""
    ways = [
        WaySpec(
            "a", "Cấp", "b", condition=[{"fact": "proposal", "is": ["result"]}, {"fact": "fee", "is": [0, 1]}]
        ),
        WaySpec("c", "Trường hợp khác", "b"),
    ]
    steps = [
        StepSpec("a", "Một", "work", "officer", "division", 90, ["consult", "propose"], ways),
        StepSpec("b", "Hai", "return", "clerk", "receiving"),
    ]
    odd = publish_process(actor=SYSTEM, code="la", name="Lạ", steps=steps)

    for pk in (version.pk, odd.pk):
        before = definition(pk)
        again = publish_process(
            actor=SYSTEM, code=f"lai-{pk}", name="Lại", steps=specs_of(draft_of(before, "x"))
        )
        one, other = specs_of_definition(before), specs_of_definition(definition(again.pk))
        key = lambda spec: (spec.code, spec.name, spec.kind, spec.role, spec.place, spec.allotted_minutes, list(spec.actions or []),  # noqa: E731
                            [(way.code, way.label, way.target, way.is_return, sorted(map(str, way.condition))) for way in spec.ways or []])  # fmt: skip
        assert [key(spec) for spec in one] == [key(spec) for spec in other]


def test_the_picture_has_every_step_and_says_every_way_in_words(version: ProcessVersion) -> None:
    picture = draw(specs_of_definition(definition(version.pk)), {"officer": "Chuyên viên"})

    assert len(picture.boxes) == Step.objects.filter(version=version).count()
    assert len(picture.arrows) == len(picture.words)
    assert "Từ «Lãnh đạo phòng duyệt», «Trả lại» trả lại «Thẩm định, xử lý hồ sơ»." in picture.words
    assert all(box.x >= 0 and box.x + picture.box_width <= picture.width for box in picture.boxes)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1,5", 90), ("8", 480), ("", 0), ("0.25", 15), ("-1", None), ("x", None), ("NaN", None)],
)
def test_hours_are_read_with_comma_or_point(typed: str, minutes: int | None) -> None:
    assert read_hours(typed) == minutes


@pytest.mark.parametrize("button", ["up:0", "down:99", "remove:x", "drop:0:9", "nonsense", ""])
def test_buttons_about_nothing_change_nothing(version: ProcessVersion, button: str) -> None:
    draft = draft_of(definition(version.pk), "x")
    names = [step.name for step in draft.steps]

    press(draft, button)

    assert [step.name for step in draft.steps] == names
