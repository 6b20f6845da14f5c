-- The definition of an API as somebody wrote it, in UTF-8. It stands apart, so that no list reads it.
CREATE TABLE APIM_API_DEFINITION (
  API_ID BIGINT NOT NULL PRIMARY KEY REFERENCES AM_API (API_ID) ON DELETE CASCADE,
  SYNTAX VARCHAR(20) NOT NULL,
  KIND VARCHAR(20) NOT NULL,
  CONTENT ${bytes} NOT NULL
);
