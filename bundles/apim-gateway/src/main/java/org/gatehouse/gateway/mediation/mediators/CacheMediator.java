package org.gatehouse.gateway.mediation.mediators;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.gatehouse.gateway.mediation.message.Conversation;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The {@code cache} mediator of API Manager 1.9. On the way in it answers what it has an answer to, through the handlers and
 * the out sequence like any answer; on the way out, as collector, it keeps what may be kept. It ends with its API's
 * deployment, so a new one starts empty.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-3">RFC 9111 §3</a>
 */
public final class CacheMediator extends AbstractMediator {
    private static final String PENDING = "org.gatehouse.gateway.cache.pending";
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_BYTES_OF_ONE = 1 << 20;

    private final @Nullable Memory memory;

    /**
     * What is kept, beside the bounds that hold for all.
     *
     * @param life how long an answer is given again
     * @param bytes how long the body of one may be
     * @param answers how many at most
     */
    public record Bounds(Duration life, int bytes, int answers) {}

    /** What is kept within its bounds. */
    private record Memory(Cache<Question, CachedAnswer> answers, Bounds bounds) {
        static Memory within(Bounds bounds) {
            // A short answer counts as much as it may for so many to have room.
            int least = MOST_BYTES / Math.min(bounds.answers(), MOST_BYTES);
            return new Memory(
                    Caffeine.newBuilder()
                            .expireAfterWrite(bounds.life())
                            .maximumWeight((long) least * Math.min(bounds.answers(), MOST_BYTES))
                            .<Question, CachedAnswer>weigher((question, answer) -> Math.max(least, answer.bytes()))
                            .executor(Runnable::run)
                            .build(),
                    bounds);
        }
    }

    /** A request that had no answer yet, and where one would be kept. */
    private record Pending(Memory memory, Question question) {}

    private CacheMediator(@Nullable Memory memory) {
        this.memory = memory;
    }

    /** On the way in. */
    public static CacheMediator finder(Bounds bounds) {
        return new CacheMediator(Memory.within(bounds));
    }

    /** On the way out. */
    public static CacheMediator collector() {
        return new CacheMediator(null);
    }

    /** Whether it keeps answers, on the way out. */
    public boolean isCollector() {
        return memory == null;
    }

    @Override
    public boolean mediate(MessageContext message) {
        Conversation call = Conversation.of(message);
        if (call == null) {
            return true;
        }
        LightMessage light = call.light(message);
        return memory == null ? collect(message, light) : find(memory, call, message, light);
    }

    private static boolean find(Memory memory, Conversation call, MessageContext message, LightMessage light) {
        Question question = Question.of(
                call.apiName(), call.exchange().method(), call.target().text(), light.headers());
        if (question == null || light.isRewritten() || message.getProperty(CallProperties.PERSONAL) != null) {
            return true;
        }
        CachedAnswer known = memory.answers().getIfPresent(question);
        if (known == null) {
            message.setProperty(PENDING, new Pending(memory, question));
            return true;
        }
        place(call, message, known);
        call.comeBack(message);
        return false;
    }

    private static boolean collect(MessageContext message, LightMessage light) {
        byte[] body = light.body();
        if (body != null && isWanted(message, light) && message.getProperty(PENDING) instanceof Pending pending) {
            Headers headers = light.headers().copy();
            headers.remove("Age");
            pending.memory().answers().put(pending.question(), new CachedAnswer(headers, body, System.nanoTime()));
        }
        message.getPropertyKeySet().remove(PENDING);
        return true;
    }

    /** Whether an answer is to be read whole, to be kept. Only if it says beforehand that it is short. */
    public static boolean isWanted(MessageContext message, LightMessage light) {
        if (!(message.getProperty(PENDING) instanceof Pending pending) || light.isRewritten()) {
            return false;
        }
        int most = Math.min(MOST_BYTES_OF_ONE, pending.memory().bounds().bytes());
        String length = light.headers().get("Content-Length");
        return length != null
                && length.length() < 9
                && Integer.parseInt(length.trim()) <= most
                && CachedAnswer.isStorable(status(light), light.headers());
    }

    private static int status(LightMessage light) {
        return light.explicit(NhttpConstants.HTTP_SC) instanceof Integer status ? status : 0;
    }

    /** The answer in the message's place. */
    private static void place(Conversation call, MessageContext message, CachedAnswer known) {
        Headers headers = known.headers().copy();
        long age = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - known.storedAtNanos());
        headers.set("Age", Long.toString(age));
        LightMessage light = new LightMessage(call, headers, call.target().text(), true);
        light.body(known.body());
        light.setProperty(NhttpConstants.HTTP_SC, 200);
        light.setIncomingTransportName(call.exchange().scheme());
        ((Axis2MessageContext) message).setAxis2MessageContext(light);
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
