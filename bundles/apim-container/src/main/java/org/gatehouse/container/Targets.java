package org.gatehouse.container;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Reads {@code //publisher//site} as {@code /publisher/site}, as old clients write it. Has to be done before the server
 * chooses a context, hence here and not in a servlet. What climbs, or has parameters in its path, names nothing here and is
 * refused as it came: a proxy may have read it otherwise.
 */
final class Targets implements HttpConfiguration.Customizer {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern REFUSED = Pattern.compile("[;\\\\]|/\\.{1,2}(/|$)");

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        if (path == null) {
            return request;
        }
        if (REFUSED.matcher(path).find()) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "the target can be read in two ways");
        }
        if (!path.contains("//")) {
            return request;
        }
        HttpURI collapsed =
                HttpURI.build(uri).path(SLASHES.matcher(path).replaceAll("/")).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return collapsed;
            }
        };
    }
}
