"""Reading a document for claims: quantities, dates, hedges and who says so, from lexicons and small grammars."""
