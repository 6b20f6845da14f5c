package org.gatehouse.rest.publisher;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.jspecify.annotations.Nullable;

/**
 * What one method of one address takes and gives, read from the annotations of JAX-RS. It is looked at before CXF does, which
 * would tell of the methods of other addresses, and reads bodies before anybody knows whose they are.
 *
 * @param template the address below {@code /api/publisher/v1}, as the definition has it
 * @param takes media types of the bodies; empty if there is none
 * @param gives media types of the answers
 */
record Route(String method, String template, Pattern address, List<String> takes, List<String> gives) {
    /** Most bytes of a document with its content, which is in base 64. */
    static final int MOST_OF_A_DOCUMENT = 14 * 1024 * 1024;

    private static final int MOST_OF_A_FILE = 10 * 1024 * 1024;
    private static final int MOST_OF_JSON = 4 * 1024 * 1024;
    private static final int LONGEST_ACCEPT = 1_000;

    /** Those of a resource. */
    static Stream<Route> of(Class<?> resource) {
        return Stream.of(resource.getMethods())
                .flatMap(method -> Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .flatMap(Stream::ofNullable)
                        .map(verb -> of(resource, method, verb.value())));
    }

    private static Route of(Class<?> resource, Method method, String verb) {
        Path above = resource.getAnnotation(Path.class);
        Path below = method.getAnnotation(Path.class);
        String template =
                ((above == null ? "" : above.value()) + (below == null ? "" : below.value())).replace("//", "/");
        Consumes consumes = annotation(resource, method, Consumes.class);
        Produces produces = annotation(resource, method, Produces.class);
        return new Route(
                verb,
                template,
                Pattern.compile(Stream.of(template.split("/", -1))
                        .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                        .reduce((one, next) -> one + "/" + next)
                        .orElse("")),
                consumes == null ? List.of() : List.of(consumes.value()),
                produces == null ? List.of() : List.of(produces.value()));
    }

    private static <A extends Annotation> @Nullable A annotation(Class<?> resource, Method method, Class<A> type) {
        A own = method.getAnnotation(type);
        return own == null ? resource.getAnnotation(type) : own;
    }

    boolean isAt(String path) {
        return address.matcher(path).matches();
    }

    /** Whether everybody may read it. */
    boolean isPublic() {
        return template.startsWith("/openapi.");
    }

    /** How long a body may be, in bytes. */
    int mostBytes() {
        if (template.endsWith("/definition")) {
            return DefinitionReader.MAX_BYTES;
        }
        if (template.endsWith("/content")) {
            return MOST_OF_A_FILE;
        }
        if (template.endsWith("/documents")) {
            return MOST_OF_A_DOCUMENT;
        }
        if (template.endsWith("/wsdl")) {
            return Wsdl.MAX_BYTES;
        }
        return template.endsWith("/thumbnail") ? Thumbnail.MAX_BYTES : MOST_OF_JSON;
    }

    /** Whether a body of this type is taken. */
    boolean takes(@Nullable String contentType) {
        if (takes.isEmpty()) {
            return true;
        }
        String type = contentType == null ? "" : plain(contentType);
        return takes.contains(type) || (takes.contains("*/*") && !type.isEmpty());
    }

    /** Whether somebody who takes these as an answer takes one of ours. */
    boolean isAcceptable(@Nullable String accept) {
        return gives.isEmpty() || gives.stream().anyMatch(given -> isAccepted(given, accept));
    }

    /** Whether a media type is among those that an Accept header takes; without one, any is. */
    static boolean isAccepted(String given, @Nullable String accept) {
        if (accept == null || accept.isBlank() || given.equals("*/*")) {
            return true;
        }
        return accept.length() <= LONGEST_ACCEPT
                && Stream.of(accept.split(","))
                        .filter(range -> !range.replaceAll("\\s", "").matches("(?i).*;q=0(\\.0*)?"))
                        .map(Route::plain)
                        .anyMatch(range -> isIn(given, range));
    }

    private static boolean isIn(String given, String range) {
        return range.equals("*/*")
                || range.equals(given)
                || (range.endsWith("/*") && given.startsWith(range.substring(0, range.length() - 1)));
    }

    static String plain(String type) {
        return type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }
}
