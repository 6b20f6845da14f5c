package org.gatehouse.persistence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consents;

/** What users have agreed to, a row for each scope, in the table APIM_CONSENT. */
final class SqlConsents implements Consents {
    private final Database database;

    SqlConsents(Database database) {
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
                sql.change(
                        "INSERT INTO APIM_CONSENT (USER_NAME, CONSUMER_KEY, SCOPE) VALUES (?, ?, ?)",
                        Columns.of(user),
                        consumerKey,
                        scope);
            }
            return missing.size();
        });
    }

    private static List<String> agreed(Sql sql, UserName user, String consumerKey) {
        return sql.list(
                "SELECT SCOPE FROM APIM_CONSENT WHERE USER_NAME = ? AND CONSUMER_KEY = ?",
                found -> found.getString("SCOPE"),
                Columns.of(user),
                consumerKey);
    }
}
