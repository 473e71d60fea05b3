"""An executor of a Spark cluster that is killed inside a step: the run goes on without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sumber.corpus import Corpus, annotating
from sumber.relating import relate
from tests.corpus.making import SIMPLE
from tests.plan import toy

ROOT = Path(__file__).parents[2]
RELATE = """
import sys
from pathlib import Path
from sumber.relating import relate
from tests.plan import toy

cluster = "local-cluster[2,1,1024]"
relate(Path(sys.argv[1]), engine="spark", master=cluster, memory=1 << 30, steps=toy.STEPS)
"""
pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told by /proc"),
]


def test_a_killed_executor_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus, other = Corpus(tmp_path / "korpus"), tmp_path / "lain"
    toy.grow(corpus, 0, 60)
    shutil.copytree(corpus.folder, other)
    relate(corpus.folder, steps=toy.STEPS)
    mark = tmp_path / "killed"
    env = {**os.environ, "TOY_KILL_EXECUTOR": str(mark), "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", RELATE, str(other)]
    ran = subprocess.run(run, env=env, capture_output=True, text=True, timeout=400, check=False)
    assert ran.returncode == 0, ran.stderr
    assert mark.exists()
    for name in ("passages", "stories"):
        assert Corpus(other).table(name).equals(corpus.table(name))
