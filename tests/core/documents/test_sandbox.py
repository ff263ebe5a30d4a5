"""Reading one file after another starts a script once, and no file meets what another one did."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from core.documents import draw_thumbnail, extract_text, sandbox, text_extraction
from core.documents.sandbox import reuse_processes, run
from tests.support import pdf_files

#: Says who it is and whose child, what it was handed, and how often it has been there before; then does as it is told.
SCRIPT = """
import os, sys
seen = []
def main():
    told = sys.stdin.buffer.read()
    seen.append(told)
    assert os.listdir("/proc/self/fd") == ["0", "1", "2", "3"], os.listdir("/proc/self/fd")
    print(os.getpid(), os.getppid(), len(seen), told.decode(), flush=True)
    if told == b"kill":
        os.kill(os.getpid(), 9)
    if told == b"fail":
        raise ValueError
    while told == b"hang":
        pass
if __name__ == "__main__":
    main()
"""


@pytest.fixture
def script_output(tmp_path: Path) -> Callable[..., list[str]]:
    """What the script says of a file with these words."""
    script, file = tmp_path / "script.py", tmp_path / "file"
    script.write_text(SCRIPT)

    def ask(told: str, seconds: float = 30) -> list[str]:
        file.write_text(told)
        with file.open("rb") as opened:
            opened.read()
            return run(str(script), opened, seconds).decode().split()

    return ask


def test_each_file_has_a_process_of_its_own_that_has_seen_no_other(script_output: Callable[..., list[str]]) -> None:
    with reuse_processes():
        (one, parent, *first), (other, same_parent, *second) = script_output("uno"), script_output("dos")
    assert (first, second) == (["1", "uno"], ["1", "dos"])
    assert parent == same_parent
    assert one != other
    assert not Path(f"/proc/{parent}").exists()
    assert script_output("tres")[2:] == ["1", "tres"]


@pytest.mark.parametrize("told", ["kill", "fail", "hang"])
def test_what_a_file_does_stops_neither_the_work_nor_the_next_file(
    script_output: Callable[..., list[str]], told: str
) -> None:
    with reuse_processes():
        script_output("uno")
        with pytest.raises(subprocess.SubprocessError):
            script_output(told, 1 if told == "hang" else 30)
        assert script_output("dos")[3] == "dos"
    with pytest.raises(subprocess.SubprocessError):
        script_output(told, 1 if told == "hang" else 30)


def test_a_waiting_process_that_is_gone_is_started_again(script_output: Callable[..., list[str]]) -> None:
    with reuse_processes():
        script_output("uno")
        for waiting in (sandbox._processes.get() or {}).values():
            waiting.process.kill()
            waiting.process.wait()
        assert script_output("dos")[3] == "dos"


def test_files_say_and_show_the_same_either_way(tmp_path: Path) -> None:
    made = tmp_path / "made"

    def found() -> list[object]:
        answers: list[object] = []
        for data in (
            pdf_files.pdf("Uno", "Dos", language="es"),
            pdf_files.scanned_pdf(),
            pdf_files.circular_pdf(),
            b"noise",
        ):
            made.write_bytes(data)
            with made.open("rb") as file:
                answers.append(text_extraction._extract(file))
                try:
                    answers.append(run(draw_thumbnail.__file__, file, 30))
                except subprocess.CalledProcessError as error:
                    answers.append(error.returncode)
        return answers

    with reuse_processes():
        together = found()
    assert together == found()
    assert together[0] == {
        "state": "read", "problem": "", "pages": 2, "language": "es", "texts": [[1, "Uno"], [2, "Dos"]]
    }  # fmt: skip
    assert extract_text.__file__.endswith("extract_text.py")
