"""Addresses of look-ups in national databases."""

app_name = "lookups"
urlpatterns: list[object] = []
