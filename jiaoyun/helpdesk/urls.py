"""Addresses of tickets and of the help centre."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "helpdesk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jiaoyun.helpdesk.urls_tickets")),
    path("", include("jiaoyun.helpdesk.help_centre.urls")),
]
