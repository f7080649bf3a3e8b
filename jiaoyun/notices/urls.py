"""Addresses of notices."""

from django.urls import path

from jiaoyun.notices.views.demo_inbox import demo_inbox
from jiaoyun.notices.views.not_me import not_me
from jiaoyun.notices.views.not_me_done import not_me_done
from jiaoyun.notices.views.notice_list import notice_list
from jiaoyun.notices.views.notice_settings import notice_settings

app_name = "notices"
urlpatterns = [
    path("notices", notice_list, name="list"),
    path("notices/settings", notice_settings, name="settings"),
    path("demo/inbox", demo_inbox, name="demo_inbox"),
    path("not-me", not_me_done, name="not_me_done"),
    path("not-me/<str:token>", not_me, name="not_me"),
]
