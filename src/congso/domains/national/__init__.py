"""The national portal (Cổng Dịch vụ công quốc gia): dossiers reported to it, its catalogue taken from it."""
