"""Addresses of registering pupils and guardians, of confirmations and consents; the room's urls.py includes them."""

from django.urls import path

from jiaoyun.roster.views import class_wish, confirmations, consents, my_children, register
from jiaoyun.roster.views.register_claims import register_student_claims
from jiaoyun.roster.views.student_guardians import student_guardians

_SCHOOL, _ME = "school/<int:school_id>", "me/children"

urlpatterns = [
    path("register/student", register.register_student, name="register_student"),
    path("register/student/code", register.register_student_code, name="register_student_code"),
    path("register/student/claims", register_student_claims, name="register_student_claims"),
    path("register/student/details", register.register_student_details, name="register_student_details"),
    path("register/guardian", register.register_guardian, name="register_guardian"),
    path("register/guardian/code", register.register_guardian_code, name="register_guardian_code"),
    path("register/guardian/details", register.register_guardian_details, name="register_guardian_details"),
    path("register/finished", register.register_done, name="register_done"),
    path(f"{_SCHOOL}/confirmations", confirmations.confirmations, name="confirmations"),
    path(f"{_SCHOOL}/own-confirmations", confirmations.own_confirmations, name="own_confirmations"),
    path(
        f"{_SCHOOL}/classes/<uuid:class_id>/confirmations",
        confirmations.class_confirmations,
        name="class_confirmations",
    ),
    path(f"{_SCHOOL}/students/<uuid:account_id>/guardians", student_guardians, name="student_guardians"),
    path(_ME, my_children.my_children, name="my_children"),
    path(f"{_ME}/add", my_children.child_add, name="child_add"),
    path(f"{_ME}/<uuid:identity_id>/leave", my_children.child_leave, name="child_leave"),
    path(f"{_ME}/<uuid:account_id>/consents", consents.consents, name="consents"),
    path(f"{_ME}/<uuid:account_id>/class", class_wish.child_class, name="child_class"),
    path("me/class", class_wish.my_class, name="my_class"),
    path("me/uses", consents.own_use, name="own_use"),
    path("rules/children", consents.children_rules, name="children_rules"),
]
