"""查找学校: the school picker by itself, for its buttons and as a page."""

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.organizations.find_school_form import MISSING_TICKET, read_picker
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("which schools there are is public")
def find_school(request: PageRequest) -> HttpResponse:
    """The picker as its address says; the fragment alone for htmx, which replaces it inside somebody's form.

    A name that no school has is carried over to the ticket that asks to open it.
    """
    picker = read_picker(request.GET)
    if picker.found_nothing:
        carry(request, MISSING_TICKET, {"school": picker.typed})
    template = "organizations/_school_picker.html" if request.htmx else "organizations/find_school.html"
    return render(request, template, {"page_title": "查找学校", "picker": picker})
