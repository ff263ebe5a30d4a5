"""Fork server of the sandbox: keeps a script loaded and forks for each file.

Run as a script with a socket as its standard input, over which come pairs of files: what to read, and where to
write. It answers with the copy's status, negative for a signal, in four bytes. It reads nothing itself, and it
knows neither Django nor the platform.
"""

import os
import runpy
import socket
import sys
from collections.abc import Callable


def in_a_copy(main: Callable[[], None], source: int, target: int) -> int:
    """The status with which ``main`` ended between two files, in a process that holds nothing else."""
    child = os.fork()
    if child == 0:
        try:
            os.dup2(source, 0)  # in place of the socket: a copy can't answer for itself
            os.dup2(target, 1)
            os.closerange(3, max(source, target) + 1)
            sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
            main()
            sys.stdout.flush()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    work = runpy.run_path(sys.argv[1])["main"]
    with socket.socket(fileno=0) as control_socket:
        while True:
            sign, files, _flags, _address = socket.recv_fds(control_socket, 1, 2)
            if not sign:
                break
            status = in_a_copy(work, *files)
            for file in files:
                os.close(file)
            control_socket.sendall(status.to_bytes(4, "big", signed=True))
