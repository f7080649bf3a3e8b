"""All addresses. Each room brings its own; the handlers say in Chinese what happened."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jiaoyun.portal.urls")),
    path("", include("jiaoyun.accounts.urls")),
    path("", include("jiaoyun.notices.urls")),
    path("", include("jiaoyun.helpdesk.urls")),
    path("", include("jiaoyun.organizations.urls")),
    path("", include("jiaoyun.roster.urls")),
]

if settings.DEBUG:
    from jiaoyun.plumbing.views import components

    urlpatterns.append(path("components", components, name="components"))

handler403 = "jiaoyun.plumbing.errors.not_found"
handler404 = "jiaoyun.plumbing.errors.not_found"
handler500 = "jiaoyun.plumbing.errors.server_error"
