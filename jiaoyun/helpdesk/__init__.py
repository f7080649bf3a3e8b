"""Helpdesk: tickets that carry their object, what was refused and the one button that cures it; the help centre.

May use plumbing, organizations, accounts and notices; the rooms above register their kinds of ticket here. Its words:
ticket 工单, level (who decides now), cure (the command that ends it), case (support looking at one person), entry
(one question of the help centre).
"""
