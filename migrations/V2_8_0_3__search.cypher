// Full-text search in French and English, and on folded text for codes and exact names.
//
// Two full-text indexes over the same list of properties are one index to Neo4j, and IF NOT EXISTS
// then drops the second without a word. So the three on aliases differ in their lists. A language
// is asked as `locale:fr AND text:(…)`. The vector index is a step of its own: only it knows the
// dimension of the model.

CREATE FULLTEXT INDEX alias_text_french IF NOT EXISTS
FOR (n:Alias) ON EACH [n.text, n.locale]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'french'}};
CREATE FULLTEXT INDEX alias_text_english IF NOT EXISTS
FOR (n:Alias) ON EACH [n.locale, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX alias_text_folding IF NOT EXISTS
FOR (n:Alias) ON EACH [n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX fault_text_french IF NOT EXISTS
FOR (n:Fault) ON EACH [n.label_fr, n.description_fr]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'french'}};
CREATE FULLTEXT INDEX fault_text_english IF NOT EXISTS
FOR (n:Fault) ON EACH [n.label_en, n.description_en]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX part_text_french IF NOT EXISTS
FOR (n:Part) ON EACH [n.label_fr, n.description_fr]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'french'}};
CREATE FULLTEXT INDEX part_text_english IF NOT EXISTS
FOR (n:Part) ON EACH [n.label_en, n.description_en]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX failure_card_text_french IF NOT EXISTS
FOR (n:FailureCard) ON EACH [n.title_fr, n.description_fr]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'french'}};
CREATE FULLTEXT INDEX failure_card_text_english IF NOT EXISTS
FOR (n:FailureCard) ON EACH [n.title_en, n.description_en]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
