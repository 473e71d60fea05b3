"""Run the example notebook and write it as a page of the documents.

The notebook is kept without outputs; what its cells print is put beneath them here. Its numbers are
those of the samples, and the same at every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

from docs.picture import HOUSE

NOTEBOOK = HOUSE / "docs" / "notebooks" / "samples.ipynb"
SECONDS = 300


def executed(path: Path, folder: Path) -> Any:
    """Return the notebook with the outputs of its cells, run in ``folder``.

    Raises ``nbclient.exceptions.CellExecutionError`` where a cell fails.
    """
    notebook: Any = nbformat.reads(path.read_text(encoding="utf-8"), 4)  # type: ignore[no-untyped-call]
    # through a file of its user alone: over TCP every user of the machine could listen
    local = Config({"KernelManager": {"transport": "ipc", "ip": str(folder / "ipc")}})
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, config=local, timeout=SECONDS, resources=resources)
    return client.execute()


def page(path: Path, folder: Path) -> str:
    """Return the page: text, code and output of a run in ``folder``, which holds ``samples``."""
    parts = [part.strip() for cell in executed(path, folder).cells for part in _parts(cell)]
    return "\n\n".join(parts) + "\n"


def _parts(cell: Any) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
        return
    yield f"```python\n{cell.source}\n```"
    for output in cell.outputs:
        if output.output_type == "stream":
            yield f"```\n{output.text.rstrip()}\n```"
        elif "text/html" in output.get("data", {}):
            yield f'<div class="output" markdown="0">\n{_flat(output.data["text/html"])}\n</div>'
        elif "text/plain" in output.get("data", {}):
            yield f"```\n{output.data['text/plain'].rstrip()}\n```"


def _flat(html: str) -> str:
    """Return the HTML in the site's own style; its blank lines do not end it."""
    html = re.sub(r"<style scoped>.*?</style>", "", html, flags=re.DOTALL)
    html = html.replace(' border="1" class="dataframe"', "")
    return re.sub(r"\n[ \t]*(?=\n)", "&#10;", html.strip())
