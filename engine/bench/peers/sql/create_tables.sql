-- Two tables: observables by number and id, and the relationships.
CREATE TABLE observable (number int PRIMARY KEY, id text UNIQUE NOT NULL, leak float8 NOT NULL);
CREATE TABLE indicates (observable int NOT NULL, fault int NOT NULL, weight float8 NOT NULL);
