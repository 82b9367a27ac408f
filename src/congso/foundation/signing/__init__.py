"""Digital signatures (chữ ký số): keys, PAdES, XAdES, verification."""
