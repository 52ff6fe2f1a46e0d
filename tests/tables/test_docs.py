from tests.tables.table_docs import MARK, PAGE, generated


def test_the_documented_columns_are_those_of_the_schema() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(MARK)[2] == generated()
