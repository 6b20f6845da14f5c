package org.gatehouse.gateway.testing;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;

/** An exchange whose back end is a function; call-backs come at once, on the thread that asks. */
public final class FakeExchange implements Exchange {
    /** What the client got. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Reply(int status, Headers headers, byte[] bytes, boolean streamed) {
        /** What it is in UTF-8. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;
    private String scheme = "http";
    private String client = "127.0.0.1";
    private BiConsumer<BackendCall, BackendListener> backend =
            (call, listener) -> listener.failed(SendFailure.CONNECT_FAILED);

    public final List<BackendCall> calls = new ArrayList<>();
    public final CompletableFuture<Reply> reply = new CompletableFuture<>();
    public final AtomicInteger bodyReads = new AtomicInteger();
    /** Whether it can be given back. */
    public boolean fresh = true;

    public final CompletableFuture<Void> givenBack = new CompletableFuture<>();
    private final List<Runnable> onEnd = new CopyOnWriteArrayList<>();
    public final AtomicInteger discards = new AtomicInteger();

    public FakeExchange(String method, String target, Headers headers, String body) {
        this(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public FakeExchange(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    public static FakeExchange get(String target) {
        return new FakeExchange(
                "GET", target, Headers.empty().set("Host", "api.example").set("Accept", "*/*"), "");
    }

    public static FakeExchange post(String target, String type, String body) {
        return new FakeExchange(
                "POST", target, Headers.empty().set("Host", "api.example").set("Content-Type", type), body);
    }

    public FakeExchange over(String newScheme) {
        scheme = newScheme;
        return this;
    }

    /** Called from this address. */
    public FakeExchange from(String address) {
        client = address;
        return this;
    }

    public FakeExchange backend(BiConsumer<BackendCall, BackendListener> newBackend) {
        backend = newBackend;
        return this;
    }

    /** A back end that answers this to everything. */
    public FakeExchange backend(int status, String type, String text) {
        return backend((call, listener) ->
                listener.answered(answer(status, Headers.empty().set("Content-Type", type), text)));
    }

    public BackendAnswer answer(int status, Headers answerHeaders, String text) {
        return answer(status, answerHeaders, text.getBytes(StandardCharsets.UTF_8));
    }

    public BackendAnswer answer(int status, Headers answerHeaders, byte[] bytes) {
        return new BytesAnswer(status, answerHeaders, bytes);
    }

    public Reply await() {
        try {
            return reply.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public String version() {
        return "HTTP/1.1";
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress(client, 1234);
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("127.0.0.1", 8280);
    }

    @Override
    public boolean hasBody() {
        return body.length > 0;
    }

    @Override
    public boolean giveBack() {
        if (fresh) {
            givenBack.complete(null);
        }
        return fresh;
    }

    @Override
    public Executor loop() {
        return Runnable::run;
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        bodyReads.incrementAndGet();
        if (body.length > maxBytes) {
            reader.failed(SendFailure.BODY_TOO_LARGE);
        } else {
            give(body, reader);
        }
    }

    private static void give(byte[] bytes, BodyReader reader) {
        if (reader.mayHold(bytes.length)) {
            reader.complete(bytes);
        } else {
            reader.failed(SendFailure.NO_ROOM);
        }
    }

    @Override
    public void respond(int status, Headers answerHeaders, byte[] bytes) {
        finish(new Reply(status, answerHeaders, bytes, false));
    }

    @Override
    public void respond(int status, Headers answerHeaders, BackendAnswer source) {
        finish(new Reply(status, answerHeaders, ((BytesAnswer) source).bytes, true));
    }

    private void finish(Reply newReply) {
        if (!reply.complete(newReply)) {
            throw new AssertionError("answered twice");
        }
        onEnd.forEach(Runnable::run);
    }

    @Override
    public void forward(BackendCall call, BackendListener listener) {
        calls.add(call);
        backend.accept(call, listener);
    }

    @Override
    public long bodyBytes() {
        return 0;
    }

    @Override
    public boolean isAnswered() {
        return reply.isDone();
    }

    @Override
    public void abort() {}

    @Override
    public void onEnd(Runnable task) {
        onEnd.add(task);
    }

    private final class BytesAnswer implements BackendAnswer {
        private final int status;
        private final Headers answerHeaders;
        private final byte[] bytes;

        BytesAnswer(int status, Headers answerHeaders, byte[] bytes) {
            this.status = status;
            this.answerHeaders = answerHeaders;
            this.bytes = bytes;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String reason() {
            return "";
        }

        @Override
        public Headers headers() {
            return answerHeaders;
        }

        @Override
        public void readBody(int maxBytes, BodyReader reader) {
            bodyReads.incrementAndGet();
            give(bytes, reader);
        }

        @Override
        public void discard() {
            discards.incrementAndGet();
        }
    }
}
