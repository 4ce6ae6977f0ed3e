"""Writes docs/settings.md from the settings' own descriptions: `python -m web.settings_table`."""

from pathlib import Path

from pydantic import SecretStr

from web.settings import Settings

FILE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = """# Settings

Read once from the environment; `make run` and every command of `shifu` obey them. Made by
`python -m web.settings_table`.

| variable | default | what it does |
|---|---|---|
"""


def table() -> str:
    """The file's text."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        rows.append(
            f"| `SHIFU_{name.upper()}` | {f'`{default}`' if default != '' else ''} | {field.description} |\n"
        )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
