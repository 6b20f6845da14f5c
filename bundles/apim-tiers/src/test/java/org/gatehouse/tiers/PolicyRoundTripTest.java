package org.gatehouse.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.gatehouse.domain.throttle.PolicyEdit;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.junit.jupiter.api.Test;

/** Whatever {@link PolicyEdit} writes, {@link TierPolicy} reads as it was meant. */
final class PolicyRoundTripTest {
    private static final String EMPTY = "<wsp:Policy xmlns:wsp=\"http://schemas.xmlsoap.org/ws/2004/09/policy\""
            + " xmlns:throttle=\"http://www.wso2.org/products/wso2commons/throttle\">\n<!-- by hand -->\n"
            + "<throttle:MediatorThrottleAssertion/></wsp:Policy>";
    private static final String NAME = "abcXYZ019_.-";
    private static final String TEXT = "aZ09 <>&\"'=;:/\\{}$%üß€\u4E2D\u2028]";
    private static final int ROUNDS = 300;

    private final Random random = new Random(20_150_401);

    private String some(String letters, int longest) {
        StringBuilder some = new StringBuilder();
        for (int i = random.nextInt(longest); i >= 0; i--) {
            some.append(letters.charAt(random.nextInt(letters.length())));
        }
        return some.toString();
    }

    private TierDraft draft() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put("x" + some(NAME, 8), some(TEXT, 30).strip());
        }
        return new TierDraft(
                "t" + some(NAME, 3),
                random.nextBoolean() ? "" : "D" + some(TEXT, 20),
                random.nextInt(Integer.MAX_VALUE),
                Duration.ofMillis(1 + random.nextInt(Integer.MAX_VALUE - 1)),
                attributes);
    }

    @Test
    void whatIsWrittenIsReadTheSame() {
        String file = EMPTY;
        Map<String, TierDraft> meant = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            TierDraft draft = draft();
            file = PolicyEdit.of(file).with(draft).text();
            meant.put(draft.name(), draft);
            if (random.nextInt(3) == 0) {
                String gone = meant.keySet().iterator().next();
                file = PolicyEdit.of(file).without(gone).text();
                meant.remove(gone);
            }
        }
        Map<String, Tier> read = TierPolicy.read(file).tiers();

        assertThat(read).containsOnlyKeys(meant.keySet());
        meant.forEach((name, draft) -> {
            Tier tier = read.get(name);
            assertThat(tier.displayName()).isEqualTo(draft.displayName().isBlank() ? name : draft.displayName());
            assertThat(tier.count()).isEqualTo(draft.count());
            assertThat(tier.unit()).isEqualTo(draft.unit());
            assertThat(tier.attributes()).isEqualTo(draft.attributes());
        });
        assertThat(file).contains("<!-- by hand -->");
    }
}
