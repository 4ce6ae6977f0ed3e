"""What is generated from our models is what stands in the tree."""

from web import settings_table, typegen


def test_the_client_s_types_are_current() -> None:
    """`python -m web.typegen` would change nothing."""
    for path, text in typegen.files().items():
        assert path.read_text(encoding="utf-8") == text, f"run python -m web.typegen: {path.name}"


def test_the_settings_table_is_current() -> None:
    """Every setting is documented, as its own description says."""
    assert settings_table.FILE.read_text(encoding="utf-8") == settings_table.table()
