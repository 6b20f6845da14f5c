package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.identity.FairLine.Turn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One has a turn at a time, eight wait. */
class FairLineTest {
    private static final int ROOM = 8;

    private final FairLine line = new FairLine(1, ROOM);
    private Turn atWork;
    private int madeUp;

    @BeforeEach
    void somebodyIsAtWork() {
        atWork = line.join("elsewhere", "somebody");
        assertThat(has(atWork)).isTrue();
    }

    @Test
    void aFloodFromOneAddressLeavesTheNextTurnButOneToAnother() {
        List<Turn> flood = flood("flood", 100);
        Turn tom = line.join("home", "tom");
        assertThat(waits(tom)).isTrue();
        flood.addAll(flood("flood", 100));

        line.end(atWork);
        Turn first = only(flood);
        assertThat(waits(tom)).isTrue();
        line.end(first);
        assertThat(has(tom)).isTrue();
        line.end(tom);
        assertThat(flood.stream().filter(FairLineTest::has)).hasSize(2);
    }

    @Test
    void manyAddressesTakeTurns() {
        Turn a1 = line.join("a", "x");
        Turn a2 = line.join("a", "y");
        Turn b1 = line.join("b", "x");
        Turn b2 = line.join("b", "x");
        Turn c1 = line.join("c", "x");
        line.end(atWork);
        for (Turn next : List.of(a1, b1, c1, a2, b2)) {
            assertThat(has(next)).isTrue();
            line.end(next);
        }
        assertThat(has(line.join("a", "x"))).isTrue();
    }

    @Test
    void whoWasSentAwayComesBeforeNamesMadeUpSince() {
        List<Turn> flood = flood("here", ROOM);
        Turn refused = line.join("here", "admin");
        assertThat(isSentAway(refused)).isTrue();
        line.end(refused);
        for (int i = 0; i < 4_000; i++) {
            flood.addAll(flood("here", 1));
            if (i % 500 == 0) {
                finishOne(flood);
            }
        }
        Turn again = line.join("here", "admin");
        assertThat(waits(again)).isTrue();
        for (int i = 0; i < ROOM && waits(again); i++) {
            flood.addAll(flood("here", 50));
            finishOne(flood);
        }
        assertThat(has(again)).isTrue();
    }

    @Test
    void manyAddressesWithOneEachShutOutNobodyWhoTriesAgain() {
        List<Turn> all = new ArrayList<>();
        for (int i = 0; i < ROOM; i++) {
            all.add(line.join("bot" + i, "x"));
        }
        Turn refused = line.join("home", "tom");
        assertThat(isSentAway(refused)).isTrue();
        line.end(refused);
        line.end(atWork);
        all.add(line.join("late", "x"));
        Turn again = line.join("home", "tom");
        assertThat(waits(again)).isTrue();
        assertThat(isSentAway(all.get(ROOM))).isTrue();
    }

    @Test
    void oneNameIsRememberedForOneOfItsRequestsOnly() {
        List<Turn> flood = flood("here", ROOM);
        line.end(line.join("here", "admin"));
        finishOne(flood);
        flood.addAll(flood("here", 1));
        assertThat(waits(line.join("here", "admin"))).isTrue();
        assertThat(isSentAway(line.join("here", "admin"))).isTrue();
    }

    @Test
    void whoNoLongerWaitsIsGivenNoTurnAndKeepsNoRoom() {
        List<Turn> flood = flood("here", ROOM);
        line.end(flood.get(0));
        assertThat(isSentAway(flood.get(0))).isTrue();
        assertThat(waits(line.join("here", "admin"))).isTrue();
        line.end(atWork);
        assertThat(has(flood.get(1))).isTrue();
    }

    @Test
    void endingWhatWasSentAwayFreesNothing() {
        flood("here", ROOM);
        Turn refused = line.join("here", "admin");
        line.end(refused);
        line.end(refused);
        assertThat(has(line.join("home", "tom"))).isFalse();
    }

    private List<Turn> flood(String place, int many) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            turns.add(line.join(place, "made-up-" + madeUp++));
        }
        return turns;
    }

    /** Whoever is at work is done. */
    private void finishOne(List<Turn> flood) {
        line.end(atWork);
        flood.remove(atWork);
        atWork = flood.stream().filter(FairLineTest::has).findFirst().orElse(atWork);
    }

    private static Turn only(List<Turn> turns) {
        List<Turn> chosen = turns.stream().filter(FairLineTest::has).toList();
        assertThat(chosen).hasSize(1);
        return chosen.get(0);
    }

    private static boolean has(Turn turn) {
        return turn.told().getNow(false);
    }

    private static boolean waits(Turn turn) {
        return !turn.told().isDone();
    }

    private static boolean isSentAway(Turn turn) {
        return !turn.told().getNow(true);
    }
}
