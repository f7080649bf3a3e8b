"""Addresses of one person's account in the school's hand; the room's urls.py includes them."""

from django.urls import path

from jiaoyun.accounts.views.administrator_reset import administrator_reset
from jiaoyun.accounts.views.administrators import administrator_list, administrator_show
from jiaoyun.accounts.views.people import (
    administrator_rename,
    person_freeze,
    person_rename,
    person_thaw,
    person_unbind,
    person_unbind_confirm,
)
from jiaoyun.accounts.views.people_reset import person_reset
from jiaoyun.accounts.views.staff_show import staff_show

_PERSON = "school/<int:school_id>/people/<uuid:account_id>"

urlpatterns = [
    path("school/<int:school_id>/teachers/<uuid:account_id>", staff_show, name="staff_show"),
    path("area/<int:organization_id>/administrators", administrator_list, name="administrator_list"),
    path("accounts/<uuid:account_id>/administrator", administrator_show, name="administrator_show"),
    path("accounts/<uuid:account_id>/password/reset", administrator_reset, name="administrator_reset"),
    path("accounts/<uuid:account_id>/rename", administrator_rename, name="administrator_rename"),
    path(f"{_PERSON}/reset", person_reset, name="person_reset"),
    path(f"{_PERSON}/freeze", person_freeze, name="person_freeze"),
    path(f"{_PERSON}/thaw", person_thaw, name="person_thaw"),
    path(f"{_PERSON}/unbind", person_unbind, name="person_unbind"),
    path(f"{_PERSON}/unbind/confirm", person_unbind_confirm, name="person_unbind_confirm"),
    path(f"{_PERSON}/rename", person_rename, name="person_rename"),
]
