"""What an address is tried with: the own objects, those of others, objects under a wrong path, and nothing at all.

A target names a place and an object independently, so that an object of one school is also asked for under the path of
another. The verdict for each (route, target, role) stands in policy.csv.
"""

from typing import Any, NamedTuple
from uuid import UUID

from jiaoyun.plumbing.routes import Route
from tests.helpdesk import helping
from tests.whole.matrix.correcting import change_at
from tests.whole.matrix.stage import Desk, Stage
from tests.whole.matrix.ticket_targets import targets_of_ticket, ticket_values

NOBODYS_ID = 987_654_321
NOBODYS_UUID = UUID("01900000-0000-7000-8000-000000000000")
#: A signed link of nobody's: what it opens is proved where such links are made.
NO_TOKEN = "no-such-token"
#: The routes that need the import that is done; all others get the one that is open.
OF_A_DONE_IMPORT = ("roster:report", "roster:undo", "roster:slips")


class Target(NamedTuple):
    """Whose path and whose object; "" for what nobody has. `second` takes the second class and a pupil of it.

    `person`: one of the cast, for pages that are about somebody wherever they are.
    """

    path: str
    owner: str
    second: bool = False
    person: str = ""


SCHOOL_TARGETS = {
    "own": Target("school", "school"),
    "neighbour": Target("neighbour", "neighbour"),
    "other_county": Target("other_county_school", "other_county_school"),
    "missing_place": Target("", "school"),
    "region_as_school": Target("county", "school"),
}
SCHOOL_OBJECT_TARGETS = {
    "foreign_under_own": Target("school", "neighbour"),
    "far_under_own": Target("school", "other_county_school"),
    "own_under_neighbour": Target("neighbour", "school"),
    "missing_object": Target("school", ""),
}
CLASS_TARGETS = {"second_class": Target("school", "school", second=True)}
AREA_TARGETS = {
    "county": Target("county", "school"),
    "city": Target("city", "school"),
    "province": Target("province", "school"),
    "other_county": Target("other_county", "other_county_school"),
    "far_county": Target("far_county", ""),
    "missing_place": Target("", "school"),
    "school_as_region": Target("school", "school"),
}
AREA_OBJECT_TARGETS = {
    "other_county_under_county": Target("county", "other_county_school"),
    "county_under_other_county": Target("other_county", "school"),
    "missing_object": Target("county", ""),
}
SELF = {"self": Target("", "")}
#: Administrators of every level, somebody who administers nothing, and nobody.
ADMINISTRATOR_TARGETS = {
    **{
        f"of_{key}": Target("", "", person=key)
        for key in ("school_admin", "county_admin", "city_admin", "province_admin", "support", "teacher")
    },
    "of_nobody": Target("", ""),
}

#: The child of the cast's guardian, and nobody's.
CHILD_TARGETS = {"of_guardian": Target("", "", person="student"), "of_nobody": Target("", "")}

#: Teachers of the own and the neighbouring school, one who has left, and somebody who never taught.
STAFF_TARGETS = {
    "own": Target("school", "school", person="teacher"),
    "neighbour": Target("neighbour", "neighbour", person="neighbour_teacher"),
    "missing_place": Target("", "school", person="teacher"),
    "foreign_under_own": Target("school", "neighbour", person="neighbour_teacher"),
    "own_under_neighbour": Target("neighbour", "school", person="teacher"),
    "left": Target("school", "school", person="left_teacher"),
    "no_teacher": Target("school", "school", person="student"),
}


OF_ADMINISTRATORS = (
    *("accounts:factor_reset", "accounts:administrator_reset"),
    *("accounts:administrator_rename", "accounts:administrator_show"),
)


def targets_of(route: Route) -> dict[str, Target]:
    """All targets of a route, by name."""
    takes = set(route.converters)
    if (of_ticket := targets_of_ticket(route.name)) is not None:
        return {name: Target(*pair) for name, pair in of_ticket.items()}
    if route.name in OF_ADMINISTRATORS:
        return ADMINISTRATOR_TARGETS
    if route.name in ("roster:child_leave", "roster:consents", "roster:child_class"):
        return CHILD_TARGETS
    if route.name in ("accounts:staff_show", "accounts:teacher_numbers"):
        return STAFF_TARGETS
    if "organization_id" in takes:
        return AREA_TARGETS | (AREA_OBJECT_TARGETS if "request_id" in takes else {})
    if "school_id" not in takes:
        return SELF
    found = SCHOOL_TARGETS | (SCHOOL_OBJECT_TARGETS if len(takes) > 1 else {})
    return found | (CLASS_TARGETS if takes & {"class_id", "account_id"} else {})


def path_values(stage: Stage, route: Route, target: Target) -> dict[str, Any]:
    """The values that make the route's address for a target."""
    place = stage.school_id(target.path) if target.path else NOBODYS_ID
    values: dict[str, Any] = {"school_id": place, "organization_id": place, **_objects(stage, route, target)}
    if target.person:
        values["account_id"] = stage.world.accounts[target.person]
        values["identity_id"] = stage.world.identities["guardian"]
    if targets_of_ticket(route.name) is not None:
        values |= ticket_values(stage, target.owner, NOBODYS_UUID)
    return {name: values[name] for name in route.converters}


def desk_of(stage: Stage, target: Target) -> Desk:
    """The desk whose forms are filled in: that of the object, else the own one."""
    return stage.desks.get(target.owner, stage.desks["school"])


def _objects(stage: Stage, route: Route, target: Target) -> dict[str, Any]:
    desk = stage.desks.get(target.owner)
    if desk is None:
        nobodys = dict.fromkeys(
            ("batch_id", "class_id", "account_id", "run", "request_id", "change_id", "identity_id", "identifier_id"),
            NOBODYS_UUID,
        )
        return {
            **nobodys,
            "key": "no-such-sample",
            "token": NO_TOKEN,
            "channel": "phone",
            # No outside provider is in the settings of the tests, and nobody of the cast has an outside login.
            "provider": "lifelong",
            "entry": helping.MADE if route.name == "helpdesk:help_hide" else helping.KEY,
        }
    batch = desk.done if route.name in OF_A_DONE_IMPORT else desk.open
    return {
        "batch_id": batch.pk,
        "class_id": desk.classes[1 if target.second else 0],
        # Two pupils stand in each class.
        "account_id": desk.pupils[2 if target.second else 0],
        "run": desk.run,
        **({"change_id": change_at(desk.place)} if "change_id" in route.converters else {}),
        "request_id": desk.request,
        "key": "sample",
        "token": NO_TOKEN,
        "provider": "lifelong",
        "identifier_id": NOBODYS_UUID,
    }
