"""Which agency the letters of a symbol mean (``15/QĐ-BTC``); committees are named by their place."""

from __future__ import annotations

BY_SYMBOL = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
NATIONAL = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ", "BTC": "Bộ Tài chính", "BTP": "Bộ Tư pháp",
    "BNV": "Bộ Nội vụ", "BCT": "Bộ Công Thương", "BYT": "Bộ Y tế", "BXD": "Bộ Xây dựng", "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BNNMT": "Bộ Nông nghiệp và Môi trường", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TTCP": "Thanh tra Chính phủ", "UBTVQH15": "Ủy ban Thường vụ Quốc hội", "QH15": "Quốc hội", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "TCT": "Tổng cục Thuế", "CT": "Cục Thuế", "CHQ": "Cục Hải quan", "BHXH": "Bảo hiểm xã hội Việt Nam",
}  # fmt: skip
MUNICIPALITIES = {
    "hà nội",
    "hải phòng",
    "đà nẵng",
    "cần thơ",
    "huế",
    "hồ chí minh",
    "tp hồ chí minh",
    "tp. hồ chí minh",
    "thành phố hồ chí minh",
}
