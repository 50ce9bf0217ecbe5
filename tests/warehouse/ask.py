"""Asks an engine what docs/warehouse.md writes down, of an export (argument 1), and holds the rows against the app's answers.

The export holds the tables as <table>.ndjson and answers.json: of each question its columns and rows as the app tells them.
"""

import json
import pathlib
import re
import sys

import duckdb

# Names of columns in SQL, and where the app tells the same (its tables have more to read than to compare).
COLUMNS = {
    "Q1": [0, 1, 2, 3, 4, 5, 6, 7, 8],
    "Q2": [0, 1, 2, 3, 4, 5, 6],
    "Q3": [0, 1, 2, 3, 4],
    "Q5": [0, 1, 2, 3, 4],
    "Q6": [0, 1, 2, 3],
    "Q7": [0, 2, 3],
    "Q9": [0, 1, 2, 3, 4, 5, 6],
    "Q10": [0, 1, 2, 3, 4, 5],
    "Q11": [0, 1, 3, 4, 5],
    "Q12": [0, 1, 2, 3],
    "Q13": [0, 1, 2, 3, 4],
    "Q14": [0, 1, 2, 4],
    "Q17": [0, 1, 2, 3, 4, 5],
    "Q18": [0, 1, 2, 3, 4, 5, 6, 7],
    "Q20": [0, 1, 2, 3],
}


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def same(asked, told):
    """A field of the engine beside the app's: figures agree to the places told, a manager is named by his id at the end."""
    if asked is None:
        return told == ""
    if number(told) is not None and not isinstance(asked, str):
        places = len(told.partition(".")[2])
        return abs(float(asked) - number(told)) < 0.501 * 10**-places
    return told == asked or told.split(" ")[-1] == asked


def place(row):
    """Where a row stands among others, whoever tells it."""
    return [str(row[0]).split(" ")[-1], str(row[1])]


def main(folder):
    engine = duckdb.connect()
    for table in sorted(folder.glob("*.ndjson")):
        engine.execute(f"CREATE TABLE {table.stem} AS SELECT * FROM read_json('{table}', format = 'newline_delimited')")
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    engine.execute("CREATE TABLE asked AS SELECT ? AS first, ? AS last, CAST(? AS DATE) AS today", [answers[it] for it in ("first", "last", "today")])
    document = (pathlib.Path(__file__).parents[2] / "docs/warehouse.md").read_text(encoding="utf-8")
    questions = dict(re.findall(r"^### (Q\d+).*?```sql\n(.*?)```", document, re.M | re.S))
    failed = len(set(COLUMNS) ^ set(questions))
    if failed:
        print(f"not ok - the questions are {sorted(questions)}")
    for name, sql in questions.items():
        rows = sorted(engine.execute(sql).fetchall(), key=place)
        told = sorted(([it[at] for at in COLUMNS[name]] for it in answers["answers"][name]), key=place)
        wrong = [pair for pair in zip(rows, told) if not all(map(same, *pair))]
        is_good = len(rows) == len(told) > 0 and not wrong
        print(f"{'ok' if is_good else 'not ok'} - {name}: {len(rows)} rows of the engine, {len(told)} of the app")
        for pair in wrong[:3]:
            print(f"  # {pair[0]} is not {pair[1]}")
        failed += not is_good
    return failed


sys.exit(1 if main(pathlib.Path(sys.argv[1])) else 0)
