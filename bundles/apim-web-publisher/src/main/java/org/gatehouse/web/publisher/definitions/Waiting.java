package org.gatehouse.web.publisher.definitions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;

/**
 * Definitions that wait for those who have brought them, one of each: the last. Where there is no room for another, those go that have
 * waited longest.
 */
final class Waiting {
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Map<UserName, byte[]> packed = new LinkedHashMap<>();
    private int bytes;

    /** Lets it wait, in place of another one of theirs. */
    void put(UserName user, String text) {
        put(user, Packed.of(text));
    }

    private synchronized void put(UserName user, byte[] mine) {
        remove(user);
        if (mine.length > MOST_BYTES) {
            throw new Invalid("definition: longer than what may wait");
        }
        while (bytes + mine.length > MOST_BYTES) {
            remove(packed.keySet().iterator().next());
        }
        packed.put(user, mine);
        bytes += mine.length;
    }

    /** The one that waits for them, once. */
    Optional<String> take(UserName user) {
        return remove(user).map(Packed::text);
    }

    private synchronized Optional<byte[]> remove(UserName user) {
        Optional<byte[]> theirs = Optional.ofNullable(packed.remove(user));
        theirs.ifPresent(gone -> bytes -= gone.length);
        return theirs;
    }
}
