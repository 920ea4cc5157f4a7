// The seven taxonomies (KG v2.8.1) as filters of observables.
//
// The source checks the values in SQL. Here the write path and `validate` do.

CREATE INDEX observable_tax_phase IF NOT EXISTS
FOR (n:Observable) ON (n.tax_phase);
CREATE INDEX observable_tax_temp IF NOT EXISTS
FOR (n:Observable) ON (n.tax_temp);
CREATE INDEX observable_tax_freq IF NOT EXISTS
FOR (n:Observable) ON (n.tax_freq);
CREATE INDEX observable_tax_intensity IF NOT EXISTS
FOR (n:Observable) ON (n.tax_intensity);
CREATE INDEX observable_tax_risk IF NOT EXISTS
FOR (n:Observable) ON (n.tax_risk);
CREATE INDEX observable_tax_localisation IF NOT EXISTS
FOR (n:Observable) ON (n.tax_localisation);
CREATE INDEX observable_tax_cote IF NOT EXISTS
FOR (n:Observable) ON (n.tax_cote);
