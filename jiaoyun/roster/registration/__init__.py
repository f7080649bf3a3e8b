"""学生注册 and 家长注册: matched with the roll, told nothing on a mismatch (product.md R0; security.md, Decided 1)."""
