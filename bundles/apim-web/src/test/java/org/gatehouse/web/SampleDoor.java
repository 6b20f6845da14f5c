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

/** A door with one verb of each kind, open for {@code ada} and known to {@code bob}. */
final class SampleDoor {
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

    static SignIn signIn() {
        return new SignIn(PEOPLE, caller -> caller.may(Permission.CREATE_APIS));
    }

    static final class Blocks extends JagServlet {
        Blocks() {
            super(
                    new Sessions(PEOPLE),
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
                            }));
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

    static final class Pages extends PageServlet {
        Pages() {
            super(new Door("Sample", "/home", List.of(new Door.Link("Home", "/home"))), signIn());
            show(
                    "/home",
                    visit -> Page.show(
                            "problem",
                            "heading",
                            "Home",
                            "message",
                            visit.caller().user() + " <b>"));
            show("/crash", visit -> {
                throw new IllegalStateException("inside");
            });
            form("/rename", visit -> {
                visit.caller();
                visit.done("Renamed to " + visit.parameters().required("name"));
                return Page.to("/home");
            });
        }
    }
}
