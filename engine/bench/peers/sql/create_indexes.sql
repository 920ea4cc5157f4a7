-- Relationships both ways, each index covers what is read.
CREATE INDEX ON indicates (observable) INCLUDE (fault, weight);
CREATE INDEX ON indicates (fault) INCLUDE (observable, weight);
