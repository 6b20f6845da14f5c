package org.gatehouse.rest.publisher;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gatehouse.domain.identity.Account;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests with an idempotency key, for up to a day, so that one that comes again gets the same answer. Only what
 * was done is kept: a request that was refused has changed nothing, and is looked at anew.
 *
 * <p>In memory, and not in the database: that something is done twice, the rooms prevent already. Of one name there is one API, and
 * one document of an API; a step in an API's life from where it is already does nothing; and who goes back says from which state. A
 * key saves the sender of a repeated request from taking "is there already" for a failure. Where that reaches another server, or
 * this one has been started meanwhile, the sender is told so by that conflict, and nothing is done twice.
 */
final class Replays {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE = 200;
    private static final long MOST_BYTES = 8 * 1024 * 1024;
    /** A larger answer is not kept, or few of one account would end those of all others. */
    private static final int MOST_OF_ANSWER = 64 * 1024;

    private final InstantSource clock;
    /** The oldest first. */
    private final Map<Name, Replay> kept = new LinkedHashMap<>();

    private long bytes;

    Replays(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A request that is to be answered once.
     *
     * @param account whose it is; keys of others are other keys
     * @param digest of all in it that counts
     */
    record Request(Account account, String key, String digest) {}

    private record Name(Account account, String key) {}

    /**
     * What became of a request.
     *
     * @param answer null while it is at work
     */
    private record Replay(
            String digest, Instant since, @Nullable Answer answer) {
        long size() {
            return answer == null ? 0 : answer.body().length;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, MultivaluedMap<String, Object> headers, byte[] body) {
        static Answer of(Response response) {
            return new Answer(
                    response.getStatus(),
                    response.getHeaders(),
                    response.getEntity() instanceof byte[] body ? body : new byte[0]);
        }

        Response again() {
            Response.ResponseBuilder answer = Response.status(status);
            headers.forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
            answer.header("Idempotency-Replayed", "true");
            return body.length == 0 ? answer.build() : answer.entity(body).build();
        }
    }

    /**
     * Answers the request, or again as it was answered.
     *
     * @throws Problem if the key is none, belongs to another request, or its request is at work
     */
    Response once(Request request, Supplier<Response> work) {
        if (!KEY.matcher(request.key()).matches()) {
            throw new Problem(
                    ProblemType.MALFORMED, "Idempotency-Key: expected 1 to 255 characters of ASCII, without blanks.");
        }
        Name name = new Name(request.account(), request.key());
        Answer known = begin(name, request.digest());
        if (known != null) {
            return known.again();
        }
        Answer answer = null;
        try {
            Response response = work.get();
            answer = response.getStatus() < 300 ? Answer.of(response) : null;
            return response;
        } finally {
            end(name, answer);
        }
    }

    /** What was answered; null if nothing was yet, and the request is at work from now. */
    private synchronized @Nullable Answer begin(Name name, String digest) {
        forgetOld();
        Replay known = kept.get(name);
        if (known == null) {
            makeRoom(name.account());
            kept.put(name, new Replay(digest, clock.instant(), null));
            return null;
        }
        if (!known.digest().equals(digest)) {
            throw new Problem(ProblemType.KEY_REUSED, "Idempotency-Key: it came with another request before.");
        }
        if (known.answer() == null) {
            throw new Problem(ProblemType.KEY_IN_USE, "Idempotency-Key: its request is at work.")
                    .header("Retry-After", "1");
        }
        return known.answer();
    }

    private synchronized void end(Name name, @Nullable Answer answer) {
        Replay begun = kept.remove(name);
        if (begun != null && answer != null && answer.body().length <= MOST_OF_ANSWER) {
            kept.put(name, new Replay(begun.digest(), begun.since(), answer));
            bytes += answer.body().length;
        }
    }

    private void forgetOld() {
        Instant since = clock.instant().minus(LIFE);
        Iterator<Replay> replays = kept.values().iterator();
        while (replays.hasNext()) {
            Replay replay = replays.next();
            if (replay.answer() != null
                    && (replay.since().isBefore(since) || bytes > MOST_BYTES || kept.size() > MOST)) {
                bytes -= replay.size();
                replays.remove();
            }
        }
    }

    /** Of one account the oldest goes. */
    private void makeRoom(Account account) {
        long own = kept.keySet().stream()
                .filter(name -> name.account().equals(account))
                .count();
        if (own < MOST_OF_ONE) {
            return;
        }
        Name oldest = kept.entrySet().stream()
                .filter(one ->
                        one.getKey().account().equals(account) && one.getValue().answer() != null)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new Problem(
                                ProblemType.UNAVAILABLE,
                                "Idempotency-Key: as many requests of yours are at work as may be.")
                        .header("Retry-After", "5"));
        Replay gone = kept.remove(oldest);
        bytes -= gone == null ? 0 : gone.size();
    }

    /**
     * Tells requests apart: SHA-256, in hexadecimal digits.
     *
     * @param address with whatever else of the head counts
     */
    static String digest(String method, String address, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + address + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
