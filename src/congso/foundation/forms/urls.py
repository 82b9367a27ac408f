"""Addresses of the builder of forms."""

from django.urls import path

from congso.foundation.forms.views import building, parts, preview

app_name = "form_builder"
urlpatterns = [
    path("", building.list_page, name="list"),
    path("moi/", building.create, name="create"),
    path("nhap/", building.import_page, name="import"),
    path("<int:eform_id>/", building.form, name="form"),
    path("<int:eform_id>/soan/", building.draft, name="draft"),
    path("phien-ban/<int:eversion_id>/", building.edit, name="edit"),
    path("phien-ban/<int:eversion_id>/loi-chung/", parts.words, name="words"),
    path("phien-ban/<int:eversion_id>/phan/<str:part>/", parts.part, name="part"),
    path("phien-ban/<int:eversion_id>/them/<str:part>/", parts.add, name="add"),
    path("phien-ban/<int:eversion_id>/xem-thu/", preview.preview, name="preview"),
    path("phien-ban/<int:eversion_id>/xuat/", building.export, name="export"),
    path("phien-ban/<int:eversion_id>/ban-hanh/", building.publish, name="publish"),
    path("phien-ban/<int:eversion_id>/bo/", building.remove, name="remove"),
]
