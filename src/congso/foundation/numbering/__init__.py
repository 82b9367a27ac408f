"""Number books (sổ cấp số): one service gives every official number, without gap or repeat."""
