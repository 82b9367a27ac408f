"""Work dossiers (hồ sơ công việc): opened after the year's list, filled on the way, closed, ready for the archive."""
