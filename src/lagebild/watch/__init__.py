"""Watching feeds and sitemaps: what is new there is fetched, read and kept (`lagebild watch`)."""
