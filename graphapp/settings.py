"""Every setting, declared once: environment, command line and ``docs/settings.md`` derive from it.

A value comes from what the caller overrides (the command line), else from the environment
(``GRAPHAPP_`` and the name in capitals), else from the default. Blank counts as not given.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphapp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "GRAPHAPP_"
ENGINES = ("ladybug", "neo4j")
LANGUAGES = ("vi", "en")


def default_home() -> Path:
    """Return where the platform keeps a user's data of a program."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "graphapp"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/graphapp"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "graphapp"


@dataclass(frozen=True)
class Setting:
    """How one setting is called and read. ``vi`` and ``en`` are its help; ``rule`` what it takes.

    ``secret``: never shown and never given on a command line, where other users would see it.
    """

    name: str
    read: Callable[[str], Any]
    default: Any
    rule: str
    vi: str
    en: str
    choices: tuple[str, ...] = ()
    secret: bool = False

    @property
    def env(self) -> str:
        """Return the name of the environment variable."""
        return PREFIX + self.name.upper()

    @property
    def option(self) -> str:
        """Return the name of the command line's option."""
        return "--" + self.name.replace("_", "-")


def _declare(  # noqa: PLR0913 - a declaration names everything there is to say
    read: Callable[[str], Any],
    default: Any,  # noqa: ANN401 - of the setting's own type
    *,
    rule: str,
    vi: str,
    en: str,
    choices: tuple[str, ...] = (),
    secret: bool = False,
) -> Any:  # noqa: ANN401 - stands for a field of the setting's own type, as dataclasses.field does
    about = {
        "read": read, "default": default, "rule": rule,
        "vi": vi, "en": en, "choices": choices, "secret": secret,
    }  # fmt: skip
    if callable(default):
        return field(default_factory=default, metadata=about, repr=not secret)
    return field(default=default, metadata=about, repr=not secret)


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return read


def _number(low: int, high: int, default: int, *, vi: str, en: str) -> Any:  # noqa: ANN401 - see _declare
    return _declare(_between(low, high), default, rule=f"{low}–{high}", vi=vi, en=en)


def _seconds(default: float, *, vi: str, en: str) -> Any:  # noqa: ANN401 - see _declare
    def read(text: str) -> float:
        seconds = float(text)
        if not 0 <= seconds <= 86_400:  # noqa: PLR2004 - a day; also refuses nan and inf
            raise ValueError(text)
        return seconds

    return _declare(read, default, rule="0–86400", vi=vi, en=en)


def _hours(default: float, *, vi: str, en: str) -> Any:  # noqa: ANN401 - see _declare
    def read(text: str) -> float:
        hours = float(text)
        if not 0 < hours <= 720:  # noqa: PLR2004 - a month; also refuses nan and inf
            raise ValueError(text)
        return hours

    return _declare(read, default, rule="0–720", vi=vi, en=en)


def _choice(choices: tuple[str, ...], default: str, *, vi: str, en: str) -> Any:  # noqa: ANN401 - see _declare
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return _declare(read, default, rule=", ".join(choices), vi=vi, en=en, choices=choices)


def _text(default: str, *, vi: str, en: str, secret: bool = False) -> Any:  # noqa: ANN401 - see _declare
    return _declare(str, default, rule="", vi=vi, en=en, secret=secret)


def _path(default: Any, *, vi: str, en: str) -> Any:  # noqa: ANN401 - see _declare
    return _declare(lambda text: Path(text).expanduser().absolute(), default, rule="", vi=vi, en=en)


@dataclass(frozen=True)
class Settings:
    """What the program is told. Each field declares its help in Vietnamese and English."""

    home: Path = _path(  # noqa: RUF009 - returns a dataclass field
        default_home,
        vi="Thư mục dữ liệu: sổ cái, đồ thị và khóa nằm ở đây.",
        en="The data folder: ledger, graph and lock live here.",
    )
    engine: str = _choice(
        ENGINES,
        "ladybug",
        vi="Cơ sở dữ liệu đồ thị: ladybug nằm ngay trong chương trình, neo4j là một máy chủ.",
        en="The graph engine: ladybug is part of the program, neo4j is a server.",
    )
    neo4j_uri: str = _text(
        "neo4j://127.0.0.1:7687", vi="Địa chỉ máy chủ Neo4j.", en="Address of the Neo4j server."
    )
    neo4j_user: str = _text(
        "",
        vi="Tên đăng nhập Neo4j; để trống nếu máy chủ không hỏi.",
        en="Neo4j user; blank where the server asks for none.",
    )
    neo4j_password: str = _text(
        "",
        vi="Mật khẩu Neo4j; chỉ nhận từ biến môi trường.",
        en="Neo4j password; taken from the environment only.",
        secret=True,
    )
    neo4j_database: str = _text(
        "neo4j", vi="Tên cơ sở dữ liệu trên Neo4j.", en="Name of the database on Neo4j."
    )
    buffer_pool_mb: int = _number(
        64,
        1_048_576,
        1024,
        vi="Bộ nhớ đệm của ladybug, tính bằng MB.",
        en="Memory that ladybug may use for its pages, in MB.",
    )
    host: str = _text(
        "127.0.0.1",
        vi="Địa chỉ mà trang web lắng nghe; mặc định chỉ máy này.",
        en="Address on which the site listens; by default this machine alone.",
    )
    port: int = _number(
        0,
        65_535,
        8020,
        vi="Cổng của trang web; 0 là bất kỳ cổng nào còn trống.",
        en="Port of the site; 0 takes any free one.",
    )
    policy: Path | None = _path(  # noqa: RUF009 - returns a dataclass field
        None,
        vi="Tệp quy định ai phải phụ trách đối tượng nào; để trống thì dùng bản kèm chương trình.",
        en="File of the policy: who must answer for what; blank uses the one that comes along.",
    )
    lang: str = _choice(LANGUAGES, "vi", vi="Ngôn ngữ.", en="Language.")
    table_rows: int = _number(
        10, 10_000, 200, vi="Số dòng của một trang bảng.", en="Rows on one page of a table."
    )
    search_rows: int = _number(
        1, 1_000, 50, vi="Số kết quả tìm kiếm nhiều nhất.", en="Most results of a search."
    )
    network_neighbours: int = _number(
        5,
        2_000,
        200,
        vi="Số nút liền kề nhiều nhất hiện ra khi mở một nút của mạng lưới; luôn ghi số bị ẩn.",
        en="Most neighbours shown when a node of the network is opened; how many are hidden is "
        "always said.",
    )
    network_nodes: int = _number(
        10, 10_000, 2_000, vi="Số nút nhiều nhất của một sơ đồ mạng lưới.",
        en="Most nodes of one picture of the network.",
    )  # fmt: skip
    network_paths: int = _number(
        1,
        200,
        20,
        vi="Số đường nối giữa hai nút được vẽ nhiều nhất, đường ít bước trước.",
        en="Most paths between two nodes that are drawn, those of fewest links first.",
    )
    csv_max_bytes: int = _number(
        1,
        2**50,
        5_000_000_000,
        vi="Dung lượng lớn nhất của một tệp CSV, tính bằng byte.",
        en="Largest CSV file that is read, in bytes.",
    )
    xlsx_max_cells: int = _number(
        1,
        17_179_869_184,
        2_000_000,
        vi="Số ô nhiều nhất của một tệp XLSX.",
        en="Most cells of an XLSX file.",
    )
    xlsx_max_ratio: int = _number(
        2,
        100_000,
        100,
        vi="Tệp XLSX được bung ra gấp nhiều nhất bao nhiêu lần.",
        en="How many times its size an XLSX file may unpack to.",
    )
    upload_max_bytes: int = _number(
        1,
        2**50,
        500_000_000,
        vi="Tổng dung lượng lớn nhất của một lần tải tệp lên trang, tính bằng byte.",
        en="Most bytes that the site takes in one upload of files.",
    )
    upload_files: int = _number(
        1, 500, 50, vi="Số tệp nhiều nhất của một lần tải lên.", en="Most files of one upload."
    )
    upload_hours: float = _hours(
        24.0,
        vi="Giữ tệp đã tải lên bao lâu nếu không ai làm gì tiếp, tính bằng giờ; sau đó tệp bị xóa.",
        en="How long uploaded files are kept while nobody goes on with them, in hours; then they "
        "are removed.",
    )
    query_seconds: float = _seconds(
        10.0,
        vi="Thời gian nhiều nhất cho một câu hỏi tới đồ thị, tính bằng giây.",
        en="Longest time for one query of the graph, in seconds.",
    )
    busy_wait_seconds: float = _seconds(
        2.0,
        vi="Chờ bao lâu khi tiến trình khác đang giữ thư mục dữ liệu, tính bằng giây.",
        en="How long to wait while another process holds the data folder, in seconds.",
    )


def declared() -> tuple[Setting, ...]:
    """Return every setting, in the order of the declaration."""
    return tuple(Setting(name=f.name, **f.metadata) for f in fields(Settings))


def from_environment(
    overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """Build the settings; an override that is None or blank counts as not given.

    Raises:
        UsageError: a value is not one that the setting takes, or an override names no setting.
    """
    given = {name: value for name, value in (overrides or {}).items() if value not in (None, "")}
    around = os.environ if environ is None else environ
    known = {setting.name: setting for setting in declared()}
    for name in given:
        if name not in known:
            raise UsageError("settings.unknown", name=name)
    chosen: dict[str, Any] = {}
    for name, setting in known.items():
        value = given.get(name, around.get(setting.env) or None)
        if value is not None:
            chosen[name] = _read(setting, str(value), by=name if name in given else setting.env)
    return Settings(**chosen)


def _read(setting: Setting, text: str, *, by: str) -> Any:  # noqa: ANN401 - of the setting's own type
    try:
        return setting.read(text.strip())
    except (ValueError, OverflowError):
        shown = "…" if setting.secret else text
        raise UsageError("settings.bad_value", name=by, value=shown, rule=setting.rule) from None
