"""The search for cycles: seldom while pages are served, not at all inside a block of an import."""

import gc

import pytest

from jiaoyun.plumbing.collector import SELDOM, collector_paused, search_seldom


def test_it_leaves_what_stays_for_good_out_of_the_search() -> None:
    search_seldom()
    assert gc.get_threshold() == SELDOM
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < gc.get_freeze_count()


def _fail() -> None:
    assert not gc.isenabled()
    raise LookupError


def test_it_does_not_search_inside_a_pause_and_does_after_a_failure_in_it() -> None:
    with pytest.raises(LookupError), collector_paused():
        _fail()
    assert gc.isenabled()
