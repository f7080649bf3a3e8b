"""Addresses of showing again who one is, of second factors, passkeys and devices."""

from django.urls import path

from jiaoyun.accounts.views.devices import devices
from jiaoyun.accounts.views.factor_message import factor_message
from jiaoyun.accounts.views.factor_reset import factor_reset
from jiaoyun.accounts.views.factor_set_up import factor_app, factor_app_new, factor_set_up
from jiaoyun.accounts.views.login_passkey import login_passkey, login_passkey_options
from jiaoyun.accounts.views.passkeys import passkey_add, passkey_options, passkey_show, passkey_show_options
from jiaoyun.accounts.views.prove_again import prove_again
from jiaoyun.accounts.views.prove_message import prove_message
from jiaoyun.accounts.views.safety import app_remove, passkey_remove, recovery_codes, safety
from jiaoyun.accounts.views.second_factor import second_factor

urlpatterns = [
    path("login/passkey/options", login_passkey_options, name="login_passkey_options"),
    path("login/passkey", login_passkey, name="login_passkey"),
    path("prove-again", prove_again, name="prove_again"),
    path("prove-again/message", prove_message, name="prove_message"),
    path("second-factor", second_factor, name="second_factor"),
    path("second-factor/message", factor_message, name="factor_message"),
    path("second-factor/passkey/options", passkey_show_options, name="passkey_show_options"),
    path("second-factor/passkey", passkey_show, name="passkey_show"),
    path("second-factor/set-up", factor_set_up, name="factor_set_up"),
    path("second-factor/app/new", factor_app_new, name="factor_app_new"),
    path("second-factor/app", factor_app, name="factor_app"),
    path("me/safety", safety, name="safety"),
    path("me/safety/app/remove", app_remove, name="app_remove"),
    path("me/safety/recovery-codes", recovery_codes, name="recovery_codes"),
    path("me/safety/passkeys/options", passkey_options, name="passkey_options"),
    path("me/safety/passkeys/add", passkey_add, name="passkey_add"),
    path("me/safety/passkeys/remove", passkey_remove, name="passkey_remove"),
    path("accounts/<uuid:account_id>/second-factor/reset", factor_reset, name="factor_reset"),
    path("me/devices", devices, name="devices"),
]
