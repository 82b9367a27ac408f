"""Addresses of the catalogue, under ``/thu-tuc/``."""

from django.urls import path

from congso.domains.procedures.views import abbreviations, catalogue, maintaining, publishing

app_name = "procedures"
urlpatterns = [
    path("", catalogue.catalogue_page, name="catalogue"),
    path("nhap/", maintaining.import_page, name="import"),
    path("viet-tat/", abbreviations.abbreviations_page, name="abbreviations"),
    path(
        "viet-tat/<int:abbreviation_id>/bo/",
        abbreviations.remove_abbreviation_page,
        name="remove_abbreviation",
    ),
    path("cong-bo/tong-thoi-gian/", publishing.steps_fragment, name="steps_sum"),
    path("cong-bo/<int:publication_id>/sua/", publishing.revise_page, name="revise"),
    path("cong-bo/<int:publication_id>/ngung/", publishing.withdraw_page, name="withdraw"),
    path("<str:code>/", catalogue.procedure_page, name="procedure"),
    path("<str:code>/so-sanh/", catalogue.compare_page, name="compare"),
    path("<str:code>/cong-bo/", publishing.publish_page, name="publish"),
    path("<str:code>/chinh-sua/", maintaining.edit_page, name="edit"),
]
