"""Says what a machine lacks, before anything is installed. Nothing but the standard library is here."""

import importlib.util
import re
import socket
import sys

NEEDED = (3, 11)
LAST_PORT = 65535


def stop(zh: str, en: str) -> None:
    """Say it in both languages and end."""
    sys.exit(f"{zh}\n{en}")


def python() -> None:
    """Python's version, and the parts that Debian packs apart."""
    if sys.version_info < NEEDED:
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            f"需要 Python 3.11 或更新的版本，这里是 {found}。请安装后再运行。",
            f"Python 3.11 or newer is needed; this is {found}. Install it and run this again.",
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        stop(
            "缺少 venv 和 ensurepip。请安装后再运行：apt-get install python3-venv",
            "venv and ensurepip are missing. Install them and run this again: apt-get install python3-venv",
        )


def port(name: str, given: str) -> None:
    """Whether it is a port, and free; `name` is what chooses another one."""
    number = int(given) if re.fullmatch("[0-9]{1,5}", given) else 0
    if not 1 <= number <= LAST_PORT:
        stop(
            f"{name} 要写成 1 到 {LAST_PORT} 之间的数字，不能是“{given}”，什么都没有做。"
            f"例如：make run {name}=8100",
            f"{name} must be a number from 1 to {LAST_PORT}, not “{given}”; nothing was done. For example: "
            f"make run {name}=8100",
        )
    other = f"make run {name}={number + 1 if number < LAST_PORT else number - 1}"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            stop(
                f"端口 {number} 已被别的程序占用，什么都没有做。请停掉它，或换一个端口：{other}",
                f"Port {number} is used by another program; nothing was done. Stop it, or: {other}",
            )


def apart(chosen: dict[str, str]) -> None:
    """Whether every process has a port of its own."""
    if len({int(given) for given in chosen.values()}) < len(chosen):
        names = "、".join(chosen), " and ".join(chosen)
        stop(
            f"{names[0]} 不能是同一个端口，什么都没有做。请给它们不同的数字。",
            f"{names[1]} must not be the same port; nothing was done. Give them different numbers.",
        )


if __name__ == "__main__":
    if sys.argv[1] == "python":
        python()
    else:
        chosen = dict(zip(sys.argv[2::2], sys.argv[3::2], strict=True))
        for name, given in chosen.items():
            port(name, given)
        apart(chosen)
