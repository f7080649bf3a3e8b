"""Answers that are files: the right type, a name that says nothing personal, nothing kept by the browser."""

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to be saved under a Chinese name."""
    return file_response(content, name, XLSX)


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to be saved, never shown in the page."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
