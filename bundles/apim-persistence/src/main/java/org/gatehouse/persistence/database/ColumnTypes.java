package org.gatehouse.persistence.database;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.TimeZone;
import org.gatehouse.domain.identity.UserName;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/** How values of ours stand in columns. */
final class ColumnTypes implements JdbiPlugin {
    @Override
    public void customizeJdbi(Jdbi jdbi) {
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        statements.setTemplateEngine(TemplateEngine.NOP);
        // Among the values are secrets.
        statements.setIncludeBindingsInTelemetry(false);
        // A null has the type of its column: PostgreSQL takes no text for a time.
        jdbi.getConfig(Arguments.class)
                .setUntypedNullArgument((position, statement, context) -> statement.setObject(position, null));
        jdbi.registerArgument(new OurArguments());
        jdbi.registerColumnMapper(UserName.class, text(ColumnTypes::user));
        jdbi.registerColumnMapper(Words.class, text(Words::parse));
        jdbi.registerColumnMapper(Instant.class, (found, column, context) -> {
            Timestamp time = found.getTimestamp(column, utc());
            return time == null ? null : time.toInstant();
        });
    }

    private static <T> ColumnMapper<T> text(java.util.function.Function<String, T> parser) {
        return (found, column, context) -> {
            String text = found.getString(column);
            return text == null ? null : parser.apply(text);
        };
    }

    /** {@code name} in the default tenant, else {@code name@tenant}; a name with an {@code @} always has its tenant. */
    private static String text(UserName user) {
        return user.name().contains("@") ? user.qualified() : user.toString();
    }

    private static UserName user(String text) {
        int at = text.lastIndexOf('@');
        return at <= 0
                ? new UserName(UserName.SUPER_TENANT, text)
                : new UserName(text.substring(at + 1), text.substring(0, at));
    }

    /** Time stamps are in UTC, so that no clock change folds two hours into one. */
    private static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    }

    /** One for all: each value that is bound is asked of every factory until one knows it. */
    private static final class OurArguments implements ArgumentFactory {
        @Override
        public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
            return Optional.ofNullable(argument(value));
        }

        private static @Nullable Argument argument(@Nullable Object value) {
            if (value instanceof String text) {
                return (position, statement, context) -> statement.setString(position, text);
            }
            if (value instanceof Instant instant) {
                return (position, statement, context) -> set(position, statement, instant);
            }
            if (value instanceof UserName user) {
                return (position, statement, context) -> statement.setString(position, text(user));
            }
            if (value instanceof Words words) {
                return (position, statement, context) -> statement.setString(position, words.toString());
            }
            return null;
        }

        private static void set(int position, PreparedStatement statement, Instant instant) throws SQLException {
            statement.setTimestamp(position, Timestamp.from(instant), utc());
        }
    }
}
