"""Addresses of tickets: the asker's side under /tickets, the desks under /desk."""

from django.urls import path

from jiaoyun.helpdesk.views.answers import answer_put_away, answers
from jiaoyun.helpdesk.views.cures import merge, restore, unbind
from jiaoyun.helpdesk.views.desk import desk, desk_bulk, to_answers, to_desk, to_desk_ticket, to_figures
from jiaoyun.helpdesk.views.desk_ticket import desk_case, desk_file, desk_presence, desk_step, desk_ticket
from jiaoyun.helpdesk.views.figures import figures
from jiaoyun.helpdesk.views.open_school import open_school
from jiaoyun.helpdesk.views.own import (
    mine,
    ticket_file,
    ticket_reopen,
    ticket_reply,
    ticket_show,
    ticket_solve,
    ticket_way,
    track,
)
from jiaoyun.helpdesk.views.prove import prove, prove_code_page
from jiaoyun.helpdesk.views.ticket_new import ticket_kinds, ticket_new

_DESK = "desk/<int:organization_id>"
_AT_DESK = f"{_DESK}/tickets/<uuid:ticket_id>"

urlpatterns = [
    path("tickets", mine, name="mine"),
    path("tickets/new", ticket_kinds, name="ticket_kinds"),
    path("tickets/new/<slug:kind>", ticket_new, name="ticket_new"),
    path("tickets/prove", prove, name="prove"),
    path("tickets/prove/code", prove_code_page, name="prove_code"),
    path("tickets/track", track, name="track"),
    path("tickets/way/<slug:kind>/<int:place>", ticket_way, name="ticket_way"),
    path("tickets/<uuid:ticket_id>", ticket_show, name="ticket_show"),
    path("tickets/<uuid:ticket_id>/reply", ticket_reply, name="ticket_reply"),
    path("tickets/<uuid:ticket_id>/solve", ticket_solve, name="ticket_solve"),
    path("tickets/<uuid:ticket_id>/reopen", ticket_reopen, name="ticket_reopen"),
    path("tickets/<uuid:ticket_id>/files/<uuid:file_id>", ticket_file, name="ticket_file"),
    path("desk", to_desk, name="to_desk"),
    path("desk/answers", to_answers, name="to_answers"),
    path("desk/figures", to_figures, name="to_figures"),
    path("desk/tickets/<uuid:ticket_id>", to_desk_ticket, name="to_desk_ticket"),
    path(f"{_DESK}/tickets", desk, name="desk"),
    path(f"{_DESK}/tickets/bulk", desk_bulk, name="desk_bulk"),
    path(_AT_DESK, desk_ticket, name="desk_ticket"),
    path(f"{_AT_DESK}/steps/<slug:step>", desk_step, name="desk_step"),
    path(f"{_AT_DESK}/case", desk_case, name="desk_case"),
    path(f"{_AT_DESK}/presence", desk_presence, name="desk_presence"),
    path(f"{_AT_DESK}/files/<uuid:file_id>", desk_file, name="desk_file"),
    path(f"{_AT_DESK}/restore", restore, name="restore"),
    path(f"{_AT_DESK}/merge", merge, name="merge"),
    path(f"{_AT_DESK}/unbind", unbind, name="unbind"),
    path(f"{_AT_DESK}/school", open_school, name="open_school"),
    path(f"{_DESK}/answers", answers, name="answers"),
    path(f"{_DESK}/answers/<uuid:answer_id>/put-away", answer_put_away, name="answer_put_away"),
    path(f"{_DESK}/figures", figures, name="figures"),
]
