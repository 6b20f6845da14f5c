package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of API Manager 1.9 with mediators that look into bodies, dropped into the folder and called from outside. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MediationIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Server server;
    private final Http http = new Http();
    private final Backend backend = new Backend("behind");

    MediationIT(Server server) {
        this.server = server;
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aPrototypeAnswersFromItsScript() throws IOException {
        Path file = drop("scripted", """
                <script language="js"><![CDATA[
                  mc.setProperty('CONTENT_TYPE', 'application/json');
                  mc.setPayloadJSON('{ "item" : "' + mc.getProperty('uri.var.id') + '", "price" : 12.50, "tags" : ["a"] }');
                ]]></script>
                <property name="messageType" expression="get-property('CONTENT_TYPE')" scope="axis2"/>
                <property name="NO_ENTITY_BODY" scope="axis2" action="remove"/>
                <respond/>
                """, "");

        HttpResponse<String> answer = http.get(url("scripted"));

        assertThat(answer.body()).isEqualTo("{\"item\":\"7\",\"price\":12.50,\"tags\":[\"a\"]}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        Files.delete(file);
    }

    @Test
    void jsonIsReadAskedForElsewhereAndMadeAnew() throws IOException {
        Path file = drop("orders", """
                <property name="who" expression="json-eval($.customer.name)"/>
                <call><endpoint><http method="get" uri-template="%s/credit/{who}"/></endpoint></call>
                <property name="credit" expression="get-property('axis2', 'HTTP_SC')"/>
                <payloadFactory media-type="json">
                  <format>{"who": "$1", "status": $2, "list": [$2, $3]}</format>
                  <args><arg expression="$ctx:who"/><arg expression="$ctx:credit"/><arg value="true"/></args>
                </payloadFactory>
                <respond/>
                """.formatted(backend.address()), "");

        HttpResponse<String> answer = http.send(Http.request(url("orders"), "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"customer\":{\"name\":\"Ada\"},\"lines\":[1,2]}"))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"who\":\"Ada\",\"status\":200,\"list\":[200,true]}");
        Files.delete(file);
    }

    @Test
    void anAnswerIsGivenAgainFromMemory() throws IOException {
        Path file = drop(
                "remembered",
                """
                <cache scope="per-host" collector="false" hashGenerator="org.wso2.caching.digest.REQUESTHASHGenerator" timeout="60">
                  <implementation type="memory" maxSize="500"/>
                </cache>
                <send><endpoint><http uri-template="%s"/></endpoint></send>
                """.formatted(backend.address()),
                "<cache scope=\"per-host\" collector=\"true\"/><send/>");
        assertThat(http.get(url("remembered")).headers().firstValue("Age")).isEmpty();

        HttpResponse<String> again = http.get(url("remembered"));

        assertThat(again.headers().firstValue("Age")).isPresent();
        assertThat(again.body()).startsWith("behind GET /items/7");
        Files.delete(file);
    }

    private Path drop(String name, String in, String out) throws IOException {
        Path file = server.synapse("api").resolve(name + ".xml");
        Files.writeString(file, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" uri-template="/items/{id}">
                    <inSequence>%2$s</inSequence>
                    <outSequence>%3$s<send/></outSequence>
                  </resource>
                </api>
                """.formatted(name, in, out.replace("<send/>", "")));
        Eventually.within(SOON, name + " is deployed", () -> server.log().contains(name + " is deployed from"));
        return file;
    }

    private String url(String name) {
        return "http://localhost:" + server.gateway() + "/" + name + "/items/7";
    }
}
