package org.gatehouse.persistence.identity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.AccountTaken;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.keys.TokenTable;
import org.jdbi.v3.core.Handle;

/** Users and roles in the UM_* tables. A user's key is the name in lower case. */
public final class UserTable implements Users {
    private final Database database;

    public UserTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<User> find(UserName name) {
        return database.inTransaction(sql -> users(sql, name.tenant(), "U.UM_USER_KEY = ?", key(name))).stream()
                .findFirst();
    }

    @Override
    public List<User> all(String tenant) {
        return database.inTransaction(sql -> users(sql, tenant, "U.UM_USER_KEY <> ?", "")).stream()
                .sorted(Comparator.comparing(user -> key(user.name())))
                .toList();
    }

    @Override
    public void add(User user) {
        try {
            database.transact(sql -> {
                long id = Rows.add(
                        sql,
                        "UM_USER",
                        "UM_ID",
                        Map.of(
                                "UM_USER_NAME", user.name().name(),
                                "UM_USER_KEY", key(user.name()),
                                "UM_USER_PASSWORD", user.passwordHash(),
                                "UM_TENANT_ID",
                                        TenantTable.number(sql, user.name().tenant())));
                user.roles().forEach(role -> give(sql, id, role));
            });
        } catch (DatabaseFailure e) {
            throw e.isDuplicate() ? new AccountTaken(user.name().toString()) : e;
        }
    }

    @Override
    public boolean setPassword(User seen, String passwordHash) {
        return database.inTransaction(sql -> sql.execute(
                        "UPDATE UM_USER SET UM_USER_PASSWORD = ? WHERE UM_ID = ? AND UM_USER_PASSWORD = ?",
                        passwordHash,
                        seen.number(),
                        seen.passwordHash())
                == 1);
    }

    @Override
    public boolean changeRoles(UserName name, Set<String> added, Set<String> removed) {
        return database.settle(sql -> {
            long id = sql.select(
                            "SELECT UM_ID FROM UM_USER WHERE UM_USER_KEY = ? AND UM_TENANT_ID = ?",
                            key(name),
                            TenantTable.number(sql, name.tenant()))
                    .mapTo(Long.class)
                    .findFirst()
                    .orElseThrow(() -> new NotFound("User " + name + " does not exist"));
            int taken = 0;
            for (String role : removed) {
                taken += sql.execute("DELETE FROM UM_USER_ROLE WHERE UM_USER_ID = ? AND UM_ROLE_NAME = ?", id, role);
            }
            for (String role : added) {
                if (!Rows.any(sql, "SELECT 1 FROM UM_USER_ROLE WHERE UM_USER_ID = ? AND UM_ROLE_NAME = ?", id, role)) {
                    give(sql, id, role);
                }
            }
            return taken > 0;
        });
    }

    private static void give(Handle sql, long id, String role) {
        sql.execute("INSERT INTO UM_USER_ROLE (UM_USER_ID, UM_ROLE_NAME) VALUES (?, ?)", id, role);
    }

    @Override
    public void remove(UserName name) {
        database.transact(sql -> {
            users(sql, name.tenant(), "U.UM_USER_KEY = ?", key(name)).forEach(user -> leave(sql, user));
            sql.execute("DELETE FROM APIM_CONSENT WHERE USER_NAME = ?", name);
            sql.execute("DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE AUTHZ_USER = ?", name);
            sql.execute("DELETE FROM IDN_OAUTH2_DEVICE_FLOW WHERE AUTHZ_USER = ?", name);
            sql.execute(
                    "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ? WHERE AUTHZ_USER = ? AND USER_TYPE = ?",
                    AccessToken.State.REVOKED.name(),
                    name,
                    TokenTable.OF_USER);
            sql.execute("""
                    DELETE FROM UM_USER WHERE UM_USER_KEY = ? AND UM_TENANT_ID IN (
                      SELECT T.UM_ID FROM UM_TENANT T WHERE T.UM_DOMAIN_NAME = ?)""", key(name), name.tenant());
        });
    }

    /** Applications go on, under a name that nobody can take: what runs by their keys is not to fail with a person's leaving. */
    private static void leave(Handle sql, User user) {
        UserName name = user.name();
        UserName gone = new UserName(name.tenant(), name.name() + "#" + user.number());
        sql.execute("UPDATE AM_SUBSCRIBER SET USER_ID = ? WHERE USER_ID = ?", gone, name);
        sql.execute("UPDATE IDN_OAUTH_CONSUMER_APPS SET USERNAME = ? WHERE USERNAME = ?", gone, name);
    }

    @Override
    public List<UserName> members(String tenant, String role) {
        return database.inTransaction(sql -> sql.select("""
                        SELECT U.UM_USER_NAME
                        FROM UM_USER_ROLE R
                        JOIN UM_USER U ON U.UM_ID = R.UM_USER_ID
                        JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ? AND R.UM_ROLE_NAME = ?
                        ORDER BY U.UM_USER_KEY""", tenant, role)
                .mapTo(String.class)
                .map(name -> new UserName(tenant, name))
                .list());
    }

    @Override
    public Optional<Role> findRole(String tenant, String name) {
        return database.inTransaction(sql -> roles(sql, tenant, "R.UM_ROLE_NAME = ?", name)).stream()
                .findFirst();
    }

    @Override
    public List<Role> roles(String tenant) {
        return database.inTransaction(sql -> roles(sql, tenant, "R.UM_ROLE_NAME <> ?", "")).stream()
                .sorted(Comparator.comparing(Role::name))
                .toList();
    }

    @Override
    public void saveRole(Role role) {
        database.settle(sql -> {
            int tenant = TenantTable.number(sql, role.tenant());
            long id = sql.select(
                            "SELECT UM_ID FROM UM_ROLE WHERE UM_ROLE_NAME = ? AND UM_TENANT_ID = ?",
                            role.name(),
                            tenant)
                    .mapTo(Long.class)
                    .findFirst()
                    .orElseGet(() -> Rows.add(
                            sql, "UM_ROLE", "UM_ID", Map.of("UM_ROLE_NAME", role.name(), "UM_TENANT_ID", tenant)));
            sql.execute("DELETE FROM UM_ROLE_PERMISSION WHERE UM_ROLE_ID = ?", id);
            for (String permission : role.permissions()) {
                sql.execute(
                        "INSERT INTO UM_ROLE_PERMISSION (UM_ROLE_ID, UM_RESOURCE_ID) VALUES (?, ?)", id, permission);
            }
            return id;
        });
    }

    @Override
    public void removeRole(String tenant, String name) {
        database.transact(sql -> {
            int number = TenantTable.number(sql, tenant);
            sql.execute("""
                    DELETE FROM UM_USER_ROLE WHERE UM_ROLE_NAME = ?
                    AND UM_USER_ID IN (SELECT U.UM_ID FROM UM_USER U WHERE U.UM_TENANT_ID = ?)""", name, number);
            sql.execute("DELETE FROM UM_ROLE WHERE UM_ROLE_NAME = ? AND UM_TENANT_ID = ?", name, number);
        });
    }

    private static List<User> users(Handle sql, String tenant, String condition, String value) {
        Map<Long, Set<String>> roles = grouped(sql, """
                SELECT M.UM_USER_ID AS OWNER, M.UM_ROLE_NAME AS MEMBER FROM UM_USER_ROLE M
                JOIN UM_USER U ON U.UM_ID = M.UM_USER_ID JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition, tenant, value);
        return sql.select("""
                        SELECT U.UM_ID, U.UM_USER_NAME, U.UM_USER_PASSWORD
                        FROM UM_USER U JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition, tenant, value)
                .map(found -> new User(
                        found.getColumn("UM_ID", Long.class),
                        new UserName(tenant, found.getColumn("UM_USER_NAME", String.class)),
                        found.getColumn("UM_USER_PASSWORD", String.class),
                        roles.getOrDefault(found.getColumn("UM_ID", Long.class), Set.of())))
                .list();
    }

    private static List<Role> roles(Handle sql, String tenant, String condition, String value) {
        Map<Long, Set<String>> permissions = grouped(sql, """
                SELECT M.UM_ROLE_ID AS OWNER, M.UM_RESOURCE_ID AS MEMBER FROM UM_ROLE_PERMISSION M
                JOIN UM_ROLE R ON R.UM_ID = M.UM_ROLE_ID JOIN UM_TENANT T ON T.UM_ID = R.UM_TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition, tenant, value);
        return sql.select("""
                        SELECT R.UM_ID, R.UM_ROLE_NAME
                        FROM UM_ROLE R JOIN UM_TENANT T ON T.UM_ID = R.UM_TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition, tenant, value)
                .map(found -> new Role(
                        tenant,
                        found.getColumn("UM_ROLE_NAME", String.class),
                        permissions.getOrDefault(found.getColumn("UM_ID", Long.class), Set.of())))
                .list();
    }

    /** One question for all owners, however many there are. */
    private static Map<Long, Set<String>> grouped(Handle sql, String query, Object... values) {
        Map<Long, Set<String>> members = new HashMap<>();
        sql.select(query, values)
                .map(found -> members.computeIfAbsent(found.getColumn("OWNER", Long.class), owner -> new HashSet<>())
                        .add(found.getColumn("MEMBER", String.class)))
                .list();
        return members;
    }

    private static String key(UserName name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
