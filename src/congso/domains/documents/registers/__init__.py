"""Further registers of documents and what is counted from them (NĐ 30/2020, Phụ lục IV)."""
