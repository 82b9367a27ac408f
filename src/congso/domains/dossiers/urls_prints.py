from django.urls import path
from congso.domains.dossiers.views import page
app_name = "dossier_prints"
urlpatterns = [path("<uuid:dossier_id>/giay-tiep-nhan.pdf", page.dossier_page, name="receipt"), path("<uuid:dossier_id>/phieu-kiem-soat.pdf", page.dossier_page, name="control_slip"), path("bieu-mau/<int:form_id>.pdf", page.dossier_page, name="form")]
