"""Outside senders hear by e-mail what became of what they sent; saved phrases are one's own to delete."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congso.core.errors import NotVisible
from congso.domains.documents.errors_incoming import AlreadyDistributed
from congso.domains.documents.models import Channel, Document, HeldArrival, Phrase
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.incoming_registering import register_incoming, send_back
from congso.domains.documents.services.phrases import delete_phrase
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Message
from congso.foundation.people.models import Account
from tests.incoming.makers import letter_pdf, make_arrival, make_given, make_incoming


def by_mail(office: Office, sender: str = "Sở Tư pháp <stp@dongthap.example>") -> Document:
    """A letter that came by e-mail, registered."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Gửi văn bản"
    message.add_attachment(letter_pdf(office).read(), maintype="application", subtype="pdf", filename="vb.pdf")
    mail = SimpleUploadedFile("thu.eml", message.as_bytes(), "message/rfc822")
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=mail)
    return register_incoming(actor=office.registry, arrival=make_arrival(office, key=held.pk, held=held, channel=Channel.EMAIL))


def test_who_sent_it_by_mail_hears_that_it_was_registered_and_under_which_number(office: Office) -> None:
    document = by_mail(office)
    letter = Message.objects.get()
    assert letter.to_address == "stp@dongthap.example"
    assert letter.subject == "Đã nhận văn bản 215/STP-HCTP"
    assert "Số đến: 01." in letter.body
    assert "Ủy ban nhân dân phường Cao Lãnh" in letter.body
    register_incoming(actor=office.registry, arrival=make_arrival(office, key=document.incoming.intake_key, channel=Channel.EMAIL))
    assert Message.objects.count() == 1


def test_what_comes_back_says_why(office: Office) -> None:
    document = by_mail(office)
    send_back(actor=office.registry, document_id=document.pk, reason="Gửi nhầm cơ quan")
    assert [each.subject for each in Message.objects.order_by("pk")] == ["Đã nhận văn bản 215/STP-HCTP", "Trả lại văn bản 215/STP-HCTP"]
    assert "Lý do: Gửi nhầm cơ quan" in Message.objects.latest("pk").body


def test_paper_and_what_is_no_address_get_no_letter_and_a_refusal_writes_none(office: Office) -> None:
    send_back(actor=office.registry, document_id=make_incoming(office).pk, reason="Sai nơi nhận")
    held = HeldArrival.objects.create(
        agency_id=office.units["phuong"], held_at=make_arrival(office).arrived_at, channel=Channel.EMAIL, sender="không phải địa chỉ"
    )
    arrival = make_arrival(office, key=held.pk, held=held, channel=Channel.EMAIL, number_text="9/X")
    register_incoming(actor=office.registry, arrival=arrival)
    assert not Message.objects.exists()
    given = make_given(office, by_mail(office), helping=[])
    with pytest.raises(AlreadyDistributed):
        send_back(actor=office.registry, document_id=given.pk, reason="Muộn rồi")
    assert Message.objects.count() == 1


def _phrase(office: Office, who: str = "lanhdao") -> Phrase:
    return Phrase.objects.create(account_id=office.accounts[who], text="Giao Văn phòng tham mưu.")


def test_ones_own_phrase_is_deleted_on_its_page_and_anothers_is_not_there(office: Office, client: Client) -> None:
    phrase, other = _phrase(office), _phrase(office, "truongphong")
    client.force_login(Account.objects.get(username="lanhdao"))
    assert client.get(reverse("documents:incoming_phrases")).content.decode().count(phrase.text) == 2
    assert client.post(reverse("documents:incoming_phrase_delete", args=[other.pk])).status_code == 404
    assert AuditEntry.objects.filter(action="documents.delete_phrase", outcome="refused").count() == 1
    assert client.post(reverse("documents:incoming_phrase_delete", args=[phrase.pk])).status_code == 302
    assert Phrase.objects.get() == other
    assert AuditEntry.objects.get(action="documents.delete_phrase", outcome="done").details["text"] == phrase.text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_delete_it_one_is_told_that_it_is_gone() -> None:
    office = make_office()
    phrase = _phrase(office)

    def press() -> bool:
        delete_phrase(actor=office.leader, phrase_id=phrase.pk)
        return True

    found = both(press, press)
    assert sorted(type(each).__name__ for each in found) == ["NotVisible", "bool"]
    assert not Phrase.objects.exists()
    with pytest.raises(NotVisible):
        delete_phrase(actor=office.leader, phrase_id=phrase.pk)
