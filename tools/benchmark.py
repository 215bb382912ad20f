#!/usr/bin/env python3
"""Measures Muster from a folder of texts to answered searches, and prints Markdown tables.

    tools/benchmark.py 10000 tantivy                        SQLite and the embedded engine
    tools/benchmark.py 10000 meilisearch                    PostgreSQL and Meilisearch
    tools/benchmark.py 10000 meilisearch --full-text summary

Needs the build that the image has (`tools/build-profiled.sh`; another by `--muster`), `ab` (apache2-utils) and `/usr/bin/time` (time); for the second shape also
`meilisearch` on PATH and PostgreSQL's server programs. Everything runs on this machine, on free ports of 127.0.0.1 and in a
temporary folder, and is stopped and deleted at the end. The people are those of `muster synth --seed 1`.

What each figure means, and what these were on one machine, is in docs/performance.md.
"""

import argparse
import contextlib
import csv
import glob
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

# What people look for: two usual skills, a rare employer, skills with an industry, free text, nobody in particular, the end of the list.
SEARCHES = {
    "a usual skill": "q=kubernetes",
    "two skills, an industry": "q=python+postgresql&industry=fintech-payments",
    "skills, a place": "q=java+spring&place=in",
    "a rare employer": "q=kelltarn+energy",
    "free text": "q=moved+payments+off+an+old+system",
    "being typed": "q=kub",
    "nothing: everybody": "q=",
    "a deep page": "q=git&page={deep}",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def wait_until(answers, what, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if answers():
                return
        time.sleep(0.05)
    raise SystemExit(f"{what} did not start")


@contextlib.contextmanager
def running(command, **options):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def postgres(folder):
    """A server with its usual guarantees (fsync and all), reached by a socket in `folder`."""
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    os.mkdir(folder)
    user = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        user = ["runuser", "-u", "postgres", "--"]
    subprocess.run([*user, f"{programs}/initdb", "-D", f"{folder}/data", "-U", "muster", "-A", "trust", "-E", "UTF8"],
                   stdout=subprocess.DEVNULL, check=True, cwd=folder)
    command = [*user, f"{programs}/postgres", "-D", f"{folder}/data", "-k", folder, "-c", "listen_addresses="]
    with running(command, cwd=folder) as process:
        wait_until(lambda: os.path.exists(f"{folder}/.s.PGSQL.5432"), "PostgreSQL")
        create = [*user, f"{programs}/createdb", "-U", "muster", "-h", folder, "muster"]
        wait_until(lambda: subprocess.run(create, stderr=subprocess.DEVNULL).returncode == 0, "PostgreSQL")
        server = int(open(f"{folder}/data/postmaster.pid").readline())
        yield f"postgres://muster@localhost/muster?host={folder}", server


@contextlib.contextmanager
def meilisearch(folder, port=None):
    """A server as it comes, on `port` or a free one."""
    port = port or free_port()
    os.makedirs(folder, exist_ok=True)
    url = f"http://127.0.0.1:{port}"
    command = ["meilisearch", "--db-path", f"{folder}/data", "--http-addr", f"127.0.0.1:{port}", "--no-analytics"]
    with running(command, cwd=folder) as process:
        wait_until(lambda: ask(f"{url}/health"), "Meilisearch")
        yield url, process.pid


class Relay(http.server.BaseHTTPRequestHandler):
    """Hands requests on to the engine and keeps the searches."""

    protocol_version = "HTTP/1.1"
    engine, kept = "", []

    def relay(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0))) or None
        if self.path.endswith("search"):
            self.kept.append((self.path, body))
        request = urllib.request.Request(self.engine + self.path, body, {"Content-Type": "application/json"}, method=self.command)
        try:
            with urllib.request.urlopen(request) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            status, content = refusal.code, refusal.read()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_DELETE = relay

    def log_message(self, *_):
        pass


def megabytes(path):
    files = glob.glob(f"{path}/**", recursive=True) if os.path.isdir(path) else [path]
    return sum(os.path.getsize(file) for file in files if os.path.isfile(file)) / 1e6


def resident(process):
    status = open(f"/proc/{process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def cpu_seconds(pid):
    """Of a process and all that descend from it, ended children included."""
    ticks = 0
    for stat in glob.glob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = open(stat).read().rsplit(")", 1)[1].split()
            own = int(stat.split("/")[2])
            if own == pid:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == pid:
                ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def imported(muster, texts, environment, folder):
    """Adds all texts and returns seconds, CPU seconds and megabytes."""
    report = f"{folder}/time"
    command = ["/usr/bin/time", "-o", report, "-f", "%e %U %S %M", muster, "add", texts]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, user, system, memory = map(float, open(report).read().split())
    return wall, user + system, memory / 1024


def measured(url, requests, clients, body=None):
    """Sends the same request many times and returns the median and the 99th percentile in milliseconds, and requests a second."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["ab", "-q", "-k", "-l", "-n", str(requests), "-c", str(clients), "-e", f"{folder}/percentiles"]
        if body is not None:
            with open(f"{folder}/body", "wb") as file:
                file.write(body)
            command += ["-p", f"{folder}/body", "-T", "application/json"]
        told = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
        bad = re.search(r"Non-2xx responses:\s+(\d+)", told) or re.search(r"Failed requests:\s+([1-9]\d*)", told)
        if bad:
            raise SystemExit(f"{bad[0]} from {url}")
        with open(f"{folder}/percentiles") as file:
            times = {int(row[0]): float(row[1]) for row in list(csv.reader(file))[1:]}
        rate = float(re.search(r"Requests per second:\s+([\d.]+)", told)[1])
    return times[50], times[99], rate


def engine_alone(source_url, source, url):
    """Puts the documents of one index into an empty server with the same settings; returns documents a second."""
    settings = ask(f"{source_url}/indexes/{source}/settings")
    batches, offset = [], 0
    while True:
        page = ask(f"{source_url}/indexes/{source}/documents/fetch", {"limit": 500, "offset": offset})["results"]
        if not page:
            break
        batches.append(page)
        offset += len(page)
    task = ask(f"{url}/indexes", {"uid": "alone", "primaryKey": "id"})["taskUid"]
    task = ask(f"{url}/indexes/alone/settings", settings, "PATCH")["taskUid"]
    wait_until(lambda: ask(f"{url}/tasks/{task}")["status"] == "succeeded", "the settings")
    begin = time.monotonic()
    for batch in batches:
        task = ask(f"{url}/indexes/alone/documents", batch)["taskUid"]
    wait_until(lambda: ask(f"{url}/tasks/{task}")["status"] == "succeeded", "the engine alone", 3600)
    return offset / (time.monotonic() - begin)


def serving(muster, environment):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = running([muster, "serve", "--listen", f"127.0.0.1:{port}"], env=environment)
    return process, url


def table(header, rows):
    print(f"\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)


def warmed(address, attempts=5):
    """Answers how many were found once the engine has its files in memory; until then it may take too long."""
    for _ in range(attempts - 1):
        with contextlib.suppress(urllib.error.HTTPError):
            return ask(address)["total"]
    return ask(address)["total"]


def searches(arguments, environment):
    """Measures every search with one client and with eight."""
    rows, medians = [], {}
    context, url = serving(arguments.muster, environment)
    with context as process:
        wait_until(lambda: ask(f"{url}/readyz")["ready"], "muster serve")
        idle = resident(process)
        deep = max(1, warmed(f"{url}/api/v1/search?q=git") // 20)
        for name, query in SEARCHES.items():
            address = f"{url}/api/v1/search?{query.format(deep=deep)}"
            total = warmed(address)
            measured(address, 20, 1)
            p50, p99, _ = measured(address, arguments.requests, 1)
            p50_of_8, p99_of_8, rate = measured(address, arguments.requests, 8)
            medians[name] = (address.removeprefix(url), p50)
            rows.append([name, total, f"{p50:.1f}", f"{p99:.1f}", f"{p50_of_8:.1f}", f"{p99_of_8:.1f}", f"{rate:.0f}"])
        under_load = resident(process)
    return rows, medians, idle, under_load


def beside_the_engine(arguments, environment, moved, medians):
    """What the engine takes for the requests that Muster sends it for an answer, beside what Muster took for that answer.

    The engine has moved to the address `moved`; a relay stands where Muster knows it to be."""
    Relay.engine = moved
    port = urllib.parse.urlsplit(environment["MUSTER__SEARCH__URL"]).port
    relay = http.server.ThreadingHTTPServer(("127.0.0.1", port), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    asked = {}
    context, url = serving(arguments.muster, environment)
    with context:
        wait_until(lambda: ask(f"{url}/readyz")["ready"], "muster serve")
        for name, (address, _) in medians.items():
            # The first answer may hold what is asked once only.
            warmed(url + address)
            Relay.kept.clear()
            ask(url + address)
            asked[name] = list(Relay.kept)
    relay.shutdown()
    rows = []
    for name, (_, ours) in medians.items():
        theirs = sum(measured(moved + path, arguments.requests, 1, body)[0] for path, body in asked[name])
        rows.append([name, len(asked[name]), f"{ours:.1f}", f"{theirs:.1f}", f"{ours / max(theirs, 0.1):.2f}"])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("engine", choices=["tantivy", "meilisearch"])
    parser.add_argument("--full-text", choices=["all", "summary"], default="all")
    parser.add_argument("--muster", default="target/profiled/muster")
    parser.add_argument("--requests", type=int, default=300, help="of each search")
    parser.add_argument("--imports", type=int, default=1, help="how often to import")
    arguments = parser.parse_args()
    if arguments.requests < 100:
        parser.error("a 99th percentile needs 100 requests")
    with tempfile.TemporaryDirectory(prefix="muster-benchmark-") as folder, contextlib.ExitStack() as servers, \
            contextlib.ExitStack() as engine_runs:
        os.chmod(folder, 0o755)
        texts = f"{folder}/texts"
        begin = time.monotonic()
        subprocess.run([arguments.muster, "synth", "--count", str(arguments.count), "--out", texts], check=True)
        made = time.monotonic() - begin
        count = len(os.listdir(texts))
        print(f"{count} texts of {arguments.count} people, {megabytes(texts):.0f} MB, made in {made:.1f} s; "
              f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {arguments.engine}, full_text = {arguments.full_text}")
        rows, engine = [], None
        for number in range(arguments.imports):
            data = f"{folder}/data{number}"
            environment = os.environ | {"MUSTER__DATA__FOLDER": data, "MUSTER__SEARCH__FULL_TEXT": arguments.full_text,
                                        "MUSTER__LOG__LEVEL": "warn"}
            beside = []
            if arguments.engine == "meilisearch":
                folder_of_engine = f"{folder}/meilisearch{number}"
                engine_runs.close()
                engine, engine_pid = engine_runs.enter_context(meilisearch(folder_of_engine))
                database, database_pid = servers.enter_context(postgres(f"{folder}/postgres{number}"))
                environment |= {"MUSTER__SEARCH__ENGINE": "meilisearch", "MUSTER__SEARCH__URL": engine, "MUSTER__STORE__URL": database}
                beside = [engine_pid, database_pid]
            wall, cpu, memory = imported(arguments.muster, texts, environment, folder)
            rows.append([f"{count / wall:.0f}", f"{wall:.1f}", f"{cpu:.1f}", *(f"{cpu_seconds(pid):.1f}" for pid in beside),
                         f"{memory:.0f}", f"{megabytes(data):.0f}", f"{os.getloadavg()[0]:.1f}"])
        of_servers = ["of the engine", "of PostgreSQL"] if engine else []
        table(["texts a second", "seconds", "CPU seconds of muster", *of_servers, "most memory of muster, MB", "data folder, MB", "load after"], rows)
        if engine:
            uid = next(index["uid"] for index in ask(f"{engine}/indexes?limit=100")["results"])
            with meilisearch(f"{folder}/alone") as (alone, _):
                print(f"\nthe engine alone takes the same documents at {engine_alone(engine, uid, alone):.0f} a second", flush=True)
        found, medians, idle, under_load = searches(arguments, environment)
        table(["search with all facets", "found", "p50 ms", "p99 ms", "8 clients: p50 ms", "p99 ms", "a second"], found)
        print(f"\nmemory of `muster serve`: {idle:.0f} MB at first, {under_load:.0f} MB after the searches")
        if engine:
            engine_runs.close()
            with meilisearch(folder_of_engine, free_port()) as (moved, _):
                ratios = beside_the_engine(arguments, environment, moved, medians)
            table(["search", "requests to the engine", "Muster's API, p50 ms", "the engine alone, p50 ms", "ratio"], ratios)


if __name__ == "__main__":
    main()
