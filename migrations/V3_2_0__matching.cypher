// Indexes that matching finds cards by: each entry of the two lists is one token, as it is written.

CREATE FULLTEXT INDEX failure_card_codes IF NOT EXISTS
FOR (n:FailureCard) ON EACH [n.error_codes]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX failure_card_keywords IF NOT EXISTS
FOR (n:FailureCard) ON EACH [n.keywords]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
