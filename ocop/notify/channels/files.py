"""Short messages as files in a folder: what the demo shows instead of sending."""

import json
from pathlib import Path

from ocop.notify.channels import Letter, Unreachable


class FileAdapter:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter) -> str:
        body = {"to": letter.to, "text": letter.text, "template": letter.template, "values": letter.values}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{letter.id}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1))
        except OSError as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        return letter.id
