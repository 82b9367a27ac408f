"""Addresses of the calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.schedules.views import entries, feeds, public, weeks

app_name = "schedules"
urlpatterns: list[URLPattern] = [
    path("", weeks.week, name="week"),
    path("cua-toi/", weeks.mine, name="mine"),
    path("hom-nay/", weeks.today, name="today"),
    path("de-xuat/", weeks.proposed, name="proposals"),
    path("de-xuat/so-luong/", weeks.waiting, name="waiting"),
    path("cong-khai/", public.setting, name="public_setting"),
    path("cong-khai/<str:agency_code>/", public.week, name="public"),
    path("tuan/<str:week_monday>/lich-su/", weeks.versions, name="history"),
    path("tuan/<str:week_monday>/lich.pdf", weeks.pdf, name="pdf"),
    path("tuan/<str:week_monday>/lich.ics", weeks.ics, name="ics"),
    path("tuan/<str:week_monday>/cong-bo/", weeks.publish, name="publish"),
    path("dia-chi/", feeds.own, name="own_feed"),
    path("dia-chi/thu-hoi/", feeds.revoke, name="revoke_feed"),
    path("dia-chi/<str:feed_key>/lich.ics", feeds.feed, name="feed"),
    path("muc/moi/", entries.new, name="new"),
    path("muc/<uuid:schedule_id>/", entries.entry_page, name="entry"),
    path("muc/<uuid:schedule_id>/sua/", entries.edit, name="edit"),
    path("muc/<uuid:schedule_id>/<slug:schedule_action>/", entries.act, name="act"),
]
