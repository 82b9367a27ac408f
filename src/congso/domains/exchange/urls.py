"""Addresses of the exchange."""

from django.urls import path

from congso.domains.exchange.views import connections, keys, membership, pages

app_name = "exchange"
urlpatterns = [
    path("goi-tin/", pages.message_log, name="log"),
    path("goi-tin/<uuid:message_id>/", pages.message_page, name="message"),
    path("goi-tin/<uuid:message_id>/tep/", pages.message_file, name="file"),
    path("gui-lai/<uuid:out_id>/", pages.again, name="send_again"),
    path("chua-tra-loi/", pages.silent, name="silent"),
    path("den-truoc/", pages.early, name="early"),
    path("danh-ba/", pages.agency_list, name="agencies"),
    path("ket-noi/", connections.connection_list, name="connections"),
    path("khoa/", keys.key_list, name="keys"),
    path("khoa/them/", keys.new_key, name="new_key"),
    path("khoa/<slug:key_name>/chung-thu/", keys.certificate, name="certificate"),
    path("ket-noi/them/", connections.new_connection, name="new_connection"),
    path("ket-noi/<int:connection_id>/", connections.edit_connection, name="edit_connection"),
    path("ket-noi/<int:connection_id>/dong/", connections.close, name="close_connection"),
    path("ket-noi/<int:connection_id>/danh-ba/", connections.refresh, name="refresh"),
    path("ket-noi/<int:connection_id>/don-vi/", membership.own_list, name="own_agencies"),
    path("ket-noi/<int:connection_id>/don-vi/<int:unit_id>/tham-gia/", membership.register, name="register_at_axis"),
    path("ket-noi/<int:connection_id>/don-vi/<str:code>/ngung/", membership.end, name="end_at_axis"),
]
