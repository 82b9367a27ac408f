"""Addresses of the screens about people."""

from django.urls import path

from congso.foundation.people.views import accounts, delegations, roles

app_name = "people"
urlpatterns = [
    path("quan-tri/can-bo/", accounts.list_page, name="list"),
    path("quan-tri/can-bo/moi/", accounts.create_page, name="create"),
    path("quan-tri/can-bo/<int:account_id>/", accounts.person, name="person"),
    path("quan-tri/can-bo/<int:account_id>/sua/", accounts.edit_page, name="edit"),
    path("quan-tri/can-bo/<int:account_id>/mat-khau/", accounts.password, name="password"),
    path("quan-tri/can-bo/<int:account_id>/khoa/", accounts.deactivate_page, name="deactivate"),
    path("quan-tri/can-bo/<int:account_id>/mo-khoa/", accounts.reactivate, name="reactivate"),
    path("quan-tri/can-bo/<int:account_id>/bo-nhiem/", accounts.appoint_page, name="appoint"),
    path("quan-tri/can-bo/<int:account_id>/thoi-giu/<int:appointment_id>/", accounts.end_page, name="end"),
    path("quan-tri/vi-tri/<int:unit_id>/", roles.positions, name="positions"),
    path("quan-tri/vi-tri/bo/<int:position_id>/", roles.end_position_page, name="end_position"),
    path("quan-tri/vai-tro/", roles.list_page, name="roles"),
    path("quan-tri/vai-tro/moi/", roles.create_page, name="create_role"),
    path("quan-tri/vai-tro/<int:role_id>/", roles.edit_page, name="role"),
    path("uy-quyen/", delegations.list_page, name="delegations"),
    path("uy-quyen/moi/", delegations.give_page, name="delegate"),
    path("uy-quyen/<int:delegation_id>/thu-hoi/", delegations.revoke, name="revoke"),
]
