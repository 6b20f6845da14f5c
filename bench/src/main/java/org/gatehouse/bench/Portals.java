package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What scripts for API Manager 1.9 do in publisher and store, as the administrator. */
final class Portals {
    private final HttpClient client;
    private final String https;
    private final String http;

    /** Signs in to both. */
    Portals(int offset) {
        https = "https://localhost:" + (9443 + offset);
        http = "http://localhost:" + (9763 + offset);
        client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .sslContext(Everyone.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        Map<String, String> admin = Map.of("action", "login", "username", "admin", "password", "admin");
        publisher("user/login/ajax/login.jag", admin);
        store("user/login/ajax/login.jag", admin);
    }

    /** Adds an API with the resource {@code /*} and publishes it. */
    void publish(String name, String context, String backend, String tier) {
        add(name, context, backend, tier);
        setStatus(name, "PUBLISHED");
    }

    /** Adds an API with the resource {@code /*}. */
    void add(String name, String context, String backend, String tier) {
        publisher("item-add/ajax/add.jag", api("addAPI", name, context, backend, tier));
    }

    /** Removes an API. */
    void remove(String name) {
        publisher(
                "item-add/ajax/remove.jag",
                Map.of("action", "removeAPI", "name", name, "version", "1.0.0", "provider", "admin"));
    }

    /** All that the publisher says of an API. */
    String details(String name) {
        return publisher(
                "listing/ajax/item-list.jag",
                Map.of("action", "getAPI", "name", name, "version", "1.0.0", "provider", "admin"));
    }

    /** A part of what there is to subscribe to. */
    String offered(int start, int many) {
        return store(
                "api/listing/ajax/list.jag",
                Map.of(
                        "action",
                        "getAllPaginatedPublishedAPIs",
                        "tenant",
                        "carbon.super",
                        "start",
                        Integer.toString(start),
                        "end",
                        Integer.toString(many)));
    }

    /** A page as browsers get it, by its path; without what must be in it, nothing was measured. */
    void look(String path, String expected) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(https + path))
                .timeout(Duration.ofSeconds(60))
                .build());
        if (page.statusCode() != 200 || !page.body().contains(expected)) {
            throw new IllegalStateException(path + " answered " + page.statusCode() + " without " + expected);
        }
    }

    /** Changes a published API, which deploys it anew. */
    void change(String name, String context, String backend, String tier) {
        publisher("item-add/ajax/add.jag", api("updateAPI", name, context, backend, tier));
    }

    private static Map<String, String> api(String action, String name, String context, String backend, String tier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("action", action);
        form.put("provider", "admin");
        form.put("name", name);
        form.put("version", "1.0.0");
        form.put("context", context);
        form.put("visibility", "public");
        form.put("tiersCollection", tier);
        form.put("resourceCount", "0");
        form.put("resourceMethod-0", "GET,POST");
        form.put("resourceMethodAuthType-0", "Application & Application User,Application & Application User");
        form.put("resourceMethodThrottlingTier-0", "Unlimited,Unlimited");
        form.put("uriTemplate-0", "/*");
        form.put(
                "endpoint_config",
                "{\"production_endpoints\":{\"url\":\"" + backend + "\",\"config\":null},\"endpoint_type\":\"http\"}");
        return form;
    }

    void setStatus(String name, String status) {
        publisher(
                "life-cycles/ajax/life-cycles.jag",
                Map.of(
                        "action",
                        "updateStatus",
                        "name",
                        name,
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "status",
                        status,
                        "publishToGateway",
                        "true"));
    }

    /** Subscribes the default application and gives it a key. */
    Key subscribe(String name, String tier) {
        return subscribe("DefaultApplication", name, tier);
    }

    /** A new application with a key for the API. */
    Key application(String application, String name, String tier) {
        store(
                "application/application-add/ajax/application-add.jag",
                Map.of(
                        "action",
                        "addApplication",
                        "application",
                        application,
                        "tier",
                        "Unlimited",
                        "callbackUrl",
                        "",
                        "description",
                        ""));
        return subscribe(application, name, tier);
    }

    private Key subscribe(String application, String name, String tier) {
        store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action",
                        "addAPISubscription",
                        "name",
                        name,
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "tier",
                        tier,
                        "applicationName",
                        application));
        String answer = store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action",
                        "generateApplicationKey",
                        "application",
                        application,
                        "keytype",
                        "PRODUCTION",
                        "callbackUrl",
                        "",
                        "authorizedDomains",
                        "ALL",
                        "validityTime",
                        "360000"));
        return new Key(member("consumerKey", answer), member("consumerSecret", answer), member("accessToken", answer));
    }

    /** A key of an application. */
    record Key(String consumer, String secret, String token) {}

    /** Another token of the application: each scope has one of its own. */
    CompletableFuture<String> token(Key key, String scope) {
        String basic = Base64.getEncoder()
                .encodeToString((key.consumer() + ":" + key.secret()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = form(http + "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", scope))
                .header("Authorization", "Basic " + basic)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> member("access_token", answer.body()));
    }

    /** The status of a call to the gateway. */
    int status(String url, String token) {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }

    private String publisher(String path, Map<String, String> form) {
        return good(form(https + "/publisher/site/blocks/" + path, form).build());
    }

    private String store(String path, Map<String, String> form) {
        return good(form(https + "/store/site/blocks/" + path, form).build());
    }

    private String good(HttpRequest request) {
        String answer = send(request).body();
        if (!answer.contains("\"error\" : false")) {
            throw new IllegalStateException(request.uri() + " answered " + answer);
        }
        return answer;
    }

    private static HttpRequest.Builder form(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String member(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
