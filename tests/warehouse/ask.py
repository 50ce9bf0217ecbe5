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
    "Q4": [0, 1, 2, 3, 4, 5, 6],
    "Q5": [0, 1, 2, 3, 4],
    "Q6": [0, 1, 2, 3],
    "Q7": [0, 2, 3],
    "Q8": [0, 1, 2, 3, 4, 5],
    "Q9": [0, 1, 2, 3, 4, 5, 6],
    "Q10": [0, 1, 2, 3, 4, 5],
    "Q11": [0, 1, 3, 4, 5],
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


class DuckDB:
    def __init__(self, files, asked):
        self.engine = duckdb.connect()
        for file in files:
            self.engine.execute(f"CREATE TABLE {file.stem} AS SELECT * FROM '{file}'")
        self.engine.execute(f"CREATE TABLE asked AS {asked}")

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
        self.engine.query(f"CREATE TABLE asked ENGINE = Memory AS {asked}")

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


def ask(name, engine, questions, answers):
    """Every question of one engine; how many it answers otherwise than the app."""
    failed = 0
    for question, sql in questions.items():
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
    failed = len(set(COLUMNS) ^ set(questions))
    if failed:
        print(f"not ok - the questions are {sorted(questions)}")
    lines, columns = unpacked(folder, "ndjson"), unpacked(folder, "parquet")
    failed += ask("DuckDB, of lines", DuckDB(lines, asked), questions, answers["answers"])
    failed += ask("DuckDB, of Parquet", DuckDB(columns, asked), questions, answers["answers"])
    if chdb:
        failed += ask("ClickHouse, of Parquet", ClickHouse(columns, asked), questions, answers["answers"])
    else:
        print("ClickHouse does not install here and was not asked")
    return failed


sys.exit(1 if main(pathlib.Path(sys.argv[1])) else 0)
