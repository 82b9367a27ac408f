"""Addresses of the papers and of the register, under ``/ho-so/``."""

from django.urls import path

from congso.domains.dossiers.views import prints

app_name = "dossier_prints"
urlpatterns = [
    path("so-theo-doi/", prints.register, name="register"),
    path("so-theo-doi.pdf", prints.register_as_pdf, name="register_pdf"),
    path("so-theo-doi.xlsx", prints.register_as_excel, name="register_xlsx"),
    path("bieu-mau/<int:form_id>.pdf", prints.form, name="form"),
    path("<uuid:dossier_id>/giay-tiep-nhan.pdf", prints.receipt, name="receipt"),
    path("<uuid:dossier_id>/phieu-kiem-soat.pdf", prints.control_slip, name="control_slip"),
]
