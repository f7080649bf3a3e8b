"""Addresses of the organizations room, below /school/<school_id>/."""

from django.urls import path

from jiaoyun.organizations.views.class_add import class_add
from jiaoyun.organizations.views.class_close import class_close
from jiaoyun.organizations.views.class_list import class_list
from jiaoyun.organizations.views.class_show import class_show
from jiaoyun.organizations.views.find_school import find_school
from jiaoyun.organizations.views.stages import stages

app_name = "organizations"

urlpatterns = [
    path("schools/find", find_school, name="find_school"),
    path("school/<int:school_id>/classes", class_list, name="class_list"),
    path("school/<int:school_id>/classes/add", class_add, name="class_add"),
    path("school/<int:school_id>/classes/stages", stages, name="stages"),
    path("school/<int:school_id>/classes/<uuid:class_id>", class_show, name="class_show"),
    path("school/<int:school_id>/classes/<uuid:class_id>/close", class_close, name="class_close"),
]
