"""Which district a written name or address means: only when it can mean no other one."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from japanese import spelling
from models import District, Municipality


class Meant(NamedTuple):
    """The districts a name can mean, and what follows the town in it: 武雄町大字昭和 is 昭和."""

    districts: frozenset[int]
    part: str = ""


class Towns:
    """The districts of the city by all their spellings."""

    def __init__(self, city: Municipality, districts: Sequence[District]):
        self.own_name = spelling.plain(city.name).split("(")[0]
        self.districts = {district.id: district.name for district in districts}
        self.names: dict[str, set[int]] = defaultdict(set)
        for district in districts:
            for written in filter(None, (*district.spellings, district.kana)):
                self.names[self._bare(written)].add(district.id)
        self.towns = {self._bare(district.name): district.id for district in districts}

    def meant(self, name: str) -> Meant:
        """By any spelling of the whole name, or else by the town it begins with.

        大字 alone tell no town, since several towns may have one of that name.
        """
        bare = self._bare(name)
        if found := self.names.get(bare):
            return Meant(frozenset(found))
        starts = [town for town in self.towns if bare.startswith(town)]
        if not starts:
            return Meant(frozenset())
        town = max(starts, key=len)
        part = bare.removeprefix(town).removeprefix("字").removeprefix("大字")
        return Meant(frozenset({self.towns[town]}), part)

    def called(self, districts: frozenset[int]) -> str:
        """若葉町と東川町"""
        return "と".join(self.districts[one] for one in sorted(districts))

    def _bare(self, name: str) -> str:
        """Without prefecture and city: 架空県となり市若葉町 is 若葉町."""
        plain = spelling.plain(name)
        return plain.rpartition(self.own_name)[2] or plain
