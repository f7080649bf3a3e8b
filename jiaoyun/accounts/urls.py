"""Addresses of logging in, out, and of one's own account."""

from django.urls import include, path

from jiaoyun.accounts.views.first_password import first_password
from jiaoyun.accounts.views.logout import logout
from jiaoyun.accounts.views.proof_of_work import proof_of_work
from jiaoyun.accounts.views.switch_identity import switch_identity

app_name = "accounts"
urlpatterns = [
    path("proof-of-work", proof_of_work, name="proof_of_work"),
    path("", include("jiaoyun.accounts.urls_doors")),
    path("logout", logout, name="logout"),
    path("first-password", first_password, name="first_password"),
    path("identities", switch_identity, name="switch_identity"),
    path("", include("jiaoyun.accounts.urls_personal")),
    path("", include("jiaoyun.accounts.urls_recovery")),
    path("", include("jiaoyun.accounts.urls_safety")),
    path("", include("jiaoyun.accounts.urls_people")),
    path("", include("jiaoyun.accounts.urls_register")),
]
