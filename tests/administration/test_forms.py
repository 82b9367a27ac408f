"""What is typed is done, or stays in its box with the reason beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office, make_dossier
from congso.foundation.audit.models import AuditEntry
from congso.foundation.calendar.models import CalendarDay, WorkingHours
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.orgs.models import Unit
from congso.foundation.orgs.queries import successors, tree
from congso.foundation.people.actions import known_rights
from congso.foundation.people.models import Account, Appointment, Delegation, RoleRight
from congso.foundation.people.queries import actor_for
from tests.administration.conftest import SignedIn


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


class TestUnits:
    def test_a_unit_is_renamed_from_its_page(self, admin: Client, office: Office) -> None:
        unit = office.units["phuong-kt"]

        answer = admin.post(
            reverse("orgs:rename", args=[unit]),
            {"name": "Phòng Kinh tế và Hạ tầng", "valid_from": "01/03/2026"},
        )

        assert answer.status_code == 302
        assert tree(date(2026, 3, 1)).name(unit) == "Phòng Kinh tế và Hạ tầng"
        assert "Phòng Kinh tế và Hạ tầng" in text_of(admin, reverse("orgs:unit", args=[unit]))

    def test_a_refused_name_stays_in_its_box_with_the_reason(self, admin: Client, office: Office) -> None:
        answer = admin.post(
            reverse("orgs:rename", args=[office.units["phuong-kt"]]),
            {"name": "Phòng Khác", "valid_from": "01/07/2025"},
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Phòng Khác"' in page
        assert page.index('id="id_valid_from_error"') < page.index(
            "Ngày phải sau 01/07/2025", page.index('id="id_valid_from_error"')
        )

    def test_the_tree_of_a_day_before_the_province_was_is_empty(self, admin: Client) -> None:
        assert "Ngày này chưa có đơn vị nào" in text_of(admin, reverse("orgs:tree") + "?ngay=30/06/2025")
        assert "phường Cao Lãnh" in text_of(admin, reverse("orgs:tree"))

    def test_units_are_found_without_tone_marks(self, admin: Client) -> None:
        page = text_of(admin, reverse("orgs:tree") + "?q=phuong+cao+lanh")

        assert "Ủy ban nhân dân phường Cao Lãnh" in page
        assert "Tháp Mười" not in page

    def test_a_reorganisation_is_shown_before_it_is_done(self, admin: Client, office: Office) -> None:
        make_dossier(office)
        url = reverse("orgs:reorganise") + f"?cap-tren={office.units['tinh']}"
        data = {"kind": "merge", "on": f"{clock.today():%d/%m/%Y}", "legal_basis": "Nghị quyết 99/2026", "predecessors": [office.units["phuong"]],
                "successor": office.units["xa"], "new_units": "", "move_people": "on"}  # fmt: skip

        looked = admin.post(url, data | {"xem": "1"})
        assert looked.status_code == 200
        assert "Hồ sơ, công việc đang xử lý</dt><dd><strong>1</strong>" in looked.content.decode()
        assert office.units["phuong"] in tree().nodes

        done = admin.post(url, data | {"lam": "1"})
        assert done.status_code == 302
        assert successors(office.units["phuong"]) == [office.units["xa"]]

    def test_the_tree_costs_few_queries(self, admin: Client, django_assert_max_num_queries: object) -> None:
        admin.get(reverse("orgs:tree"))

        with django_assert_max_num_queries(3):  # type: ignore[operator]
            admin.get(reverse("orgs:tree"))


class TestPeople:
    def test_a_new_official_must_change_the_password_before_anything_else(self, admin: Client) -> None:
        page = admin.post(
            reverse("people:create"), {"full_name": "Nguyễn Thị Hoa", "username": "hoa"}
        ).content.decode()
        password = page.split('class="secret">')[1].split("<")[0]
        newcomer = Client()

        newcomer.post("/tai-khoan/login/", {"login": "hoa", "password": password})
        assert newcomer.get("/viec/").headers["Location"] == "/tai-khoan/password/change/"
        change = {
            "oldpassword": password,
            "password1": "mot-cau-rat-dai-2026",
            "password2": "mot-cau-rat-dai-2026",
        }
        assert newcomer.post("/tai-khoan/password/change/", change).status_code == 302

        assert not Account.objects.get(username="hoa").must_change_password
        assert newcomer.get("/viec/").status_code == 200
        assert password not in text_of(
            admin, reverse("people:person", args=[Account.objects.get(username="hoa").pk])
        )

    def test_a_taken_user_name_is_told_beside_its_box(self, admin: Client) -> None:
        answer = admin.post(reverse("people:create"), {"full_name": "Nguyễn Thị Hoa", "username": "motcua"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Nguyễn Thị Hoa"' in page
        assert "Tên đăng nhập motcua đã có người dùng." in page[page.index('id="id_username_error"') :]

    def test_somebody_is_appointed_and_leaves_again(self, admin: Client, office: Office) -> None:
        account = office.accounts["chuyenvien2"]
        data = {
            "unit_id": office.units["phuong-kt"],
            "role": "officer",
            "title": "Chuyên viên Kinh tế",
            "valid_from": f"{clock.today():%d/%m/%Y}",
        }
        assert admin.post(reverse("people:appoint", args=[account]), data).status_code == 302
        row = Appointment.objects.get(account_id=account, position__unit_id=office.units["phuong-kt"])
        assert not row.is_main

        tomorrow = clock.today() + timedelta(days=1)
        admin.post(
            reverse("people:end", args=[account, row.pk]),
            {"valid_to": f"{tomorrow:%d/%m/%Y}", "reason": "Điều động"},
        )
        row.refresh_from_db()
        assert row.valid_to == tomorrow

    def test_a_locked_official_is_thrown_out(
        self, admin: Client, signed_in: SignedIn, office: Office
    ) -> None:
        khoa = signed_in("chuyenvien")
        assert khoa.get("/viec/").status_code == 200

        admin.post(
            reverse("people:deactivate", args=[office.accounts["chuyenvien"]]), {"reason": "Nghỉ việc"}
        )

        assert khoa.get("/viec/").status_code == 302

    def test_rights_are_set_role_by_role(self, admin: Client, office: Office) -> None:
        role = RoleRight.objects.get(role__code="officer", action="cases.see").role

        admin.post(
            reverse("people:role", args=[role.pk]),
            {**dict.fromkeys((f"quyen:{right}" for right in known_rights()), ""), "name": "Chuyên viên",
             "quyen:cases.see": "agency"},
        )  # fmt: skip

        assert dict(RoleRight.objects.filter(role=role).values_list("action", "scope")) == {
            "cases.see": "agency"
        }
        assert "Cả cơ quan" in text_of(admin, reverse("people:roles"))

    def test_a_request_cut_short_takes_no_rights_away(self, admin: Client) -> None:
        role = RoleRight.objects.get(role__code="officer", action="cases.see").role
        held = set(RoleRight.objects.filter(role=role).values_list("action", "scope"))
        address = reverse("people:role", args=[role.pk])

        for cut in ({}, {"name": "Chuyên viên"}, {"name": "Chuyên viên", "quyen:cases.see": "agency"}):
            answer = admin.post(address, cut)
            assert answer.status_code == 422
            assert "chưa lưu gì" in answer.content.decode()

        assert set(RoleRight.objects.filter(role=role).values_list("action", "scope")) == held

    def test_a_request_cut_short_empties_no_details_of_a_unit(self, admin: Client, office: Office) -> None:
        unit = Unit.objects.get(pk=office.units["phuong"])

        for cut in ({}, {"phone": "0277 3851 234"}):
            assert admin.post(reverse("orgs:details", args=[unit.pk]), cut).status_code == 422

        unchanged = Unit.objects.get(pk=unit.pk)
        assert (unchanged.identifier, unchanged.function) == (unit.identifier, unit.function)
        assert unchanged.phone == unit.phone

    def test_an_official_delegates_for_a_trip(self, signed_in: SignedIn, office: Office) -> None:
        today, data = (
            clock.today(),
            {
                "from_account_id": office.accounts["truongphong"],
                "to_account_id": office.accounts["chuyenvien"],
            },
        )
        client = signed_in("truongphong")
        more = {
            "kind": "absence",
            "starts_on": f"{today:%d/%m/%Y}",
            "ends_on": f"{today:%d/%m/%Y}",
            "reason": "Đi họp tỉnh",
        }

        assert client.post(reverse("people:delegate"), data | more).status_code == 302

        assert "Đi họp tỉnh" in text_of(client, reverse("people:delegations"))
        assert "Đi họp tỉnh" in text_of(signed_in("chuyenvien"), reverse("people:delegations"))
        assert actor_for(office.accounts["chuyenvien"]).may("cases.assign", office.units["phuong-vp"])
        row = Delegation.objects.get()
        assert signed_in("motcuaxa").post(reverse("people:revoke", args=[row.pk])).status_code == 403
        assert signed_in("chuyenvien").post(reverse("people:revoke", args=[row.pk])).status_code == 302

    def test_people_one_may_not_arrange_for_are_not_offered(
        self, signed_in: SignedIn, office: Office
    ) -> None:
        data = {"from_account_id": office.accounts["lanhdao"], "to_account_id": office.accounts["chuyenvien2"], "kind": "absence",
                "starts_on": f"{clock.today():%d/%m/%Y}", "ends_on": f"{clock.today():%d/%m/%Y}", "reason": "x"}  # fmt: skip

        assert signed_in("chuyenvien").post(reverse("people:delegate"), data).status_code == 422
        assert not Delegation.objects.exists()


class TestCalendar:
    def test_a_day_off_is_added_and_taken_out(self, admin: Client) -> None:
        data = {
            "day": "14/10/2026",
            "kind": "holiday",
            "name": "Ngày nghỉ của tỉnh",
            "source": "Thông báo 12/TB-UBND",
        }
        assert admin.post(reverse("calendar:add_day"), data).status_code == 302
        row = CalendarDay.objects.get(day=date(2026, 10, 14))
        assert "Ngày nghỉ của tỉnh" in text_of(admin, reverse("calendar:year") + "?nam=2026")

        admin.post(reverse("calendar:remove_day", args=[row.pk]))
        assert not CalendarDay.objects.filter(pk=row.pk).exists()

    def test_a_day_that_is_there_already_is_told(self, admin: Client) -> None:
        data = {"day": "02/09/2026", "kind": "holiday", "name": "Quốc khánh lần nữa", "source": "x"}

        answer = admin.post(reverse("calendar:add_day"), data)

        assert answer.status_code == 422
        assert 'value="Quốc khánh lần nữa"' in answer.content.decode()
        assert "Ngày 02/09/2026 đã có trong lịch" in answer.content.decode()

    def test_a_unit_has_a_closing_day_of_its_own(self, admin: Client, office: Office) -> None:
        unit = office.units["phuong"]

        admin.post(
            reverse("calendar:add_day") + f"?don-vi={unit}",
            {"day": "15/10/2026", "name": "Chuyển trụ sở", "source": "x"},
        )

        assert CalendarDay.objects.get(unit_id=unit).kind == "closing"
        assert "Chuyển trụ sở" not in text_of(admin, reverse("calendar:year") + "?nam=2026")

    def test_hours_are_set_from_a_day_on_and_bad_ones_told_by_weekday(self, admin: Client) -> None:
        week = {f"day{number}": "07:30-11:30, 13:30-17:00" for number in range(5)}

        bad = admin.post(reverse("calendar:hours"), week | {"valid_from": "01/01/2027", "day2": "bảy giờ"})
        assert bad.status_code == 422
        assert "Chưa đọc được «bảy giờ»" in bad.content.decode()
        assert not WorkingHours.objects.filter(valid_from=date(2027, 1, 1)).exists()

        assert admin.post(reverse("calendar:hours"), week | {"valid_from": "01/01/2027"}).status_code == 302
        assert WorkingHours.objects.filter(valid_from=date(2027, 1, 1)).count() == 10


class TestBooks:
    def test_a_number_is_voided_with_its_reason_and_the_book_closed(
        self, admin: Client, office: Office
    ) -> None:
        make_dossier(office)
        borne = NumberEntry.objects.order_by("pk")[0]
        refused = admin.post(reverse("numbering:void", args=[borne.pk]), {"reason": "Nhập trùng"})
        assert refused.status_code == 422
        assert "hồ sơ" in refused.content.decode()
        book = NumberBook.objects.create(unit_id=office.units["so"], kind="register", period="2019", last=1)
        entry = NumberEntry.objects.create(book=book, value=1, text="1", subject="x")

        assert admin.post(reverse("numbering:void", args=[entry.pk]), {"reason": ""}).status_code == 422
        assert (
            admin.post(reverse("numbering:void", args=[entry.pk]), {"reason": "Nhập trùng"}).status_code
            == 302
        )
        assert "Nhập trùng" in text_of(admin, reverse("numbering:book", args=[entry.book_id]))

        admin.post(reverse("numbering:close", args=[entry.book_id]))
        assert NumberBook.objects.get(pk=entry.book_id).closed_at is not None

    def test_a_gap_is_shown_with_its_numbers(self, admin: Client, office: Office) -> None:
        book = NumberBook.objects.create(unit_id=office.units["so"], kind="register", period="2026", last=3)
        NumberEntry.objects.create(book=book, value=1, text="1", subject="x")
        NumberEntry.objects.create(book=book, value=3, text="3", subject="x")

        assert "thiếu số" in text_of(admin, reverse("numbering:list"))
        assert "Thiếu các số: 2" in text_of(admin, reverse("numbering:book", args=[book.pk]))

    def test_the_list_costs_the_same_for_many_books(
        self, admin: Client, office: Office, django_assert_max_num_queries: object
    ) -> None:
        NumberBook.objects.bulk_create(
            NumberBook(unit_id=office.units["so"], kind="register", period=f"{year}")
            for year in range(1990, 2030)
        )
        admin.get(reverse("numbering:list"))

        with django_assert_max_num_queries(5):  # type: ignore[operator]
            admin.get(reverse("numbering:list"))


class TestLog:
    def test_lines_are_found_by_person_action_and_day(self, admin: Client) -> None:
        admin.post(
            reverse("calendar:add_day"),
            {"day": "14/10/2026", "kind": "holiday", "name": "Ngày nghỉ của tỉnh", "source": "x"},
        )
        today = f"{clock.today():%d/%m/%Y}"

        def found(query: str) -> bool:
            return "Ngày nghỉ của tỉnh" in text_of(admin, reverse("audit:list") + query)

        assert found("?nguoi=Bùi+Đức+Long")
        assert found(f"?viec=calendar.add_day_off&tu={today}&den={today}")
        assert not found("?ket_qua=refused")
        assert not found("?nguoi=Trần+Minh+Khoa")

    def test_no_number_of_a_person_stands_in_the_list(self, admin: Client, office: Office) -> None:
        from congso.foundation.audit.writing import write_action
        from congso.foundation.orgs.tests.makers import SYSTEM

        with write_action("parties.look_up", actor=SYSTEM) as action:
            action.record(("parties.party", "1"), number="087190001234", purpose="Tiếp nhận hồ sơ")
        line = AuditEntry.objects.latest("pk")

        for page in (
            text_of(admin, reverse("audit:list")),
            text_of(admin, reverse("audit:line", args=[line.pk])),
        ):
            assert "087190001234" not in page
            assert "*********234" in page

    def test_the_seals_are_checked_and_the_result_kept(self, admin: Client) -> None:
        answer = admin.post(reverse("audit:verify"), follow=True)

        assert "Nhật ký nguyên vẹn" in answer.content.decode()
        assert AuditEntry.objects.get(action="audit.verify_seals").details["problems"] == 0

    def test_older_lines_follow_by_key(self, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("congso.foundation.audit.pages.PAGE", 2)
        first = admin.get(reverse("audit:list")).context["page"]
        second = admin.get(reverse("audit:list") + f"?after={first.next_key}").context["page"]

        assert {row.id for row in first.rows}.isdisjoint({row.id for row in second.rows})
        assert max(row.id for row in second.rows) < min(row.id for row in first.rows)
