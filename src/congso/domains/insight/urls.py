"""Addresses of reports."""

from django.urls import path

from congso.domains.insight.views import reports

app_name = "insight"
urlpatterns = [
    path("", reports.report_page, name="report"),
    path("bang.xlsx", reports.report_excel, name="excel"),
    path("danh-sach/", reports.report_list, name="list"),
]
