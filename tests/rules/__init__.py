"""Tests of the field's rules: no Django, no I/O, every case an invented value."""
