"""Merkle trees after RFC 9162."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from congso.foundation.audit import merkle


def _leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def test_the_known_tree_of_certificate_transparency() -> None:
    """Test vector of the certificate-transparency reference code: 8 inputs and their root."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [_leaf(bytes.fromhex(text)) for text in inputs]

    assert merkle.root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.lists(st.binary(max_size=6), min_size=1, max_size=40), st.data())
def test_every_leaf_is_provable_and_no_other(contents: list[bytes], data: st.DataObject) -> None:
    leaves = [_leaf(content) for content in contents]
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(leaves, index)

    assert merkle.proves_inclusion(leaves[index], index, len(leaves), proof, merkle.root(leaves))
    assert not merkle.proves_inclusion(_leaf(b"forged line"), index, len(leaves), proof, merkle.root(leaves))
