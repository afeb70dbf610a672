"""Files that mean harm are refused in a sentence, while memory is short."""

import json
import subprocess
import sys

import pytest

from exchange import excel
from refusal import Refusal
from settings import ROOT
from tests.exchange.hostile import CASES


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What a process of little memory said to each file."""
    command = [sys.executable, "-m", "tests.exchange.hostile"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", CASES)
def test_file_that_means_harm_is_refused_in_a_sentence(told, name):
    assert told[name].endswith(("ください。", "ます。"))


def test_file_of_the_machine_is_not_read_into_a_workbook():
    """Our walk alone stops it, whatever the library would have done."""
    with pytest.raises(Refusal):
        excel._Walk().through(b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>')
