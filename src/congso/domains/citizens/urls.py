"""Addresses of citizens' accounts."""

from django.urls import path

from congso.domains.citizens.views import account, login, managing

app_name = "citizens"
urlpatterns = [
    path("cong-dan/dang-nhap/", login.login, name="login"),
    path("cong-dan/dang-nhap/xong/", login.callback, name="callback"),
    path("cong-dan/dang-xuat/", login.logout, name="logout"),
    path("cong-dan/tai-khoan/", account.account_page, name="account"),
    path("cong-dan/tai-khoan/lien-he/", account.save_contact, name="contact"),
    path("cong-dan/tai-khoan/uy-quyen/", account.save_mandate, name="mandate"),
    path("cong-dan/tai-khoan/giam-ho/", account.save_guardian, name="guardian"),
    path("cong-dan/tai-khoan/cham-dut/<int:mandate_id>/", account.stop_mandate, name="end_mandate"),
    path("quan-tri/to-cong-nghe-so/", managing.helper_list, name="helpers"),
    path("quan-tri/to-cong-nghe-so/<int:helper_id>/", managing.helper_end, name="end_helper"),
    path("quan-tri/dang-nhap-cong-dan/", managing.claims_page, name="claims"),
]
