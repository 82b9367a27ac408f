"""A reference for the local signer (phần mềm ký trên máy người dùng): a key file instead of a token, the protocol in full."""
