package org.gatehouse.persistence;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;

/** Users and roles in the UM_* tables. A user's key is the name in lower case. */
final class SqlUsers implements Users {
    private final Database database;

    SqlUsers(Database database) {
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
    public void save(User user) {
        database.settle(sql -> {
            int tenant = Columns.tenant(sql, user.name().tenant());
            long id = userNumber(sql, user, tenant);
            sql.change("DELETE FROM UM_USER_ROLE WHERE UM_USER_ID = ?", id);
            for (String role : user.roles()) {
                sql.change("INSERT INTO UM_USER_ROLE (UM_USER_ID, UM_ROLE_NAME) VALUES (?, ?)", id, role);
            }
            return id;
        });
    }

    @Override
    public void remove(UserName name) {
        database.transact(sql -> sql.change("""
                DELETE FROM UM_USER WHERE UM_USER_KEY = ? AND UM_TENANT_ID IN (
                  SELECT T.UM_ID FROM UM_TENANT T WHERE T.UM_DOMAIN_NAME = ?)""", key(name), name.tenant()));
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
            int tenant = Columns.tenant(sql, role.tenant());
            long id = sql.first(
                            "SELECT UM_ID FROM UM_ROLE WHERE UM_ROLE_NAME = ? AND UM_TENANT_ID = ?",
                            found -> found.getLong("UM_ID"),
                            role.name(),
                            tenant)
                    .orElseGet(() -> sql.add(
                            "UM_ID",
                            "INSERT INTO UM_ROLE (UM_ROLE_NAME, UM_TENANT_ID) VALUES (?, ?)",
                            role.name(),
                            tenant));
            sql.change("DELETE FROM UM_ROLE_PERMISSION WHERE UM_ROLE_ID = ?", id);
            for (String permission : role.permissions()) {
                sql.change("INSERT INTO UM_ROLE_PERMISSION (UM_ROLE_ID, UM_RESOURCE_ID) VALUES (?, ?)", id, permission);
            }
            return id;
        });
    }

    @Override
    public void removeRole(String tenant, String name) {
        database.transact(sql -> {
            int number = Columns.tenant(sql, tenant);
            sql.change("""
                    DELETE FROM UM_USER_ROLE WHERE UM_ROLE_NAME = ?
                    AND UM_USER_ID IN (SELECT U.UM_ID FROM UM_USER U WHERE U.UM_TENANT_ID = ?)""", name, number);
            sql.change("DELETE FROM UM_ROLE WHERE UM_ROLE_NAME = ? AND UM_TENANT_ID = ?", name, number);
        });
    }

    private static long userNumber(Sql sql, User user, int tenant) {
        Optional<Long> known = sql.first(
                "SELECT UM_ID FROM UM_USER WHERE UM_USER_KEY = ? AND UM_TENANT_ID = ?",
                found -> found.getLong("UM_ID"),
                key(user.name()),
                tenant);
        known.ifPresent(id -> sql.change(
                "UPDATE UM_USER SET UM_USER_NAME = ?, UM_USER_PASSWORD = ? WHERE UM_ID = ?",
                user.name().name(),
                user.passwordHash(),
                id));
        return known.orElseGet(() -> sql.add(
                "UM_ID",
                "INSERT INTO UM_USER (UM_USER_NAME, UM_USER_KEY, UM_USER_PASSWORD, UM_TENANT_ID) VALUES (?, ?, ?, ?)",
                user.name().name(),
                key(user.name()),
                user.passwordHash(),
                tenant));
    }

    private static List<User> users(Sql sql, String tenant, String condition, String value) {
        return sql.list(
                """
                SELECT U.UM_ID, U.UM_USER_NAME, U.UM_USER_PASSWORD
                FROM UM_USER U JOIN UM_TENANT T ON T.UM_ID = U.UM_TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition,
                found -> new User(
                        new UserName(tenant, found.getString("UM_USER_NAME")),
                        found.getString("UM_USER_PASSWORD"),
                        rolesOf(sql, found.getLong("UM_ID"))),
                tenant,
                value);
    }

    private static Set<String> rolesOf(Sql sql, long user) {
        return Set.copyOf(sql.list(
                "SELECT UM_ROLE_NAME FROM UM_USER_ROLE WHERE UM_USER_ID = ?",
                found -> found.getString("UM_ROLE_NAME"),
                user));
    }

    private static List<Role> roles(Sql sql, String tenant, String condition, String value) {
        return sql.list(
                """
                SELECT R.UM_ID, R.UM_ROLE_NAME
                FROM UM_ROLE R JOIN UM_TENANT T ON T.UM_ID = R.UM_TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND\s""" + condition,
                found -> new Role(tenant, found.getString("UM_ROLE_NAME"), permissionsOf(sql, found.getLong("UM_ID"))),
                tenant,
                value);
    }

    private static Set<String> permissionsOf(Sql sql, long role) {
        return Set.copyOf(sql.list(
                "SELECT UM_RESOURCE_ID FROM UM_ROLE_PERMISSION WHERE UM_ROLE_ID = ?",
                found -> found.getString("UM_RESOURCE_ID"),
                role));
    }

    private static String key(UserName name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
