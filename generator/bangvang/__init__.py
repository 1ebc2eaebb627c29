"""Bảng Vàng: a static site generator for emulation bulletin portals."""

__version__ = "0.1.0"
