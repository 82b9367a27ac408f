"""The exchange (liên thông văn bản): our documents to agencies outside, theirs to us, every state reported back."""
