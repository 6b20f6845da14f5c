package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} does. */
public abstract class RegistryContract {
    /** The path that {@link #guard()} looks after. */
    protected static final String GUARDED = "/_system/governance/guarded.xml";

    private static final String FOLDER = "/_system/governance/apimgt";

    private final StrictGuard guard = new StrictGuard();

    /** The empty port under test, the same one throughout a test, with {@link #guard()} for {@link #GUARDED}. */
    protected abstract Registry registry();

    /** Refuses what is not XML. */
    protected final RegistryGuard guard() {
        return guard;
    }

    @Test
    void whatIsPutIsFound() {
        registry().put(TENANT, file(FOLDER + "/tiers.xml", "<tiers>\u00e4</tiers>"));

        RegistryFile found = registry().find(TENANT, FOLDER + "/tiers.xml").orElseThrow();
        assertThat(found.text()).isEqualTo("<tiers>\u00e4</tiers>");
        assertThat(found.mediaType()).isEqualTo("application/xml");
        assertThat(found.path()).isEqualTo(FOLDER + "/tiers.xml");
        assertThat(registry().find("example.com", FOLDER + "/tiers.xml")).isEmpty();
    }

    @Test
    void largeContentStaysWhole() {
        byte[] content = "0123456789abcdef".repeat(20_000).getBytes(StandardCharsets.UTF_8);

        registry().put(TENANT, new RegistryFile(FOLDER + "/icon", "image/png", content));

        assertThat(registry().find(TENANT, FOLDER + "/icon").orElseThrow().content())
                .isEqualTo(content);
    }

    @Test
    void putReplacesAndPutIfAbsentDoesNot() {
        registry().putIfAbsent(TENANT, file(FOLDER + "/a", "one"));
        registry().putIfAbsent(TENANT, file(FOLDER + "/a", "two"));
        assertThat(text(FOLDER + "/a")).isEqualTo("one");

        registry().put(TENANT, file(FOLDER + "/a", "three"));
        assertThat(text(FOLDER + "/a")).isEqualTo("three");
    }

    @Test
    void onlyWhatWasSeenIsReplaced() {
        RegistryFile seen = file(FOLDER + "/a", "one");
        assertThat(registry().replace(TENANT, seen, file(FOLDER + "/a", "two")))
                .as("nothing is there")
                .isFalse();
        assertThat(registry().find(TENANT, FOLDER + "/a")).isEmpty();

        registry().put(TENANT, file(FOLDER + "/a", "one"));
        assertThat(registry().replace(TENANT, seen, file(FOLDER + "/a", "two"))).isTrue();
        assertThat(registry().replace(TENANT, seen, file(FOLDER + "/a", "three")))
                .as("another is there")
                .isFalse();
        assertThat(text(FOLDER + "/a")).isEqualTo("two");
    }

    @Test
    void ofThoseWhoSawTheSameOneReplacesIt() {
        for (int round = 0; round < 20; round++) {
            RegistryFile seen = file(FOLDER + "/a", "seen " + round);
            registry().put(TENANT, seen);
            assertThat(Together.count(4, each -> registry().replace(TENANT, seen, file(FOLDER + "/a", "by " + each))))
                    .isOne();
        }
    }

    @Test
    void theGuardIsAskedAndToldOfAReplacement() {
        RegistryFile old = file(GUARDED, "<old/>");
        registry().put(TENANT, old);

        assertThatThrownBy(() -> registry().replace(TENANT, old, file(GUARDED, "nonsense")))
                .isInstanceOf(Invalid.class);
        registry().replace(TENANT, file(GUARDED, "<older/>"), file(GUARDED, "<lost/>"));
        registry().replace(TENANT, old, file(GUARDED, "<new/>"));

        assertThat(guard.seen).containsExactly("<old/>", "<new/>");
    }

    @Test
    void belowListsAnyDepthInOrder() {
        registry().put(TENANT, file(FOLDER + "/b/c", ""));
        registry().put(TENANT, file(FOLDER + "/a_%", ""));
        registry().put(TENANT, file(FOLDER + "x/d", ""));

        assertThat(registry().below(TENANT, FOLDER)).containsExactly(FOLDER + "/a_%", FOLDER + "/b/c");
        assertThat(registry().below(TENANT, FOLDER + "/")).hasSize(2);
        assertThat(registry().below(TENANT, FOLDER + "/a_%")).isEmpty();
    }

    @Test
    void removedFileIsGone() {
        registry().put(TENANT, file(FOLDER + "/a", ""));

        registry().remove(TENANT, FOLDER + "/a");
        registry().remove(TENANT, FOLDER + "/a");

        assertThat(registry().find(TENANT, FOLDER + "/a")).isEmpty();
    }

    @Test
    void whatTheGuardRefusesIsNotStored() {
        registry().put(TENANT, file(GUARDED, "<old/>"));

        assertThatThrownBy(() -> registry().put(TENANT, file(GUARDED, "nonsense")))
                .isInstanceOf(Invalid.class);

        assertThat(text(GUARDED)).isEqualTo("<old/>");
        assertThat(guard.seen).containsExactly("<old/>");
    }

    @Test
    void theGuardHearsOfEachChangeAfterItIsThere() {
        registry().put(TENANT, file(GUARDED, "<one/>"));
        registry().put(TENANT, file(GUARDED, "<two/>"));
        registry().put(TENANT, file(FOLDER + "/unguarded", "nonsense"));
        registry().remove(TENANT, GUARDED);

        assertThat(guard.seen).containsExactly("<one/>", "<two/>", "");
    }

    private String text(String path) {
        return registry().find(TENANT, path).map(RegistryFile::text).orElse("");
    }

    private static RegistryFile file(String path, String text) {
        return RegistryFile.ofText(path, "application/xml", text);
    }

    /** Notes what the registry says at the moment when it is told of a change. */
    private final class StrictGuard implements RegistryGuard {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void check(String tenant, RegistryFile file) {
            if (!file.text().startsWith("<")) {
                throw new Invalid("line 1: no element");
            }
        }

        @Override
        public void stored(String tenant, String path) {
            seen.add(text(path));
        }
    }
}
