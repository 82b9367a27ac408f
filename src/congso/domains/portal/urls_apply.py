"""Addresses of applying."""

from django.urls import path

from congso.domains.portal.views import apply, uploads

urlpatterns = [
    path("nop/<int:publication_id>/", apply.apply, name="apply"),
    path("cong-dan/nhap/<uuid:draft_id>/", apply.draft_step, name="draft"),
    path("cong-dan/nhap/<uuid:draft_id>/buoc/<slug:step_key>/", apply.draft_step, name="step"),
    path("cong-dan/nhap/<uuid:draft_id>/xem-lai/", apply.review, name="review"),
    path("cong-dan/nhap/<uuid:draft_id>/thay-doi/", apply.changed, name="changed"),
    path("cong-dan/nhap/<uuid:draft_id>/xoa/", apply.discard, name="discard"),
    path("cong-dan/nhap/<uuid:draft_id>/dung-lai/", uploads.reuse, name="reuse"),
    path("cong-dan/nhap/<uuid:draft_id>/tep/<uuid:held_id>/", uploads.show_file, name="draft_file"),
    path("cong-dan/nhap/<uuid:draft_id>/tep/<uuid:held_id>/nho/", uploads.show_thumbnail, name="draft_thumbnail"),
    path("cong-dan/nhap/<uuid:draft_id>/tai-len/", uploads.begin, name="begin_upload"),
    path("cong-dan/nhap/<uuid:draft_id>/tai-len/<uuid:upload_id>/", uploads.piece, name="upload_piece"),
]
