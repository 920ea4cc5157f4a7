// Verification templates of the explained answer (KG v2.8.9).

CREATE CONSTRAINT verification_template_id IF NOT EXISTS
FOR (n:VerificationTemplate) REQUIRE n.id IS UNIQUE;
