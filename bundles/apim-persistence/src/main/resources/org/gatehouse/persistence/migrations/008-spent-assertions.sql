-- What identity providers stated and was worth a token, by its SHA-256 digest, until it would be refused for its age.
CREATE TABLE APIM_SPENT_ASSERTION (
  ASSERTION_DIGEST VARCHAR(64) NOT NULL PRIMARY KEY,
  TIME_EXPIRES TIMESTAMP NOT NULL
);
CREATE INDEX IDX_SA_TE ON APIM_SPENT_ASSERTION (TIME_EXPIRES);
