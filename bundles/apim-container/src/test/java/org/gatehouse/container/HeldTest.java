package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeldTest {
    private final Held held = new Held();
    private final List<String> givenUp = new ArrayList<>();

    @Test
    void whoHasWaitedLongestMakesRoom() {
        Held.Share first = share("first");
        Held.Share second = share("second");
        Held.Share third = share("third");
        assertThat(first.take(Held.MOST / 2)).isTrue();
        assertThat(second.take(Held.MOST / 4)).isTrue();
        assertThat(third.take(Held.MOST / 4)).isTrue();
        assertThat(givenUp).isEmpty();
        assertThat(third.take(1)).isTrue();
        assertThat(givenUp).containsExactly("first");
        assertThat(first.take(1)).as("what was given up").isFalse();
        assertThat(first.giveBack()).as("what was given up").isFalse();
        assertThat(share("fourth").take(Held.MOST)).isTrue();
        assertThat(givenUp).containsExactly("first", "second", "third");
    }

    @Test
    void whatIsGivenBackIsRoomForOthers() {
        Held.Share first = share("first");
        assertThat(first.take(Held.MOST)).isTrue();
        assertThat(first.giveBack()).isTrue();
        assertThat(first.giveBack()).as("twice").isFalse();
        assertThat(share("second").take(Held.MOST)).isTrue();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void whoNeedsRoomAndHasWaitedLongestIsGivenUpHimself() {
        Held.Share first = share("first");
        Held.Share second = share("second");
        assertThat(first.take(1)).isTrue();
        assertThat(second.take(Held.MOST - 1)).isTrue();
        assertThat(first.take(1)).isFalse();
        assertThat(second.giveBack()).isTrue();
        assertThat(givenUp).containsExactly("first");
    }

    private Held.Share share(String name) {
        return held.share(() -> givenUp.add(name));
    }
}
