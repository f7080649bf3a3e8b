"""Names of persons: the one door to what the product asks about them.

Written form and key in `name_forms`, sound and order in `name_sounds`, likeness in `name_distance`.
"""

from jiaoyun.rules.name_distance import Likeness, NameDistance, name_distance
from jiaoyun.rules.name_forms import LONGEST_NAME, check_name, name_key, normalise_name
from jiaoyun.rules.name_sounds import Sounds, initials, pinyin, sort_key, sounds

__all__ = [
    "LONGEST_NAME",
    "Likeness",
    "NameDistance",
    "Sounds",
    "check_name",
    "initials",
    "name_distance",
    "name_key",
    "normalise_name",
    "pinyin",
    "sort_key",
    "sounds",
]
