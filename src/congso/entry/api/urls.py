"""Addresses of the API: for everybody, and for systems with credentials."""

from django.urls import path

from congso.entry.api import axis
from congso.entry.api.openapi import document
from congso.entry.api.operations import follow, only, open_data, procedure, procedures
from congso.entry.api.v1 import describing, operations, sandbox, sending
from congso.entry.api.v1.door import by_method

app_name = "api"
urlpatterns = [
    path("openapi.json", document, name="openapi"),
    path("v1/procedures/", only("get", procedures), name="procedures"),
    path("v1/procedures/<str:procedure_code>/", only("get", procedure), name="procedure"),
    path("v1/open-data/", only("get", open_data), name="open_data"),
    path("v1/follow/", only("post", follow), name="follow"),
    path("truc/openapi.json", axis.document, name="axis_openapi"),
    path("v1/openapi.json", describing.document, name="v1_openapi"),
    path("v1/thu/", sandbox.page, name="v1_sandbox"),
    path("v1/token", by_method(post=operations.token), name="v1_token"),
    path("v1/agencies/", by_method(get=operations.agencies), name="v1_agencies"),
    path("v1/dossiers/", by_method(get=operations.dossiers, post=sending.submit_dossier), name="v1_dossiers"),
    path("v1/dossiers/<str:code>/", by_method(get=operations.dossier), name="v1_dossier"),
    path("v1/dossiers/<str:code>/result/", by_method(get=sending.dossier_result), name="v1_dossier_result"),
    path("v1/files/", by_method(post=sending.add_file), name="v1_files"),
    path("v1/documents/", by_method(get=operations.documents), name="v1_documents"),
    path("v1/documents/<uuid:document_id>/", by_method(get=operations.document), name="v1_document"),
    path("v1/documents/<uuid:document_id>/file/", by_method(get=operations.document_file), name="v1_document_file"),
    path("v1/statistics/", by_method(get=operations.statistics), name="v1_statistics"),
    path("v1/webhooks/", by_method(get=operations.webhooks, post=operations.add_webhook), name="v1_webhooks"),
    path("v1/webhooks/<uuid:hook_id>/", by_method(delete=operations.remove_webhook), name="v1_webhook"),
    path("v1/webhooks/<uuid:hook_id>/test/", by_method(post=operations.try_webhook), name="v1_try_webhook"),
]
