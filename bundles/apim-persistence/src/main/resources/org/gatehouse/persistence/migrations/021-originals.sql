-- The store and the provider there of an API that is only advertised here; nothing for one that is served here.
ALTER TABLE AM_API ADD COLUMN REDIRECT_URL VARCHAR(1024);
ALTER TABLE AM_API ADD COLUMN API_OWNER VARCHAR(256);
