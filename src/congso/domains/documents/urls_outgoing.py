"""Addresses of documents going out."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.documents.views import outgoing as out
from congso.domains.documents.views import outgoing_authorities as authorities
from congso.domains.documents.views import outgoing_books as books
from congso.domains.documents.views import outgoing_files as files
from congso.domains.documents.views import outgoing_on_paper as on_paper
from congso.domains.documents.views import outgoing_opinions as opinions
from congso.domains.documents.views import outgoing_relations as relations
from congso.domains.documents.views import outgoing_second as second
from congso.domains.documents.views import outgoing_signing as signing
from congso.domains.documents.views import outgoing_withdrawing as withdrawing
from congso.domains.documents.views import secret

urlpatterns: list[URLPattern] = [
    path("", out.listing, name="out_list"),
    path("moi/", out.new, name="out_new"),
    path("ky/", signing.sign, name="out_sign"),
    path("ky/so-luong/", signing.sign_count, name="out_sign_count"),
    path("dong-dau/", signing.seal, name="out_seal"),
    path("ky/tham-quyen/", authorities.authorities, name="out_authorities"),
    path("ky/tham-quyen/<int:authority_id>/het/", authorities.end, name="out_authority_end"),
    path("ky/tien-do/<uuid:run>/", signing.progress, name="out_sign_progress"),
    path("ky/dung/<uuid:run>/", signing.stop, name="out_sign_stop"),
    path("so/", books.register, name="out_register"),
    path("so.pdf", books.register_as_pdf, name="out_register_pdf"),
    path("so.xlsx", books.register_as_excel, name="out_register_xlsx"),
    path("mat/", secret.outgoing, name="out_secret"),
    path("mat/so-<slug:secret_book>.<slug:register_kind>", secret.taken, name="secret_taken"),
    path("so/ky-hieu/", books.symbols, name="out_symbols"),
    path("so/dia-chi/", books.address, name="out_address"),
    path("viec/<uuid:out_case_id>/", out.of_case, name="out_case"),
    path("gop-y/<int:comment_id>/", out.settle, name="out_settle"),
    path("phieu-gui/<int:delivery_id>/", out.paper_sent, name="out_paper_sent"),
    path("phieu-gui/<int:delivery_id>/ban-giay/", on_paper.handing_over, name="out_paper_delivery"),
    path("<uuid:out_id>/ky-giay/", on_paper.paper, name="out_paper"),
    path("<uuid:out_id>/ky-giay/ban-in.pdf", on_paper.sheet, name="out_paper_sheet"),
    path("<uuid:out_id>/ky-giay/ban-quet.pdf", on_paper.scan, name="out_paper_scan"),
    path("gop-y/viec/<uuid:opinion_case_id>/", opinions.of_case, name="out_opinion_case"),
    path("<uuid:out_id>/lay-y-kien/", opinions.ask, name="out_opinions"),
    path("<uuid:out_id>/lay-y-kien/<int:opinion_id>/", opinions.opinion, name="out_opinion"),
    path("<uuid:out_id>/lay-y-kien/<int:opinion_id>/tep/", opinions.file, name="out_opinion_file"),
    path("phieu-gui/<int:delivery_id>/rut/", withdrawing.withdraw, name="out_withdraw"),
    path("<uuid:out_id>/", out.show, name="out_page"),
    path("<uuid:out_id>/soan/", out.edit, name="out_edit"),
    path("<uuid:out_id>/van-ban.pdf", out.pdf, name="out_pdf"),
    path("<uuid:out_id>/phien-ban/<int:version_no>/", out.version, name="out_version"),
    path("<uuid:out_id>/phat-hanh/", out.issue, name="out_issue"),
    path("<uuid:out_id>/ben-kia/", second.party, name="out_party"),
    path("<uuid:out_id>/quan-he/", relations.relations, name="out_relations"),
    path("<uuid:out_id>/quan-he/<int:relation_id>/bo/", relations.remove, name="out_unrelate"),
    path("<uuid:out_id>/tep/", files.files, name="out_files"),
    path("<uuid:out_id>/tep/<int:out_file_id>/", files.file, name="out_file"),
    path("<uuid:out_id>/tep/<int:out_file_id>/sua/", files.change, name="out_file_change"),
    path("<uuid:out_id>/tep/<int:out_file_id>/bo/", files.remove, name="out_file_remove"),
    path("<uuid:out_id>/tron-bo.zip", files.archive, name="out_archive"),
    path("<uuid:out_id>/lam/<slug:out_slug>/", out.act, name="out_act"),
]
