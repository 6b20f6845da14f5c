package org.gatehouse.distribution;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What scripts say to the SOAP service {@code UserAdmin}. */
final class UserAdmin {
    private UserAdmin() {}

    /** The answer to an operation, which is given as its element without a namespace. */
    static HttpResponse<String> said(Server server, String user, String password, String operation) {
        String name = operation.replaceAll("(?s)^<(\\w+).*", "$1");
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + operation.replaceFirst("<" + name, "<" + name + " xmlns=\"http://mgt.user.carbon.wso2.org\"")
                + "</s:Body></s:Envelope>";
        return new Http()
                .send(Http.request(
                                "https://localhost:" + server.https() + "/services/UserAdmin",
                                "Authorization",
                                Client.basic(user, password),
                                "Content-Type",
                                "text/xml; charset=UTF-8",
                                "SOAPAction",
                                "urn:" + name)
                        .POST(HttpRequest.BodyPublishers.ofString(envelope))
                        .build());
    }
}
