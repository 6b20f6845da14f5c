-- A number that each change raises and that the next one names: who has read an older one does not overwrite a newer one.
ALTER TABLE AM_API ADD COLUMN REVISION BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE AM_API ADD COLUMN UPDATED_BY VARCHAR(256);
ALTER TABLE AM_APPLICATION ADD COLUMN REVISION BIGINT DEFAULT 1 NOT NULL;
