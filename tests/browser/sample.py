"""A small workspace with one of each piece of the shell, for the tests of the shell alone."""

from __future__ import annotations

import time
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from congso.core import clock
from congso.core.errors import StaleView
from congso.entry import urls as usual
from congso.foundation.web.widgets import DateBox

presses: list[str] = []
_LIST = """{% extends 'staff/page.html' %}{% block title %}Việc của tôi{% endblock %}
{% block subtitle %}<p class="mb-0 text-secondary">Sắp theo hạn xử lý, việc gấp trước</p>{% endblock %}
{% block actions %}<a class="btn btn-primary" href="/mau/don/">{% icon "file-plus" %} Tiếp nhận hồ sơ</a>
<form method="post" action="/mau/nop/" data-confirm="Gửi mọi hồ sơ đã chọn?">{% csrf_token %}<button class="btn" name="send" value="all">{% icon "send" %} Gửi đi</button></form>{% endblock %}
{% block main %}
<table class="table table-cards"><thead><tr><th scope="col">Mã hồ sơ</th><th scope="col">Người nộp</th><th scope="col">Thủ tục</th><th scope="col">Hạn</th><th scope="col" class="number">Phí</th></tr></thead><tbody>
{% for row in rows %}<tr><td data-label="Mã hồ sơ" class="text-nowrap"><a href="/mau/don/">{{ row.number }}</a></td><td data-label="Người nộp">{{ row.name }}</td><td data-label="Thủ tục">{{ row.procedure }}</td>
<td data-label="Hạn">{% due_badge row.due paused=row.paused finished_at=row.finished %}</td><td data-label="Phí" class="number">{{ row.fee|money }}</td></tr>{% endfor %}</tbody></table>
{% include "web/pagination_keyset.html" with newer="a" older="b" %}
<button class="btn" id="part" hx-get="/mau/tre/" hx-target="#here">{% icon "refresh" %} Tải lại</button> <button class="btn" id="gone" hx-get="/mau/khong-co/" hx-target="#here">Mở phần đã mất</button><div id="here"></div>
{% include "web/empty.html" with title="Chưa có việc nào khác" text="Việc mới sẽ hiện ở đây." %}
{% endblock %}"""
_FORM = """{% extends 'staff/page.html' %}{% block title %}Tiếp nhận hồ sơ{% endblock %}
{% block breadcrumb %}{% include "web/breadcrumb.html" with trail=trail %}{% endblock %}
{% block main %}<div class="narrow"><form method="post" novalidate>{% csrf_token %}{{ form.as_div }}<button class="btn btn-primary">Lưu hồ sơ</button></form></div>{% endblock %}"""


class IntakeForm(forms.Form):
    name = forms.CharField(label="Họ và tên người nộp", help_text="Ghi như trên căn cước.")
    born = forms.DateField(label="Ngày sinh", widget=DateBox)
    place = forms.ChoiceField(
        label="Nơi nhận kết quả", choices=[("1", "Phường Mỹ Tho"), ("2", "Phường Cao Lãnh")]
    )
    way = forms.ChoiceField(
        label="Cách nhận",
        choices=[("counter", "Tại một cửa"), ("post", "Bưu chính")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(label="Đã kiểm tra bản chính")


def _draw(request: HttpRequest, text: str, status: int = 200, **context: object) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(text).render(context, request), status=status)


def work(request: HttpRequest) -> HttpResponse:
    """A list with every sort of due date."""
    now = clock.now()
    kinds = [
        (-50, None, None),
        (5, None, None),
        (40, None, None),
        (300, None, None),
        (-9, now, None),
        (9, None, now),
    ]
    rows = [
        {
            "number": f"H20.45-261122-{n:04}", "name": "Trần Thị Ngọc Hương", "fee": 25_000 * n,
            "procedure": "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
            "due": now + timedelta(hours=hours), "paused": paused, "finished": finished,
        }
        for n, (hours, paused, finished) in enumerate(kinds)
    ]  # fmt: skip
    return _draw(request, _LIST, rows=rows)


def intake(request: HttpRequest) -> HttpResponse:
    """A form with every sort of box."""
    form = IntakeForm(request.POST if request.method == "POST" else None)
    return _draw(
        request, _FORM, status=422 if form.is_bound else 200, form=form, trail=[("/mau/", "Việc của tôi")]
    )


def send(request: HttpRequest) -> HttpResponse:
    """Count presses, slowly."""
    presses.append(request.POST.get("send", ""))
    time.sleep(0.3)
    messages.success(request, "Đã gửi hồ sơ đi.")
    return redirect("/mau/")


def stale(request: HttpRequest) -> HttpResponse:
    """Refuse."""
    raise StaleView


def count(request: HttpRequest) -> HttpResponse:
    """A number beside a menu entry."""
    return HttpResponse("12")


_sample = [
    path("", work, name="work"), path("don/", intake, name="intake"), path("nop/", send, name="send"),
    path("tre/", stale, name="stale"), path("so/", count, name="count"),
]  # fmt: skip
urlpatterns = [path("mau/", include((_sample, "sample"))), *usual.urlpatterns]
