"""Names people give to papers and procedures, and more short forms."""

from django.db import migrations

SHORT_FORMS = {
    "bang lai": ["giay phep lai xe"], "bang lai xe": ["giay phep lai xe"], "blx": ["giay phep lai xe"],
    "bhxh 1 lan": ["bao hiem xa hoi mot lan"], "bien so": ["bien so xe"],
    "chung minh thu": ["can cuoc"], "cmt": ["can cuoc"], "cmtnd": ["can cuoc"], "cty": ["cong ty"], "cuoi": ["ket hon"],
    "dk": ["dang ky"], "dkx": ["dang ky xe"], "dktt": ["dang ky thuong tru"], "dky": ["dang ky"],
    "gcnqsdd": ["giay chung nhan quyen su dung dat"], "gdkks": ["khai sinh"], "giay khai sinh": ["khai sinh"],
    "gp": ["giay phep"], "gpxdno": ["giay phep xay dung"], "hc": ["ho chieu"], "ho khau": ["thuong tru", "cu tru"],
    "lam cuoi": ["ket hon"], "mo cong ty": ["thanh lap cong ty"],
    "mo quan": ["thanh lap ho kinh doanh"], "mst": ["ma so thue"], "nnn": ["nguoi nuoc ngoai"],
    "nguoi nuoc ngoai": ["yeu to nuoc ngoai"], "passport": ["ho chieu"], "sang ten so do": ["dang ky bien dong quyen su dung dat"],
    "sang ten xe": ["thay doi chu xe"], "so do": ["giay chung nhan quyen su dung dat", "giay chung nhan dat dai"],
    "so ho khau": ["thuong tru", "cu tru"], "so hong": ["giay chung nhan quyen su dung dat"], "tncn": ["thu nhap ca nhan"],
    "ubnd": ["uy ban nhan dan"], "visa": ["thi thuc"], "vneid": ["tai khoan dinh danh dien tu"],
    "xin phep xay nha": ["cap giay phep xay dung"], "ytnn": ["yeu to nuoc ngoai"],
}  # fmt: skip


def add(apps, schema_editor):
    """Fill in what the office has not already got."""
    abbreviation = apps.get_model("procedures", "Abbreviation")
    rows = [abbreviation(short=short, words=words) for short, many in SHORT_FORMS.items() for words in many]
    abbreviation.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("procedures", "0004_level_reason")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
