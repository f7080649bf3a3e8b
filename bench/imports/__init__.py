"""`script/bench import`: files of 10,000 and 100,000 rows against a population of a million, on a private PostgreSQL.

`plan` says who lives where; `people` invents them; `population` writes them with the product's tables; `files` makes
the sheets; `worker` is the product, `floor` the bare script, `peers` the others, each a process of its own spoken to
in JSON lines (`talk`); `run` takes the measurements, `report` prints them.
"""
