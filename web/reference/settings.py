"""The table of every setting, from the settings' own descriptions."""

from pydantic import SecretStr

from web.settings import Settings

HEAD = """# Settings

Read once from the environment; `make run` and every command of `shifu` obey them. Made by
`python -m web.reference`.

| variable | default | what it does |
|---|---|---|
"""


def text() -> str:
    """The text of `docs/settings.md`."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        rows.append(
            f"| `SHIFU_{name.upper()}` | {f'`{default}`' if default != '' else ''} | {field.description} |\n"
        )
    return HEAD + "".join(rows)
