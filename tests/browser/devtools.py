"""Drives a headless Chromium over its DevTools protocol, with nothing but the standard library.

    with Browser() as browser:
        page = browser.open("file:///…/report.html", width=390, scheme="dark")
        page.evaluate("document.title")

The browser gets a new empty profile, is told to load nothing of its own, and is ended by its process id.
"""
import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--mute-audio",
    "--remote-debugging-port=0", "--disable-dev-shm-usage",
]


def find_chromium():
    """Path of a Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        path = shutil.which(name)
        if path:
            return path
    return None


class Socket:
    """A WebSocket client: text messages out, whole messages in (RFC 6455)."""

    def __init__(self, port, path, timeout):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % (path, port, key)).encode())
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.receive_some()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError("the browser refused the connection: %r" % head[:80])

    def receive_some(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise OSError("the browser closed the connection")
        return data

    def read(self, n):
        while len(self.rest) < n:
            self.rest += self.receive_some()
        data, self.rest = self.rest[:n], self.rest[n:]
        return data

    def send(self, text):
        data = text.encode()
        if len(data) < 126:
            head = struct.pack("!BB", 0x81, 0x80 | len(data))
        elif len(data) < 1 << 16:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, len(data))
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, len(data))
        mask = os.urandom(4)
        stream = (mask * (len(data) // 4 + 1))[: len(data)]
        masked = (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")
        self.socket.sendall(head + mask + masked)

    def receive(self):
        message = b""
        while True:
            first, second = self.read(2)
            length = second & 127
            if length == 126:
                length = struct.unpack("!H", self.read(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self.read(8))[0]
            data = self.read(length)
            if first & 15 in (0, 1, 2):
                message += data
                if first & 128:
                    return message.decode()

    def close(self):
        self.socket.close()


class Page:
    """One tab. Keeps every console error and every request that it saw."""

    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        self.errors, self.requests, self.loaded = [], [], False

    def call(self, method, **params):
        return self.browser.call(method, params, self.session)

    def heard(self, method, params):
        if method == "Runtime.exceptionThrown":
            self.errors.append(params["exceptionDetails"].get("text", "exception"))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.errors.append(str([a.get("value") for a in params["args"]]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "evaluation failed"))
        return answer["result"].get("value")

    def size(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, scheme="light", kind=""):
        self.call("Emulation.setEmulatedMedia", media=kind,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, path, clip=None):
        params = {"format": "png", "captureBeyondViewport": True}
        if clip:
            params["clip"] = dict(zip(("x", "y", "width", "height"), clip), scale=1)
        with open(path, "wb") as out:
            out.write(base64.b64decode(self.call("Page.captureScreenshot", **params)["data"]))

    def pdf(self, path):
        data = self.call("Page.printToPDF", preferCSSPageSize=True)["data"]
        with open(path, "wb") as out:
            out.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", {"targetId": self.target})


class Browser:
    def __init__(self, chromium=None, timeout=60):
        self.chromium, self.timeout = chromium or find_chromium(), timeout
        self.last_id, self.pages = 0, {}

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="muster-browser-")
        self.process = subprocess.Popen(
            [self.chromium, *FLAGS, "--user-data-dir=" + self.profile, "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port, path = self.wait_for_port()
            self.socket = Socket(port, path, self.timeout)
        except Exception:
            self.__exit__()
            raise
        return self

    def wait_for_port(self):
        end = time.monotonic() + self.timeout
        name = os.path.join(self.profile, "DevToolsActivePort")
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise OSError("the browser ended at once with status %d" % self.process.returncode)
            try:
                with open(name) as lines:
                    port, path = lines.read().split("\n")[:2]
                return int(port), path
            except (OSError, ValueError):
                time.sleep(0.05)
        raise OSError("the browser opened no port within %d s" % self.timeout)

    def __exit__(self, *ignored):
        if hasattr(self, "socket"):
            self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, params, session=None):
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.receive())
            if answer.get("id") == self.last_id:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]["message"]))
                return answer["result"]
            self.dispatch(answer)

    def dispatch(self, message):
        page = self.pages.get(message.get("sessionId"))
        if page and "method" in message:
            page.heard(message["method"], message["params"])

    def open(self, url, width=1280, scheme="light"):
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = self.pages[session] = Page(self, session)
        page.target = target
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(domain + ".enable")
        page.size(width)
        page.media(scheme)
        page.call("Page.navigate", url=url)
        end = time.monotonic() + self.timeout
        while not page.loaded and time.monotonic() < end:
            page.evaluate("1")
            time.sleep(0.02)
        if not page.loaded:
            raise OSError("the page did not load within %d s" % self.timeout)
        return page
