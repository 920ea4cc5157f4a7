-- Takes (number, id, leak) of each observable.
COPY observable (number, id, leak) FROM STDIN
