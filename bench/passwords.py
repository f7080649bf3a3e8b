"""How many common passwords are refused (--file PATH: a list, one a line), and how many good passphrases by mistake"""

import os
import random
import string
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

GOAL_REFUSED, GOAL_MISTAKEN = 0.95, 0.01
PHRASES = 2000
_ENGLISH = """apple river stone cloud tiger lamp spoon violin window garden ticket bottle castle desert engine forest
hammer island jacket kettle ladder needle orange pencil rabbit saddle tunnel umbrella marble anchor"""
_PINYIN = """shanshui fengche daocao mogu lianhua qingwa xiaochuan yueliang putao longmao meihua zhulin shitou mianbao
hudie qiuqian tangguo maoyi lizi huoche"""
_HAN = "春夏秋冬山水云月竹梅兰菊风雪鱼鸟船桥灯书画琴棋茶米面瓜果松柏江湖石路门窗"


def main(arguments: list[str]) -> int:
    """Both figures; the first only where the file is at hand."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("JIAOYUN_DATA", data)
        _start(Path(os.environ["JIAOYUN_DATA"]))
        missed = _refused(Path(arguments[arguments.index("--file") + 1])) if "--file" in arguments else _no_file()
        return missed + _mistaken()


def _start(data: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from jiaoyun.plumbing.keys import make_keys

    if not (data / "keys.json").exists():
        make_keys(data / "keys.json")
    import django

    django.setup()


def _no_file() -> int:
    print("common passwords refused: not measured; --file names a list of them, one a line")
    return 0


def _refused(path: Path) -> int:
    if not path.exists():
        return _no_file()
    words = path.read_text(encoding="utf-8").splitlines()
    taken = sum(_is_taken(word) for word in words)
    share = 1 - taken / len(words)
    print(f"common passwords refused: {share:.2%} of {len(words)} (goal ≥ {GOAL_REFUSED:.0%}); {taken} taken")
    longer = [word for word in words if len(word) >= 8]
    print(f"  of the {len(longer)} that are long enough: {1 - sum(map(_is_taken, longer)) / len(longer):.2%}")
    return int(share < GOAL_REFUSED)


def _mistaken() -> int:
    phrases = list(good_phrases(PHRASES))
    refused = [phrase for phrase in phrases if not _is_taken(phrase)]
    share = len(refused) / len(phrases)
    print(f"good passphrases refused: {share:.2%} of {len(phrases)} (goal < {GOAL_MISTAKEN:.0%})")
    return int(share >= GOAL_MISTAKEN)


def _is_taken(password: str) -> bool:
    from jiaoyun.accounts.password_rules import PersonFacts, check_new_password

    return not check_new_password(password, PersonFacts("", None, (), is_administrator=False))


def good_phrases(count: int, seed: int = 20260901) -> Iterator[str]:
    """Passphrases as people are told to make them, the same for each seed: words, verses, letters drawn by lot."""
    lot = random.Random(seed)
    makers: tuple[Callable[[], str], ...] = (
        lambda: "-".join(lot.sample(_ENGLISH.split(), 3)),
        lambda: " ".join(lot.sample(_ENGLISH.split(), 4)),
        lambda: "".join(lot.sample(_PINYIN.split(), 3)) + str(lot.randrange(10, 99)),
        lambda: "-".join(lot.sample(_PINYIN.split(), 4)),
        lambda: "".join(lot.choices(_HAN, k=8)),
        lambda: f"{''.join(lot.choices(_HAN, k=4))}-{lot.randrange(1000, 9999)}",
        lambda: "".join(lot.choices("bpmfdtnlgkhjqxzcsyrw", k=8)) + str(lot.randrange(10, 99)),
        lambda: "".join(lot.choices(string.ascii_lowercase + string.digits, k=10)),
        lambda: "".join(lot.choices(string.ascii_letters + string.digits + "!@#$%&*-", k=10)),
    )
    return (makers[at % len(makers)]() for at in range(count))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
