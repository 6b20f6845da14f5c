package org.gatehouse.persistence;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.UserName;

/** What is known of users, in the table UM_USER_ATTRIBUTE. */
final class SqlProfiles implements Profiles {
    private final Database database;

    SqlProfiles(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> of(UserName user) {
        Map<String, String> attributes = new LinkedHashMap<>();
        database.inTransaction(sql -> sql.list(
                        """
                        SELECT A.UM_ATTR_NAME, A.UM_ATTR_VALUE
                        FROM UM_USER_ATTRIBUTE A
                        JOIN UM_USER U ON U.UM_ID = A.UM_USER_ID
                        JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                        WHERE U.UM_USER_KEY = ? AND T.UM_DOMAIN_NAME = ? ORDER BY A.UM_ATTR_NAME""",
                        found -> Map.entry(found.getString("UM_ATTR_NAME"), found.getString("UM_ATTR_VALUE")),
                        key(user),
                        user.tenant()))
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        return attributes;
    }

    @Override
    public void put(UserName user, Map<String, String> attributes) {
        database.settle(sql -> {
            Optional<Long> id = sql.first("""
                    SELECT U.UM_ID FROM UM_USER U JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                    WHERE U.UM_USER_KEY = ? AND T.UM_DOMAIN_NAME = ?""", found -> found.getLong("UM_ID"), key(user), user.tenant());
            id.ifPresent(known -> attributes.forEach((name, value) -> put(sql, known, name, value)));
            return id;
        });
    }

    private static void put(Sql sql, long user, String name, String value) {
        sql.change("DELETE FROM UM_USER_ATTRIBUTE WHERE UM_USER_ID = ? AND UM_ATTR_NAME = ?", user, name);
        if (!value.isEmpty()) {
            sql.change(
                    "INSERT INTO UM_USER_ATTRIBUTE (UM_USER_ID, UM_ATTR_NAME, UM_ATTR_VALUE) VALUES (?, ?, ?)",
                    user,
                    name,
                    value);
        }
    }

    private static String key(UserName user) {
        return user.name().toLowerCase(Locale.ROOT);
    }
}
