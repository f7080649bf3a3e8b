"""The field's rules as pure, typed functions: no Django, no I/O, no clock.

A parser returns a value or raises `Fault(code, **values)`; `faults.FAULTS` says in Chinese what is wrong and what to
do. Owns: identity documents, 学籍号, school codes, phones, names, grades and classes, school years, dates, code sets,
masking, working days. May use: nothing of the product. What is "today" is always passed in.
"""
