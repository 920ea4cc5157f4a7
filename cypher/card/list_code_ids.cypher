// List the trouble codes of the graph that a card's error codes are, in the order given.
//
// A maker's own code is one where the card names that make.
//
// Params:
//   codes: list[str]    codes as read, in upper case
//   makes: list[str]    makes that the card holds for, in lower case
// Returns:
//   ids: list[str]      ids of those that the graph has
// Access: READ
// Index: dtc_code
CYPHER 25
UNWIND range(0, size($codes) - 1) AS place
MATCH (d:Dtc)
WHERE d.code = $codes[place] AND (d.make = 'SAE' OR toLower(d.make) IN $makes)
WITH d, place ORDER BY place, d.id
RETURN collect(d.id) AS ids
