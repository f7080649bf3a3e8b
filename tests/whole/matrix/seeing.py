"""Whose names and numbers a member of the cast may read; everybody else's are canaries."""

from tests.whole.matrix.stage import Stage
from tests.world import World

#: What each administrator typed into the own file by mistake: pupils of this school, who stand there from then on.
_TYPED_FROM = {"school_admin": ("school", "neighbour"), "neighbour_admin": ("neighbour", "other_county_school")}


def foreign_values(stage: Stage, role: str) -> set[str]:
    """The names and numbers of pupils that must not stand in any answer to this role."""
    world = stage.world
    everybody = world.canaries(*world.pupils)
    return everybody - _may_read(world, role)


def named_on_slips(stage: Stage) -> set[str]:
    """The numbers by which the pupils of the homeroom teacher's class log in: their slips name them."""
    own = stage.world.classes["school"][0]
    pupils = [pupil for pupil in stage.world.pupils["school"] if pupil.class_id == own]
    return {number for pupil in pupils for number in (pupil.document, pupil.roll_number)}


def _may_read(world: World, role: str) -> set[str]:
    if role in _TYPED_FROM:
        own, other = _TYPED_FROM[role]
        first, second = world.pupils[other][:2]
        return world.canaries(own) | {
            first.name,
            first.document,
            first.roll_number,
            second.document,
            second.roll_number,
        }
    if role == "homeroom":
        return {pupil.name for pupil in world.pupils["school"] if pupil.class_id == world.classes["school"][0]}
    pupil = world.pupils["school"][0]
    if role == "guardian":
        return {pupil.name}
    # One's own numbers are given out in full under 我的数据.
    return {pupil.name, pupil.document, pupil.roll_number} if role == "student" else set()
