package org.gatehouse.persistence.keys;

import java.util.Optional;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Words;
import org.jdbi.v3.core.Handle;

/** OAuth clients in the table IDN_OAUTH_CONSUMER_APPS. */
public final class ConsumerTable implements Consumers {
    private final Database database;
    private final Seal seal;

    public ConsumerTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Optional<Consumer> find(String consumerKey) {
        return database.inTransaction(sql -> sql.select(
                        "SELECT * FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", consumerKey)
                .map(found -> new Consumer(
                        found.getColumn("CONSUMER_KEY", String.class),
                        seal.open(found.getColumn("CONSUMER_SECRET", String.class)),
                        found.getColumn("USERNAME", UserName.class),
                        found.getColumn("APP_NAME", String.class),
                        found.getColumn("CALLBACK_URL", String.class),
                        found.getColumn("GRANT_TYPES", Words.class).set(),
                        found.getColumn("TOKEN_FORMAT", TokenFormat.class)))
                .findFirst());
    }

    @Override
    public void save(Consumer consumer) {
        database.settle(sql -> {
            int changed = sql.execute(
                    """
                    UPDATE IDN_OAUTH_CONSUMER_APPS
                    SET CONSUMER_SECRET = ?, USERNAME = ?, APP_NAME = ?, CALLBACK_URL = ?, GRANT_TYPES = ?, TOKEN_FORMAT = ?
                    WHERE CONSUMER_KEY = ?""",
                    seal.shut(consumer.secret()),
                    consumer.owner(),
                    consumer.name(),
                    consumer.callbackUrl(),
                    Words.of(consumer.grants()),
                    consumer.format().name(),
                    consumer.key());
            return changed > 0 ? changed : add(sql, consumer);
        });
    }

    @Override
    public void remove(String consumerKey) {
        database.transact(
                sql -> sql.execute("DELETE FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", consumerKey));
    }

    private int add(Handle sql, Consumer consumer) {
        return sql.execute(
                """
                INSERT INTO IDN_OAUTH_CONSUMER_APPS (
                  CONSUMER_KEY, CONSUMER_SECRET, USERNAME, APP_NAME, CALLBACK_URL, GRANT_TYPES, TOKEN_FORMAT)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                consumer.key(),
                seal.shut(consumer.secret()),
                consumer.owner(),
                consumer.name(),
                consumer.callbackUrl(),
                Words.of(consumer.grants()),
                consumer.format().name());
    }
}
