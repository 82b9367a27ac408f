"""Addresses of dossiers."""

from django.urls import path

from congso.domains.dossiers.views import (
    filled,
    intake,
    messaging,
    online,
    page,
    result_templates,
    signing_forms,
)

app_name = "dossiers"
urlpatterns = [
    path("tiep-nhan/", intake.intake_page, name="intake"),
    path("tiep-nhan/thu-tuc/", intake.suggestions, name="suggestions"),
    path("tiep-nhan/nguoi-nop/", intake.applicant_lookup, name="applicant"),
    path("truc-tuyen/", online.queue, name="online"),
    path("truc-tuyen/thoi-han/", online.check_time_page, name="check_time"),
    path("truc-tuyen/so-luong/", online.queue_count, name="online_count"),
    path("truc-tuyen/<uuid:dossier_id>/", online.check_page, name="check"),
    path("bieu-mau/dong-dau/", signing_forms.seal, name="seal_forms"),
    path("bieu-mau/dong-dau/so-luong/", signing_forms.seal_count, name="seal_forms_count"),
    path("bieu-mau/ky/", signing_forms.sign, name="sign_forms"),
    path("bieu-mau/giu-ban-in/", signing_forms.leave, name="leave_forms"),
    path("bieu-mau/<int:signed_form_id>/", signing_forms.look, name="look_at_form"),
    path("mau-ket-qua/", result_templates.listing, name="result_templates"),
    path("mau-ket-qua/moi/", result_templates.edit, name="result_template"),
    path("y-kien/<uuid:case_id>/", page.consultation, name="consultation"),
    path("tep/<int:file_id>/", page.paper_file, name="file"),
    path("<uuid:dossier_id>/", page.dossier_page, name="page"),
    path("<uuid:dossier_id>/da-tiep-nhan/", intake.received_page, name="received"),
    path("<uuid:dossier_id>/ket-qua/", page.result_file, name="result_file"),
    path("<uuid:dossier_id>/ket-qua/<int:result_paper_id>/", page.result_paper_file, name="result_paper"),
    path("<uuid:dossier_id>/to-khai/", filled.filled_form, name="filled_form"),
    path("<uuid:dossier_id>/to-khai.pdf", filled.filled_form_pdf, name="filled_form_pdf"),
    path("<uuid:dossier_id>/tin-nhan/", messaging.write, name="message"),
    path("<uuid:dossier_id>/tin-nhan/da-doc/", messaging.read, name="read_messages"),
    path("tep-tin-nhan/<int:message_file_id>/", messaging.message_file, name="message_file"),
    path("<uuid:dossier_id>/<slug:slug>/", page.dossier_action, name="action"),
]
