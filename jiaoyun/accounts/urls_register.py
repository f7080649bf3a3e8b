"""Addresses of registering as a teacher, of one's own requests, and of the school's teachers."""

from django.urls import path

from jiaoyun.accounts.views.applications import application_correct, application_new, applications
from jiaoyun.accounts.views.register import register, register_teacher, register_teacher_code
from jiaoyun.accounts.views.register_details import register_done, register_teacher_details
from jiaoyun.accounts.views.review import climbed_review, teacher_review
from jiaoyun.accounts.views.teachers import teacher_list, teacher_numbers

_SCHOOL = "school/<int:school_id>/teachers"

urlpatterns = [
    path("register", register, name="register"),
    path("register/teacher", register_teacher, name="register_teacher"),
    path("register/teacher/code", register_teacher_code, name="register_teacher_code"),
    path("register/teacher/details", register_teacher_details, name="register_teacher_details"),
    path("register/done", register_done, name="register_done"),
    path("applications", applications, name="applications"),
    path("applications/new", application_new, name="application_new"),
    path("applications/correct", application_correct, name="application_correct"),
    path(_SCHOOL, teacher_list, name="teacher_list"),
    path(f"{_SCHOOL}/<uuid:account_id>/numbers", teacher_numbers, name="teacher_numbers"),
    path(f"{_SCHOOL}/review", teacher_review, name="teacher_review"),
    path("area/<int:organization_id>/teacher-requests", climbed_review, name="climbed_review"),
]
