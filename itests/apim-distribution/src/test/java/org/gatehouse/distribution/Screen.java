package org.gatehouse.distribution;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One browser window of one width and theme, which writes down what is wrong with the pages that it shows. */
final class Screen implements AutoCloseable {
    private static final String AXE = axe();
    private static final String VIOLATIONS = """
            async () => {
              const found = await axe.run(document, {preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
              return found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(' | '));
            }""";
    private static final String TOO_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth";
    private static final String LINKS = """
            () => [...document.querySelectorAll('a[href]')].map(link => link.href).concat(
              [...document.querySelectorAll('a[href^="#"]')]
                .filter(link => !document.querySelector(link.getAttribute('href')))
                .map(link => 'nowhere:' + link.getAttribute('href')))""";
    private static final String SHOWS = "text => document.body.innerText.includes(text)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HAS_FOCUS = "wanted => document.activeElement.matches(wanted)";

    private final BrowserContext context;
    private final Page page;
    private final String label;
    private final Path pictures;
    private final Set<String> followed;
    private final List<String> complaints;
    private int expectedStatus = 200;

    /** Pages of the whole test share what was found, and which links were followed already. */
    Screen(com.microsoft.playwright.Browser browser, int width, ColorScheme scheme, Findings findings) {
        this.context = browser.newContext(new NewContextOptions()
                .setViewportSize(width, width < 500 ? 844 : 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setIgnoreHTTPSErrors(true));
        this.page = context.newPage();
        this.label = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        this.pictures = findings.pictures;
        this.followed = findings.followed;
        this.complaints = findings.complaints;
        page.onConsoleMessage(message -> {
            // A page that is shown under 401 or 404 is told of there, too.
            if (message.type().equals("error")
                    && !(expectedStatus >= 400 && message.text().contains("" + expectedStatus))) {
                complain(message.text());
            }
        });
        page.onPageError(this::complain);
        page.onResponse(this::answered);
    }

    private void answered(Response response) {
        boolean isPage = response.request().isNavigationRequest();
        if (response.status() >= 400 && !(isPage && response.status() == expectedStatus)) {
            complain(response.status() + " " + response.url());
        }
    }

    private void complain(String what) {
        complaints.add(label + " " + page.url() + ": " + what);
    }

    /** From here on pages may be shown under this status. */
    Screen expecting(int status) {
        expectedStatus = status;
        return this;
    }

    Screen open(String address) {
        page.navigate(address);
        return this;
    }

    /** Looks at the page: everything that a machine can see is written down, the rest is on the picture. */
    Screen look(String name) {
        page.evaluate("() => document.fonts.ready.then(() => true)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(name + "-" + label + ".png"))
                .setFullPage(true)
                .setCaret(ScreenshotCaret.INITIAL));
        if (((Number) page.evaluate(TOO_WIDE)).intValue() > 0) {
            complain("the page is wider than the window");
        }
        page.evaluate(AXE);
        ((List<?>) page.evaluate(VIOLATIONS)).forEach(violation -> complain("axe " + violation));
        ((List<?>) page.evaluate(LINKS)).forEach(link -> follow(String.valueOf(link)));
        return this;
    }

    private void follow(String link) {
        String address = link.replaceFirst("#.*", "");
        boolean isHere = address.equals(page.url().replaceFirst("#.*", ""));
        if (link.startsWith("nowhere:")) {
            complain("dead link " + link);
        } else if (!isHere
                && followed.add(address)
                && context.request().get(address).status() >= 400) {
            complain("dead link " + address);
        }
    }

    /** Presses Tab until the element has the focus: what cannot be reached so is not there for many. */
    Screen tabTo(String selector) {
        for (int i = 0; i < 200; i++) {
            if (isTrue(HAS_FOCUS, selector)) {
                return this;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(selector + " is not reached by keyboard on " + page.url());
    }

    Screen type(String text) {
        page.keyboard().type(text);
        return this;
    }

    Screen press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Presses a key that leads to another page, and waits for it. */
    Screen go(String key) {
        page.evaluate("() => { window.before = true; }");
        page.keyboard().press(key);
        return becomes("() => !window.before && document.readyState === 'complete'");
    }

    /** Waits until the page shows the text. */
    Screen shows(String text) {
        Eventually.within(PATIENCE, "the page shows " + text, () -> isTrue(SHOWS, text));
        return this;
    }

    /** Waits until the script is true. */
    Screen becomes(String script) {
        Eventually.within(PATIENCE, script, () -> isTrue(script, ""));
        return this;
    }

    private boolean isTrue(String script, String argument) {
        try {
            return (Boolean) page.evaluate(script, argument);
        } catch (PlaywrightException onItsWay) {
            return false; // to another page
        }
    }

    Screen signIn(String door) {
        return open(door + "/site/pages/login.jag")
                .tabTo("#username")
                .type("admin")
                .tabTo("#password")
                .type("admin")
                .go("Enter");
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(Screen.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** What all screens of a test have found. */
    static final class Findings {
        private final Path pictures;
        private final Set<String> followed = ConcurrentHashMap.newKeySet();
        private final List<String> complaints = new ArrayList<>();

        Findings(Path pictures) {
            this.pictures = pictures;
        }

        List<String> complaints() {
            return List.copyOf(complaints);
        }
    }
}
