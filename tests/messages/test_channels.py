"""What happens to a dossier is told by the channels that citizens chose, once, in words that fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.core import mail
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.citizens.errors import MustBeTold
from congso.domains.citizens.models import ChannelChoice
from congso.domains.citizens.services import set_channels
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.services import ask_supplement, complete_supplement, return_result, send_message
from congso.domains.dossiers.tests.makers import Office, bring_to, make_applicant, make_dossier, make_office
from congso.entry.simulators.messages import serving
from congso.entry.simulators.messages.app import Application
from congso.foundation.audit.models import AuditEntry
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.channels import channels, isolated, register_channel
from congso.foundation.notifications.channels.failing import FailingChannel
from congso.foundation.notifications.channels.texts import SMS_LENGTH, fitted
from congso.foundation.notifications.composing import compose
from congso.foundation.notifications.errors import TemplateMissing, WordingTooLong
from congso.foundation.notifications.models import Message, MessageState
from congso.foundation.notifications.services import reset_wording, set_wording
from congso.foundation.notifications.tasks import MOST_TRIES
from congso.foundation.notifications.wordings import kinds, wording_on
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """The small province."""
    return make_office()


@pytest.fixture
def gateway(settings: Any) -> Iterator[Application]:
    """A gateway that shows what it was sent."""
    with serving.running() as (url, made):
        settings.CONGSO_MESSAGES = {"gateway": url, "key": serving.KEY, "sender": "DONGTHAP", "tones": False}
        yield made


def told(gateway: Application) -> list[tuple[str, str, str]]:
    """(way, receiver, words) of everything that left since the last look."""
    run_pending_jobs()
    found = [("email", letter.to[0], str(letter.subject)) for letter in mail.outbox]
    found += [(sent.kind, sent.to, sent.text) for sent in gateway.sent]
    mail.outbox.clear()
    gateway.sent.clear()
    return found


def choose(account: Any, *wanted: str, kind: str = "dossier-received") -> None:
    """The citizen's choice for a kind of message."""
    set_channels(actor=actor_of(account), choices={kind: list(wanted)})


def test_without_an_address_a_short_message_in_plain_letters_goes_to_the_telephone(office: Office, gateway: Application) -> None:
    dossier = make_dossier(office, applicant=make_applicant(email=""))

    (way, to, text), = told(gateway)

    assert (way, to) == ("SMS", "84912345678")
    assert text.startswith(f"Da tiep nhan ho so {dossier.code}, hen tra ")
    assert text.endswith(f"/tra-cuu/{dossier.public_token}/")
    assert len(text) <= SMS_LENGTH
    assert text.isascii()
    assert "Tran" not in text


def test_the_channels_chosen_are_those_used(office: Office, gateway: Application) -> None:
    choose(make_account(), "email", "zalo")

    dossier = make_dossier(office)

    ways = told(gateway)
    assert [each[0] for each in ways] == ["email", "Zalo"]
    assert f"ma_ho_so: {dossier.code}" in ways[1][2]
    assert Message.objects.get(channel="zalo").subject == "dossier-received"


def test_the_whole_story_by_sms_names_no_official_and_stays_short(office: Office, gateway: Application) -> None:
    account = make_account()
    set_channels(actor=actor_of(account), choices={kind.key: ["sms"] for kind in kinds().values() if kind.for_citizens})
    dossier = bring_to(office, make_dossier(office), "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="Hộ chiếu", reason="Thiếu")
    complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Hộ chiếu"])
    send_message(actor=office.officer, dossier_id=dossier.pk, text="Bí mật")
    done = make_dossier(office)
    bring_to(office, done, "return")
    return_result(actor=office.clerk, dossier_id=done.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    texts = [text for _way, _to, text in told(gateway)]

    heads = [text.split(dossier.code)[0].split(done.code)[0].strip() for text in texts]
    assert sorted(heads) == sorted(["Da tiep nhan ho so", "Ho so", "Ho so", "Co tin nhan ve ho so", "Da tiep nhan ho so", "Ho so",
                                    "Da tra ket qua ho so"])  # fmt: skip
    assert all(len(text) <= SMS_LENGTH for text in texts)
    assert not any(name in text for text in texts for name in ("Khoa", "Mai", "Bi mat", "087190001234"))


def test_who_refuses_what_may_be_refused_hears_nothing_of_it(office: Office, gateway: Application) -> None:
    account = make_account()
    choose(account, kind="dossier-returned")
    done = bring_to(office, make_dossier(office), "return")
    told(gateway)

    return_result(actor=office.clerk, dossier_id=done.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    assert told(gateway) == []


def test_what_the_law_demands_cannot_be_refused(office: Office) -> None:
    account = make_account()
    with pytest.raises(MustBeTold):
        choose(account, kind="dossier-supplement")
    assert not ChannelChoice.objects.exists()
    assert AuditEntry.objects.get(action="citizens.set_channels").outcome == "refused"
    with pytest.raises(NotAllowed):
        set_channels(actor=office.clerk, choices={})


def test_a_mandatory_message_finds_another_way_when_the_chosen_one_leads_nowhere(office: Office, gateway: Application) -> None:
    choose(make_account(), "zalo")

    make_dossier(office, applicant=make_applicant(phone=""))

    assert [each[0] for each in told(gateway)] == ["email"]


def test_a_dead_gateway_is_tried_again_and_the_message_arrives_once(office: Office, gateway: Application, settings: Any) -> None:
    good = settings.CONGSO_MESSAGES
    make_dossier(office, applicant=make_applicant(email=""))
    settings.CONGSO_MESSAGES = good | {"key": "falsch"}
    run_pending_jobs()
    run_pending_jobs()
    assert Message.objects.get().state == MessageState.WAITING
    assert "401" in Message.objects.get().last_error
    settings.CONGSO_MESSAGES = good

    run_pending_jobs(even_later=True)

    assert Message.objects.get().state == MessageState.SENT
    assert len(gateway.sent) == 1


def test_a_channel_that_always_refuses_ends_on_the_screen_with_the_number_covered(
    office: Office, gateway: Application, client: Client
) -> None:
    with isolated():
        register_channel(FailingChannel("sms"))
        settings_say = channels()["sms"].check_config()
        choices = make_account()
        ChannelChoice.objects.create(account=choices, kind="dossier-received", channels=["sms"])
        assert settings_say != []
        Message.objects.create(channel="sms", to_address="0912345678", body="x", wording="x", occasion="x", created_at=clock.now())
        from congso.foundation.notifications.tasks import send_message as job

        job.defer(message_id=Message.objects.get().pk)
        for _round in range(MOST_TRIES + 2):
            run_pending_jobs(even_later=True)
        client.force_login(Account.objects.get(username="quantri"))
        page = client.get("/thong-bao/thu-chua-gui/").content.decode()

    assert Message.objects.get().state == MessageState.FAILED
    assert "refused on purpose" in page
    assert "*******678" in page
    assert "0912345678" not in page


def test_long_values_are_shortened_never_the_address() -> None:
    text = fitted("Ho so {code}: {name}. Xem: {url}", {"code": "H20", "name": "Đặng " * 60, "url": "https://x.vn/abc/"}, tones=False)

    assert len(text) <= SMS_LENGTH
    assert text.endswith("... Xem: https://x.vn/abc/")
    assert fitted("{name}", {"name": "Đặng"}, tones=True) == "Đặng"


def test_every_shipped_short_message_fits_with_usual_values() -> None:
    for kind in kinds().values():
        if kind.sms:
            assert "..." not in compose("sms", kind.default("sms"), kind.sample())[1], kind.key


def test_the_office_words_a_short_message_and_takes_it_back(office: Office) -> None:
    admin, today = office.actor("quantri"), clock.today()
    set_wording(actor=admin, key="dossier-received", channel="sms", body="Xong {code}", valid_from=today)
    assert wording_on("dossier-received", today, "sms") == ("", "Xong {code}")
    assert wording_on("dossier-received", today)[0] == "Đã tiếp nhận hồ sơ {code}"

    reset_wording(actor=admin, key="dossier-received", channel="sms", valid_from=today)

    assert wording_on("dossier-received", today, "sms") == kinds()["dossier-received"].default("sms")
    with pytest.raises(WordingTooLong):
        set_wording(actor=admin, key="dossier-received", channel="sms", body="{receiving} " * 5, valid_from=today)
    with pytest.raises(TemplateMissing):
        set_wording(actor=admin, key="dossier-received", channel="zalo", subject="123", body="khong co truong", valid_from=today)
    with pytest.raises(NotVisible):
        set_wording(actor=admin, key="dossier-received", channel="fax", body="x", valid_from=today)
    with pytest.raises(NotAllowed):
        reset_wording(actor=office.clerk, key="dossier-received", channel="sms", valid_from=today)


def test_the_wording_screen_shows_a_preview_and_saves_nothing_by_it(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="quantri"))
    url = "/thong-bao/mau-thu/dossier-supplement/?kenh=sms"

    page = client.post(url, {"body": "Thử {code}", "_do": "preview"}).content.decode()

    assert "Thu H20.31-261122-0001" in page
    assert wording_on("dossier-supplement", clock.today(), "sms")[1] != "Thử {code}"
    assert client.get("/thong-bao/mau-thu/dossier-supplement/?kenh=fax").status_code == 404


def test_the_citizen_chooses_on_a_page(client: Client, office: Office) -> None:
    account = make_account()
    enter_as(client, account)
    page = client.get("/cong-dan/thong-bao/").content.decode()
    assert "Yêu cầu bổ sung hồ sơ" in page
    wanted = {kind.key: ["sms"] for kind in kinds().values() if kind.for_citizens}

    refused = client.post("/cong-dan/thong-bao/", wanted | {"dossier-supplement": []})
    assert refused.status_code == 422
    assert "bắt buộc" in refused.content.decode()
    client.post("/cong-dan/thong-bao/", wanted | {"dossier-returned": []})

    assert ChannelChoice.objects.get(kind="dossier-supplement").channels == ["sms"]
    assert ChannelChoice.objects.get(kind="dossier-returned").channels == []


def test_the_stand_in_takes_each_message_once_shows_it_and_refuses_strangers() -> None:
    with serving.running() as (url, made):
        wrong = requests.post(f"{url}/sms", json={"to": "84912345678", "text": "x"}, timeout=5)
        for _twice in range(2):
            right = requests.post(f"{url}/sms", json={"to": "84912345678", "text": "<b>Chào</b>"}, timeout=5,
                                  headers={"Authorization": f"Bearer {serving.KEY}", "Idempotency-Key": "a"})  # fmt: skip
        page = requests.get(url, timeout=5).text

    assert wrong.status_code == 401
    assert right.json() == {"error": 0, "message": "Success"}
    assert len(made.sent) == 1
    assert "&lt;b&gt;Chào" in page
