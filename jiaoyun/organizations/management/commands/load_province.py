"""`manage.py load_province`: the tree of a real installation from tables."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jiaoyun.organizations.commands.load_province import load_province
from jiaoyun.organizations.tables import SHIPPED, TableError, read_organizations, read_schools
from jiaoyun.plumbing.actor import NOBODY


class Command(BaseCommand):
    """Loads regions and schools by code; the same tables twice change nothing."""

    help = "Load the province, its cities, counties and zones, and schools from tables. May be run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The tables; without any the shipped tree of 江西."""
        parser.add_argument(
            "--organizations",
            action="append",
            type=Path,
            metavar="CSV",
            help="code,name,kind,parent_code (may be given more than once; default: the shipped tables of 江西)",
        )
        parser.add_argument(
            "--schools",
            action="append",
            type=Path,
            metavar="CSV",
            help="code,name,parent_code,school_type[,short_name,school_code,urban_rural,state]",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything, then load it in one transaction."""
        try:
            regions = [line for path in options["organizations"] or SHIPPED for line in read_organizations(path)]
            schools = [line for path in options["schools"] or () for line in read_schools(path)]
            loaded = load_province(actor=NOBODY, regions=regions, schools=schools, now=timezone.now())
        except TableError as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(
            f"{loaded.organizations} regions and {loaded.schools} schools added, {loaded.renamed} renamed; "
            f"{len(regions) + len(schools)} lines read."
        )
