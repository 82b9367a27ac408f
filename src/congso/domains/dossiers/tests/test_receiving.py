"""Taking a dossier in: refused, not allowed, twice."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.domains.dossiers.errors import FormUsedUp, NotYourCounter, PapersMissing, ProcedureNotOffered
from congso.domains.dossiers.models import Dossier, PaperFile
from congso.domains.dossiers.services import PaperIn, receive_dossier
from congso.domains.dossiers.tests.expecting import at, refused
from congso.domains.dossiers.tests.makers import SYSTEM, Office, make_applicant, make_dossier, make_intake
from congso.domains.procedures.facade import withdraw_publication
from congso.foundation.casework.errors import NobodyThere
from congso.foundation.files.content import FileRefused
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account


def test_a_clerk_receives_only_at_their_own_counter(office: Office) -> None:
    for who in (office.officer, office.leader, office.actor("motcuaxa"), office.actor("quantri")):
        with refused(NotYourCounter, "phường Cao Lãnh"):
            receive_dossier(actor=who, intake=make_intake(office))


def test_any_centre_receives_procedures_of_any_agency(office: Office) -> None:
    intake = make_intake(
        office, publication_id=office.department_publication_id, receiving_unit_id=office.units["xa-mc"]
    )

    dossier = receive_dossier(actor=office.actor("motcuaxa"), intake=intake)

    assert dossier.code.startswith("H20.03-")
    assert dossier.case.holder_unit_id == office.units["so-cm"]


def test_without_papers_nothing_is_received(office: Office) -> None:
    with refused(PapersMissing):
        receive_dossier(actor=office.clerk, intake=make_intake(office, papers=[]))


def test_a_procedure_no_longer_offered_is_not_received(office: Office) -> None:
    withdraw_publication(actor=SYSTEM, publication_id=office.publication_id, reason="Bãi bỏ")
    with refused(ProcedureNotOffered):
        make_dossier(office)


def test_a_dossier_nobody_could_work_on_is_not_received(office: Office) -> None:
    Account.objects.filter(username="truongphong").update(is_active=False)
    epoch.bump()

    with refused(NobodyThere, "Phân công xử lý"):
        make_dossier(office)


def test_a_disguised_scan_is_refused_and_no_number_is_used_up(office: Office) -> None:
    scan = SimpleUploadedFile("cccd.pdf", b"MZ\x90\x00" + b"\x00" * 200)

    with refused(FileRefused, "cccd.pdf"):
        make_dossier(office, papers=[PaperIn("Tờ khai", 0, uploads=(scan,))])

    assert not NumberEntry.objects.exists()


def test_scans_are_tied_to_their_papers(office: Office) -> None:
    scan = SimpleUploadedFile("to-khai.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF")

    dossier = make_dossier(office, papers=[PaperIn("Tờ khai", 0, uploads=(scan,)), PaperIn("CCCD", 1)])

    assert [(row.paper.name, row.name) for row in PaperFile.objects.select_related("paper") if row.paper] == [
        ("Tờ khai", "to-khai.pdf")
    ]
    assert dossier.papers.count() == 2


def test_decomposed_letters_are_stored_composed(office: Office) -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Bưởi")

    dossier = make_dossier(office, applicant=make_applicant(name=typed), note=typed)

    kept = Dossier.objects.select_related("case", "party").get(pk=dossier.pk)
    assert [kept.applicant_name, kept.case.subject, kept.party.name, kept.note] == ["Nguyễn Thị Bưởi"] * 4
    assert kept.case.events.get().note == "Nguyễn Thị Bưởi"


def test_a_form_gone_back_to_does_not_swallow_the_next_citizen(office: Office) -> None:
    intake = make_intake(office)
    first = receive_dossier(actor=office.clerk, intake=intake)
    another = replace(intake, applicant=make_applicant(identity_number="087085004321", name="Lê Văn Sáu"))

    with refused(FormUsedUp, first.code):
        receive_dossier(actor=office.clerk, intake=another)


def test_codes_begin_anew_each_day_and_the_register_runs_on(office: Office) -> None:
    made = []
    for moment in (at(9, 8), at(9, 9), at(10, 8)):
        with clock.at(moment):
            made.append(make_dossier(office))

    assert [row.code[-11:] for row in made] == ["261109-0001", "261109-0002", "261110-0001"]
    assert [row.register_number for row in made] == [1, 2, 3]
