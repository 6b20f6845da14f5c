package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.xml.namespace.QName;
import javax.xml.soap.MessageFactory;
import javax.xml.soap.MimeHeaders;
import javax.xml.soap.SOAPConnection;
import javax.xml.soap.SOAPConnectionFactory;
import javax.xml.soap.SOAPElement;
import javax.xml.soap.SOAPException;
import javax.xml.soap.SOAPMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A SOAP client of another project: at the services, and through the gateway. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SoapIT {
    private static final String REST = "http://org.apache.axis2/xsd";
    private static final String LOGIN = "http://authentication.services.core.carbon.wso2.org";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final javax.net.ssl.SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();

    SoapIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void trust() {
        HttpsURLConnection.setDefaultSSLSocketFactory(Http.trustingAll().getSocketFactory());
    }

    @AfterAll
    void close() {
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
        backend.close();
    }

    @Test
    void anApiIsDeployedAndTakenOffAsClientsOfTheOriginalDo() throws Exception {
        assertThat(call("RestApiAdmin", message(REST, "getApiNames"), null)
                        .getSOAPBody()
                        .getFault()
                        .getFaultString())
                .isEqualTo("Access Denied. Please login first.");

        SOAPMessage login =
                message(LOGIN, "login", "username", "admin", "password", "admin", "remoteAddress", "localhost");
        SOAPMessage signedIn = call("AuthenticationAdmin", login, null);
        assertThat(text(signedIn)).isEqualTo("true");
        String cookie = signedIn.getMimeHeaders().getHeader("Set-Cookie")[0].split(";", 2)[0];

        String api = "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"soapy\" context=\"/soapy\"><resource"
                + " methods=\"GET\" url-mapping=\"/*\"><inSequence><send><endpoint><address uri=\""
                + backend.address()
                + "\"/></endpoint></send></inSequence><outSequence><send/></outSequence></resource></api>";
        assertThat(text(call("RestApiAdmin", message(REST, "addApiFromString", "apiData", api), cookie)))
                .isEqualTo("true");
        assertThat(client.call(url("/soapy/x")).body()).startsWith("behind GET /x");
        assertThat(call("RestApiAdmin", message(REST, "getApiByName", "apiName", "soapy"), cookie)
                        .getSOAPBody()
                        .getElementsByTagNameNS("http://api.rest.carbon.wso2.org/xsd", "context")
                        .item(0)
                        .getTextContent())
                .isEqualTo("/soapy");
        SOAPMessage broken = call(
                "RestApiAdmin",
                message(REST, "updateApiFromString", "apiName", "soapy", "apiData", api.replace("send>", "sent>")),
                cookie);
        assertThat(broken.getSOAPBody().getFault().getFaultString()).contains("line", "sent");
        assertThat(client.call(url("/soapy/x")).statusCode()).isEqualTo(200);

        assertThat(text(call("RestApiAdmin", message(REST, "deleteApi", "apiName", "soapy"), cookie)))
                .isEqualTo("true");
        assertThat(client.call(url("/soapy/x")).statusCode()).isEqualTo(404);
    }

    @Test
    void soapPassesThroughTheGatewayAndIsRefusedInSoap() throws Exception {
        Path echo = server.synapse("api").resolve("soapecho.xml");
        Files.writeString(
                echo,
                "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"soapecho\" context=\"/soapecho\">"
                        + "<resource methods=\"POST\"><inSequence><respond/></inSequence></resource></api>");
        Eventually.within(
                Duration.ofSeconds(5),
                "the echo serves",
                () -> client.call(url("/soapecho/x")).statusCode() != 404);
        client.signIn()
                .add(new ApiForm("SoapBackend", "/soapbackend", url("/soapecho")).open())
                .publish("SoapBackend")
                .add(new ApiForm("SoapClosed", "/soapclosed", url("/soapecho")).secured())
                .publish("SoapClosed");

        SOAPMessage order = message("urn:shop", "order", "item", "tea");
        SOAPMessage answer = send(order, url("/soapbackend/1.0.0/orders"));
        assertThat(answer.getSOAPBody().getElementsByTagName("q:item").item(0).getTextContent())
                .isEqualTo("tea");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        order.writeTo(bytes);
        HttpResponse<String> refused = new Http()
                .send(Http.request(
                                url("/soapclosed/1.0.0/orders"),
                                "Content-Type",
                                "text/xml; charset=utf-8",
                                "SOAPAction",
                                "urn:order")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                        .build());
        assertThat(refused.statusCode()).isEqualTo(401);
        SOAPMessage fault = MessageFactory.newInstance()
                .createMessage(
                        new MimeHeaders(),
                        new ByteArrayInputStream(refused.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(fault.getSOAPBody().getFault().getFaultString()).isEqualTo("Authentication Failure");
        Files.delete(echo);
    }

    private SOAPMessage call(String service, SOAPMessage message, @org.jspecify.annotations.Nullable String cookie)
            throws SOAPException {
        if (cookie != null) {
            message.getMimeHeaders().setHeader("Cookie", cookie);
        }
        message.getMimeHeaders()
                .setHeader(
                        "SOAPAction",
                        "urn:" + message.getSOAPBody().getFirstChild().getLocalName());
        return send(message, "https://localhost:" + server.https() + "/services/" + service);
    }

    private static SOAPMessage send(SOAPMessage message, String address) throws SOAPException {
        SOAPConnection connection = SOAPConnectionFactory.newInstance().createConnection();
        try {
            return connection.call(message, address);
        } finally {
            connection.close();
        }
    }

    private static SOAPMessage message(String namespace, String operation, String... parameters) throws SOAPException {
        SOAPMessage message = MessageFactory.newInstance().createMessage();
        SOAPElement element = message.getSOAPBody().addBodyElement(new QName(namespace, operation, "q"));
        for (int i = 0; i < parameters.length; i += 2) {
            element.addChildElement(parameters[i], "q").setTextContent(parameters[i + 1]);
        }
        message.saveChanges();
        return message;
    }

    private static String text(SOAPMessage answer) throws SOAPException {
        return answer.getSOAPBody()
                .getElementsByTagNameNS("*", "return")
                .item(0)
                .getTextContent();
    }

    private String url(String path) {
        return "http://localhost:" + server.gateway() + path;
    }
}
