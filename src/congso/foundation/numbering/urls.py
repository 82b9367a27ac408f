"""Addresses of the number books' screens."""

from django.urls import path

from congso.foundation.numbering.views import books

app_name = "numbering"
urlpatterns = [
    path("", books.list_page, name="list"),
    path("<int:book_id>/", books.book, name="book"),
    path("<int:book_id>/khoa/", books.close, name="close"),
    path("muc/<int:entry_id>/huy/", books.void, name="void"),
]
