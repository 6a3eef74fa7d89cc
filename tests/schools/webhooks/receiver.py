"""A real receiver on loopback, which checks signatures by itself, as the specification says."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver(ThreadingHTTPServer):
    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.got, self.status, self.location, self.stuck = [], 204, "", threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook/T0?k=1"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers, body))
        if self.server.status is None:  # never answers, but for a byte now and then
            while not self.server.stuck.wait(0.05):
                self.wfile.write(b"H")
            return
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def signed_by(secret, headers, body):
    """Whether the message carries the signature that this secret makes."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.split("_")[1])
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return headers["webhook-signature"] == f"v1,{made}"


def message(got):
    return json.loads(got[2])


@contextmanager
def receiving(port=0, certificate=None):
    with Receiver(port) as receiver:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
        thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.stuck.set()
            receiver.shutdown()
            thread.join()
