"""Addresses of fees: the payer's pages, the counter's, the bookkeepers'."""

from django.urls import path

from congso.domains.fees.views import accounts, counter, paying, reconciling, statements

app_name = "fees"
urlpatterns = [
    path("thanh-toan/bao/<slug:adapter>/", paying.callback, name="callback"),
    path("thanh-toan/bien-lai/<str:receipt_token>.pdf", paying.receipt, name="receipt"),
    path("thanh-toan/bien-lai/<str:receipt_token>/", paying.check_receipt, name="check_receipt"),
    path("thanh-toan/<str:pay_token>/", paying.pay, name="pay"),
    path("thanh-toan/<str:pay_token>/tinh-trang/", paying.state, name="state"),
    path("thanh-toan/<str:pay_token>/hoi-lai/", paying.ask_again, name="ask_again"),
    path("thanh-toan/<str:pay_token>/qua/<slug:adapter>/", paying.start, name="start"),
    path("thu-phi/<uuid:pay_id>/", counter.request_page, name="request"),
    path("thu-phi/bien-lai/<int:receipt_id>/huy/", counter.cancel_page, name="cancel_receipt"),
    path("thu-phi/khoan-nop/<int:payment_id>/hoan/", counter.refund_page, name="refund"),
    path("doi-soat/", reconciling.page, name="reconcile"),
    path("doi-soat/bang.xlsx", reconciling.excel, name="reconcile_excel"),
    path("doi-soat/cong/<slug:adapter>/", reconciling.ask_day, name="ask_day"),
    path("doi-soat/khoan-nop/<int:payment_id>/", reconciling.solve_page, name="solve"),
    path("doi-soat/sao-ke/", statements.upload, name="statement"),
    path("doi-soat/sao-ke/nap/", statements.take, name="take_statement"),
    path("quan-tri/tai-khoan-thu/", accounts.account_page, name="accounts"),
]
