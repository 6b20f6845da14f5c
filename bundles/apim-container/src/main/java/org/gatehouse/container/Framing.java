package org.gatehouse.container;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes no coding of a transfer but {@code chunked}, and that only where there is no other, in HTTP/1.1. Of others nothing here
 * would be undone, and a proxy may have seen the body end elsewhere; hence nothing more is read from there either.
 */
public final class Framing extends Handler.Wrapper {
    /** For all doors. */
    public Framing() {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || isChunkedAlone(request)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean isChunkedAlone(Request request) {
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && codings.size() == 1
                && HttpHeaderValue.CHUNKED.is(codings.get(0).strip());
    }
}
