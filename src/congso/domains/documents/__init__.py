"""Official documents (văn bản hành chính): going out, coming in."""
