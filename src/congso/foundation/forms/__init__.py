"""Electronic forms (biểu mẫu điện tử): described as data, drawn as accessible pages."""
