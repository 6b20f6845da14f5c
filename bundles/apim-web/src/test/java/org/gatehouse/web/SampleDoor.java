package org.gatehouse.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagServlet;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageRouter;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.Routes;

/** A door with one verb of each kind, open for {@code ada} and known to {@code bob}. */
public final class SampleDoor {
    private static final Authenticator PEOPLE = new Authenticator() {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals("secret") ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return switch (user.name()) {
                case "ada", "FOO/ada" -> Optional.of(new Caller(user, Set.of(), Set.of(Permission.CREATE_APIS.path())));
                case "bob" -> Optional.of(new Caller(user, Set.of(), Set.of()));
                default -> Optional.empty();
            };
        }
    };

    private SampleDoor() {}

    private static SignIn signIn() {
        return new SignIn(PEOPLE, caller -> caller.may(Permission.CREATE_APIS));
    }

    public static final class Blocks extends JagServlet {
        public Blocks() {
            super(new Sessions(PEOPLE));
            add(() -> List.of(
                    JagFile.at("login.jag", "timeout").post("login", Blocks::login),
                    JagFile.at("thing.jag", "timeout")
                            .any("echo", call -> JagAnswer.ok("text", call.required("text")))
                            .any(
                                    "who",
                                    call -> JagAnswer.ok("user", call.caller().user()))
                            .any("icon", Blocks::icon)
                            .post("write", call -> JagAnswer.ok())
                            .any("cut", Blocks::collide)
                            .any("full", ErrorText.FULL, Blocks::collide)
                            .any("generic", ErrorText.GENERIC, Blocks::collide)
                            .any("crash", call -> {
                                throw new IllegalStateException("inside");
                            })));
        }

        private static JagAnswer login(JagCall call) {
            return JagAnswer.ok(
                    "outcome",
                    signIn().attempt(call.request(), call.text("username"), call.text("password"))
                            .name()
                            .toLowerCase(Locale.ROOT));
        }

        private static JagAnswer icon(JagCall call) {
            return call.parameters()
                    .upload("icon")
                    .map(icon -> JagAnswer.ok("name", icon.fileName(), "type", icon.mediaType(), "size", icon.size()))
                    .orElseGet(() -> JagAnswer.ok("name", null));
        }

        private static JagAnswer collide(JagCall call) {
            throw new Conflict("There is one: the other");
        }
    }

    public static final class Pages extends PageRouter {
        public Pages() {
            super(new Door("Sample", "/home"), signIn());
            own().show("/crash", visit -> {
                throw new IllegalStateException("inside");
            });
            add(new Things());
        }
    }

    /** A noun with a page, a form and a path with a name. */
    private static final class Things implements PageSection {
        @Override
        public void open(Routes routes) {
            routes.show(
                            "/home",
                            visit -> Page.show(
                                    "sample/home", "user", visit.caller().user() + " <b>"))
                    .show(
                            "/things/{name}",
                            visit -> Page.show("sample/home", "user", "the thing " + visit.name("name")))
                    .show("/things/new", visit -> Page.show("sample/home", "user", "a new one"))
                    .form("/rename", visit -> {
                        visit.caller();
                        visit.done("sample.renamed", visit.parameters().required("name"));
                        return Page.to("/home");
                    });
        }

        @Override
        public List<MenuEntry> menu() {
            return List.of(new MenuEntry("sample.home", "house", "/home", 10, false));
        }
    }
}
