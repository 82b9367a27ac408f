"""Handing the result over."""

from __future__ import annotations

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.errors import DossierNotFinished
from congso.domains.dossiers.models import DossierFee
from congso.domains.dossiers.services import return_result
from congso.domains.dossiers.tests.expecting import fresh, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import CaseClosed, CaseMoved, ReasonMissing


def test_the_result_goes_to_a_named_person_with_a_slip(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "return")

    slip = return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=dossier.case.seq, received_by=" Trần Thị Ngọc Ẩn ",
                         method="post", post_code="EA123VN")  # fmt: skip

    dossier = fresh(dossier)
    assert (dossier.returned_to, dossier.return_method) == ("Trần Thị Ngọc Ẩn", "post")
    assert (slip.data["post_code"], slip.unit_id) == ("EA123VN", office.units["phuong-mc"])
    assert not DossierFee.objects.filter(paid_at=None).exists()


def test_nothing_is_returned_before_it_is_finished_to_nobody_twice_or_by_others(office: Office) -> None:
    working = bring_to(office, make_dossier(office), "registry")
    with refused(DossierNotFinished, working.code):
        return_result(actor=office.clerk, dossier_id=working.pk, seen_seq=None, received_by="A")

    dossier = bring_to(office, make_dossier(office), "return")
    with refused(ReasonMissing):
        return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="  ")
    with refused(NotAllowed):
        return_result(actor=office.head, dossier_id=dossier.pk, seen_seq=None, received_by="A")
    with refused(NotVisible):
        return_result(actor=office.actor("motcuaxa"), dossier_id=dossier.pk, seen_seq=None, received_by="A")
    with refused(CaseMoved):
        return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, received_by="A")
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="A")
    with refused(CaseClosed):
        return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="A")
