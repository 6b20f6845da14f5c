package org.gatehouse.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.consumer;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** What a reader of the database sees of tokens that are sealed, and what the switch does to those that are there. */
public final class SealTest {
    private final Database database = TestDatabase.empty();

    public static Seal seal(boolean on) {
        Seal seal = new Seal(new Secret((byte) 7));
        seal.set(on);
        return seal;
    }

    private record Secret(byte each) implements TokenSecret {
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public byte[] bytes() {
            byte[] bytes = new byte[32];
            Arrays.fill(bytes, each);
            return bytes;
        }
    }

    @Test
    void theDatabaseShowsNeitherTokensNorSecrets() {
        Seal seal = seal(true);
        new ConsumerTable(database, seal).save(consumer("client"));
        new TokenTable(database, seal).add(token("shown-nowhere", "refresh-nowhere"));

        List<String> row = database.inTransaction(sql -> sql.select(
                        "SELECT * FROM IDN_OAUTH2_ACCESS_TOKEN T JOIN IDN_OAUTH_CONSUMER_APPS C ON C.CONSUMER_KEY = T.CONSUMER_KEY")
                .map((found, context) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        text.append(found.getString(i)).append(' ');
                    }
                    return text.toString();
                })
                .list());

        assertThat(row).hasSize(1);
        assertThat(row.get(0)).doesNotContain("nowhere", consumer("client").secret());
    }

    @Test
    void whatStandsInTheDatabaseIsNoToken() {
        Seal seal = seal(true);
        TokenTable tokens = new TokenTable(database, seal);
        new ConsumerTable(database, seal).save(consumer("client"));
        tokens.add(token("a", "r"));

        assertThat(tokens.find(seal.digest("a"))).isEmpty();
        assertThat(tokens.findByRefresh(seal.digest("r"))).isEmpty();
        assertThat(tokens.setState(seal.digest("a"), AccessToken.State.REVOKED)).isFalse();
        assertThat(new TokenTable(database, seal(false)).find(seal.digest("a"))).isEmpty();
    }

    @Test
    void theSwitchLeavesNoTokenBehind() {
        Seal seal = seal(false);
        TokenTable tokens = new TokenTable(database, seal);
        ConsumerTable consumers = new ConsumerTable(database, seal);
        consumers.save(consumer("client"));
        tokens.add(token("plain", "plain refresh"));

        seal.set(true);
        assertThat(tokens.find("plain")).isPresent();
        assertThat(consumers.find("client")).contains(consumer("client"));
        tokens.add(token("sealed", "sealed refresh"));

        seal.set(false);
        assertThat(tokens.find("sealed")).contains(token("sealed", "sealed refresh"));
        assertThat(tokens.findByRefresh("sealed refresh")).isPresent();
        assertThat(tokens.setState("sealed", AccessToken.State.REVOKED)).isTrue();
        assertThat(tokens.active("client")).containsExactly(token("plain", "plain refresh"));
    }

    @Test
    void anotherSecretOpensNothing() {
        Seal seal = seal(true);
        String shut = seal.shut("text");
        assertThat(shut).isNotEqualTo(seal.shut("text"));
        assertThat(seal.open(shut)).isEqualTo("text");

        Seal other = new Seal(new Secret((byte) 8));
        assertThatThrownBy(() -> other.open(shut)).isInstanceOf(Unavailable.class);
    }

    private static AccessToken token(String value, String refresh) {
        return new AccessToken(
                value, refresh, "client", Fixtures.ADMIN, true, new TreeSet<>(), NOON, null, AccessToken.State.ACTIVE);
    }

    @Test
    void aTokenTooLongForItsColumnIsSealedWhateverTheSwitchSays() {
        Seal seal = seal(false);
        TokenTable tokens = new TokenTable(database, seal);
        new ConsumerTable(database, seal).save(consumer("client"));
        String text = "signed.".repeat(300);
        tokens.add(token(text, "refresh"));

        assertThat(tokens.find(text)).contains(token(text, "refresh"));
        assertThat(tokens.findByRefresh("refresh")).contains(token(text, "refresh"));
        assertThat(tokens.find(seal.digest(text))).isEmpty();
        assertThat(tokens.setState(text, AccessToken.State.REVOKED)).isTrue();
        assertThat(tokens.find(text).map(AccessToken::state)).contains(AccessToken.State.REVOKED);
    }
}
