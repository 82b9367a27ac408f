"""Addresses of look-ups in national databases."""

from django.urls import path

from congso.domains.lookups.views import asking, forwarding, managing, sharing

app_name = "lookups"
urlpatterns = [
    path("", managing.services, name="services"),
    path("ket-noi/", managing.connection, name="connection"),
    path("thoi-gian-luu/", managing.keeping, name="keeping"),
    path("nhat-ky/", managing.look_up_log, name="log"),
    path("tai-quay/", asking.at_counter, name="at_counter"),
    path("ho-so/<uuid:dossier_id>/", asking.for_dossier, name="for_dossier"),
    path("ho-so/<uuid:dossier_id>/doi-chieu/", asking.verify, name="verify"),
    path("ho-so/<uuid:dossier_id>/chuyen/", forwarding.forward, name="forward"),
    path("da-chuyen/", forwarding.forwarded_list, name="forwarded"),
    path("da-chuyen/<uuid:forwarded_id>/hoi/", forwarding.follow, name="follow"),
    path("thu-tuc-chuyen/", forwarding.forward_rules, name="forward_rules"),
    path("thu-tuc-chuyen/<int:rule_id>/dung/", forwarding.forward_rule_end, name="forward_rule_end"),
    path("danh-muc/", sharing.shared_lists, name="shared_lists"),
    path("danh-muc/<slug:key>/", sharing.shared_list, name="shared_list"),
    path("danh-muc/<slug:key>/tai/", sharing.shared_fetch, name="shared_fetch"),
    path("danh-muc/<slug:key>/duyet/", sharing.shared_decide, name="shared_decide"),
    path("danh-muc/<slug:key>/them/", sharing.shared_add, name="shared_add"),
]
