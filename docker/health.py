"""The container's health check: the web server answers under the name it is meant to be asked by.

Ends with status 1 where it does not answer with 200 within four seconds.
"""

import http.client
import os
import sys

HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
PORT = int(os.environ.get("BIND", "0.0.0.0:8000").rpartition(":")[2])


def is_alive() -> bool:
    """Whether the server of this container answers."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        connection.request("GET", "/health/live", headers={"Host": HOST})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive() else 1)
