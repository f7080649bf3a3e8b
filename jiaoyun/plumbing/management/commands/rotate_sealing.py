"""Rewrite what older sealing keys sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiaoyun.plumbing.keys import keys
from jiaoyun.plumbing.resealing import reseal_all
from jiaoyun.plumbing.sealing import SealBroken
from jiaoyun.plumbing.uploads.rotation import reseal_uploads


class Command(BaseCommand):
    """`manage.py rotate_sealing`: may run while the system does, may be stopped and run again."""

    help = "Rewrites every sealed column and every stored upload with the current sealing key (after `keys --rotate`)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite, and say how much."""
        counts: dict[str, int] = {}
        where = ""
        try:
            for column, rewritten in reseal_all():
                where = f"{column.model._meta.label}.{column.field}"
                counts[where] = counts.get(where, 0) + rewritten
        except SealBroken as broken:
            raise CommandError(f"after {where or 'the start'}: {broken}. Nothing of that batch was changed.") from None
        files = list(reseal_uploads())
        counts["stored files"] = sum(bool(rewritten) for _, rewritten in files)
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count} rewritten")
        if broken_files := [path.name for path, rewritten in files if rewritten is None]:
            raise CommandError(
                f"{len(broken_files)} stored files do not open and were left as they are: {', '.join(broken_files)}. "
                "Keep the old key until they are gone (sheets go with their import)."
            )
        self.stdout.write(f"everything is sealed with key {keys().current}")
