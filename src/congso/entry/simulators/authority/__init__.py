"""A stand-in for a certification authority (tổ chức chứng thực chữ ký số): certificates, revocation, timestamps, remote keys.

Everything it gives is real (X.509, RFC 5280, 6960, 3161, CSC) but for its authority: nobody outside trusts its root.
"""
