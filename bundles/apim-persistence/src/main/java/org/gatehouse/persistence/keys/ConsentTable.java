package org.gatehouse.persistence.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.persistence.database.Database;
import org.jdbi.v3.core.Handle;

/** What users have agreed to, a row for each scope, in the table APIM_CONSENT. */
public final class ConsentTable implements Consents {
    private final Database database;

    public ConsentTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean covers(UserName user, String consumerKey, Set<String> scopes) {
        List<String> agreed = database.inTransaction(sql -> agreed(sql, user, consumerKey));
        return !agreed.isEmpty() && agreed.containsAll(scopes);
    }

    @Override
    public void add(UserName user, String consumerKey, Set<String> scopes) {
        database.settle(sql -> {
            Set<String> missing = new HashSet<>(scopes);
            missing.removeAll(agreed(sql, user, consumerKey));
            for (String scope : missing) {
                sql.execute(
                        "INSERT INTO APIM_CONSENT (USER_NAME, CONSUMER_KEY, SCOPE) VALUES (?, ?, ?)",
                        user,
                        consumerKey,
                        scope);
            }
            return missing.size();
        });
    }

    private static List<String> agreed(Handle sql, UserName user, String consumerKey) {
        return sql.select("SELECT SCOPE FROM APIM_CONSENT WHERE USER_NAME = ? AND CONSUMER_KEY = ?", user, consumerKey)
                .mapTo(String.class)
                .list();
    }
}
