"""The applications of the help desk: 服务台 for every desk, 我的工单 for everybody."""

from jiaoyun.helpdesk.desk_place import DESK
from jiaoyun.helpdesk.powers import DESK_OPEN, FIGURES_SEE, TICKETS_OWN
from jiaoyun.helpdesk.tasks import waiting_at
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import BADGE_MOST
from jiaoyun.plumbing.navigation import Application, MenuItem, declare, declare_page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question, question_of

OWN_TICKETS = "own_tickets"


def _waiting(actor: Actor, place: Place) -> Question:
    return question_of(waiting_at(actor, place).values_list("id")[:BADGE_MOST])


declare(
    Application(
        DESK,
        "服务台",
        icon="inbox",
        page="helpdesk:to_desk",
        power=DESK_OPEN,
        items=(
            MenuItem("工单", "helpdesk:to_desk", DESK_OPEN, badge=_waiting),
            MenuItem("常用答复", "helpdesk:to_answers", DESK_OPEN),
            MenuItem("工单统计", "helpdesk:to_figures", FIGURES_SEE),
        ),
    )
)
declare_page(OWN_TICKETS, "我的工单", icon="list-check", page="helpdesk:mine", power=TICKETS_OWN)
