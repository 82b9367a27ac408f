"""Addresses of the organisation's screens."""

from django.urls import path

from congso.foundation.orgs.views import changing, looking

app_name = "orgs"
urlpatterns = [
    path("", looking.tree_page, name="tree"),
    path("moi/", changing.open_page, name="open"),
    path("sap-xep/", changing.reorganise_page, name="reorganise"),
    path("<int:unit_id>/", looking.unit_detail, name="unit"),
    path("<int:unit_id>/doi-ten/", changing.rename_page, name="rename"),
    path("<int:unit_id>/chuyen/", changing.move_page, name="move"),
    path("<int:unit_id>/thong-tin/", changing.details_page, name="details"),
    path("<int:unit_id>/ket-thuc/", changing.close_page, name="close"),
]
