"""Addresses of what a citizen has sent in."""

from django.urls import path

from congso.domains.portal.views import answer_pieces, answering, follow, my_data, papers

urlpatterns = [
    path("ho-so/", follow.my_page, name="my"),
    path("ho-so/<uuid:dossier_id>/", follow.dossier_page, name="dossier"),
    path("ho-so/<uuid:dossier_id>/bo-sung/", answering.supplement, name="supplement"),
    path("ho-so/<uuid:dossier_id>/bo-sung/tai-len/", answer_pieces.begin, name="begin_answer_upload"),
    path("ho-so/<uuid:dossier_id>/bo-sung/tai-len/<str:answer_upload>/", answer_pieces.piece, name="answer_piece"),
    path("ho-so/<uuid:dossier_id>/rut/", answering.withdraw, name="withdraw"),
    path("ho-so/<uuid:dossier_id>/lien-he/", answering.contact, name="change_contact"),
    path("ho-so/<uuid:dossier_id>/tin-nhan/", answering.write, name="message"),
    path("ho-so/<uuid:dossier_id>/tin-nhan/da-doc/", answering.read, name="read_messages"),
    path("ho-so/<uuid:dossier_id>/giay-tiep-nhan.pdf", papers.receipt, name="receipt"),
    path("ho-so/<uuid:dossier_id>/phieu/<int:form_id>.pdf", papers.issued, name="issued"),
    path("ho-so/<uuid:dossier_id>/to-khai.pdf", papers.declaration, name="declaration"),
    path("ho-so/<uuid:dossier_id>/ket-qua/", papers.result, name="result"),
    path("ho-so/<uuid:dossier_id>/ket-qua/<int:result_paper_id>/", papers.correction, name="correction"),
    path("ho-so/<uuid:dossier_id>/tat-ca.zip", papers.everything, name="everything"),
    path("giay-to/", papers.store, name="store"),
    path("giay-to/<int:file_id>/", papers.paper, name="paper"),
    path("giay-to/tin-nhan/<int:message_file_id>/", papers.message_paper, name="message_paper"),
    path("thong-bao/", papers.telling, name="telling"),
    path("du-lieu/", my_data.page, name="data"),
    path("du-lieu/ai-da-xem/", my_data.looks, name="looks"),
    path("du-lieu/ban-sao/", my_data.ask_copy, name="ask_export"),
    path("du-lieu/ban-sao/<uuid:export_id>/", my_data.state, name="export_state"),
    path("du-lieu/ban-sao/<uuid:export_id>/tai/", my_data.fetch, name="export"),
]
