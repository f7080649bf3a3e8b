"""The help centre: every question under the words people use, with the button that does what the answer says.

Entries come as files (`entries/*.toml`, one question a file); editors change them in the product, and what they wrote
stands over the file's text (`current.py`). Search works in memory: a province asks the same hundred questions.
"""
