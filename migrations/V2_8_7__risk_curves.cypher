// Risk curves (KG v2.8.7), looked up by part category.

CREATE CONSTRAINT risk_curve_id IF NOT EXISTS
FOR (n:RiskCurve) REQUIRE n.id IS UNIQUE;
CREATE INDEX risk_curve_part_category IF NOT EXISTS
FOR (n:RiskCurve) ON (n.part_category);
