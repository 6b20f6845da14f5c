-- Orders of lists beside that by name: each has an index that ends with it.
CREATE INDEX IDX_API_ST ON AM_API (TENANT_ID, STATUS, ORDER_KEY);
CREATE INDEX IDX_API_UT ON AM_API (TENANT_ID, UPDATED_TIME DESC, ORDER_KEY);
