package org.gatehouse.persistence.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStoreDefinition;

/**
 * Users in tables as API Manager 1.9 writes them: passwords are digests of password and salt in Base64, by the digest that
 * {@code PasswordDigest} names. Nothing is ever written to it.
 */
final class UserDatabase implements UserStore {
    private static final int SUPER_TENANT = -1234;
    private static final String PLAIN = "PLAIN_TEXT";
    private static final String MEMBERSHIP = "UM_USER_ROLE M JOIN UM_USER U ON U.UM_ID = M.UM_USER_ID"
            + " AND U.UM_TENANT_ID = M.UM_TENANT_ID JOIN UM_ROLE R ON R.UM_ID = M.UM_ROLE_ID"
            + " AND R.UM_TENANT_ID = M.UM_TENANT_ID";

    private final UserStoreDefinition definition;
    private final DataSource source;

    private record Stored(String name, String password, String salt) {
        @Override
        public String toString() {
            return "Stored[" + name + ", ****]";
        }
    }

    UserDatabase(UserStoreDefinition definition, DataSource source) {
        this.definition = definition;
        this.source = source;
    }

    @Override
    public Optional<Member> authenticate(String name, String password) {
        return inDatabase(connection -> {
            Optional<Stored> user = user(connection, name);
            boolean right = matches(password, user.orElse(new Stored("", "", "")));
            return right ? user.map(found -> member(connection, found.name())) : Optional.empty();
        });
    }

    @Override
    public Optional<Member> find(String name) {
        return inDatabase(connection -> user(connection, name).map(found -> member(connection, found.name())));
    }

    @Override
    public Map<String, String> attributes(String name, Set<String> wanted) {
        return inDatabase(connection -> {
            Map<String, String> attributes = new HashMap<>();
            user(connection, name)
                    .ifPresent(user -> rows(
                                    connection,
                                    "SELECT A.UM_ATTR_NAME, A.UM_ATTR_VALUE FROM UM_USER_ATTRIBUTE A JOIN UM_USER U"
                                            + " ON U.UM_ID = A.UM_USER_ID AND U.UM_TENANT_ID = A.UM_TENANT_ID"
                                            + " WHERE U.UM_USER_NAME = ? AND U.UM_TENANT_ID = ?"
                                            + " AND A.UM_PROFILE_ID = 'default'",
                                    user.name())
                            .stream()
                            .filter(row ->
                                    wanted.contains(row.get(0)) && !row.get(1).isEmpty())
                            .forEach(row -> attributes.put(row.get(0), row.get(1))));
            return attributes;
        });
    }

    private Optional<Stored> user(Connection connection, String name) {
        boolean anyCase = definition.get("CaseInsensitiveUsername", "true").equalsIgnoreCase("true");
        List<List<String>> found = rows(
                connection,
                "SELECT UM_USER_NAME, UM_USER_PASSWORD, UM_SALT_VALUE FROM UM_USER WHERE "
                        + (anyCase ? "LOWER(UM_USER_NAME)" : "UM_USER_NAME") + " = ? AND UM_TENANT_ID = ?",
                anyCase ? name.toLowerCase(Locale.ROOT) : name);
        // Two that differ in case only are none.
        return found.size() == 1
                ? Optional.of(new Stored(
                        found.get(0).get(0), found.get(0).get(1), found.get(0).get(2)))
                : Optional.empty();
    }

    private Member member(Connection connection, String name) {
        Set<String> roles = new HashSet<>();
        rows(
                        connection,
                        "SELECT R.UM_ROLE_NAME FROM " + MEMBERSHIP + " WHERE U.UM_USER_NAME = ? AND M.UM_TENANT_ID = ?",
                        name)
                .forEach(row -> roles.add(row.get(0)));
        return new Member(name, roles);
    }

    private boolean matches(String password, Stored user) {
        String algorithm = definition.get("PasswordDigest", "SHA-256");
        boolean salted = definition.get("StoreSaltedPassword", "true").equalsIgnoreCase("true");
        byte[] shown = (salted ? password + user.salt() : password).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] expected = user.password().getBytes(StandardCharsets.UTF_8);
            byte[] digest = algorithm.equals(PLAIN)
                    ? password.getBytes(StandardCharsets.UTF_8)
                    : Base64.getEncoder()
                            .encode(MessageDigest.getInstance(algorithm).digest(shown));
            return expected.length > 0 && MessageDigest.isEqual(digest, expected);
        } catch (NoSuchAlgorithmException e) {
            throw new Unavailable(
                    "user store " + definition.domain() + ": PasswordDigest " + algorithm
                            + " (expected: a digest that Java has, or " + PLAIN + ")",
                    e);
        }
    }

    /** The columns of each row as texts; empty where there is nothing. */
    private static List<List<String>> rows(Connection connection, String query, String name) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            statement.setInt(2, SUPER_TENANT);
            try (ResultSet found = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        String text = found.getString(i);
                        row.add(text == null ? "" : text);
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** Something to be looked up. */
    private interface Work<T> {
        T in(Connection connection);
    }

    /** What goes wrong within it. */
    private static final class Failed extends RuntimeException {
        private Failed(SQLException cause) {
            super(cause);
        }
    }

    private <T> T inDatabase(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.in(connection);
        } catch (SQLException | Failed e) {
            throw new Unavailable("user store " + definition.domain() + " cannot be asked", e);
        }
    }

    @Override
    public void close() {
        if (source instanceof AutoCloseable pool) {
            try {
                pool.close();
            } catch (Exception e) {
                throw new IllegalStateException("a pool that cannot be closed", e);
            }
        }
    }
}
