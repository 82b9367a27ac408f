"""Addresses of assigned work."""

from __future__ import annotations

from django.urls import path

from congso.domains.tasks.views import figures, giving, lists, page

app_name = "tasks"
urlpatterns = [
    path("", lists.task_list_page, name="list"),
    path("bang/", lists.board_page, name="board"),
    path("cho/", lists.waiting, name="waiting"),
    path("giao/", giving.new, name="new"),
    path("viec/<uuid:task_case_id>/", page.by_case, name="by_case"),
    path("tep/<int:task_file_id>/", page.evidence, name="evidence"),
    path("gia-han/<int:extension_id>/", page.answer, name="answer"),
    path("theo-doi/", figures.figures_page, name="figures"),
    path("theo-doi/danh-sach/", figures.figure_tasks, name="figure_tasks"),
    path("theo-doi/excel/", figures.as_excel, name="figures_xlsx"),
    path("theo-doi/pdf/", figures.as_pdf, name="figures_pdf"),
    path("<uuid:task_id>/", page.task, name="page"),
    path("<uuid:task_id>/chia/", giving.split, name="split"),
    path("<uuid:task_id>/lam/<slug:task_action>/", page.act, name="act"),
]
