"""Addresses of finding: the first page, the catalogue, open data, and their keepers' screens."""

from django.urls import path

from congso.domains.portal.views import answering_data, find, keeping, open_data, procedure

urlpatterns = [
    path("", find.home, name="home"),
    path("dich-vu/", find.services, name="services"),
    path("dich-vu/goi-y/", find.suggestions, name="suggestions"),
    path("dich-vu/<str:code>/", procedure.procedure, name="procedure"),
    path("su-kien/<slug:slug>/", find.event, name="event"),
    path("du-lieu-mo/", open_data.open_data, name="open_data"),
    path("du-lieu-mo/thu-tuc.<slug:kind>", open_data.catalogue, name="catalogue"),
    path("sitemap.xml", open_data.sitemap, name="sitemap"),
    path("robots.txt", open_data.robots, name="robots"),
    path("quan-tri/cong-dan/su-kien/", keeping.events, name="events"),
    path("quan-tri/cong-dan/su-kien/moi/", keeping.new_event, name="new_event"),
    path("quan-tri/cong-dan/su-kien/bo-mau/", keeping.standard_events, name="standard_events"),
    path("quan-tri/cong-dan/su-kien/<int:event_id>/", keeping.edit_event, name="edit_event"),
    path("quan-tri/cong-dan/su-kien/<int:event_id>/thoi/", keeping.close_event, name="close_event"),
    path("quan-tri/cong-dan/thong-bao/", keeping.notices, name="notices"),
    path("quan-tri/cong-dan/thong-bao/moi/", keeping.new_notice, name="new_notice"),
    path("quan-tri/cong-dan/thong-bao/<int:notice_id>/rut/", keeping.end_notice, name="end_notice"),
    path("quan-tri/cong-dan/gioi-han/", keeping.limits, name="limits"),
    path("quan-tri/cong-dan/xoa-du-lieu/", answering_data.queue, name="erasures"),
    path("quan-tri/cong-dan/xoa-du-lieu/<int:erasure_id>/", answering_data.answer, name="erasure"),
]
