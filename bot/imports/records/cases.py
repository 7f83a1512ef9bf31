"""The cases of a record: what parts its papers by circumstance, and what is only a heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from hashlib import blake2s

from bot.imports.records.documents import in_order, is_remark, requirement
from bot.imports.records.phrases import pattern, phrase
from bot.imports.records.raw import RawDocument
from bot.imports.records.wording import capital, fitting, one_line, sentence, tidy
from domain.procedures import PaperCase, Requirement
from domain.search.text import fold
from domain.text import cut

LONGEST_NAME = 110
LONGEST_FULL_NAME = 400
MOST_PAPERS = 30
_LONGEST_REMARK, _REMARKS = 350, 700

_HEADING = re.compile(
    r"(?:cac |mot so )?(?:thanh phan ho so|giay to phai nop|giay to nop|\d+ (?:\w+ )?bo ho so|so luong"
    r"|ho so gom|ho so bao gom|cac giay to|so bo ho so|bo ho so|thanh phan giay to|danh muc)\b.{0,40}"
)
_RESTRICTS = re.compile(r"(?:trong )?(?:truong hop|doi voi|neu|khi) (?!uy quyen)")
_REMARK = re.compile(r"(?:luu y|ghi chu|chu y)\b.{0,30}|truong hop khong quy dinh .*")
_SHOWN = re.compile(
    r"(?:cac |giay to |thanh phan ho so |nguoi yeu cau chung thuc |can |phai )+xuat trinh\b(?! hoac).*"
)
_PART = re.compile(
    r"(?:ho so cua|giay to cua|phan|(?:cac )?giay to (?:phai |can )?nop|xuat trinh hoac|theo quy dinh"
    r"|mot trong (?:cac|nhung)|ban khai|don|to khai|van ban) .*"
)


class Kind(Enum):
    """What the heading of a group of papers is."""

    COMMON = auto()
    REMARK = auto()
    SHOWN = auto()
    PART = auto()
    CASE = auto()


@dataclass(slots=True)
class Group:
    """Papers under one heading of the record."""

    name: str
    kind: Kind
    papers: list[RawDocument] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(requirement(one, shown=self.kind is Kind.SHOWN) for one in in_order(self.papers))

    def as_part(self) -> tuple[Requirement, ...]:
        """Under its heading, where several groups stand in one list."""
        part = self.name if self.kind in (Kind.CASE, Kind.PART) else ""
        rows = in_order(self.papers)
        return tuple(requirement(one, shown=self.kind is Kind.SHOWN, part=part) for one in rows)


def cases_of(documents: Sequence[RawDocument], code: str, title: str) -> tuple[PaperCase, ...]:
    """One case where nothing parts the papers, several where circumstances do; none without papers."""
    groups = _groups(documents)
    for group in groups:
        if fold(group.name).endswith(fold(title)):
            group.kind = Kind.COMMON
    parting = [group for group in groups if group.kind is Kind.CASE]
    shared = [group for group in groups if group.kind is not Kind.CASE]
    remarks = [remark for group in shared for remark in group.remarks]
    if len(parting) <= 1:
        return _one(shared, parting, code)
    common = _unique(paper for group in shared for paper in group.as_part())
    cases = [_case(group, common, remarks, code) for group in parting]
    return _told_apart(cases)


def _one(shared: list[Group], parting: list[Group], code: str) -> tuple[PaperCase, ...]:
    groups = [*shared, *parting]
    filled = [group for group in groups if group.papers]
    alone = len(filled) == 1
    papers = _unique(
        paper for group in filled for paper in (group.requirements if alone else group.as_part())
    )
    remarks = [remark for group in groups for remark in group.remarks]
    heading = parting[0].name if parting and alone and parting[0].papers else ""
    only = heading if _RESTRICTS.match(fold(heading)) else ""
    if heading:
        remarks.insert(0, phrase("case.restricted", name=cut(heading, LONGEST_FULL_NAME)))
    if not papers and not remarks:
        return ()
    name = cut(only, LONGEST_NAME) or phrase("case.only")
    return (_limited(PaperCase(_id(""), name, papers), remarks, code),)


def _case(group: Group, common: Sequence[Requirement], remarks: list[str], code: str) -> PaperCase:
    name = cut(group.name, LONGEST_NAME)
    whole = cut(group.name, LONGEST_FULL_NAME)
    full = [phrase("case.full_name", name=whole)] if name != group.name else []
    case = PaperCase(_id(group.name), name, _unique((*common, *group.requirements)))
    return _limited(case, [*full, *group.remarks, *remarks], code, phrase("case.others"))


def _limited(case: PaperCase, remarks: list[str], code: str, *last: str) -> PaperCase:
    """As many papers as can be read, the remarks, and where the rest is."""
    papers = case.papers[:MOST_PAPERS]
    left_out = len(case.papers) - len(papers)
    said, shortened = fitting((sentence(remark) for remark in remarks), _LONGEST_REMARK, _REMARKS)
    notes = [*said, *last]
    if left_out:
        notes += [phrase("case.left_out", count=left_out), phrase("see_portal", code=code)]
    elif shortened or any(paper.name.endswith("…") for paper in papers):
        notes.append(phrase("shortened", code=code))
    return replace(case, papers=papers, note=" ".join(notes), left_out=left_out)


def _groups(documents: Sequence[RawDocument]) -> list[Group]:
    found: dict[str, Group] = {}
    for document in documents:
        name = _name(document.case)
        group = found.setdefault(name, Group(name, _kind(name)))
        if group.kind is Kind.REMARK or is_remark(document):
            group.remarks.append(tidy(document.name) or one_line(document.name))
        else:
            group.papers.append(document)
    return list(found.values())


def _name(case: str) -> str:
    name = pattern("case_tail").sub("", tidy(case)).rstrip(" ,;:")
    if name.startswith("(") and name.count("(") != name.count(")"):
        name = name[1:].lstrip()
    return capital(name)


def _kind(name: str) -> Kind:
    folded = fold(name)
    for kind, form in (
        (Kind.REMARK, _REMARK),
        (Kind.SHOWN, _SHOWN),
        (Kind.COMMON, _HEADING),
        (Kind.PART, _PART),
    ):
        if form.fullmatch(folded):
            return kind
    return Kind.CASE if folded else Kind.COMMON


def _unique(papers: Iterable[Requirement]) -> tuple[Requirement, ...]:
    return tuple(dict.fromkeys(papers))


def _id(name: str) -> str:
    """Of the name and not of its place: a button stays right when another case is put before it."""
    return blake2s(name.encode(), digest_size=4).hexdigest()


def _told_apart(cases: list[PaperCase]) -> tuple[PaperCase, ...]:
    """Names that were cut to the same words get numbers."""
    seen: dict[str, int] = {}
    apart: list[PaperCase] = []
    for case in cases:
        seen[case.name] = number = seen.get(case.name, 0) + 1
        name = case.name if number == 1 else phrase("case.alike", name=case.name, number=number)
        apart.append(replace(case, name=name))
    return tuple(apart)
