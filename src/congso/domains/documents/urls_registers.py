"""Addresses of the further registers."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.documents.views import registers as reg

urlpatterns: list[URLPattern] = [
    path("buu-dien/", reg.post_book, name="reg_post"),
    path("buu-dien/<int:posting_delivery_id>/", reg.post_one, name="reg_post_one"),
    path("ban-luu/", reg.lending_book, name="reg_lending"),
    path("ban-luu/hoi/<uuid:loan_document_id>/", reg.ask_copy, name="reg_ask_copy"),
    path("ban-luu/<int:loan_id>/quyet-dinh/", reg.decide, name="reg_decide"),
    path("ban-luu/<int:loan_id>/giao/", reg.hand_out, name="reg_hand_out"),
    path("ban-luu/<int:loan_id>/nhan-lai/", reg.take_back, name="reg_take_back"),
    path("nam/", reg.books_of_year, name="reg_year"),
    path("nam/mo/", reg.open_books, name="reg_year_open"),
    path("nam/khoa/", reg.close_books, name="reg_year_close"),
    path("so-khuyet/", reg.gaps, name="reg_gaps"),
    path("thong-ke/", reg.figures, name="reg_statistics"),
    path("thong-ke/van-ban/", reg.behind_figure, name="reg_figure"),
    path("tep/<slug:register_name>.<slug:register_kind>", reg.taken, name="reg_taken"),
]
