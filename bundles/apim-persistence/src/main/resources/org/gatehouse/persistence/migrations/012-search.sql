-- What is searched of an API has the paths of its resources, too.
ALTER TABLE AM_API ALTER COLUMN SEARCHED SET DATA TYPE VARCHAR(32672);
-- Which API each state of the catalogue made another one, so that who has an older state at hand reads only what is new. States
-- are told apart by a stamp, too: their numbers come again in another database, and in one that is set back to a backup.
ALTER TABLE APIM_CATALOG ADD COLUMN STAMP BIGINT DEFAULT 0 NOT NULL;
UPDATE APIM_CATALOG SET STAMP = CAST(RANDOM() * 1000000000 AS BIGINT);
CREATE TABLE APIM_API_CHANGE (
  EPOCH BIGINT NOT NULL CONSTRAINT APIM_API_CHANGE_PK PRIMARY KEY,
  STAMP BIGINT NOT NULL,
  API_ID BIGINT NOT NULL
);
INSERT INTO APIM_API_CHANGE (EPOCH, STAMP, API_ID) SELECT EPOCH, STAMP, 0 FROM APIM_CATALOG;
