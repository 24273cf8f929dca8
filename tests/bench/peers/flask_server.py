"""The two plain HTTP peers: the floor (one gzipped JSON, one executemany) and RxDB's pull and push endpoints.

Same stack as Lobbybook's own server (Flask, gunicorn, SQLite in WAL with synchronous=FULL), so that a ratio
compares protocols and not frameworks. Built by `make_app(folder)`; gunicorn calls `app()`.
"""

import gzip
import json
import os
import queue
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;"
SCHEMA = """
CREATE TABLE IF NOT EXISTS floor_row (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS rx_row (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, body TEXT NOT NULL);
"""


def make_app(folder: Path) -> Flask:
    app = Flask(__name__, static_folder=None)
    database, pages, rows = folder / "peer.db", folder / "pages", folder / "rows.json"
    listeners: list[queue.Queue[str]] = []
    lock = threading.Lock()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.executescript(PRAGMAS)
        return connection

    with connect() as setup:
        setup.executescript(SCHEMA)
        if setup.execute("SELECT count(*) FROM rx_row").fetchone()[0] == 0:
            seed = json.loads(rows.read_text(encoding="utf-8"))
            setup.execute("BEGIN IMMEDIATE")
            bodies = [(row["id"], json.dumps(row, ensure_ascii=False)) for row in seed]
            setup.executemany("INSERT INTO rx_row (id, body) VALUES (?, ?)", bodies)
            setup.executemany("INSERT INTO floor_row (id, body) VALUES (?, ?)", bodies)
            setup.execute("COMMIT")

    def body_of_request() -> list[dict[str, object]]:
        raw = request.get_data()
        if request.headers.get("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        return json.loads(raw)

    def zipped(payload: str) -> Response:
        return Response(
            gzip.compress(payload.encode(), 4),
            headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
        )

    @app.get("/floor/pull")
    def floor_pull() -> Response:
        connection = connect()
        bodies = [row[0] for row in connection.execute("SELECT body FROM floor_row")]
        connection.close()
        return zipped("[" + ",".join(bodies) + "]")

    @app.post("/floor/push")
    def floor_push() -> Response:
        connection = connect()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR REPLACE INTO floor_row (id, body) VALUES (?, ?)",
            [(row["id"], json.dumps(row, ensure_ascii=False)) for row in body_of_request()],
        )
        connection.execute("COMMIT")
        connection.close()
        tell("floor")
        return zipped("{}")

    @app.get("/floor/row/<row_id>")
    def floor_row(row_id: str) -> Response:
        connection = connect()
        found = connection.execute("SELECT body FROM floor_row WHERE id = ?", (row_id,)).fetchone()
        connection.close()
        return zipped(found[0] if found else "null")

    @app.get("/rx/pull")
    def rx_pull() -> Response:
        since, limit = request.args.get("since", 0, int), request.args.get("limit", 100, int)
        connection = connect()
        found = connection.execute(
            "SELECT seq, body FROM rx_row WHERE seq > ? ORDER BY seq LIMIT ?", (since, limit)
        ).fetchall()
        connection.close()
        last = found[-1][0] if found else since
        return zipped(f'{{"checkpoint":{{"seq":{last}}},"documents":[{",".join(row[1] for row in found)}]}}')

    @app.post("/rx/push")
    def rx_push() -> Response:
        connection = connect()
        connection.execute("BEGIN IMMEDIATE")
        written = [(row["id"], json.dumps(row, ensure_ascii=False)) for row in body_of_request()]
        connection.executemany("DELETE FROM rx_row WHERE id = ?", [(row_id,) for row_id, _ in written])
        connection.executemany("INSERT INTO rx_row (id, body) VALUES (?, ?)", written)
        connection.execute("COMMIT")
        connection.close()
        tell("rx")
        return zipped("[]")

    def tell(event: str) -> None:
        with lock:
            for listener in listeners:
                listener.put(event)

    @app.get("/events")
    def events() -> Response:
        mine: queue.Queue[str] = queue.Queue()
        with lock:
            listeners.append(mine)

        def stream() -> Iterator[str]:
            yield ": open\n\n"
            try:
                while True:
                    yield f"data: {mine.get()}\n\n"
            finally:
                with lock:
                    listeners.remove(mine)

        return Response(stream(), mimetype="text/event-stream")

    @app.get("/<path:name>")
    def page(name: str) -> Response:
        return send_from_directory(pages, name)

    return app


def app() -> Flask:
    return make_app(Path(os.environ["BENCH_FOLDER"]))
