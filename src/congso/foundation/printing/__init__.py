"""Official papers: PDF/A-2b by typst, tables by XlsxWriter."""
