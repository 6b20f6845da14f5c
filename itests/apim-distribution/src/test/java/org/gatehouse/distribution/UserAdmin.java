package org.gatehouse.distribution;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What scripts say to the SOAP service {@code UserAdmin}. */
final class UserAdmin {
    private UserAdmin() {}

    /** The answer of the service {@code RemoteUserStoreManagerService}. */
    static HttpResponse<String> userStore(Server server, String operation) {
        return said(
                server,
                "RemoteUserStoreManagerService",
                "http://service.ws.um.carbon.wso2.org",
                "admin",
                "admin",
                operation);
    }

    /** The answer to an operation, which is given as its element without a namespace. */
    static HttpResponse<String> said(Server server, String user, String password, String operation) {
        return said(server, "UserAdmin", "http://mgt.user.carbon.wso2.org", user, password, operation);
    }

    /** The answer of a service to an operation. */
    static HttpResponse<String> said(
            Server server, String service, String namespace, String user, String password, String operation) {
        String name = operation.replaceAll("(?s)^<(\\w+).*", "$1");
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + operation.replaceFirst("<" + name, "<" + name + " xmlns=\"" + namespace + "\"")
                + "</s:Body></s:Envelope>";
        return new Http()
                .send(Http.request(
                                "https://localhost:" + server.https() + "/services/" + service,
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
