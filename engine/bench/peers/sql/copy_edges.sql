-- Takes (observable, fault, weight) of each relationship.
COPY indicates (observable, fault, weight) FROM STDIN
