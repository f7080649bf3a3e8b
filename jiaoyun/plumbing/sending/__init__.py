"""Sending: text messages and e-mails, behind one interface, through one outbox (docs/decisions/0006-sms.md).

`messages` what can be said, `outbox` the rows and how one is delivered, `gateways` who carries it, `breaker` when a
gateway is given a rest, `jobs` what is sent after the request.
"""
