"""Asks engines what docs/warehouse.md writes down, of an export (argument 1), and holds the rows against the app's answers.

The export holds the archives the app gives, ndjson.zip and parquet.zip, and answers.json: of each question its rows as the app tells
them. DuckDB is asked of both forms, ClickHouse of Parquet where its package is installed.
"""

import json
import pathlib
import re
import sys
import zipfile

import duckdb

try:
    import chdb.session
except ImportError:
    chdb = None

DOCUMENT = pathlib.Path(__file__).parents[2] / "docs/warehouse.md"

# Names of columns in SQL, and where the app tells the same (its tables have more to read than to compare).
COLUMNS = {
    "Q1": [0, 1, 2, 3, 4, 5, 6, 7, 8],
    "Q2": [0, 1, 2, 3, 4, 5, 6],
    "Q3": [0, 1, 2, 3, 4],
    "Q4": [0, 1, 2, 3, 4, 5, 6, 7],
    "Q5": [0, 1, 2, 3, 4],
    "Q6": [0, 1, 2, 3],
    "Q7": [0, 2, 3],
    "Q8": [0, 1, 2, 3, 4, 5],
    "Q9": [0, 1, 2, 3, 4, 5, 6],
    "Q10": [0, 1, 2, 3, 4, 5],
    "Q11": [0, 1, 3, 4, 5, 6],
    "Q12": [0, 1, 2, 3],
    "Q13": [0, 1, 2, 3, 4],
    "Q14": [0, 1, 2, 4],
    "Q15": [0, 1, 2, 3, 4, 5, 6, 7],
    "Q16": [0, 1, 2, 3, 4, 5],
    "Q17": [0, 1, 2, 3, 4, 5],
    "Q18": [0, 1, 2, 3, 4, 5, 6, 7],
    "Q20": [0, 1, 2, 3],
}
ASKED = "SELECT '{first}' AS first, '{last}' AS last, CAST('{today}' AS DATE) AS today, '{item}' AS item"


def company(folder):
    """Two tables the company would bring for Q19: made up, but of the customers and weeks of the export."""
    lines = lambda name: [json.loads(it) for it in (folder / f"ndjson/{name}.ndjson").read_text(encoding="utf-8").splitlines()]
    weeks = sorted(it["week"] for it in lines("week"))
    customers = {it["customer"]: (it["format"] or "", it["tier"] or 0) for it in lines("customer")}
    codes = sorted(customers)
    orders = [(code, week, (7 * at + 3 * number * number) % 50 + at % 5) for at, code in enumerate(codes) for number, week in enumerate(weeks)]
    intervention = [(code, weeks[4 + at % 2]) for at, code in enumerate(codes) if at % 3 == 0]
    return weeks, customers, orders, intervention


def helped(weeks, customers, orders, intervention):
    """Q19 in the plainest way."""
    volume = {(code, weeks.index(week)): it for code, week, it in orders}
    mean = lambda all: sum(all) / len(all) if all else None

    def change(code, n):
        ends = [mean([volume[code, at] for at in all if (code, at) in volume]) for all in (range(n + 1, n + 5), range(n - 4, n))]
        return None if None in ends else ends[0] - ends[1]

    rows = []
    for code, week in intervention:
        n = weeks.index(week)
        touched = {other for other, at in intervention if abs(weeks.index(at) - n) <= 4}
        peers = [change(it, n) for it in customers if it not in touched and customers[it] == customers[code]]
        own, others = change(code, n), mean([it for it in peers if it is not None])
        rows.append((code, week, own, others, None if None in (own, others) else own - others))
    return sorted(rows)


def ask_help(name, engine, sql, made):
    """Q19 of one engine; whether it answers otherwise than plain Python."""
    told = helped(*made)
    try:
        rows = sorted(tuple(it) for it in engine.rows(sql))
    except Exception as why:
        print(f"not ok - Q19 in {name}\n  # {why}")
        return 1
    close = lambda a, b: a == b or (number(a) is not None and number(b) is not None and abs(float(a) - float(b)) < 1e-6)
    wrong = [pair for pair in zip(rows, told) if not all(map(close, *pair))]
    is_good = len(rows) == len(told) and not wrong and any(it[4] is not None for it in told)
    print(f"{'ok' if is_good else 'not ok'} - Q19 in {name}: {len(rows)} rows of the engine, {len(told)} of plain Python")
    for pair in wrong[:3]:
        print(f"  # {pair[0]} is not {pair[1]}")
    return not is_good


def values(rows):
    return ", ".join("(" + ", ".join(f"'{it}'" if isinstance(it, str) else str(it) for it in row) + ")" for row in rows)


class DuckDB:
    def __init__(self, files, asked):
        self.engine = duckdb.connect()
        for file in files:
            self.engine.execute(f"CREATE TABLE {file.stem} AS SELECT * FROM '{file}'")
        self.asked(asked)

    def asked(self, asked):
        self.engine.execute(f"CREATE OR REPLACE TABLE asked AS {asked}")

    def bring(self, orders, intervention):
        self.engine.execute(f"CREATE TABLE orders AS SELECT * FROM (VALUES {values(orders)}) AS o(customer, week, volume)")
        self.engine.execute(f"CREATE TABLE intervention AS SELECT * FROM (VALUES {values(intervention)}) AS i(customer, week)")

    def rows(self, sql):
        return self.engine.execute(sql).fetchall()


class ClickHouse:
    """Set as docs/warehouse.md says, its names of two functions included."""

    def __init__(self, files, asked):
        self.engine = chdb.session.Session()
        self.engine.query(re.search(r"^SET .*;$", DOCUMENT.read_text(encoding="utf-8"), re.M)[0])
        self.engine.query("CREATE DATABASE star ENGINE = Atomic")
        self.engine.query("USE star")
        for file in files:
            self.engine.query(f"CREATE TABLE {file.stem} ENGINE = Memory AS SELECT * FROM file('{file}', Parquet)")
        self.asked(asked)

    def asked(self, asked):
        self.engine.query("DROP TABLE IF EXISTS asked")
        self.engine.query(f"CREATE TABLE asked ENGINE = Memory AS {asked}")

    def bring(self, orders, intervention):
        self.engine.query("CREATE TABLE orders (customer String, week String, volume Float64) ENGINE = Memory")
        self.engine.query(f"INSERT INTO orders VALUES {values(orders)}")
        self.engine.query("CREATE TABLE intervention (customer String, week String) ENGINE = Memory")
        self.engine.query(f"INSERT INTO intervention VALUES {values(intervention)}")

    def rows(self, sql):
        sql = re.sub(r"quantile_cont\((\w+), ([0-9.]+)\)", r"quantileExactInclusive(\2)(\1)", sql)
        sql = re.sub(r"bit_count\(xor\(([\w.]+), ([\w.]+)\)\)", r"bitHammingDistance(\1, \2)", sql)
        return json.loads(str(self.engine.query(sql.strip(), "JSONCompact")))["data"]


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def same(asked, told):
    """A field of the engine beside the app's: figures agree to the places told, a manager is named by his id at the end."""
    if asked is None:
        return told == ""
    if number(told) is not None and number(asked) is not None and not told.startswith("00"):
        places = len(told.partition(".")[2])
        return abs(float(asked) - number(told)) < 0.501 * 10**-places
    return told == asked or told.split(" ")[-1] == asked


def place(row):
    """Where a row stands among others, whoever tells it."""
    return [str(row[0]).split(" ")[-1], str(row[1])]


def unpacked(folder, form):
    """The tables of an archive as files."""
    with zipfile.ZipFile(folder / f"{form}.zip") as archive:
        archive.extractall(folder / form)
    return sorted((folder / form).glob(f"*.{form}"))


def ask(name, engine, questions, file):
    """Every question of one engine; how many it answers otherwise than the app."""
    failed, answers = 0, file["answers"]
    for question, sql in questions.items():
        engine.asked(ASKED.format(**{**file, "last": file["until"].get(question, file["last"])}))
        told = sorted(([it[at] for at in COLUMNS[question]] for it in answers[question]), key=place)
        try:
            rows = sorted(engine.rows(sql), key=place)
        except Exception as why:
            print(f"not ok - {question} in {name}\n  # {why}")
            failed += 1
            continue
        wrong = [pair for pair in zip(rows, told) if not all(map(same, *pair))]
        is_good = len(rows) == len(told) > 0 and not wrong
        print(f"{'ok' if is_good else 'not ok'} - {question} in {name}: {len(rows)} rows of the engine, {len(told)} of the app")
        for pair in wrong[:3]:
            print(f"  # {pair[0]} is not {pair[1]}")
        failed += not is_good
    return failed


def main(folder):
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    asked = ASKED.format(**answers)
    questions = dict(re.findall(r"^### (Q\d+).*?```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S))
    help_sql = questions.pop("Q19", "")
    failed = len(set(COLUMNS) ^ set(questions))
    if failed:
        print(f"not ok - the questions are {sorted(questions)}")
    lines, columns = unpacked(folder, "ndjson"), unpacked(folder, "parquet")
    engines = {"DuckDB, of lines": DuckDB(lines, asked), "DuckDB, of Parquet": DuckDB(columns, asked)}
    if chdb:
        engines["ClickHouse, of Parquet"] = ClickHouse(columns, asked)
    else:
        print("ClickHouse does not install here and was not asked")
    made = company(folder)
    for name, engine in engines.items():
        failed += ask(name, engine, questions, answers)
        engine.bring(*made[2:])
        failed += ask_help(name, engine, help_sql, made)
    return failed


sys.exit(1 if main(pathlib.Path(sys.argv[1])) else 0)
