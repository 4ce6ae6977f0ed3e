"""Reads every setting once, from the environment; nothing else of ours reads it.

`docs/settings.md` is made from these descriptions by `python -m web.reference`.
"""

import os
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Lang = Literal["zh", "en"]


class Settings(BaseSettings):
    """What an administrator may change; each is `SHIFU_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="SHIFU_", frozen=True, extra="ignore")

    var: Annotated[Path, Field(description="folder of everything that is made at run time")] = Path("var")
    database_url: Annotated[
        str, Field(description="`sqlite:///…` or `postgresql://…`; empty: `shifu.sqlite` in `var`")
    ] = ""
    database_pool: Annotated[int, Field(ge=1, le=200, description="connections kept open by a process")] = 10
    host: Annotated[str, Field(description="address that the server listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535, description="port that the server listens on")] = 8000
    supplier_port: Annotated[
        int, Field(ge=1, le=65535, description="port of the demonstration's supplier process")
    ] = 8010
    public_url: Annotated[
        str, Field(description="address that people and suppliers use; empty: made from host and port")
    ] = ""
    nats_url: Annotated[
        str, Field(description="NATS server that tells several nodes of new events; empty: one node")
    ] = ""
    lang: Annotated[Lang, Field(description="language where a person has not chosen one")] = "zh"
    demo: Annotated[bool, Field(description="whether the demonstration's pages and scenes are served")] = (
        False
    )
    access_token_s: Annotated[int, Field(ge=60, le=3600, description="life of an access token")] = 900
    refresh_token_days: Annotated[
        int, Field(ge=1, le=90, description="how long a person stays signed in without using the page")
    ] = 14
    login_attempts: Annotated[
        int, Field(ge=1, le=100, description="wrong passwords that a login may try in `login_window_s`")
    ] = 8
    login_window_s: Annotated[
        int, Field(ge=1, le=86_400, description="window in which wrong passwords are counted")
    ] = 300
    photo_max_bytes: Annotated[
        int, Field(ge=100_000, le=100_000_000, description="largest photo that is accepted")
    ] = 30_000_000
    search_encoder: Annotated[
        str, Field(description="text encoder of the search: `paired`, `universal` or `minilm`")
    ] = "paired"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Field(description="least that is written to the log")
    ] = "info"
    log_form: Annotated[
        Literal["lines", "sentences"],
        Field(
            description="`lines` for machines on standard error; `sentences` for a person, with the lines"
            " in `var/logs` (as `make run` does)"
        ),
    ] = "lines"
    trusted_proxy: Annotated[
        str, Field(description="addresses of proxies whose X-Forwarded-For is believed; empty: none")
    ] = ""
    cookie_secure: Annotated[
        bool | None,
        Field(
            description="whether the sign-in cookie is kept off plain http; not set: if"
            " `SHIFU_PUBLIC_URL` begins with https"
        ),
    ] = None
    init_password: Annotated[
        SecretStr, Field(description="password of the first administrator for `shifu init`; empty: made up")
    ] = SecretStr("")

    @property
    def database(self) -> str:
        """The database's url."""
        return self.database_url or f"sqlite:///{(self.var / 'shifu.sqlite').resolve()}"

    @property
    def address(self) -> str:
        """Where people reach the pages, without a slash at the end."""
        shown = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else self.host  # noqa: S104
        return (self.public_url or f"http://{shown}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether the sign-in cookie is kept off plain http."""
        https = urlsplit(self.address).scheme == "https"
        return https if self.cookie_secure is None else self.cookie_secure

    @property
    def suppliers_url(self) -> str:
        """Where the demonstration's suppliers listen, without a slash at the end."""
        return f"http://127.0.0.1:{self.supplier_port}"


def read() -> Settings:
    """The settings of this process."""
    return Settings()


def known_lang() -> Lang:
    """The language of this process, even where another setting cannot be."""
    given, default = os.environ.get("SHIFU_LANG", ""), Settings.model_fields["lang"].default
    return next((lang for lang in get_args(Lang) if lang == given), default)
