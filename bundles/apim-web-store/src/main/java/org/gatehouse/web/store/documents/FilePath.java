package org.gatehouse.web.store.documents;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.identity.UserName;

/**
 * Where in the registry of 1.9 a document's file would be. Nothing is there, and no file system is asked: it names an API, and one
 * of its documents by its file.
 *
 * @param api whose document it is
 * @param file the document's number before a slash, where two may have files of one name, and the file's name
 */
record FilePath(ApiId api, String file) {
    private static final String ROOT = "/registry/resource/_system/governance/apimgt/applicationdata/provider/";
    private static final Pattern FORM = Pattern.compile(
            "(?:/?registry/resource)?(?:/?_system/governance)?/?apimgt/applicationdata/provider/([^/]+)/([^/]+)/([^/]+)"
                    + "/documentation/files/(.+)");

    static FilePath of(Document document) {
        return new FilePath(
                document.api(), document.number() + "/" + document.file().name());
    }

    /**
     * The path that somebody has from a list, or has made himself as in 1.9.
     *
     * @throws NotFound if it is none
     */
    static FilePath parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new NotFound("file: " + text);
        }
        ApiId api =
                new ApiId(UserName.parse(decoded(parts.group(1))), decoded(parts.group(2)), decoded(parts.group(3)));
        return new FilePath(api, decoded(parts.group(4)));
    }

    boolean leadsTo(Document document) {
        return file.equals(of(document).file) || file.equals(document.file().name());
    }

    String text() {
        int slash = file.indexOf('/');
        return ROOT
                + String.join(
                        "/",
                        List.of(
                                encoded(api.provider().inNames()),
                                encoded(api.name()),
                                encoded(api.version()),
                                "documentation",
                                "files",
                                file.substring(0, slash),
                                encoded(file.substring(slash + 1))));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A plus sign is one, and what is no encoding stands for itself. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return segment;
        }
    }
}
