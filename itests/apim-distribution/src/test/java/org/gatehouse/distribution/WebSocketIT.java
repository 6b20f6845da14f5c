package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WebSocket through a published API: its handshake is a call like any other, and what follows just passes. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebSocketIT {
    private final Server server;
    private final EchoSocket backend = new EchoSocket();
    private String token = "";

    WebSocketIT(Server server) {
        this.server = server;
    }

    @BeforeAll
    void publish() {
        Client client = new Client(server).signIn();
        client.addApi("Chat", "/chat", backend.address(), "Unlimited")
                .publish("Chat")
                .addApplication("ChatApplication")
                .subscribe("ChatApplication", "Chat", "Unlimited");
        token = client.generateKey("ChatApplication").accessToken();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void whatIsSaidComesBack() throws InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = open("Bearer " + token, heard);
        String large = "x".repeat(60_000);

        socket.sendText("hello", true).join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.sendText(large, true).join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(large);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1000");
    }

    @Test
    void aHandshakeWithoutAGoodTokenIsRefused() {
        assertThatThrownBy(() -> open("Bearer wrong", new LinkedBlockingQueue<>()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    private WebSocket open(String authorization, LinkedBlockingQueue<String> heard) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", authorization)
                .buildAsync(
                        URI.create("ws://localhost:" + server.gateway() + "/chat/1.0.0/phone/1"), new Listener(heard))
                .join();
    }

    private static final class Listener implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> heard;
        private final StringBuilder text = new StringBuilder();

        private Listener(LinkedBlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            heard.add("closed " + status);
            return null;
        }
    }
}
