"""What axe finds wrong with a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Style sheets and media need not be fetched a second time (no rule that is asked reads them), and only what is wrong
# need come back.
_ASK = """
axe.run({resultTypes: ["violations"], preload: false})
  .then((found) => found.violations.map((fault) => [fault.id, fault.nodes[0].html]))
"""


def faults_of(page: Page) -> list[tuple[str, str]]:
    """The rule that was broken and the first element that breaks it; empty where there is nothing to find."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [(rule, html) for rule, html in page.evaluate(_ASK)]
