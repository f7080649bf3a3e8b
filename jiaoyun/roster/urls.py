"""Addresses of the roll: a school's pages carry its id, a region's the organization's."""

from django.urls import path

from jiaoyun.roster.urls_people import urlpatterns as people_patterns
from jiaoyun.roster.urls_students import urlpatterns as student_patterns
from jiaoyun.roster.views import (
    import_batch,
    import_classes,
    import_columns,
    import_problems,
    import_rows,
    import_run,
    import_start,
    samples,
)

app_name = "roster"

_IMPORTS = "school/<int:school_id>/imports"
_BATCH = f"{_IMPORTS}/<uuid:batch_id>"

urlpatterns = [
    path(f"{_IMPORTS}/new", import_start.import_start, name="import_start"),
    path(f"{_IMPORTS}/template", import_start.template, name="template"),
    path(f"{_IMPORTS}/samples/<slug:key>", samples.sample, name="sample"),
    path(_IMPORTS, import_start.import_history, name="import_history"),
    path(_BATCH, import_batch.batch, name="batch"),
    path(f"{_BATCH}/progress", import_batch.progress, name="progress"),
    path(f"{_BATCH}/columns", import_columns.columns, name="columns"),
    path(f"{_BATCH}/settle", import_rows.settle, name="settle"),
    path(f"{_BATCH}/settle-class", import_rows.settle_class, name="settle_class"),
    path(f"{_BATCH}/correct", import_rows.correct, name="correct"),
    path(f"{_BATCH}/help", import_rows.request_help, name="request_help"),
    path(f"{_BATCH}/classes", import_classes.missing_classes, name="missing_classes"),
    path(f"{_BATCH}/problems", import_problems.problems, name="problems"),
    path(f"{_BATCH}/return", import_problems.return_rows, name="return_rows"),
    path(f"{_BATCH}/confirm", import_run.confirm, name="confirm"),
    path(f"{_BATCH}/report", import_run.report, name="report"),
    path(f"{_BATCH}/close", import_run.close, name="close"),
    path(f"{_BATCH}/take-over", import_run.take_over, name="take_over"),
    path(f"{_BATCH}/undo", import_run.undo, name="undo"),
    *student_patterns,
    *people_patterns,
]
