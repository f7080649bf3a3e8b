"""What is sent with each request so that whoever may do it really gets it done; a refusal is then due to powers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from jiaoyun.plumbing.powers import Place
from jiaoyun.roster import demo_samples
from jiaoyun.roster.commands.confirm_batch import counts_of
from jiaoyun.roster.models import BatchState, Enrolment, ImportBatch
from jiaoyun.rules.school_year import school_year
from tests.accounts.knocking import PHONE, new_answer
from tests.factors import give_app
from tests.helpdesk import helping
from tests.roster.importing import new_pupil, sheet
from tests.whole.matrix import applying, people
from tests.whole.matrix.stage import Desk, Stage
from tests.whole.matrix.ticket_targets import make_ticket_ready, ticket_body
from tests.world import PASSWORD

Body = dict[str, Any]
#: What a GET needs in its query to show something.
QUERIES: dict[str, Body] = {
    "roster:settle_class": {"class": "new", "choice": "skip"},
    "roster:request_help": {"class": "elsewhere_name"},
}
_NAMED = {"class": "elsewhere_name", "choice": "skip"}


def body_of(name: str, stage: Stage, desk: Desk, role: str) -> Body:
    """The form of a route, filled in with what is on the desk."""
    if name == "accounts:switch_identity":
        return {"identity": str(stage.world.identities.get(role, ""))}
    if name == "accounts:prove_again":
        return {"password": PASSWORD}
    if name == "accounts:login":
        return {"login": stage.world.login("teacher"), "password": PASSWORD}
    if name == "accounts:login_sms":
        return {"phone": PHONE, **new_answer()}
    if name in _OF_REQUESTS:
        return _OF_REQUESTS[name](stage, desk, role)
    if name in _OF_HELP:
        return _OF_HELP[name](stage)
    if name in _FIXED:
        return dict(_FIXED[name])
    if (of_people := people.body(name, stage)) is not None:
        return of_people
    if (of_ticket := ticket_body(name, stage)) is not None:
        return of_ticket
    return _OF_DESK[name](desk) if name in _OF_DESK else {}


_OF_REQUESTS: dict[str, Callable[[Stage, Desk, str], Body]] = {
    "accounts:register_teacher": lambda stage, desk, role: {"phone": PHONE, **new_answer()},
    "accounts:applications": lambda stage, desk, role: {
        "application": str(applying.own_id(stage, role)),
        "act": "remind",
    },
    "accounts:application_correct": lambda stage, desk, role: {
        "application": str(applying.own_id(stage, role)),
        "school": stage.school_id(applying.ANOTHER),
    },
    "accounts:application_new": lambda stage, desk, role: {"school": stage.school_id(applying.ANOTHER)},
    "accounts:teacher_list": lambda stage, desk, role: {"q": "雀"},
    "accounts:teacher_review": lambda stage, desk, role: {"one": f"{applying.school_id_of(desk)}.1"},
    "accounts:climbed_review": lambda stage, desk, role: {"one": f"{applying.school_id_of(desk)}.1"},
}
_FIXED: dict[str, Body] = {
    "accounts:recover": {"login": "q_teacher"},
    "accounts:number_new": {"phone": "13800009871"},
    "accounts:account_name": {"account_name": "wandering_name"},
    "accounts:password": {"password": "小船儿推开波浪-88", "again": "小船儿推开波浪-88"},
    "accounts:document": {"document_kind": "A", "number": "E36999999"},
    "accounts:document_reverse": {"reason": "与户口簿不符"},
    "accounts:login_bind": {"what": "leave"},
    "portal:reading": {"text": "large", "next": "/help"},
    "helpdesk:help_rate": {"useful": "yes"},
    "helpdesk:help_edit": {"question": "忘记密码怎么办？", "answer": "点「找回密码」。", "seen": "0"},
    "helpdesk:help_make": {"question": "食堂几点开饭？", "answer": "请问学校。", "group": "help"},
    "roster:settle": {"class": "new", "row": ["2"], "choice": "skip"},
    "roster:settle_class": _NAMED,
    "roster:request_help": {"class": "elsewhere_name", "note": "请核实"},
    "roster:student_list": {"q": "雀"},
    "roster:class_students": {"q": "雀"},
    "roster:student_export": {"kind": "roster", "reason": "开学核对名单", "all": "1"},
    "roster:student_slips": {"all": "1", "step": "print"},
}


def _edited(stage: Stage) -> Body:
    version = helping.edited(stage.world.accounts["support"])
    return {"version": str(version.pk), "seen": helping.row().version, "choice": "take"}


def _missed(stage: Stage) -> Body:
    return {"miss": str(helping.missed().pk)}


def _made_here(stage: Stage) -> Body:
    helping.made_here(stage.world.accounts["support"])
    return {"seen": 1, "choice": "hide"}


_OF_HELP: dict[str, Callable[[Stage], Body]] = {
    "helpdesk:help_restore": _edited,
    "helpdesk:help_file": _edited,
    "helpdesk:help_dismiss": _missed,
    "helpdesk:help_hide": _made_here,
}


def _upload(desk: Desk) -> Body:
    return {"file": sheet([new_pupil(90), new_pupil(91)])}


def _columns(desk: Desk) -> Body:
    return {f"column-{index}": name for name, index in desk.open.mapping.items()}


def _correct(desk: Desk) -> Body:
    number = new_pupil(80)[1]
    return {"line": "6", "cell-document": number, "cell-roll_number": f"G{number}"}


def _missing_class(desk: Desk) -> Body:
    year = school_year(desk.open.created_at.date())
    return {"stage": "primary", "entry_year": year, "number": 9, "choice": "other", "other": str(desk.classes[0])}


def _return(desk: Desk) -> Body:
    return {"file": SimpleUploadedFile("改好.xlsx", desk.problems)}


def _confirm(desk: Desk) -> Body:
    counts = {f"count-{name}": count for name, count in counts_of(desk.open).items()}
    return {"seen": desk.open.version, "sure": "1", **counts}


def _add_class(desk: Desk) -> Body:
    return {"grade": f"primary-{school_year(desk.open.created_at.date())}", "numbers": "7"}


_OF_DESK: dict[str, Callable[[Desk], Body]] = {
    "roster:import_start": _upload,
    "roster:columns": _columns,
    "roster:correct": _correct,
    "roster:missing_classes": _missing_class,
    "roster:return_rows": _return,
    "roster:confirm": _confirm,
    "organizations:class_add": _add_class,
}


@contextmanager
def made_ready(name: str, method: str, stage: Stage, desk: Desk, owner: str = "") -> Iterator[None]:
    """The desk in the state in which the request can be done: no other import open, nobody in the class, a demo."""
    make_ticket_ready(name, stage, owner)
    if method == "POST" and name in ("roster:import_start", "roster:undo"):
        rows = ImportBatch.objects.within(desk.place).filter(pk=desk.open.pk)
        rows.update(state=BatchState.ABANDONED)
    if method == "POST" and name == "organizations:class_close":
        Enrolment.objects.within(desk.place).update(school_class=None)
    if name == "accounts:login":
        stage.world.set_password("teacher")
    people.make_ready(name, method, stage, desk)
    if name in applying.OF_APPLICANTS:
        applying.let_everybody_apply(stage)
    if name in applying.OF_REVIEWERS:
        applying.let_somebody_apply(stage, desk)
    if name == "accounts:factor_reset":
        for role in ("school_admin", "county_admin", "city_admin", "province_admin", "support"):
            give_app(stage.world.accounts[role])
    if name == "accounts:prove_again":
        for role in stage.world.accounts:
            stage.world.set_password(role)
    if name != "roster:sample":
        yield
        return
    before = list(demo_samples._source)
    demo_samples.offer_samples(lambda place: (), _sample)
    with override_settings(JIAOYUN_DEMO=True):
        yield
    demo_samples._source[:] = before


def _sample(place: Place, key: str) -> tuple[str, bytes] | None:
    """Samples belong to no school: every school may try the same ones."""
    return ("样例.csv", sheet([new_pupil(95)]).read()) if key == "sample" else None
