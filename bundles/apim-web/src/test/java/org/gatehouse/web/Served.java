package org.gatehouse.web;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.gatehouse.front.CrossOrigin;
import org.gatehouse.front.Front;
import org.gatehouse.front.PublicNames;

/** A door on a real server with a browser in front of it, set up as the whiteboard sets it up. */
public final class Served implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final Server server = new Server();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;

    public Served(String path, Servlet blocks, Servlet pages) {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath(path);
        context.getSessionHandler().setHttpOnly(true);
        Front front = new Front(PublicNames.none(), CrossOrigin.none());
        context.addServlet(new ServletHolder(front.before(blocks)), "/site/blocks/*");
        context.addServlet(new ServletHolder(front.before(pages)), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        base = "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** Where the server listens. */
    public String address() {
        return base;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** Posts names and values as a form. */
    public HttpResponse<String> post(String path, String... namesAndValues) {
        return postText(path, "application/x-www-form-urlencoded", form(namesAndValues));
    }

    public HttpResponse<String> postText(String path, String mediaType, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens the page, fills in its form's token and posts. */
    public HttpResponse<String> submit(String page, String path, String... namesAndValues) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        return postText(
                path,
                "application/x-www-form-urlencoded",
                form(namesAndValues) + "&csrf_token=" + encode(token.group(1)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(encode(namesAndValues[i])).append('=');
            form.append(encode(namesAndValues[i + 1]));
        }
        return form.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
