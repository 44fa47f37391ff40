"""Tables of mutants fit the code, and the runner tells a killed mutant from a surviving one."""

import pytest

from tests.mutants import __main__ as runner
from tests.mutants import tables
from tests.mutants.tables import ROOT, Mutant, MutantError, read_table, table_names

FILE = "resolutions/text/numerals.py"
TESTS = "# tests: tests/text\n"


def mutant(old: str, new: str, file: str = FILE) -> Mutant:
    return Mutant("table", 2, file, old, new, ("tests/text",))


@pytest.mark.parametrize("name", table_names())
def test_every_row_fits_the_code_as_it_is(name):
    rows = read_table(name)
    assert rows and all(row.apply(ROOT) != (ROOT / row.file).read_text() for row in rows)
    assert all((ROOT / path.partition("::")[0]).exists() for path in rows[0].tests)


@pytest.mark.parametrize(
    "row, problem",
    [
        (mutant("no such text in this file", ""), "occurs 0 times"),
        (mutant("\n", ""), r"occurs \d+ times"),
        (mutant("import", "export", "no/such/file.py"), "occurs 0 times"),
        (mutant('"""Chinese', "(((Chinese", "broken.py"), "unterminated"),
    ],
)
def test_a_row_that_does_not_fit_is_an_error(row, problem, tmp_path):
    (tmp_path / "broken.py").write_text('"""Chinese numerals."""\n')
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text((ROOT / FILE).read_text())
    with pytest.raises(MutantError, match=problem):
        row.apply(tmp_path)


@pytest.mark.parametrize(
    "text, problem",
    [
        ("a.py\tb\tc\n", "the first line must be"),
        (TESTS + "a.py\tb\n", "2 columns, not 3"),
        (TESTS + "a.py\tb\tc\td\n", "4 columns, not 3"),
    ],
)
def test_a_broken_table_is_an_error(text, problem, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    (tmp_path / "broken.tsv").write_text(text)
    with pytest.raises(MutantError, match=problem):
        read_table("broken")


def test_a_table_names_its_tests_and_escapes_its_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    (tmp_path / "text.tsv").write_text("# tests: tests/text tests/sources\n\n# a remark\na.py\tif a:\\n\\treturn\t\n")
    (row,) = read_table("text")
    assert (row.number, row.file, row.old, row.new) == (4, "a.py", "if a:\n\treturn", "")
    assert row.tests == ("tests/text", "tests/sources")


@pytest.mark.parametrize("survivors, code", [(0, 0), (1, 0), (2, 1)])
def test_more_than_a_tenth_of_survivors_is_a_failure(survivors, code, capsys):
    rows = [mutant(str(number), "") for number in range(10)]
    assert runner.report({row: number >= survivors for number, row in enumerate(rows)}) == code
    assert capsys.readouterr().out.count("  survived  table.tsv:2") == survivors
