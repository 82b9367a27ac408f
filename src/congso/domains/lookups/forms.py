"""Forms of look-ups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.core.identity import parse_personal_id, parse_tax_code
from congso.core.text import nfc
from congso.domains.lookups.clients import CLIENTS, Query
from congso.domains.lookups.clients.business import MOST_DAYS
from congso.domains.lookups.clients.categories import LISTS
from congso.domains.lookups.enums import Service
from congso.foundation.web.widgets import DateBox

AT_COUNTER = (Service.POPULATION, Service.BUSINESS, Service.INSURANCE, Service.INSURED)
"""Those that tell who somebody is."""
BY_PERSON = (Service.POPULATION, Service.INSURED)
"""Those that are asked by name and day of birth."""
ASKED = [(each.value, each.label) for each in Service if each in CLIENTS]
"""Services that are asked; the others take dossiers."""
NO_NUMBER = (Service.INSURED, Service.FILINGS)
NUMBER_HELP = _("Dân cư: số định danh 12 chữ số; doanh nghiệp: mã số thuế; bảo hiểm xã hội: mã số 10 chữ số; "
                "lý lịch tư pháp, hộ tịch, hồ sơ đăng ký doanh nghiệp: mã hồ sơ ở hệ thống đó; hộ gia đình: mã hộ; tìm mã số bảo hiểm xã hội, danh sách hồ sơ theo ngày: để trống; danh mục dùng chung: mã danh mục.")  # fmt: skip


class LookupForm(forms.Form):
    """What is asked for, and to what end."""

    service = forms.ChoiceField(label=_("Cơ sở dữ liệu"), choices=ASKED)
    number = forms.CharField(label=_("Số, mã cần tra cứu"), max_length=40, required=False, help_text=NUMBER_HELP)
    name = forms.CharField(label=_("Họ và tên"), max_length=200, required=False, help_text=_("Bắt buộc khi hỏi dân cư, tìm mã số bảo hiểm xã hội."))
    born_on = forms.DateField(label=_("Ngày sinh"), required=False, widget=DateBox(), help_text=_("Bắt buộc khi hỏi dân cư, tìm mã số bảo hiểm xã hội."))
    sex = forms.ChoiceField(label=_("Giới tính"), required=False, choices=[("", "—"), ("1", _("Nam")), ("2", _("Nữ")), ("3", _("Khác"))],
                            help_text=_("Chỉ khi tìm mã số bảo hiểm xã hội; để trống nếu chưa rõ."))  # fmt: skip
    province = forms.RegexField(r"^\d{0,3}$", label=_("Mã tỉnh nơi cấp giấy khai sinh"), required=False, help_text=_("Chỉ khi tìm mã số bảo hiểm xã hội."))
    commune = forms.RegexField(r"^\d{0,6}$", label=_("Mã xã nơi cấp giấy khai sinh"), required=False, help_text=_("Chỉ khi tìm mã số bảo hiểm xã hội."))
    since = forms.DateField(label=_("Từ ngày"), required=False, widget=DateBox(), help_text=_("Danh sách hồ sơ đăng ký doanh nghiệp theo ngày."))
    until = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox(), help_text=_("Nhiều nhất 5 ngày; để trống: một ngày."))
    purpose = forms.CharField(label=_("Mục đích tra cứu"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """The number in the form its database needs; for a citizen name and day of birth too."""
        values: dict[str, Any] = super().clean() or {}
        service, number = values.get("service"), "".join(values.get("number", "").split())
        try:
            values["number"] = _number(service, number)
        except InvalidInput as wrong:
            self.add_error("number", str(wrong))
        if service in BY_PERSON:
            for box in ("name", "born_on"):
                if not values.get(box) and box not in self.errors:
                    self.add_error(box, _("Cần cả họ tên và ngày sinh."))
        if service == Service.FILINGS:
            self._check_days(values)
        if values.get("born_on") and values["born_on"] > clock.today():
            self.add_error("born_on", _("Ngày sinh chưa đến."))
        return values

    def _check_days(self, values: dict[str, Any]) -> None:
        since, until = values.get("since"), values.get("until") or values.get("since")
        if since is None or until is None:
            if "since" not in self.errors:
                self.add_error("since", _("Phải nêu ngày nhận hồ sơ."))
        elif until < since or (until - since).days >= MOST_DAYS:
            self.add_error("until", _("Ngày cuối không trước ngày đầu và cả khoảng nhiều nhất %(n)s ngày.") % {"n": MOST_DAYS})

    def query(self) -> Query:
        """As the services want it."""
        values = self.cleaned_data
        more = {name: values.get(name) or "" for name in ("sex", "province", "commune")} if values["service"] == Service.INSURED else {}
        return Query(values["number"], nfc(values["name"].strip()), values["born_on"], purpose=values["purpose"],
                     since=values.get("since"), until=values.get("until"), **more)  # fmt: skip


def _number(service: str | None, number: str) -> str:
    if not number and service not in NO_NUMBER:
        raise InvalidInput(field="number", reason=_("phải nêu số, mã cần tra cứu."))
    match service:
        case Service.INSURED | Service.FILINGS:
            return ""
        case Service.POPULATION:
            return parse_personal_id(number, field="number").number
        case Service.BUSINESS:
            tax = parse_tax_code(number, field="number")
            return "-".join(filter(None, [tax.number, tax.branch]))
        case Service.INSURANCE if not (number.isdecimal() and len(number) == 10):
            raise InvalidInput(field="number", reason=_("mã số bảo hiểm xã hội có 10 chữ số."))
        case Service.CATEGORIES if number not in LISTS:
            raise InvalidInput(field="number", reason=_("mã danh mục là một trong: %(codes)s.") % {"codes": ", ".join(LISTS)})
    return number


class CounterLookupForm(LookupForm):
    """At the counter: only what tells who the applicant is; ``key`` and ``publication`` tie it to the form beside it."""

    service = forms.ChoiceField(label=_("Cơ sở dữ liệu"), choices=[(each.value, each.label) for each in AT_COUNTER])
    number = forms.CharField(label=_("Số định danh, mã số thuế, mã số BHXH"), max_length=40, required=False)
    since = until = sex = province = commune = None  # type: ignore[assignment]
    key = forms.UUIDField(widget=forms.HiddenInput)
    publication = forms.IntegerField(widget=forms.HiddenInput)


class VerifyForm(forms.Form):
    """Which paper agrees with what was found."""

    lookup = forms.UUIDField(widget=forms.HiddenInput)
    paper = forms.TypedChoiceField(label=_("Giấy tờ đã đối chiếu"), coerce=int)

    def __init__(self, *args: Any, papers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [(key, name[:120]) for key, name in papers]  # type: ignore[attr-defined]


class GatewayForm(forms.Form):
    """How the platform is reached."""

    base_url = forms.URLField(label=_("Địa chỉ nền tảng"), assume_scheme="https", max_length=200, help_text=_("Phần trước /token và tên nhóm dịch vụ."))
    client_id = forms.CharField(label=_("Mã ứng dụng (client_id)"), max_length=80)
    unit_code = forms.CharField(label=_("Mã đơn vị (maDonVi)"), max_length=35)
    secret = forms.CharField(label=_("Khóa bí mật (client_secret)"), required=False, max_length=200, widget=forms.PasswordInput(render_value=True),
                             help_text=_("Được niêm phong khi lưu. Để trống thì giữ khóa đang dùng."))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A new connection needs a secret."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("secret") and not self.initial.get("client_id"):
            self.add_error("secret", _("Phải có khóa bí mật."))
        return given


class KeepingForm(forms.Form):
    """For how long answers may be kept."""

    service = forms.ChoiceField(label=_("Cơ sở dữ liệu"), choices=Service.choices)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    hours = forms.IntegerField(label=_("Số giờ được lưu"), min_value=0, max_value=720, help_text=_("0: không lưu."))
    citation = forms.CharField(label=_("Căn cứ"), max_length=200, required=False)
