package org.gatehouse.web.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.loader.DelegatingLoader;
import io.pebbletemplates.pebble.loader.Loader;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.Door;
import org.gatehouse.web.FormToken;
import org.gatehouse.web.Sessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes pages of the templates and texts of one door, with the kit's behind them. Every value is escaped for HTML. */
final class PageRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(PageRenderer.class);
    private static final String THEME = "gh-theme";
    private static final List<String> THEMES = List.of("light", "dark");

    private final Door door;
    private final Texts texts;
    private final PebbleEngine engine;

    PageRenderer(Door door, ClassLoader bundle) {
        this.door = door;
        this.texts = new Texts(bundle);
        Loader<?> loader = new DelegatingLoader(List.of(below(bundle), below(PageRenderer.class.getClassLoader())));
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new TextExtension(texts), new ListExtension())
                .autoEscaping(true)
                .strictVariables(false)
                .build();
    }

    private static Loader<?> below(ClassLoader classes) {
        ClasspathLoader loader = new ClasspathLoader(classes);
        loader.setPrefix("templates");
        loader.setSuffix(".peb");
        return loader;
    }

    /**
     * Where a page is shown.
     *
     * @param base the path of the door
     * @param here the path of the page within it
     * @param menu what the door offers
     * @param hasSignIn whether people sign in there
     */
    record Place(String base, String here, List<MenuEntry> menu, boolean hasSignIn) {}

    void write(Page.Shown page, Place place, PageVisit visit, HttpServletResponse response) throws IOException {
        Locale language = texts.language(visit.request());
        Map<String, @Nullable Object> values = new HashMap<>(page.values());
        Map<String, @Nullable Object> visitor = visitor(visit);
        values.putAll(frame(place, language, visitor.containsKey("userName")));
        values.putAll(visitor);
        values.put("theme", theme(visit.request()));
        values.put("token", hasForm(page, visit.request()) ? FormToken.of(visit.request(), response) : "");
        visit.takeNote()
                .ifPresent(note -> values.put(
                        note.isGood() ? "done" : "failed",
                        texts.of(language, note.text(), note.details().toArray())));
        StringWriter html = new StringWriter();
        engine.getTemplate(page.template()).evaluate(html, values, language);
        response.setStatus(page.status());
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Content-Language", language.toLanguageTag());
        response.getOutputStream().write(html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, @Nullable Object> frame(Place place, Locale language, boolean isSignedIn) {
        return Page.values(
                "title", texts.of(language, door.title()),
                "home", place.base() + door.home(),
                "base", place.base(),
                "here", place.here(),
                "assets", place.base() + Assets.SHARED.folder(),
                "language", language.toLanguageTag(),
                "signsIn", place.hasSignIn(),
                "isSignInPage", place.here().equals(Door.SIGN_IN),
                "menu", menu(place, isSignedIn));
    }

    private static List<Map<String, @Nullable Object>> menu(Place place, boolean isSignedIn) {
        return place.menu().stream()
                .filter(entry -> isSignedIn || entry.isForStrangers())
                .map(entry -> link(entry, place))
                .toList();
    }

    private static Map<String, @Nullable Object> link(MenuEntry entry, Place place) {
        boolean isHere = place.here().equals(entry.path()) || place.here().startsWith(entry.path() + "/");
        return Page.values(
                "text", entry.text(), "icon", entry.icon(), "address", place.base() + entry.path(), "isHere", isHere);
    }

    /** The one to greet. A page that says what is wrong does not fail over the same once more. */
    private static Map<String, @Nullable Object> visitor(PageVisit visit) {
        try {
            return visit.visitor().map(caller -> greeting(caller.user())).orElseGet(() -> Page.values("signedIn", ""));
        } catch (RuntimeException unknown) {
            LOG.debug("nobody tells who visits", unknown);
            return Page.values("signedIn", "");
        }
    }

    private static Map<String, @Nullable Object> greeting(UserName user) {
        String name = user.name();
        String initials = name.substring(name.indexOf('/') + 1);
        return Page.values(
                "signedIn", user.toString(),
                "userName", name,
                "userTenant", user.tenant(),
                "initials",
                        initials.substring(0, Math.min(2, initials.length())).toUpperCase(Locale.ROOT));
    }

    /** As the visitor has chosen; empty for what the system says. */
    private static String theme(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]);
        return Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals(THEME))
                .map(Cookie::getValue)
                .filter(THEMES::contains)
                .findFirst()
                .orElse("");
    }

    /** Strangers find a form on the sign-in page only; elsewhere they need no cookie. */
    private static boolean hasForm(Page.Shown page, HttpServletRequest request) {
        return page.template().equals("sign-in") || Sessions.isOpen(request);
    }
}
