"""Addresses of the student side of the roll; the room's urls.py includes them."""

from django.urls import path

from jiaoyun.roster.views.class_students import class_students, own_class
from jiaoyun.roster.views.exports import student_export
from jiaoyun.roster.views.requests import request_list, request_show
from jiaoyun.roster.views.reset_many import class_reset, students_reset
from jiaoyun.roster.views.slips import slip_print, slip_sheet, slips, student_slips
from jiaoyun.roster.views.students import student_list, student_numbers, student_show

_SCHOOL, _AREA = "school/<int:school_id>", "area/<int:organization_id>"
_REQUESTS = f"{_AREA}/roster-requests"

urlpatterns = [
    path(f"{_SCHOOL}/students", student_list, name="student_list"),
    path(f"{_SCHOOL}/students/export", student_export, name="student_export"),
    path(f"{_SCHOOL}/students/slips", student_slips, name="student_slips"),
    path(f"{_SCHOOL}/students/reset", students_reset, name="students_reset"),
    path(f"{_SCHOOL}/students/<uuid:account_id>", student_show, name="student_show"),
    path(f"{_SCHOOL}/students/<uuid:account_id>/numbers", student_numbers, name="student_numbers"),
    path(f"{_SCHOOL}/classes/<uuid:class_id>/students", class_students, name="class_students"),
    path(f"{_SCHOOL}/classes/<uuid:class_id>/reset", class_reset, name="class_reset"),
    path(f"{_SCHOOL}/own-class", own_class, name="own_class"),
    path(f"{_SCHOOL}/imports/<uuid:batch_id>/slips", slips, name="slips"),
    path(f"{_SCHOOL}/slips/<uuid:run>", slip_print, name="slip_print"),
    path(f"{_SCHOOL}/slips/<uuid:run>/sheet", slip_sheet, name="slip_sheet"),
    path(_REQUESTS, request_list, name="request_list"),
    path(f"{_REQUESTS}/<uuid:request_id>", request_show, name="request_show"),
]
