package org.gatehouse.identity;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who has a turn and who waits for one. Places take turns with each other, however many ask at one of them; when all room is
 * taken, the place with most in line gives some up. At one place those go first who asked first, and whoever is sent away is
 * remembered: when the same name asks there again, it stands where it would have stood. So names made up anew for each request
 * come after one that tries again. Whether there is such a user is not looked at. Nothing here waits.
 *
 * <p>It does not help who asks for the first time where others have taken all room at the same place: that is the second try's.
 */
final class FairLine {
    /** Names are the asker's choice: only so many are remembered, those sent away last. */
    private static final int MOST_SENT_AWAY = 10_000;

    private static final Comparator<NavigableSet<Turn>> BY_LENGTH =
            Comparator.<NavigableSet<Turn>>comparingInt(NavigableSet::size).thenComparing(place -> place.last().number);

    private final int room;
    private final Map<String, NavigableSet<Turn>> places = new LinkedHashMap<>();
    private final Map<Name, Long> sentAway = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Long> eldest) {
            return size() > MOST_SENT_AWAY;
        }
    };
    private int free;
    private int waiting;
    private long numbers;

    private record Name(String place, String user) {}

    /** One request for a turn. */
    static final class Turn {
        private final Name name;
        private final long number;
        private final CompletableFuture<Boolean> told = new CompletableFuture<>();

        private Turn(Name name, long number) {
            this.name = name;
            this.number = number;
        }

        /** Completes with whether it has come: false if others were sent for who come before. */
        CompletableFuture<Boolean> told() {
            return told;
        }

        private long number() {
            return number;
        }
    }

    /** So many have a turn at a time, and so many wait. */
    FairLine(int atATime, int room) {
        this.free = atATime;
        this.room = room;
    }

    /** Asks for a turn; what is told of it may be known at once. Whatever that is, it has to be ended. */
    synchronized Turn join(String place, String user) {
        Name name = new Name(place, user);
        Long before = sentAway.remove(name);
        Turn turn = new Turn(name, before == null ? numbers++ : before);
        if (free > 0) {
            free--;
            turn.told.complete(true);
        } else if (waiting < room || makesRoom(turn)) {
            places.computeIfAbsent(place, any -> new TreeSet<>(Comparator.comparingLong(Turn::number)))
                    .add(turn);
            waiting++;
        } else {
            sendAway(turn);
        }
        return turn;
    }

    /** The turn is over, or is waited for no longer. */
    synchronized void end(Turn turn) {
        if (!turn.told.isDone()) {
            leave(turn);
            sendAway(turn);
        } else if (turn.told.join()) {
            free++;
            giveNext();
        }
    }

    private void giveNext() {
        Iterator<Map.Entry<String, NavigableSet<Turn>>> first =
                places.entrySet().iterator();
        if (free > 0 && first.hasNext()) {
            Map.Entry<String, NavigableSet<Turn>> next = first.next();
            Turn turn = next.getValue().first();
            leave(turn);
            // The place goes to the end of the line.
            NavigableSet<Turn> others = places.remove(next.getKey());
            if (others != null) {
                places.put(next.getKey(), others);
            }
            free--;
            turn.told.complete(true);
        }
    }

    /** From the place with most in line, unless that is the newcomer's or as short: then whoever asked last goes. */
    private boolean makesRoom(Turn newcomer) {
        NavigableSet<Turn> longest = longest();
        NavigableSet<Turn> own = places.get(newcomer.name.place());
        int withNewcomer = (own == null ? 0 : own.size()) + 1;
        if (longest == null || (longest.size() <= withNewcomer && longest.last().number < newcomer.number)) {
            return false;
        }
        Turn last = longest.last();
        leave(last);
        sendAway(last);
        return true;
    }

    private @Nullable NavigableSet<Turn> longest() {
        return places.values().stream().max(BY_LENGTH).orElse(null);
    }

    private void leave(Turn turn) {
        NavigableSet<Turn> place = places.get(turn.name.place());
        if (place != null && place.remove(turn)) {
            waiting--;
            if (place.isEmpty()) {
                places.remove(turn.name.place());
            }
        }
    }

    private void sendAway(Turn turn) {
        sentAway.merge(turn.name, turn.number, Math::min);
        turn.told.complete(false);
    }
}
