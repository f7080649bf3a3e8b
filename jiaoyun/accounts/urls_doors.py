"""Addresses of logging in."""

from django.urls import path

from jiaoyun.accounts.views.login import login
from jiaoyun.accounts.views.login_bind import login_bind
from jiaoyun.accounts.views.login_phone_free import login_phone_free
from jiaoyun.accounts.views.login_role import login_role
from jiaoyun.accounts.views.login_sms import login_code, login_sms
from jiaoyun.accounts.views.login_whose import login_not_mine, login_whose
from jiaoyun.accounts.views.outside import outside_back, outside_first, outside_start
from jiaoyun.accounts.views.outside_links import outside_links, outside_unbind

urlpatterns = [
    path("login/outside", outside_first, name="outside_first"),
    path("login/outside/<slug:provider>", outside_start, name="outside_start"),
    path("login/outside/<slug:provider>/back", outside_back, name="outside_back"),
    path("me/outside", outside_links, name="outside_links"),
    path("me/outside/<uuid:identifier_id>/unbind", outside_unbind, name="outside_unbind"),
    path("login", login, name="login"),
    path("login/sms", login_sms, name="login_sms"),
    path("login/code", login_code, name="login_code"),
    path("login/whose", login_whose, name="login_whose"),
    path("login/not-mine", login_not_mine, name="login_not_mine"),
    path("login/phone-free", login_phone_free, name="login_phone_free"),
    path("login/role", login_role, name="login_role"),
    path("login/bind", login_bind, name="login_bind"),
]
