-- What a call alone costs.
SELECT true
