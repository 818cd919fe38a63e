"""The codes that ship with the product, as data: one folder per code, read by `kernel.packs`. No rules in Python."""
