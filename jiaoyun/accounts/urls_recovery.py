"""Addresses of 找回密码."""

from django.urls import path

from jiaoyun.accounts.views.recover import recover, recover_channel, recover_code, recover_password

urlpatterns = [
    path("recover", recover, name="recover"),
    path("recover/channel", recover_channel, name="recover_channel"),
    path("recover/code", recover_code, name="recover_code"),
    path("recover/password", recover_password, name="recover_password"),
]
