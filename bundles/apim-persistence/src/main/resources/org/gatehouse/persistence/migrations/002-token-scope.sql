-- An application may have many tokens, one for each device that asks with a scope of its own.
CREATE INDEX IDX_AT_SC ON IDN_OAUTH2_ACCESS_TOKEN (CONSUMER_KEY, AUTHZ_USER, TOKEN_SCOPE);
