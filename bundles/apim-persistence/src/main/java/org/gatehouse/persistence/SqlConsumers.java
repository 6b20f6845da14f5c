package org.gatehouse.persistence;

import java.util.Optional;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.TokenFormat;

/** OAuth clients in the table IDN_OAUTH_CONSUMER_APPS. */
final class SqlConsumers implements Consumers {
    private final Database database;
    private final Seal seal;

    SqlConsumers(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Optional<Consumer> find(String consumerKey) {
        return database.inTransaction(sql -> sql.first(
                "SELECT * FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?",
                found -> new Consumer(
                        found.getString("CONSUMER_KEY"),
                        seal.open(found.getString("CONSUMER_SECRET")),
                        Columns.user(found, "USERNAME"),
                        found.getString("APP_NAME"),
                        found.getString("CALLBACK_URL"),
                        Columns.set(found, "GRANT_TYPES"),
                        TokenFormat.valueOf(found.getString("TOKEN_FORMAT"))),
                consumerKey));
    }

    @Override
    public void save(Consumer consumer) {
        database.settle(sql -> {
            int changed = sql.change(
                    """
                    UPDATE IDN_OAUTH_CONSUMER_APPS
                    SET CONSUMER_SECRET = ?, USERNAME = ?, APP_NAME = ?, CALLBACK_URL = ?, GRANT_TYPES = ?, TOKEN_FORMAT = ?
                    WHERE CONSUMER_KEY = ?""",
                    seal.shut(consumer.secret()),
                    Columns.of(consumer.owner()),
                    consumer.name(),
                    consumer.callbackUrl(),
                    Columns.of(consumer.grants()),
                    consumer.format().name(),
                    consumer.key());
            return changed > 0 ? changed : add(sql, consumer);
        });
    }

    @Override
    public void remove(String consumerKey) {
        database.transact(sql -> sql.change("DELETE FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", consumerKey));
    }

    private int add(Sql sql, Consumer consumer) {
        return sql.change(
                """
                INSERT INTO IDN_OAUTH_CONSUMER_APPS (
                  CONSUMER_KEY, CONSUMER_SECRET, USERNAME, APP_NAME, CALLBACK_URL, GRANT_TYPES, TOKEN_FORMAT)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                consumer.key(),
                seal.shut(consumer.secret()),
                Columns.of(consumer.owner()),
                consumer.name(),
                consumer.callbackUrl(),
                Columns.of(consumer.grants()),
                consumer.format().name());
    }
}
