"""重置密码 of the pupils ticked in a list: administrators in 学生名单, a homeroom teacher in the own class."""

from uuid import UUID

from django.http import HttpResponse

from jiaoyun.accounts.commands.reset_passwords import reset_passwords
from jiaoyun.accounts.people.resetting import reset_page
from jiaoyun.organizations.places import class_place, school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.students.choosing import chosen_pupils, read_choice


@page(power=reset_passwords.power, place=school_place, methods=("POST",))
def students_reset(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """Ask for the ticked pupils (or all that fit the filters); `step=reset` resets those that the question named."""
    return _reset(request, place)


@page(power=reset_passwords.power, place=class_place, methods=("POST",))
def class_reset(request: PageRequest, *, place: Place, school_id: int, class_id: UUID) -> HttpResponse:
    """The same for one class; ids of pupils of other classes choose nobody."""
    return _reset(request, place)


def _reset(request: PageRequest, place: Place) -> HttpResponse:
    chosen = chosen_pupils(place, read_choice(request.GET, request.POST))
    pupils = list(chosen.values_list("account_id", "account__name"))
    ids, names = [row[0] for row in pupils], [row[1] for row in pupils]
    return reset_page(request, place, ids, names, do=request.POST.get("step") == "reset")
