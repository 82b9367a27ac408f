"""The demonstration's invented people as the provider tells of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from congso.flows.demonstration.citizens import CITIZENS, Citizen


@dataclass(frozen=True, slots=True)
class Person(Citizen):
    """An account of the identity provider, with the claims of VNConnect (domain D2)."""

    @property
    def is_company(self) -> bool:
        """Whether it is the account of an organisation."""
        return bool(self.tax_code)

    def claims(self) -> dict[str, object]:
        """What userinfo answers."""
        return {
            "sub": self.sub, "TechID": self.sub, "LoaiTaiKhoan": 2 if self.is_company else 1, "HoVaTen": self.name,
            "SoDinhDanh": self.number, "SoCMND": "", "NgayThangNamSinh": self.born, "GioiTinh": self.sex,
            "MaSoThue": self.tax_code, "MaSoDoanhNghiep": self.enterprise_code, "HoChieu": "", "loginIdp": "BCA",
            "loAs": self.level,
        }  # fmt: skip


PEOPLE = tuple(Person(**asdict(citizen)) for citizen in CITIZENS)
BY_SUB = {person.sub: person for person in PEOPLE}
