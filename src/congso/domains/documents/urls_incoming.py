"""Addresses of documents coming in."""

from __future__ import annotations

from django.urls import path

from congso.domains.documents.views import (
    correcting,
    demands,
    forwarding,
    incoming,
    incoming_books,
    incoming_page,
    phrases,
    speech,
)

urlpatterns = [
    path("", incoming.incoming, name="incoming"),
    path("cho/", incoming.waiting, name="incoming_waiting"),
    path("dang-ky/", incoming.new, name="incoming_new"),
    path("dang-ky/<uuid:arrival_key>/", incoming.register, name="incoming_register"),
    path(
        "dang-ky/<uuid:arrival_key>/trang/<int:page_number>/",
        incoming_page.held_picture,
        name="incoming_held_picture",
    ),
    path("cau-mau/", phrases.listing, name="incoming_phrases"),
    path("cau-mau/<int:phrase_id>/xoa/", phrases.delete, name="incoming_phrase_delete"),
    path("doc-but-phe/", speech.rules, name="speech"),
    path("de-nghi/", demands.listing, name="incoming_demands"),
    path("de-nghi/<int:demand_id>/", demands.answer, name="incoming_demand"),
    path("chuyen-thang/", forwarding.rules, name="incoming_forwarding"),
    path("mat/", incoming.secret, name="incoming_secret"),
    path("so/", incoming_books.books, name="incoming_books"),
    path("so/pdf/", incoming_books.as_pdf, name="incoming_book_pdf"),
    path("so/excel/", incoming_books.as_excel, name="incoming_book_xlsx"),
    path("viec/<uuid:incoming_case_id>/", incoming.by_case, name="incoming_case"),
    path("tep/<int:incoming_file_id>/", incoming_page.further_file, name="incoming_further_file"),
    path("<uuid:incoming_id>/", incoming_page.document, name="incoming_page"),
    path("<uuid:incoming_id>/sua/", correcting.correct, name="incoming_correct"),
    path("<uuid:incoming_id>/them-tep/", correcting.add, name="incoming_add_files"),
    path("<uuid:incoming_id>/tep/", incoming_page.file, name="incoming_file"),
    path("<uuid:incoming_id>/trang/<int:page_number>/", incoming_page.picture, name="incoming_picture"),
    path("<uuid:incoming_id>/phieu/", incoming_page.slip, name="incoming_slip"),
    path("<uuid:incoming_id>/lam/<slug:incoming_action>/", incoming_page.act, name="incoming_act"),
]
