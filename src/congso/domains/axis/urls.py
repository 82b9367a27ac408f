"""Addresses of the axis: what connected systems call, and the screens of who runs it."""

from django.urls import path

from congso.domains.axis import api
from congso.domains.axis.views import above, agencies, loading, pages, registrations, systems

app_name = "axis"
urlpatterns = [
    path("v1/<str:operation>", api.provincial, name="provincial"),
    path("vxp/<str:operation>", api.national, name="national"),
    path("", systems.system_list, name="systems"),
    path("he-thong/them/", systems.new_system, name="new_system"),
    path("he-thong/<int:system_pk>/", systems.system_page, name="system"),
    path("he-thong/<int:system_pk>/sua/", systems.edit_system, name="edit_system"),
    path("he-thong/<int:system_pk>/khoa-bi-mat/", systems.renew, name="renew_secret"),
    path("he-thong/<int:system_pk>/ngat/", systems.close, name="close_system"),
    path("he-thong/<int:system_pk>/chung-thu/", systems.new_certificate, name="new_certificate"),
    path("he-thong/<int:system_pk>/thu-lai/", pages.all_again, name="all_again"),
    path("chung-thu/<int:certificate_id>/ngung/", systems.withdraw, name="withdraw_certificate"),
    path("tren/", above.upper_list, name="uppers"),
    path("tren/them/", above.new_upper, name="new_upper"),
    path("tren/<int:upper_pk>/", above.page, name="upper"),
    path("tren/<int:upper_pk>/sua/", above.edit_upper, name="edit_upper"),
    path("tren/<int:upper_pk>/ngat/", above.close, name="close_upper"),
    path("tren/<int:upper_pk>/danh-ba/", above.refresh, name="refresh_upper"),
    path("tren/<int:upper_pk>/chuyen-lai/", above.all_again, name="up_again"),
    path("don-vi/", agencies.agency_list, name="agencies"),
    path("don-vi/nap-bang/", loading.load, name="load"),
    path("don-vi/them/", agencies.new_agency, name="new_agency"),
    path("don-vi/<int:member_id>/", agencies.edit_agency, name="edit_agency"),
    path("don-vi/<int:member_id>/khoa/", agencies.lock, name="lock_agency"),
    path("don-vi/<int:member_id>/mo/", agencies.unlock, name="unlock_agency"),
    path("don-vi/<int:member_id>/ket-thuc/", agencies.end, name="end_agency"),
    path("de-nghi/", registrations.registration_list, name="registrations"),
    path("de-nghi/<int:registration_id>/duyet/", registrations.approve, name="approve_registration"),
    path("de-nghi/<int:registration_id>/tu-choi/", registrations.refuse, name="refuse_registration"),
    path("nhat-ky/", pages.message_log, name="log"),
    path("nhat-ky/excel/", pages.log_as_excel, name="log_xlsx"),
    path("goi-tin/<uuid:parcel_id>/", pages.parcel_page, name="parcel"),
    path("goi-tin/<uuid:parcel_id>/tep/", pages.parcel_file, name="parcel_file"),
    path("loi/", pages.dead, name="dead"),
    path("loi/<int:stop_id>/thu-lai/", pages.again, name="again"),
    path("so-lieu/", pages.statistics, name="statistics"),
]
