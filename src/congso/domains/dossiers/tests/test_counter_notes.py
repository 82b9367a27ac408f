"""Papers given at the counter instead of a receipt: Mẫu 02 and Mẫu 03."""

from __future__ import annotations

from dataclasses import replace

from congso.domains.dossiers.errors import NotYourCounter
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import ask_at_counter, refuse_at_counter
from congso.domains.dossiers.services.refusing import CounterNote
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import Office, make_applicant
from congso.foundation.casework.errors import ReasonMissing


def note(office: Office) -> CounterNote:
    return CounterNote(office.units["phuong-mc"], office.publication_id, make_applicant(), "Không thuộc thẩm quyền",
                       items="Giấy chứng sinh")  # fmt: skip


def test_each_form_has_its_own_book_and_no_dossier_is_made(office: Office) -> None:
    numbers = [refuse_at_counter(actor=office.clerk, note=note(office)).number for _time in range(2)]
    asked = ask_at_counter(actor=office.clerk, note=note(office))

    assert (numbers, asked.number) == (["01/PTC", "02/PTC"], "01/HDHS")
    assert asked.data["items"] == "Giấy chứng sinh"
    assert not Dossier.objects.exists()


def test_reason_list_and_counter_are_demanded(office: Office) -> None:
    for issue in (refuse_at_counter, ask_at_counter):
        with refused(ReasonMissing):
            issue(actor=office.clerk, note=replace(note(office), reason=" "))
        with refused(NotYourCounter):
            issue(actor=office.officer, note=note(office))
    with refused(ReasonMissing):
        ask_at_counter(actor=office.clerk, note=replace(note(office), items=""))
