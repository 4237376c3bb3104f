from __future__ import annotations

import base64
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

from runner.heartbeat import HeartbeatError, post
from runner.settings import Heartbeat


class Collector:
    """Answers as it is told, on a port of its own, and keeps what was posted."""

    def __init__(self, status: int, answer: bytes) -> None:
        posts: list[tuple[str, str | None, dict[str, object]]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                posts.append((self.path, self.headers["Authorization"], body))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.posts = posts
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class HeartbeatTest(unittest.TestCase):
    def collector(self, status: int, answer: bytes) -> Collector:
        collector = Collector(status, answer)
        self.addCleanup(collector.close)
        return collector

    def test_is_posted_as_a_robots_event_with_the_write_key(self) -> None:
        collector = self.collector(200, b'{"success":true,"accepted":1,"rejected":[],"duplicates":0}')
        message_id = post(Heartbeat(collector.url, "k1", 60))
        path, authorization, body = collector.posts[0]
        self.assertEqual("/v1/track", path)
        self.assertEqual("Basic " + base64.b64encode(b"k1:").decode(), authorization)
        self.assertEqual(message_id, body["messageId"])
        self.assertEqual(("Heartbeat", "heartbeat"), (body["event"], body["anonymousId"]))
        self.assertIn("bot", str(body["context"]))

    def test_what_is_rejected_refused_or_not_answered_is_an_error_that_says_why(self) -> None:
        rejecting = self.collector(200, b'{"success":true,"accepted":0,"rejected":[{"code":"unplanned_event"}]}')
        self.assertRaisesRegex(HeartbeatError, "unplanned_event", post, Heartbeat(rejecting.url, "k1", 60))
        refusing = self.collector(401, b"{}")
        self.assertRaisesRegex(HeartbeatError, "401", post, Heartbeat(refusing.url, "k1", 60))
        gone = self.collector(200, b"")
        self.assertRaises(HeartbeatError, post, Heartbeat(gone.url, "k1", 60))


if __name__ == "__main__":
    unittest.main()
