"""How the child says no: a code of `sheets.faults` and the values of its sentence."""


class Refused(Exception):
    """A file that is not read. `code` is a key of `sheets.faults.FAULTS`, `values` fill its placeholders."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
