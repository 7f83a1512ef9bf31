"""Files as they must not be: kind, content, then the row, the place and the remedy that are told."""

import gzip
import json
from typing import NamedTuple

from tests.bot.imports.written import csv_text, gzip_bomb, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CODE = "H41.99-261102-0001"


class Broken(NamedTuple):
    kind: str
    content: str | bytes
    row: int
    place: str
    remedy: str


def dossier(row: int = 2, place: str = "", remedy: str = "", /, **cells: str) -> Broken:
    """A dossier whose cells are right but for those given."""
    given = {"Mã hồ sơ": CODE, "Trạng thái": "4"} | cells
    return Broken("dossiers", csv_text(tuple(given), tuple(given.values())), row, place, remedy)


def agency(place: str, remedy: str, /, **cells: str) -> Broken:
    given = {"code": "H41.99", "name": "Một cửa", "kind": "một cửa", "level": "xã"} | cells
    return Broken("agencies", csv_text(tuple(given), tuple(given.values())), 2, place, remedy)


def procedure(place: str, remedy: str, /, **cells: object) -> Broken:
    given = {"code": "1.001193", "name": "Đăng ký khai sinh"} | cells
    return Broken("procedures", json.dumps(given, ensure_ascii=False), 1, place, remedy)


def head(place: str, remedy: str, *names: str) -> Broken:
    return Broken("dossiers", csv_text(names, (CODE, "4", *[""] * (len(names) - 2))), 1, place, remedy)


def whole(content: str | bytes, remedy: str, row: int = 0) -> Broken:
    """A file that cannot be read to its end."""
    return Broken("dossiers", content, row, "", remedy)


D = csv_text(("Mã hồ sơ", "Trạng thái"), (CODE, "4"))
SPLIT = {"Ngày tiếp nhận": "10/11/2026"}

BROKEN = {
    "empty": whole(b"", "Tệp trống"),
    "only a head": whole(csv_text(("Mã hồ sơ", "Trạng thái")), "Hãy điền dữ liệu"),
    "no head": whole("1,2\n3,4\n", "Hãy đặt tên cột"),
    "blank lines": whole("\n\n\n", "Hãy đặt tên cột"),
    "old Excel": whole(OLE, ".xls kiểu cũ"),
    "password": whole(OLE + "EncryptedPackage".encode("utf-16-le"), "bỏ mật khẩu"),
    "web page": whole("<html><table><tr><td>Mã hồ sơ</td></tr></table></html>", "lưu lại dưới dạng .xlsx"),
    "XML spreadsheet": whole("<?xml version='1.0'?><Workbook/>", "lưu lại dưới dạng .xlsx"),
    "PDF": whole(b"%PDF-1.7\n", "mẫu .xlsx"),
    "picture": whole(b"\x89PNG\r\n\x1a\n", "mẫu .xlsx"),
    "document": whole(zipped(word__document_xml=b"<a/>"), "mẫu .xlsx"),
    "zip": whole(zipped(a_csv=D.encode()), "giải nén"),
    "OpenDocument": whole(zipped(content_xml=b"<a/>"), "lưu lại dưới dạng .xlsx"),
    "xlsb": whole(zipped(xl__workbook_bin=b"a"), "lưu lại dưới dạng .xlsx"),
    "cut zip": whole(zipped(xl__workbook_xml=b"<a/>")[:-30], "tải lại"),
    "broken workbook": whole(zipped(xl__workbook_xml=b"<workbook"), "lưu lại dưới dạng .xlsx"),
    "cut gzip": whole(gzip.compress(D.encode() * 99)[:-9], "tải lại"),
    "gzip in gzip": whole(gzip.compress(gzip.compress(b"a")), "giải nén"),
    "bomb": whole(gzip_bomb(9), "IMPORT__MAX_MB"),
    "too large": whole(D + "\n" * 2_200_000, "IMPORT__MAX_MB"),
    "Windows-1258": whole(D.encode() + "Đã trả".encode("cp1258", "ignore") + b"\xd0\xe3,4\n", "CSV UTF-8", 3),
    "UTF-16 without a mark": whole(D.encode("utf-16-le"), "CSV UTF-8", 1),
    "NUL": whole(D + "H41\0,4\n", "CSV UTF-8", 3),
    "endless quote": whole(D + '"' + "dong\n" * 200_001, "dấu nháy kép", 3),
    "block of JSON": whole('[\n  {"code": "a"}\n]', "mỗi dòng một đối tượng"),
    "word for a line": Broken("dossiers", '{"code": "H41.99-261102-0001", "status": 4}\nabc', 2, "", "JSON"),
    "cut object": Broken("agencies", '{"code": "H41.99", ', 1, "", "đối tượng"),
    "list for a line": Broken("agencies", '{"a": 1}\n[1, 2]', 2, "", "không phải một đối tượng"),
    "key twice": Broken("agencies", '{"code": "a", "code": "b"}', 1, "code", "giữ lại một"),
    "deep JSON": Broken("procedures", '{"a":' * 50_000, 1, "", "JSON"),
    "quote inside": Broken("dossiers", D + '"a"b,4\n', 3, "", 'Hãy viết "…"'),
    "a cell too many": Broken("dossiers", D + f"{CODE[:-1]}2,4,thừa\n", 3, "", "Hãy xóa ô thừa"),
    "unknown column": head("Ngày hẹn trả kq", "“Ngày hẹn trả", "Mã hồ sơ", "Trạng thái", "Ngày hẹn trả kq"),
    "strange column": head("Ghi gì đó", "Hãy xóa cột này", "Mã hồ sơ", "Trạng thái", "Ghi gì đó"),
    "column twice": head("Mã biên nhận", "Hãy giữ lại một cột", "Mã hồ sơ", "Trạng thái", "Mã biên nhận"),
    "missing column": Broken("dossiers", csv_text(("Mã hồ sơ", "Ngày tiếp nhận"), (CODE, "")), 1,
                             "Trạng thái", "Hãy thêm cột này"),
    "name column": head("Họ tên", "Hãy xóa cột này", "Mã hồ sơ", "Trạng thái", "Họ tên"),
    "owner column": head("Tên chủ hồ sơ", "không cần", "Mã hồ sơ", "Trạng thái", "Tên chủ hồ sơ"),
    "name key": Broken("dossiers", json.dumps({"code": CODE, "status": "4", "applicant": "x"}), 1,
                       "applicant", "không giữ"),
    "dossier twice": Broken("dossiers", D + f"{CODE},5\n", 3, "Mã hồ sơ", "đã có ở dòng 2"),
    "malformed code": dossier(2, "Mã hồ sơ", "H41.16-260102-0007", **{"Mã hồ sơ": "H41-1"}),
    "spaced code": dossier(2, "Mã hồ sơ", "không có dấu cách", **{"Mã hồ sơ": "H41.99 - 261102 - 0001"}),
    "no such day": dossier(2, "Mã hồ sơ", "H41.16-260102-0007", **{"Mã hồ sơ": "H41.99-261302-0001"}),
    "no code": dossier(2, "Mã hồ sơ", "Còn trống", **{"Mã hồ sơ": ""}),
    "no status": dossier(2, "Trạng thái", "Còn trống", **{"Trạng thái": " "}),
    "long status": dossier(2, "Trạng thái", "Hãy rút ngắn", **{"Trạng thái": "a" * 121}),
    "no date": dossier(2, "Ngày tiếp nhận", "27/11/2026", **{"Ngày tiếp nhận": "hôm qua"}),
    "month 13": dossier(2, "Ngày hẹn trả", "27/11/2026", **{"Ngày hẹn trả": "11/27/2026"}),
    "year 26": dossier(2, "Ngày tiếp nhận", "27/11/2026", **{"Ngày tiếp nhận": "02/11/26"}),
    "number for a date": dossier(2, "Ngày tiếp nhận", "27/11/2026", **{"Ngày tiếp nhận": "46328"}),
    "due first": dossier(2, "Ngày hẹn trả", "xem lại", **SPLIT, **{"Ngày hẹn trả": "09/11/2026"}),
    "finished first": dossier(2, "Ngày xử lý xong", "xem lại", **SPLIT, **{"Ngày xử lý xong": "9/11/2026"}),
    "received tomorrow": dossier(2, "Ngày tiếp nhận", "tương lai", **{"Ngày tiếp nhận": "01/01/2099"}),
    "state of tomorrow": dossier(2, "Ngày cập nhật", "tương lai", **{"Ngày cập nhật": "01/01/2099"}),
    "short phone": dossier(2, "Số điện thoại", "0900000000", **{"Số điện thoại": "0912 345"}),
    "long note": dossier(2, "note_for_citizen", "Hãy rút ngắn", note_for_citizen="a" * 4_001),
    "identity of 8 digits": dossier(2, "CCCD", "12 chữ số", CCCD="12345678"),
    "kind of agency": agency("kind", "một cửa", kind="phòng"),
    "level of agency": agency("level", "tỉnh, xã", level="huyện"),
    "code of agency": agency("code", "H41.16", code="H41 99/"),
    "commune": agency("commune", "5 chữ số", commune="1668"),
    "phone of agency": agency("phone", "hoặc để trống", phone="hỏi văn phòng"),
    "map": agency("map_url", "https://", map_url="maps.example"),
    "mail": agency("email", "mot.cua@example.vn", email="khong co"),
    "site": agency("site", "https://", site="javascript:alert(1)"),
    "no name": agency("name", "Còn trống", name=""),
    "code of procedure": procedure("code", "định dạng cột mã là văn bản", code="1.00119"),
    "name of procedure": procedure("name", "Còn trống", name=" "),
    "key of procedure": procedure("documets", "documents", documets=["a"]),
    "copies": procedure("documents[1].copies", "hoặc 3,5", documents=[{"name": "a", "copies": "hai"}]),
    "negative": procedure("documents[1].copies", "từ 0 trở lên", documents=[{"name": "a", "copies": -1}]),
    "paper without a name": procedure("documents[2].name", "Còn trống",
                                      documents=[{"name": "a"}, {"copies": 1}]),
    "link": procedure("online_url", "https://", online_url="javascript:alert(1)"),
    "list for a name": procedure("name", "ghi lại bằng chữ", name={"a": 1}),
    "date of procedure": procedure("data_date", "18/07/2026", data_date="hè năm ngoái"),
    "future procedure": procedure("data_date", "tương lai", data_date="2099-01-01"),
}  # fmt: skip
