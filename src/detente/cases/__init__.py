"""A conflict as data: the case format, its reader and its checks. Bundled cases lie below as data."""
