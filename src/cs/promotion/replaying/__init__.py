"""Does a record still follow from its inputs? It is made again and compared."""
