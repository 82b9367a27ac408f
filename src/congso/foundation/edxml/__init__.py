"""Reading and writing of edXML, the format in which agencies exchange documents (QCVN 102:2016/BTTTT)."""
