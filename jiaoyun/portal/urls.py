"""Addresses of the portal."""

from django.urls import path

from jiaoyun.helpdesk.help_centre.views.centre import help_page
from jiaoyun.portal.views.desktop import desktop
from jiaoyun.portal.views.home import home
from jiaoyun.portal.views.reading import reading
from jiaoyun.portal.views.schools import schools
from jiaoyun.portal.views.search import search
from jiaoyun.portal.views.who_may import who_may

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("desktop", desktop, name="desktop"),
    path("help", help_page, name="help"),
    path("search", search, name="search"),
    path("schools", schools, name="schools"),
    path("who-may", who_may, name="who_may"),
    path("reading", reading, name="reading"),
]
