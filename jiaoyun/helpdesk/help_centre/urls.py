"""Addresses of the help centre; its front, /help, is an entry of the portal."""

from django.urls import path

from jiaoyun.helpdesk.help_centre.views.centre import help_moved
from jiaoyun.helpdesk.help_centre.views.edit import help_edit, help_file, help_hide, help_make, help_restore
from jiaoyun.helpdesk.help_centre.views.editing import help_dismiss, help_editing
from jiaoyun.helpdesk.help_centre.views.entry import help_entry, help_rate

urlpatterns = [
    path("help/moved", help_moved, name="help_moved"),
    path("help/<slug:entry>", help_entry, name="help_entry"),
    path("help/<slug:entry>/useful", help_rate, name="help_rate"),
    path("help-editing", help_editing, name="help_editing"),
    path("help-editing/dismiss", help_dismiss, name="help_dismiss"),
    path("help-editing/new", help_make, name="help_make"),
    path("help-editing/<slug:entry>", help_edit, name="help_edit"),
    path("help-editing/<slug:entry>/restore", help_restore, name="help_restore"),
    path("help-editing/<slug:entry>/hide", help_hide, name="help_hide"),
    path("help-editing/<slug:entry>/file", help_file, name="help_file"),
]
