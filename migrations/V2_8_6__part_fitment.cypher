// Part fitment (KG v2.8.6): parts by category and by the source's product group.

CREATE INDEX part_part_category IF NOT EXISTS
FOR (n:Part) ON (n.part_category);
CREATE INDEX part_gamme_id IF NOT EXISTS
FOR (n:Part) ON (n.gamme_id);
