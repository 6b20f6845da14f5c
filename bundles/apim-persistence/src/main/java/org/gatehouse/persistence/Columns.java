package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Calendar;
import java.util.Collection;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.UserName;

/** How values stand in columns. */
final class Columns {
    private Columns() {}

    /** {@code name} in the default tenant, else {@code name@tenant}; a name with an {@code @} always has its tenant. */
    static String of(UserName user) {
        return user.name().contains("@") ? user.qualified() : user.toString();
    }

    static UserName user(ResultSet found, String column) throws SQLException {
        String text = found.getString(column);
        int at = text.lastIndexOf('@');
        return at <= 0
                ? new UserName(UserName.SUPER_TENANT, text)
                : new UserName(text.substring(at + 1), text.substring(0, at));
    }

    /** Joined by commas, in the order given. */
    static String of(List<String> words) {
        for (String word : words) {
            if (word.indexOf(',') >= 0) {
                throw new Invalid("name: " + word + " (expected: one without a comma)");
            }
        }
        return String.join(",", words);
    }

    /** Joined by commas, in alphabetical order. */
    static String of(Set<String> words) {
        return of(List.copyOf(new TreeSet<>(words)));
    }

    static List<String> list(ResultSet found, String column) throws SQLException {
        String text = found.getString(column);
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    static Set<String> set(ResultSet found, String column) throws SQLException {
        return Set.copyOf(list(found, column));
    }

    static Instant instant(ResultSet found, String column) throws SQLException {
        return found.getTimestamp(column, utc()).toInstant();
    }

    /** Time stamps are in UTC, so that no clock change folds two hours into one. */
    static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    }

    static int tenant(Sql sql, String domain) {
        return sql.first("SELECT UM_ID FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", found -> found.getInt("UM_ID"), domain)
                .orElseThrow(() -> new NotFound("tenant: " + domain));
    }

    /** Values and a last one, as the values of one statement. */
    static Object[] and(Collection<Object> values, Object last) {
        Object[] all = values.toArray(new Object[values.size() + 1]);
        all[values.size()] = last;
        return all;
    }
}
