"""Addresses of work dossiers."""

from __future__ import annotations

from django.urls import path

from congso.domains.records.views import dossiers, handing, keeping, lists, rules

app_name = "records"
urlpatterns = [
    path("", dossiers.listing, name="list"),
    path("mo/", dossiers.new, name="new"),
    path("luu/", dossiers.file_many, name="file_many"),
    path("luu/<uuid:record_document_id>/", dossiers.file_one, name="file_one"),
    path("danh-muc/", lists.index, name="lists"),
    path("danh-muc/<int:list_id>/", lists.show, name="list_page"),
    path("danh-muc/<int:list_id>/them/", lists.add, name="list_add"),
    path("danh-muc/<int:list_id>/chep/", lists.copy, name="list_copy"),
    path("danh-muc/<int:list_id>/nhap/", lists.take_file, name="list_import"),
    path("danh-muc/<int:list_id>/ban-hanh/", lists.issue, name="list_issue"),
    path("danh-muc/<int:list_id>/danh-muc.pdf", lists.pdf, name="list_pdf"),
    path("danh-muc/<int:list_id>/danh-muc.xlsx", lists.xlsx, name="list_xlsx"),
    path("danh-muc/dong/<int:list_entry_id>/", lists.edit, name="entry_edit"),
    path("danh-muc/dong/<int:list_entry_id>/bo/", lists.remove, name="entry_remove"),
    path("danh-muc/dong/<int:list_entry_id>/mo/", lists.open_one, name="entry_open"),
    path("thoi-han/", rules.rules, name="rules"),
    path("thoi-han/dat/", rules.set_rule, name="rule_set"),
    path("thoi-han/nop-luu/", rules.set_term, name="term_set"),
    path("den-han/", handing.due, name="due"),
    path("giu-lai/", keeping.listing, name="keepings"),
    path("giu-lai/danh-muc.pdf", keeping.pdf, name="keepings_pdf"),
    path("giu-lai/danh-muc.xlsx", keeping.excel, name="keepings_xlsx"),
    path("giu-lai/<int:keeping_id>/tra-loi/", keeping.answer, name="keeping_answer"),
    path("giu-lai/<int:keeping_id>/thoi/", keeping.end, name="keeping_end"),
    path("nop-luu/", handing.listing, name="handovers"),
    path("nop-luu/<uuid:handover_id>/", handing.show, name="handover"),
    path("nop-luu/<uuid:handover_id>/nop/", handing.send, name="handover_send"),
    path("nop-luu/<uuid:handover_id>/<slug:handover_paper>.pdf", handing.paper, name="handover_paper"),
    path("nop-luu/<uuid:handover_id>/<slug:handover_paper>.xlsx", handing.excel, name="handover_excel"),
    path("nop-luu/<uuid:handover_id>/tra-loi/<int:handover_line_id>/", handing.answer, name="handover_answer"),
    path("nop-luu/dong/<int:handover_line_id>/bo/", handing.drop, name="handover_drop"),
    path("quyen-xem/<int:record_grant_id>/thoi/", dossiers.end_grant, name="grant_end"),
    path("tai-lieu/<uuid:record_item_id>/", dossiers.item, name="item"),
    path("<uuid:record_id>/", dossiers.show, name="page"),
    path("<uuid:record_id>/lam/<slug:record_act>/", dossiers.act, name="act"),
    path("<uuid:record_id>/sap-xep/", dossiers.arrange, name="arrange"),
    path("<uuid:record_id>/them-van-ban/", dossiers.add_documents, name="add_documents"),
    path("<uuid:record_id>/muc-luc.xlsx", dossiers.index_excel, name="index_excel"),
    path("<uuid:record_id>/<slug:record_paper>.pdf", dossiers.paper, name="paper"),
]
