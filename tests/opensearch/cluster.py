"""A real OpenSearch cluster on this machine, one process for each node; its jars come from Maven (``pom.xml``).

The tests and ``bench/opensearch`` start it. Readers and operators of the portal need none of it: they use the official
image.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
START_SECONDS = 300.0  # on a busy machine
MAVEN_SECONDS = 600
COPY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


class ClusterUnavailableError(Exception):
    """No cluster can be started here; the message is the reason."""


def fetch_jars(folder: Path) -> Path:
    """Copy the jars of OpenSearch into ``folder``; Maven keeps what it has downloaded.

    Raises ``ClusterUnavailableError``.
    """
    for program in ("mvn", "java"):
        if not shutil.which(program):
            raise ClusterUnavailableError(f"{program} is not installed")
    jars = folder / "jars"
    command = ["mvn", "-q", "-B", "-f", str(FOLDER / "pom.xml"), COPY_PLUGIN, f"-DoutputDirectory={jars}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MAVEN_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ClusterUnavailableError("mvn did not end in time") from None
    if done.returncode != 0 or not list(jars.glob("opensearch-2*.jar")):
        lines = [line for line in done.stdout.splitlines() if "[ERROR]" in line]
        raise ClusterUnavailableError(f"mvn has no jars of OpenSearch: {(lines or ['no message'])[0][:300]}")
    return jars


@dataclass
class Node:
    """One node: its process and the port of its HTTP interface."""

    name: str
    folder: Path
    http_port: int
    transport_port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """The address of the node."""
        return f"http://127.0.0.1:{self.http_port}"


@dataclass
class TestCluster:
    """Nodes of one cluster in a temporary folder; use it as a context manager."""

    __test__ = False  # no test class

    size: int = 3
    heap: str = "512m"  # of each node
    nodes: list[Node] = field(default_factory=list)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "TestCluster":
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="resolutions-opensearch-")))
        self._stack.callback(self._stop)
        try:
            jars = fetch_jars(folder)
            ports = choose_ports(2 * self.size)
            for number in range(self.size):
                transport = ports[self.size + number]
                node = Node(f"node-{transport}", folder / f"node{number}", ports[number], transport)
                (node.folder / "config").mkdir(parents=True)
                self.nodes.append(node)
            for node in self.nodes:
                self.start(node, jars)
            self.wait_for_nodes(self.size)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def start(self, node: Node, jars: Path | None = None) -> None:
        """Start the process of a node, for the first time or again."""
        jars = jars or node.folder.parent / "jars"
        transports = ",".join(str(one.transport_port) for one in self.nodes)
        command = ["java", f"-Xms{self.heap}", f"-Xmx{self.heap}", "-cp", f"{jars}/*", str(FOLDER / "ClusterNode.java")]
        command += [node.name, str(node.folder), str(node.http_port), str(node.transport_port), transports]
        log = (node.folder / "out.log").open("ab")
        node.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def kill(self, node: Node) -> None:
        """Kill the process of a node at once."""
        if node.process:
            node.process.kill()
            node.process.wait()
            node.process = None

    def _stop(self) -> None:
        for node in self.nodes:
            self.kill(node)

    @property
    def search_url(self) -> str:
        """SEARCH_URL of the cluster without the index: append its name."""
        hosts = ",".join(f"127.0.0.1:{node.http_port}" for node in self.nodes)
        return f"opensearch+http://{hosts}/"

    def request(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """Send a request to a node that runs, and return its answer."""
        running = next(node for node in self.nodes if node.process)
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(running.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def wait_for_nodes(self, count: int) -> None:
        """Block until ``count`` nodes are one cluster. Raises ``ClusterUnavailableError``."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            for node in self.nodes:
                if node.process and node.process.poll() is not None:
                    lines = (node.folder / "out.log").read_text(errors="replace").splitlines()
                    raise ClusterUnavailableError(f"a node of OpenSearch ended: {(lines or ['no message'])[0][:300]}")
            try:
                if self.request("/_cluster/health")["number_of_nodes"] >= count:
                    return
            except (OSError, KeyError):
                pass
            time.sleep(0.5)
        raise ClusterUnavailableError("the nodes of OpenSearch found no cluster in time")

    def wait_for_green(self, seconds: float = 120.0) -> float:
        """Block until every shard has all its copies; return the seconds that it took."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            try:
                if self.request("/_cluster/health")["status"] == "green":
                    return time.monotonic() - begin
            except OSError:
                pass
            time.sleep(0.2)
        raise TimeoutError("the cluster did not become green in time")

    def memory(self) -> int:
        """Return the bytes of memory of all nodes."""
        total = 0
        for node in self.nodes:
            if node.process:
                status = Path(f"/proc/{node.process.pid}/status").read_text()
                total += int(status.partition("VmRSS:")[2].split()[0]) * 1024
        return total


def choose_ports(count: int) -> list[int]:
    """Return free ports; they are closed again, so another process may take one meanwhile."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def is_required() -> bool:
    """Return whether the tests must fail where no cluster can be started."""
    return os.environ.get("REQUIRE_OPENSEARCH") == "1"
