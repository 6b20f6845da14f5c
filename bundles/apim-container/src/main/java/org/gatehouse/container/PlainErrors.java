package org.gatehouse.container;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself has to say before any servlet is asked: a status and its name, nothing of the request or the inside. */
public final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Jetty ends the connection of whom it could not read as far as his version, and does not tell him.
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        say(response, callback);
        return true;
    }

    /** The whole answer for the status that the response has. */
    static void say(Response response, Callback callback) {
        Content.Sink.write(response, true, worded(response.getStatus(), response.getHeaders()), callback);
    }

    private static String worded(int status, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "text/plain;charset=us-ascii");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Content-Type-Options", "nosniff");
        return status + " " + HttpStatus.getMessage(status) + "\n";
    }
}
