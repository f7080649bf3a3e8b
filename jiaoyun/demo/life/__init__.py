"""What goes on in the demo province: people who ask to be let in, tickets that wait and that were answered.

All of it is done by the house's own commands, as the people of the demo would do it.
"""

from jiaoyun.demo.life.begin import begin_life

__all__ = ["begin_life"]
