package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API that speaks SOAP, on a real server: consumers find it by its WSDL, and what they send arrives as it was. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WsdlIT {
    private static final Pattern LOCATION = Pattern.compile("location=\"([^\"]*)\"");
    private static final String ENVELOPE =
            "<?xml version='1.0'?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<s:Body><q:last xmlns:q=\"urn:q\"><symbol>A &amp; B</symbol></q:last></s:Body></s:Envelope>";

    private final Server server;
    private final Client client;
    private final Http http = new Http();
    private RawBackend mirror;
    private String bearer;

    WsdlIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
    }

    @BeforeAll
    void start() throws IOException {
        mirror = RawBackend.mirror();
        client.addApplication("Shareholders");
        bearer = "Bearer " + client.generateKey("Shareholders").accessToken();
    }

    @AfterAll
    void close() throws IOException {
        mirror.close();
    }

    private String backend() {
        return "http://localhost:" + mirror.port() + "/quotes";
    }

    private String wsdl() {
        return "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:s=\"http://schemas.xmlsoap.org/wsdl/soap/\">"
                + "<service name=\"Quotes\"><port name=\"P\" binding=\"B\"><s:address location=\"" + backend()
                + "\"/></port>"
                + "</service></definitions>";
    }

    private HttpResponse<String> wsdl(String method, String body) {
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        return http.send(Http.request(
                        "https://localhost:" + server.https()
                                + "/api/publisher/v1/apis/admin--YonderQuotes--1.0.0/wsdl",
                        "Authorization",
                        "Basic " + basic,
                        "Content-Type",
                        "text/xml")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void consumersFindItByItsWsdlAndWhatTheySendArrives() {
        ApiForm soap = new ApiForm("YonderQuotes", "/yonderquotes", backend())
                .with(
                        "endpoint_config",
                        "{\"production_endpoints\":{\"url\":\"" + backend()
                                + "\",\"config\":null},\"endpoint_type\":\"address\"}")
                .with("wsdl", backend() + "?wsdl")
                .resource("/*", "POST", "Application & Application User");
        client.add(soap);
        assertThat(wsdl("GET", "").statusCode())
                .as("this server does not ask itself")
                .isEqualTo(404);
        assertThat(wsdl("PUT", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")
                        .body())
                .contains("a document type (expected: none)");
        assertThat(wsdl("PUT", wsdl()).statusCode()).isEqualTo(204);
        assertThat(wsdl("GET", "").body()).isEqualTo(wsdl());
        String store = "https://localhost:" + server.https()
                + "/store/apis/wsdl?name=YonderQuotes&version=1.0.0&provider=admin";
        assertThat(http.get(store).statusCode()).as("not published yet").isEqualTo(404);
        client.publish("YonderQuotes").subscribe("Shareholders", "YonderQuotes", "Unlimited");

        Matcher location = LOCATION.matcher(http.get(store).body());
        assertThat(location.find()).isTrue();
        assertThat(location.group(1)).endsWith("/yonderquotes/1.0.0").doesNotContain(Integer.toString(mirror.port()));
        HttpResponse<String> answer = http.send(Http.request(
                        location.group(1).replaceFirst("://[^:/]+", "://localhost"),
                        "Authorization",
                        bearer,
                        "Content-Type",
                        "text/xml; charset=UTF-8",
                        "SOAPAction",
                        "\"urn:last\"")
                .POST(HttpRequest.BodyPublishers.ofString(ENVELOPE))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("POST /quotes HTTP/1.1")
                .contains("\"urn:last\"", "text/xml; charset=UTF-8")
                .endsWith(ENVELOPE);
        assertThat(wsdl("DELETE", "").statusCode()).isEqualTo(204);
        assertThat(http.get(store).statusCode()).isEqualTo(404);
    }
}
