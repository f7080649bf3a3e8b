"""Registration of teachers (product.md R0–R5): a phone is proved, the person is described, the school decides.

`draft` what was typed so far, `facts` what is on record, `clashes` what follows from both (pure), `forms` the fields.
"""
