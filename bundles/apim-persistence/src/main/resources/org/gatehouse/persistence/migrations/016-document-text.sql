-- What a text is looked for in, of each document: in rows of their own, so that a list does not read them.
CREATE TABLE APIM_DOCUMENT_TEXT (
  DOCUMENT_ID BIGINT NOT NULL PRIMARY KEY REFERENCES APIM_DOCUMENT (DOCUMENT_ID) ON DELETE CASCADE,
  SEARCHED VARCHAR(32672) NOT NULL
);
-- Whoever adds, changes or removes an API has this row: readers never ask for it, as they do for that of APIM_CATALOG.
CREATE TABLE APIM_CATALOG_TURN (
  TURN INTEGER NOT NULL
);
INSERT INTO APIM_CATALOG_TURN (TURN) VALUES (0);
