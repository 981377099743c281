"""`ocop scenario published`: an installation whose records give back the published figures of five articles.

Every product, producer and recognition here is invented and says so in its name; only the totals are published. Which
province or district got how many beyond the published totals is arbitrary.
"""
