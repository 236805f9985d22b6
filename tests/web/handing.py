"""An office worker at the loading page: hands files in, waits, mends, confirms, takes back."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.pages import Page, read

PATIENCE = 60.0
Content = str | bytes


def _file(name: str, content: Content) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content.encode() if isinstance(content, str) else content), name


@dataclass
class Worker:
    """One browser at the site."""

    client: FlaskClient

    def token(self) -> str:
        page = self.client.get("/loads").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found
        return found[1]

    def post(self, address: str, **fields: Any) -> TestResponse:
        data = {"csrf_token": self.token(), **fields}
        return self.client.post(address, data=data, content_type="multipart/form-data")

    def hand_in(self, files: Mapping[str, Content], **fields: Any) -> str:
        """Hand files in; returns the id of the job."""
        sent = [_file(name, content) for name, content in files.items()]
        return self.led_to(self.post("/loads", files=sent, **fields))

    def mend(self, job: str, number: int, name: str, content: Content) -> None:
        self.led_to(self.post(f"/loads/{job}/files/{number}", file=_file(name, content)))

    def confirm(self, job: str) -> dict[str, Any]:
        self.led_to(self.post(f"/loads/{job}/confirm"))
        return self.wait(job)

    def undo(self, entry: int) -> dict[str, Any]:
        return self.wait(self.led_to(self.post("/loads/undo", entry=str(entry))))

    def load(self, files: Mapping[str, Content], **fields: Any) -> int:
        """Hand in and confirm; returns the number of the entry."""
        job = self.hand_in(files, **fields)
        assert self.wait(job)["state"] == "ready"
        return int(self.confirm(job)["entry"])

    def led_to(self, response: TestResponse) -> str:
        """The id of the job that a form leads to."""
        assert response.status_code == 303, response.get_data(as_text=True)
        return response.headers["Location"].partition("?")[0].rpartition("/")[2]

    def job(self, job: str, lang: str = "vi") -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/api/v1/loads/{job}?lang={lang}").get_json()
        return found

    def wait(self, job: str) -> dict[str, Any]:
        """Wait until a job needs its user again."""
        ends = time.monotonic() + PATIENCE
        while (found := self.job(job))["waits"]:
            assert time.monotonic() < ends, found
            time.sleep(0.02)
        return found

    def page(self, job: str, **about: str) -> Page:
        more = "".join(f"&{name}={value}" for name, value in about.items())
        return read(self.client, f"/loads/{job}?{more}")

    def list(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get("/api/v1/loads").get_json()
        return found
