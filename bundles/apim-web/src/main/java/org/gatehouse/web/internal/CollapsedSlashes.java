package org.gatehouse.web.internal;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.osgi.service.component.annotations.Component;

/**
 * Reads {@code //publisher//site} as {@code /publisher/site}, as old clients write it. Has to be done before the server
 * chooses a context, hence here and not in a filter.
 */
@Component(service = HttpConfiguration.Customizer.class)
public final class CollapsedSlashes implements HttpConfiguration.Customizer {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    @Override
    public void customize(Connector connector, HttpConfiguration config, Request request) {
        String path = request.getPathInfo();
        if (path == null || !path.contains("//")) {
            return;
        }
        HttpURI uri = request.getHttpURI();
        String raw = SLASHES.matcher(uri.getPath()).replaceAll("/");
        request.setHttpURI(new HttpURI(uri.getScheme(), uri.getHost(), uri.getPort(), raw, null, uri.getQuery(), null));
        request.setPathInfo(SLASHES.matcher(path).replaceAll("/"));
    }
}
