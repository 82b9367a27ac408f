"""Addresses of messages."""

from django.urls import path

from congso.foundation.notifications.views import pages

app_name = "notifications"
urlpatterns = [
    path("", pages.notice_list, name="list"),
    path("so-luong/", pages.notice_count, name="count"),
    path("da-doc/", pages.notice_read_all, name="read_all"),
    path("<int:notice_id>/mo/", pages.notice_open, name="open"),
    path("thu-chua-gui/", pages.unsent, name="unsent"),
    path("thu-chua-gui/<int:message_id>/gui-lai/", pages.unsent_again, name="send_again"),
    path("mau-thu/", pages.wording_list, name="wordings"),
    path("mau-thu/<slug:key>/", pages.wording_edit, name="wording"),
    path("mau-thu/<slug:key>/mau-goc/", pages.wording_reset, name="reset_wording"),
]
