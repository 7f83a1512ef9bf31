"""A province's look-up of our own, on a port of its own: strict, and with faults to plant."""

import asyncio
import gzip
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

USER, PASSWORD, UNIT = "made-up-user", "made-up-password", "H41"

OFFICIAL, REMARK, APPLICANT, PHONE = "Nguyễn Canh Chừng", "ý kiến nội bộ", "Trần Thị Chủ Hồ Sơ", "0900000001"
"""Canaries: every answer holds them, nothing of ours may."""

CANARIES = (OFFICIAL, REMARK, APPLICANT, PHONE)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens in place of the next answer, or before it."""

    status: int = 0
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0
    cut: bool = False
    endless: bool = False


def slow(seconds: float) -> Fault:
    return Fault(wait=seconds)


def page(status: int = 200) -> Fault:
    return Fault(status, b"<!doctype html><title>Khong tim thay</title>", (("Content-Type", "text/html"),))


HTML = page()
TRUNCATED = Fault(200, b'{"TrangThaiHoSo": "\\u0110ang x')
NESTED = Fault(200, b"[" * 100_000)
REDIRECT = Fault(302, headers=(("Location", "/elsewhere"),))
NAMELESS = Fault(200, b'{"TenTTHC": ""}')
GOOD = b'{"TrangThaiHoSo": "4"}'
PACKED = Fault(200, gzip.compress(GOOD), (("Content-Encoding", "gzip"),))
FULL = Fault(200, GOOD.ljust(256 * 1024))
HUGE = Fault(200, GOOD.ljust(256 * 1024 + 1))
ENDLESS = Fault(endless=True)
CUT = Fault(cut=True)


@dataclass(slots=True)
class FakePortal:
    """`async with` it: leaving it fails when it was asked in a way that the province does not know."""

    dossiers: dict[str, Any] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    calls: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    log_ins: int = 0
    keeps_sessions: bool = True
    down: Fault | None = None
    authorization: str = ""
    port: int = 0
    held: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def plant(self, *faults: Fault) -> None:
        self.faults.extend(faults)

    async def __aenter__(self) -> Self:
        self.held.set()
        app = web.Application()
        app.router.add_get("/public", self._public)
        app.router.add_get("/igate", self._igate)
        app.router.add_post("/mapi/login", self._log_in)
        app.router.add_post("/mapi/g", self._look_up)
        app.router.add_route("*", "/{elsewhere:.*}", self._elsewhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self.held.set()
        await self._runner.cleanup()
        if kind is None:
            assert not self.violations, self.violations

    async def _public(self, request: web.Request) -> web.StreamResponse:
        return await self._by_code(request, "maHoSo")

    async def _igate(self, request: web.Request) -> web.StreamResponse:
        return await self._by_code(request, "code")

    async def _by_code(self, request: web.Request, parameter: str) -> web.StreamResponse:
        self._expect(set(request.query) == {parameter}, f"query {sorted(request.query)}")
        self._expect(request.headers.get("Accept") == "application/json", "Accept")
        self._expect(request.headers.get("Authorization", "") == self.authorization, "Authorization")
        code = request.query.get(parameter, "")
        self.calls.append(code)
        if (struck := await self._struck(request)) is not None:
            return struck
        if code not in self.dossiers:
            return web.json_response({"message": "not found"}, status=404)
        return web.json_response(self.dossiers[code])

    async def _log_in(self, request: web.Request) -> web.StreamResponse:
        body = await self._object(request, {"username", "password"})
        self.log_ins += 1
        if (body["username"], body["password"]) != (USER, PASSWORD):
            return web.json_response({"error_code": "1", "result": "refused"})
        session = f"session-{self.log_ins}"
        if self.keeps_sessions:
            self.sessions.add(session)
        return web.json_response({"error_code": "0", "result": "", "session": session})

    async def _look_up(self, request: web.Request) -> web.StreamResponse:
        body = await self._object(request, {"session", "service", "donViXuLy", "mahoso"})
        self._expect((body["service"], body["donViXuLy"]) == ("TraCuuHoSo", UNIT), "service or unit")
        self.calls.append(body["mahoso"])
        if (struck := await self._struck(request)) is not None:
            return struck
        if body["session"] not in self.sessions:
            return web.json_response({"error_code": "99", "message": "session"})
        found = self.dossiers.get(body["mahoso"])
        return web.json_response({"error_code": "0", "data": [found] if found else []})

    async def _elsewhere(self, request: web.Request) -> web.StreamResponse:
        self.violations.append(f"{request.method} {request.path}")
        return web.Response(status=404)

    async def _object(self, request: web.Request, names: set[str]) -> Json:
        body: Json = json.loads(await request.text())
        self._expect(set(body) == names, f"body {sorted(body)}")
        self._expect(request.content_type == "application/json", "Content-Type")
        return body

    async def _struck(self, request: web.Request) -> web.StreamResponse | None:
        """What a planted fault answers; None where the true answer follows."""
        await self.held.wait()
        fault = self.faults.popleft() if self.faults else self.down
        if fault is None:
            return None
        await asyncio.sleep(fault.wait)
        if fault.cut and request.transport:
            request.transport.abort()
        if fault.endless:
            return await self._drip(request)
        if not fault.status:
            return None
        return web.Response(status=fault.status, body=fault.body, headers=dict(fault.headers))

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        """An answer that never ends and never falls silent either."""
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b" ")
            await asyncio.sleep(0.01)

    def _expect(self, holds: bool, what: str) -> None:
        if not holds:
            self.violations.append(what)


def public(**told: Any) -> Json:
    """`ChiTietHoSoPublic` with canaries in it."""
    steps = [
        {"BuocXuLy": "Tiếp nhận", "DonViXuLy": "Bộ phận Một cửa", "ThoiGian": "23/11/2026 08:10:00"},
        {"BuocXuLy": "Thẩm định", "DonViXuLy": "Phòng Kinh tế", "ThoiGian": "24/11/2026 08:30"},
    ]
    return {
        "TenTTHC": "Cấp bản sao trích lục hộ tịch",
        "KieuTiepNhan": "Trực tuyến",
        "TenTruongHop": "",
        "NgayTiepNhan": "23/11/2026",
        "NgayHenTra": "27/11/2026",
        "NgayKetThucHoSo": "",
        "NgayTraKetQua": "",
        "TrangThaiHoSo": "Đang xử lý",
        "ThongTinTienTrinh": [step | {"NguoiXuLy": OFFICIAL, "YKien": REMARK} for step in steps],
    } | told


def mapi(code: str, **told: Any) -> Json:
    """A row of `TraCuuHoSo` with canaries in it."""
    return {
        "MaHoSo": code,
        "MaTTHC": "1.001193",
        "TenDVC": "Đăng ký khai sinh",
        "HoTenNguoiNop": APPLICANT,
        "SoDienThoai": PHONE,
        "GhiChu": REMARK,
        "MaTrangThai": "2",
        "TrangThaiHoSo": "Được tiếp nhận",
        "DonViXuLy": "UBND phường Vinh Phú",
        "MaDonViXuLy": "H41.99",
        "NgayNop": "20261122150000",
        "NgayTiepNhan": "20261123081000",
        "NgayHenTra": "20261127170000",
    } | told


def igate(code: str, **told: Any) -> Json:
    """A dossier of iGate v2 with canaries in it."""
    return {
        "id": "0123456789abcdef01234567",
        "code": code,
        "dossierStatus": {"id": 4, "name": _names("Đang xử lý", "Processing")},
        "applicant": {"data": {"fullname": APPLICANT, "phoneNumber": PHONE}},
        "procedure": {"code": "1.001193", "translate": _names("Đăng ký khai sinh", "Birth registration")},
        "agency": {"id": "1", "name": "UBND phường Vinh Phú", "code": "H41.99"},
        "appliedDate": "2026-11-22T08:00:00.000+0000",
        "acceptedDate": "2026-11-23T01:10:00.000+0000",
        "appointmentDate": "2026-11-26T17:00:00.000+0000",
        "dueDate": "",
        "currentTask": [{"assignee": {"fullname": OFFICIAL}, "comment": REMARK}],
    } | told


def _names(ours: str, english: str) -> list[Json]:
    return [{"languageId": 46, "name": english}, {"languageId": 228, "name": ours}]
