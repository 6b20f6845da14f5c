-- Another one whenever a resource is written, so that servers which share the database see what the others change.
ALTER TABLE APIM_REGISTRY ADD COLUMN STAMP VARCHAR(36) DEFAULT '' NOT NULL;
