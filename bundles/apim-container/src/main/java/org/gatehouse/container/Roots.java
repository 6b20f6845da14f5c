package org.gatehouse.container;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends {@code /store?tenant=a} to {@code /store/?tenant=a}. The server would make {@code /store/;tenant=a} of it, which names
 * nothing.
 */
public final class Roots extends Handler.Wrapper {
    private static final Set<String> PORTALS = Set.of("/publisher", "/store", "/carbon");

    /** For the portals. */
    public Roots() {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!PORTALS.contains(path)) {
            return super.handle(request, response, callback);
        }
        String query = request.getHttpURI().getQuery();
        response.setStatus(HttpStatus.FOUND_302);
        response.getHeaders().put(HttpHeader.LOCATION, path + "/" + (query == null ? "" : "?" + query));
        response.write(true, null, callback);
        return true;
    }
}
