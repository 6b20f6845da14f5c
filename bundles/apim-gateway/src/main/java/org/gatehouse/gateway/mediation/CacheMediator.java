package org.gatehouse.gateway.mediation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.apache.synapse.transport.nhttp.NhttpConstants;
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

    private final @Nullable Cache<Question, CachedAnswer> answers;

    /** A request that had no answer yet, and where one would be kept. */
    private record Pending(Cache<Question, CachedAnswer> answers, Question question) {}

    private CacheMediator(@Nullable Cache<Question, CachedAnswer> answers) {
        this.answers = answers;
    }

    /** On the way in; an answer is given again for so long. */
    public static CacheMediator finder(Duration life) {
        return new CacheMediator(Caffeine.newBuilder()
                .expireAfterWrite(life)
                .maximumWeight(MOST_BYTES)
                .<Question, CachedAnswer>weigher((question, answer) -> answer.bytes())
                .executor(Runnable::run)
                .build());
    }

    /** On the way out. */
    public static CacheMediator collector() {
        return new CacheMediator(null);
    }

    boolean isCollector() {
        return answers == null;
    }

    @Override
    public boolean mediate(MessageContext message) {
        Call call = CallMessage.callOf(message);
        if (call == null) {
            return true;
        }
        LightMessage light = call.light(message);
        return answers == null ? collect(message, light) : find(answers, call, message, light);
    }

    private static boolean find(
            Cache<Question, CachedAnswer> answers, Call call, MessageContext message, LightMessage light) {
        DeployedApi api = call.api();
        Question question = Question.of(
                api == null ? "" : api.name(),
                call.exchange().method(),
                call.target().text(),
                light.headers());
        if (question == null || light.isRewritten() || message.getProperty(CallProperties.PERSONAL) != null) {
            return true;
        }
        CachedAnswer known = answers.getIfPresent(question);
        if (known == null) {
            message.setProperty(PENDING, new Pending(answers, question));
            return true;
        }
        call.answerAgain(message, known);
        return false;
    }

    private static boolean collect(MessageContext message, LightMessage light) {
        byte[] body = light.body();
        if (body != null && isWanted(message, light) && message.getProperty(PENDING) instanceof Pending pending) {
            Headers headers = light.headers().copy();
            headers.remove("Age");
            pending.answers().put(pending.question(), new CachedAnswer(headers, body, System.nanoTime()));
        }
        message.getPropertyKeySet().remove(PENDING);
        return true;
    }

    /** Whether an answer is to be read whole, to be kept. Only if it says beforehand that it is short. */
    static boolean isWanted(MessageContext message, LightMessage light) {
        if (message.getProperty(PENDING) == null || light.isRewritten()) {
            return false;
        }
        String length = light.headers().get("Content-Length");
        return length != null
                && length.length() < 9
                && Integer.parseInt(length.trim()) <= MOST_BYTES_OF_ONE
                && CachedAnswer.isStorable(status(light), light.headers());
    }

    private static int status(LightMessage light) {
        return light.explicit(NhttpConstants.HTTP_SC) instanceof Integer status ? status : 0;
    }

    /** The answer in the message's place. */
    static LightMessage place(Call call, MessageContext message, CachedAnswer known) {
        Headers headers = known.headers().copy();
        long age = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - known.storedAtNanos());
        headers.set("Age", Long.toString(age));
        LightMessage light = new LightMessage(call, headers, call.target().text(), true);
        light.body(known.body());
        light.setProperty(NhttpConstants.HTTP_SC, 200);
        light.setIncomingTransportName(call.exchange().scheme());
        ((Axis2MessageContext) message).setAxis2MessageContext(light);
        return light;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
