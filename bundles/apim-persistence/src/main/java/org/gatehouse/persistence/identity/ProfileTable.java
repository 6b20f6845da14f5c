package org.gatehouse.persistence.identity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.persistence.database.Database;
import org.jdbi.v3.core.Handle;

/** What is known of users, in the table UM_USER_ATTRIBUTE. */
public final class ProfileTable implements Profiles {
    private final Database database;

    public ProfileTable(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> of(UserName user) {
        Map<String, String> attributes = new LinkedHashMap<>();
        database.inTransaction(sql -> sql.select("""
                        SELECT A.UM_ATTR_NAME, A.UM_ATTR_VALUE
                        FROM UM_USER_ATTRIBUTE A
                        JOIN UM_USER U ON U.UM_ID = A.UM_USER_ID
                        JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                        WHERE U.UM_USER_KEY = ? AND T.UM_DOMAIN_NAME = ? ORDER BY A.UM_ATTR_NAME""", key(user), user.tenant())
                        .map(found -> Map.entry(
                                found.getColumn("UM_ATTR_NAME", String.class),
                                found.getColumn("UM_ATTR_VALUE", String.class)))
                        .list())
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        return attributes;
    }

    @Override
    public void put(UserName user, Map<String, String> attributes) {
        database.settle(sql -> {
            Optional<Long> id =
                    sql.select("""
                    SELECT U.UM_ID FROM UM_USER U JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                    WHERE U.UM_USER_KEY = ? AND T.UM_DOMAIN_NAME = ?""", key(user), user.tenant()).mapTo(Long.class).findFirst();
            id.ifPresent(known -> attributes.forEach((name, value) -> put(sql, known, name, value)));
            return id;
        });
    }

    private static void put(Handle sql, long user, String name, String value) {
        sql.execute("DELETE FROM UM_USER_ATTRIBUTE WHERE UM_USER_ID = ? AND UM_ATTR_NAME = ?", user, name);
        if (!value.isEmpty()) {
            sql.execute(
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
