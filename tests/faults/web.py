"""A web server that may be killed: a parent holds the socket and forks a child that serves the product's pages.

`python -m tests.faults.web FILE` writes its port into FILE. A killed child is replaced in milliseconds, so that a test
can kill it hundreds of times; what is killed is a process of the real application on a real database.
"""

import os
import socket
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.faults.machine import leave_database


class Server(ThreadingMixIn, WSGIServer):
    """Each request in a thread, as under granian."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no log of requests."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main(port_file: Path) -> None:
    """Serve for ever."""
    from config.wsgi import application

    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    port_file.with_suffix(".new").write_text(str(listening.getsockname()[1]))
    port_file.with_suffix(".new").rename(port_file)
    while True:
        leave_database()
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            continue
        serve(listening, application)


def serve(listening: socket.socket, application: object) -> None:
    """Answer requests of an inherited socket."""
    server = Server(("127.0.0.1", 0), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = listening.getsockname()
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
