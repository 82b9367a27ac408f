"""Addresses of ratings."""

from django.urls import path

from congso.domains.ratings.views import counter, moderating, public, shared

app_name = "ratings"
urlpatterns = [
    path("danh-gia/", public.published, name="published"),
    path("danh-gia/quay/<int:kiosk_unit>/<str:kiosk_key>/", counter.kiosk, name="kiosk"),
    path("danh-gia/quay/<int:kiosk_unit>/<str:kiosk_key>/cam-on/", counter.thanks, name="kiosk_thanks"),
    path("danh-gia/<str:token>/", public.rate_page, name="rate"),
    path("danh-gia/<str:token>/y-kien/", public.why, name="why"),
    path("may-chung/", shared.start, name="shared"),
    path("may-chung/ket-thuc/", shared.end, name="shared_end"),
    path("may-chung/con-day/", shared.stay, name="shared_stay"),
    path("may-chung/may/<int:kiosk_unit>/<str:shared_key>/", shared.set_up, name="shared_setup"),
    path("quan-ly-danh-gia/", moderating.queue, name="queue"),
    path("quan-ly-danh-gia/dem/", moderating.queue_count, name="queue_count"),
    path("quan-ly-danh-gia/<uuid:rating_id>/dang/", moderating.publish, name="publish"),
    path("quan-ly-danh-gia/<uuid:rating_id>/khong-dang/", moderating.hide, name="hide"),
    path("quan-ly-danh-gia/may/", counter.tablets, name="tablets"),
    path("quan-ly-danh-gia/may/<int:tablet_id>/thu-hoi/", counter.revoke, name="revoke"),
]
