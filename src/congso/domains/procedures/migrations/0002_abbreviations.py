"""The short forms offices and applicants use most."""

from django.db import migrations

SHORT_FORMS = {
    "attp": "an toan thuc pham", "bds": "bat dong san", "bhtn": "bao hiem that nghiep", "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te", "cc": "chung thuc", "cccd": "can cuoc", "cmnd": "chung minh nhan dan",
    "dkhkd": "dang ky ho kinh doanh", "dkkd": "dang ky kinh doanh", "dkkh": "dang ky ket hon",
    "dkks": "dang ky khai sinh", "dkkt": "dang ky khai tu", "dn": "doanh nghiep", "gcn": "giay chung nhan",
    "gks": "khai sinh", "gpkd": "giay phep kinh doanh", "gplx": "giay phep lai xe", "gpxd": "giay phep xay dung",
    "hkd": "ho kinh doanh", "htx": "hop tac xa", "lltp": "ly lich tu phap", "nld": "nguoi lao dong",
    "pccc": "phong chay", "qsdd": "quyen su dung dat", "tnhh": "trach nhiem huu han", "tthn": "tinh trang hon nhan",
    "ttr": "tam tru", "xntthn": "xac nhan tinh trang hon nhan", "xd": "xay dung",
}  # fmt: skip


def add(apps, schema_editor):
    """Fill the table; the office adds its own."""
    abbreviation = apps.get_model("procedures", "Abbreviation")
    abbreviation.objects.bulk_create(abbreviation(short=short, words=words) for short, words in SHORT_FORMS.items())


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
