package org.gatehouse.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
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
    private SampleDoor() {}

    private static SignIn signIn(People people) {
        return new SignIn(people, caller -> caller.may(Permission.CREATE_APIS));
    }

    /** Those who are known to the door, all with the same password. */
    public static final class People implements Authenticator {
        private final Map<String, Caller> known = new ConcurrentHashMap<>();

        public People() {
            put("ada", Permission.CREATE_APIS);
            put("FOO/ada", Permission.CREATE_APIS);
            put("bob");
        }

        /** Adds the user, or says what they may do from now on. */
        public void put(String name, Permission... may) {
            put(1, name, may);
        }

        /** Lets somebody with another account have the name. */
        public void replace(String name, Permission... may) {
            put(2, name, may);
        }

        private void put(long number, String name, Permission... may) {
            UserName user = UserName.parse(name);
            Set<String> paths = Stream.of(may).map(Permission::path).collect(Collectors.toSet());
            known.put(name, new Caller(user, Set.of(), paths, number));
        }

        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals("secret") ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return Optional.ofNullable(known.get(user.name()));
        }
    }

    public static final class Blocks extends JagServlet {
        private final transient SignIn signIn;

        public Blocks(People people) {
            super(signIn(people).sessions());
            signIn = signIn(people);
            add(() -> List.of(
                    JagFile.at("login.jag", "timeout").post("login", this::login),
                    JagFile.at("thing.jag", "timeout")
                            .in((refused, call) -> refused instanceof Invalid
                                    ? Optional.of("Old words of " + call.text("action") + ": wrong")
                                    : Optional.empty())
                            .any("echo", call -> JagAnswer.ok("text", call.required("text")))
                            .any(
                                    "who",
                                    call -> JagAnswer.ok("user", call.caller().user()))
                            .any("icon", Blocks::icon)
                            .post("write", call -> JagAnswer.ok())
                            .any("usual", Blocks::collide)
                            .any("plain", ErrorText.PLAIN, Blocks::collide)
                            .any("known", call -> {
                                throw new Invalid("known to scripts");
                            })
                            .any("generic", ErrorText.GENERIC, Blocks::collide)
                            .any("crash", call -> {
                                throw new IllegalStateException("inside");
                            })));
        }

        private JagAnswer login(JagCall call) {
            return JagAnswer.ok(
                    "outcome",
                    signIn.attempt(call.request(), call.text("username"), call.text("password"))
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
        public Pages(People people) {
            super(new Door("Sample", "/home"), signIn(people));
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
