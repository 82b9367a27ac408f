"""Addresses of officials' keys."""

from django.urls import path

from congso.foundation.signing.views import keys, xml

app_name = "signing"
urlpatterns = [
    path("", keys.own, name="keys"),
    path("them/<str:key_store>/", keys.add, name="add"),
    path("<int:key_id>/", keys.page, name="key"),
    path("<int:key_id>/hinh.png", keys.picture_file, name="picture_file"),
    path("<int:key_id>/hinh/", keys.picture, name="picture"),
    path("<int:key_id>/ngung/", keys.withdraw, name="withdraw"),
    path("<int:key_id>/ky-thu/", keys.try_out, name="try"),
    path("<int:key_id>/ky-xml/", xml.sign, name="sign_xml"),
]
