"""Online dossiers of the invented citizens, one in every state, made by the services that real work uses."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.citizens.facade import (
    CitizenAccount,
    Identity,
    actor_for_citizen,
    add_helper,
    declare_guardianship,
    give_mandate,
    is_community_helper,
    log_in,
    principals,
    set_contact,
)
from congso.domains.dossiers import facade as dossiers
from congso.domains.parties.facade import Applicant, Party
from congso.domains.portal.facade import Draft, keep_answers, start_draft
from congso.domains.procedures.facade import Service, procedure_form, service
from congso.flows.demonstration.citizens import CITIZENS, Citizen
from congso.flows.demonstration.opinions import Opinion, give_opinion
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.forms.facade import prefilled
from congso.foundation.people.queries import actor_for, holders
from congso.foundation.printing.rendering import render_pdf

PRINT = Path(__file__).resolve().parent / "prints" / "giay-to.typ"
AN, NGOC, KHOI, LOAN, HUNG, CHI, COMPANY = range(7)
"""Places of the people in ``CITIZENS``."""
CHILD = ("087222004563", "Nguyễn Ngọc Minh Thư", date(2022, 4, 18))


def _pdf(title: str, *lines: str) -> bytes:
    return render_pdf(PRINT, {"title": title, "lines": list(lines)})


@dataclass
class Tale:
    """What is told of one online dossier: who sends it in how long ago, and how far it comes."""

    key: str
    who: int
    days_ago: float
    reach: str
    procedure: str
    """Begins the name of the procedure, the shortest such name; the first one online at the office when none does."""
    kind: str = "self"
    opinion: Opinion | None = None


TALES = (
    Tale("cho-kiem-tra", AN, 0.1, "submitted", "Cấp bản sao Trích lục"),
    Tale("hoi-truoc-khi-nhan", NGOC, 1.2, "asked_before", "Thủ tục đăng ký khai sinh"),
    Tale("dang-giai-quyet", AN, 4, "in_work", "Thủ tục thay đổi, cải chính"),
    Tale("yeu-cau-bo-sung", KHOI, 6, "supplement", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    Tale("co-ket-qua", AN, 9, "finished", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    Tale("da-tra", NGOC, 24, "returned", "Thủ tục đăng ký lại khai sinh",
         opinion=Opinion(5, "Nộp buổi tối trên điện thoại, vài hôm sau có kết quả. Cảm ơn các anh chị.", 300, "published")),
    Tale("da-tra-cham", KHOI, 40, "returned", "Cấp bản sao Trích lục",
         opinion=Opinion(2, "Phải gọi hỏi hai lần mới biết đã có kết quả.", 900, "published")),
    Tale("khong-tiep-nhan", KHOI, 12, "not_accepted", "Thủ tục đăng ký khai tử"),
    Tale("da-rut", AN, 15, "withdrawn", "Thủ tục đăng ký giám hộ"),
    Tale("cho-con", NGOC, 3, "in_work", "Cấp bản sao Trích lục", kind="guardian"),
    Tale("cua-cong-ty", CHI, 5, "in_work", "Cấp giấy phép xây dựng mới", kind="staff"),
    Tale("nop-ho", HUNG, 2, "in_work", "Thủ tục đăng ký khai tử", kind="helper"),
)  # fmt: skip


@dataclass
class Teller:
    """Tells the tales at one centre, each once; a tale that was begun before stays where it stopped."""

    centre_id: int
    publications: list[int]
    until: datetime
    accounts: list[CitizenAccount] = field(default_factory=list)
    at: datetime = field(init=False)
    dice: random.Random = field(init=False)

    def tell(self, tale: Tale) -> bool:
        """Play one tale up to its end; whether it was new."""
        key = uuid5(NAMESPACE_URL, f"urn:congso:demo:online:{tale.key}")
        if dossiers.Dossier.objects.filter(intake_key=key).exists():
            return False
        self.dice = random.Random(key.int)
        self.at = self.until - timedelta(days=tale.days_ago)
        with clock.at(self.at):
            dossier = self._submit(key, tale)
        _ENDS[tale.reach](self, dossier)
        if tale.opinion:
            self._later(tale.opinion.minutes_later)
            with clock.at(self.at):
                give_opinion(dossier.public_token, tale.opinion, by=self._actor_of(tale.who))
        return True

    def _actor_of(self, who: int) -> Actor:
        return actor_for_citizen(self.accounts[who])

    def _submit(self, key: UUID, tale: Tale) -> dossiers.Dossier:
        offered, account = service(self._publication(tale.procedure)), self.accounts[tale.who]
        form = procedure_form(code=offered.code, version_id=offered.version_id)
        applicant = self._applicant(tale, account)
        known = {"profile.name": applicant.name, "profile.identity_number": applicant.identity_number,
                 "profile.phone": applicant.phone, "profile.email": applicant.email, "submitter.name": account.party.name,
                 "submitter.identity_number": account.party.identity_number}  # fmt: skip
        sent = dossiers.Submission(
            account.party_id, tale.kind, form.definition.title, form.form_version_id, dict(form.definition.source),
            prefilled(form.definition, {}, known),
        )  # fmt: skip
        intake = dossiers.Intake(
            key=key, publication_id=offered.publication_id, receiving_unit_id=self.centre_id, applicant=applicant,
            papers=self._papers(offered, form.definition.title, applicant.name), channel=2,
            submitter_name="" if tale.kind == "self" else account.party.name, request_summary=offered.name[:1000],
            return_method="online", submission=sent,
        )  # fmt: skip
        return dossiers.submit_application(actor=actor_for_citizen(account), intake=intake)

    def _publication(self, begins: str) -> int:
        online = [each for each in map(service, self.publications) if each.service_level in {"full", "partial"}]
        fitting = sorted((each for each in online if each.name.startswith(begins)), key=lambda each: len(each.name))
        return (fitting or online)[0].publication_id

    def _applicant(self, tale: Tale, account: CitizenAccount) -> Applicant:
        address = f"{self.dice.randrange(1, 300)} Nguyễn Huệ, phường Cao Lãnh, tỉnh Đồng Tháp"
        if tale.kind == "helper":
            return Applicant(kind="citizen", identity_number="087152003311", name="Trần Văn Sáu", address=address,
                             phone="0907000123")  # fmt: skip
        others = [each for each in principals(account) if each.kind == tale.kind]
        party = Party.objects.get(pk=others[0].party_id if others else account.party_id)
        return Applicant(kind=party.kind, identity_number=party.identity_number, name=party.name, address=address,
                         phone=account.phone, email=account.email, born_on=party.born_on, sex=party.sex)  # fmt: skip

    def _papers(self, offered: Service, title: str, name: str) -> list[dossiers.PaperIn]:
        wanted = [paper for paper in offered.papers if not paper.is_note][:2]
        scan = SimpleUploadedFile("giay-to.pdf", _pdf("Giấy tờ kèm theo", f"Người nộp: {name}", f"Thủ tục: {offered.name}"))
        given = [dossiers.PaperIn(paper.name[:1900], 2, requirement_id=paper.id) for paper in wanted[1:]]
        first = dossiers.PaperIn(wanted[0].name[:1900] if wanted else "Giấy tờ kèm theo", 2,
                                 requirement_id=wanted[0].id if wanted else None, uploads=(scan,))  # fmt: skip
        return [dossiers.PaperIn(title[:1900], 2), first, *given]

    def _later(self, minutes: int) -> None:
        """Move on by working minutes, never beyond the present."""
        moved = schedule_of(self.centre_id, self.at).add_minutes(self.at, minutes)
        self.at = min(moved + timedelta(seconds=self.dice.randrange(50)), max(self.at, self.until))

    def do(self, act: Callable[[], object], minutes: int = 90) -> None:
        """Do something some working minutes later."""
        self._later(minutes)
        with clock.at(self.at):
            act()

    def clerk(self) -> Actor:
        """Somebody at the counter."""
        return self._official("clerk", self.centre_id)

    def _official(self, role: str, unit_id: int) -> Actor:
        return actor_for(self.dice.choice(holders(role=role, unit_id=unit_id))[0])

    def accept(self, dossier: dossiers.Dossier) -> None:
        """The centre accepts."""
        self.do(lambda: dossiers.accept_application(actor=self.clerk(), dossier_id=dossier.pk, seen_seq=None), 60)

    def bring_to(self, dossier: dossiers.Dossier, kind: str) -> Actor:
        """Work a dossier up to a step of a kind; who holds it then."""
        while True:
            case = Case.objects.get(pk=dossier.pk)
            step = definition(case.version_id).step(case.step_id)
            if step.kind == kind:
                return actor_for(case.holder_id) if case.holder_id else self._official(step.role, case.holder_unit_id)
            self.do(lambda case=case: self._forward(case))  # type: ignore[misc]

    def _forward(self, case: Case) -> None:
        step = definition(case.version_id).step(case.step_id)
        actor = actor_for(case.holder_id) if case.holder_id else self._official(step.role, case.holder_unit_id)
        if step.kind == StepKind.WORK:
            result = SimpleUploadedFile("ket-qua.pdf", _pdf("Kết quả giải quyết", f"Hồ sơ {case.number}", f"Cấp cho: {case.subject}"))
            dossiers.propose(actor=actor, dossier_id=case.pk, seen_seq=None, proposal="result",
                             summary="Đủ điều kiện giải quyết.", upload=result)  # fmt: skip
        holder = None
        if step.kind == StepKind.ASSIGN:
            holder = self.dice.choice(holders(role="officer", unit_id=case.holder_unit_id))[0]
        dossiers.move_dossier(actor=actor, dossier_id=case.pk, seen_seq=None, way_code="forward", holder_id=holder)

    def stay(self, dossier: dossiers.Dossier) -> None:
        """It waits to be checked."""

    def ask_before(self, dossier: dossiers.Dossier) -> None:
        """The centre asks before it accepts."""
        self.do(lambda: dossiers.ask_supplement(
            actor=self.clerk(), dossier_id=dossier.pk, seen_seq=None, items="Ảnh chụp giấy chứng sinh, đủ bốn góc",
            reason="Ảnh đã gửi bị mờ, không đọc được số."))  # fmt: skip

    def into_work(self, dossier: dossiers.Dossier) -> None:
        """An officer works on it."""
        self.accept(dossier)
        self.bring_to(dossier, StepKind.WORK)

    def ask_in_work(self, dossier: dossiers.Dossier) -> None:
        """The officer asks for a supplement."""
        self.accept(dossier)
        officer = self.bring_to(dossier, StepKind.WORK)
        self.do(lambda: dossiers.ask_supplement(
            actor=officer, dossier_id=dossier.pk, seen_seq=None, items="Giấy tờ chứng minh nơi cư trú trước đây",
            reason="Cần xác minh thời gian cư trú ở nơi khác."))  # fmt: skip

    def finish(self, dossier: dossiers.Dossier) -> None:
        """The result waits."""
        self.accept(dossier)
        self.bring_to(dossier, StepKind.RETURN)

    def hand_over(self, dossier: dossiers.Dossier) -> None:
        """The result is handed over."""
        self.finish(dossier)
        self.do(lambda: dossiers.return_result(
            actor=self.clerk(), dossier_id=dossier.pk, seen_seq=None, received_by=dossier.applicant_name, method="online"))  # fmt: skip

    def turn_away(self, dossier: dossiers.Dossier) -> None:
        """The centre does not accept it."""
        self.do(lambda: dossiers.refuse_application(
            actor=self.clerk(), dossier_id=dossier.pk, seen_seq=None,
            reason="Việc này đã được đăng ký ngày 02/10/2026; không đăng ký lại (Luật Hộ tịch 2014, Điều 33)."))  # fmt: skip

    def withdraw(self, dossier: dossiers.Dossier) -> None:
        """The citizen has it stopped."""
        self.accept(dossier)
        self.do(lambda: dossiers.stop_dossier(
            actor=self._actor_of(AN), dossier_id=dossier.pk, seen_seq=None, reason="Tôi tự thu xếp được, xin rút hồ sơ."))  # fmt: skip


_ENDS: dict[str, Callable[[Teller, dossiers.Dossier], None]] = {
    "submitted": Teller.stay, "asked_before": Teller.ask_before, "in_work": Teller.into_work,
    "supplement": Teller.ask_in_work, "finished": Teller.finish, "returned": Teller.hand_over,
    "not_accepted": Teller.turn_away, "withdrawn": Teller.withdraw,
}  # fmt: skip


def load_online(*, centre_id: int, publications: list[int], until: datetime, on_progress: Callable[[], None] | None = None) -> None:
    """Let the invented people log in, act for each other, and send in; what is there already stays as it is.

    Oldest first, as they would have come: lists that show the latest first rely on the order of coming.
    """
    with clock.at(until - timedelta(days=60)):
        accounts = [_enter(citizen) for citizen in CITIZENS]
        _let_act(accounts, centre_id)
    teller = Teller(centre_id, publications, until, accounts)
    for tale in sorted(TALES, key=lambda tale: -tale.days_ago):
        teller.tell(tale)
        if on_progress:
            on_progress()
    with clock.at(until - timedelta(hours=3)):
        _begin_draft(accounts[NGOC], publications, centre_id)


def _enter(citizen: Citizen) -> CitizenAccount:
    number = citizen.number or citizen.tax_code
    born = datetime.strptime(citizen.born, "%Y%m%d").date() if citizen.born else None  # noqa: DTZ007 - a day of birth has no zone
    account = log_in(actor=system_actor("Cổng định danh mô phỏng"), identity=Identity(
        subject=citizen.sub, number=number, name=citizen.name, level=citizen.level, is_organisation=not citizen.number,
        born_on=born, sex={"Nam": "M", "Nữ": "F"}.get(citizen.sex, "")))  # fmt: skip
    if account.phone:
        return account
    return set_contact(actor=actor_for_citizen(account), phone=f"09{number[-8:]}", email=f"dan{number[-6:]}@example.vn")


def _let_act(accounts: list[CitizenAccount], centre_id: int) -> None:
    """A mother for her child, an employee for her company, a helper of the community group for anybody."""
    if not any(each.kind == "guardian" for each in principals(accounts[NGOC])):
        declare_guardianship(actor=actor_for_citizen(accounts[NGOC]), ward_number=CHILD[0], ward_name=CHILD[1],
                             reason="Mẹ đẻ, Giấy khai sinh số 118/2022", born_on=CHILD[2])  # fmt: skip
    if not any(each.kind == "staff" for each in principals(accounts[CHI])):
        party = accounts[CHI].party
        give_mandate(actor=actor_for_citizen(accounts[COMPANY]), holder_number=party.identity_number, holder_name=party.name,
                     reason="Quyết định giao việc số 05/QĐ-SH")  # fmt: skip
    if not is_community_helper(accounts[HUNG]):
        add_helper(actor=system_actor("Nạp dữ liệu dùng thử"), identity_number=accounts[HUNG].party.identity_number,
                   name=accounts[HUNG].party.name, unit_id=centre_id)  # fmt: skip


def _begin_draft(account: CitizenAccount, publications: list[int], centre_id: int) -> None:
    """A form begun and left in the middle."""
    if Draft.objects.filter(account=account).exists():
        return
    online = [each for each in map(service, publications) if each.service_level in {"full", "partial"}]
    offered = next((each for each in online if each.name.startswith("Thủ tục đăng ký khai sinh")), online[0])
    draft = start_draft(account=account, publication_id=offered.publication_id, receiving_unit_id=centre_id, kind="self",
                        party_id=account.party_id)  # fmt: skip
    steps = [step.key for step in procedure_form(code=offered.code, version_id=offered.version_id).definition.steps]
    keep_answers(draft, draft.answers, steps[min(1, len(steps) - 1)])
