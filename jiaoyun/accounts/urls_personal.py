"""Addresses of 个人中心, of the link that stops a change, and of the school's look at corrected documents."""

from django.urls import path

from jiaoyun.accounts.views.change_cancel import change_cancel
from jiaoyun.accounts.views.document_changes import document_changes, document_reverse
from jiaoyun.accounts.views.me import me, own_change_cancel, personal_settings
from jiaoyun.accounts.views.own_name import account_name
from jiaoyun.accounts.views.own_numbers import number_code, number_finish, number_new, number_old, number_old_code
from jiaoyun.accounts.views.own_records import identity_end, my_consents, my_data, my_identities
from jiaoyun.accounts.views.own_settings import document, password

_NUMBER = "me/numbers/<slug:channel>"
_CHANGES = "school/<int:school_id>/document-changes"

urlpatterns = [
    path("me", me, name="personal"),
    path("me/settings", personal_settings, name="personal_settings"),
    path("me/waiting/cancel", own_change_cancel, name="own_change_cancel"),
    path(f"{_NUMBER}/old", number_old, name="number_old"),
    path(f"{_NUMBER}/old/code", number_old_code, name="number_old_code"),
    path(f"{_NUMBER}/new", number_new, name="number_new"),
    path(f"{_NUMBER}/code", number_code, name="number_code"),
    path(f"{_NUMBER}/finish", number_finish, name="number_finish"),
    path("me/account-name", account_name, name="account_name"),
    path("me/password", password, name="password"),
    path("me/document", document, name="document"),
    path("me/identities", my_identities, name="my_identities"),
    path("me/identities/<uuid:identity_id>/end", identity_end, name="identity_end"),
    path("me/consents", my_consents, name="my_consents"),
    path("me/data", my_data, name="my_data"),
    path("changes/<str:token>/cancel", change_cancel, name="change_cancel"),
    path(_CHANGES, document_changes, name="document_changes"),
    path(f"{_CHANGES}/<uuid:change_id>/reverse", document_reverse, name="document_reverse"),
]
