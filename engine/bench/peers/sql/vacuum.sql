-- Statistics and visibility, so that the covering indexes suffice.
VACUUM ANALYZE
