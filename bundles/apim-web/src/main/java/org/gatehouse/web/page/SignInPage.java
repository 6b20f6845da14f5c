package org.gatehouse.web.page;

import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.web.Door;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;

/** Where people sign in, and out. */
final class SignInPage implements PageSection {
    private final Door door;
    private final SignIn signIn;

    SignInPage(Door door, SignIn signIn) {
        this.door = door;
        this.signIn = signIn;
    }

    @Override
    public void open(Routes routes) {
        routes.show(Door.SIGN_IN, this::show).form(Door.SIGN_IN, this::signIn).form("/logout", SignInPage::signOut);
    }

    private Page show(PageVisit visit) {
        return visit.visitor().isPresent() ? Page.to(door.home()) : Page.show("sign-in", "form", Form.empty());
    }

    private Page signIn(PageVisit visit) {
        Form form = new Form(visit.parameters());
        String user = form.required("username", "sign-in.no-name");
        String password = form.required("password", "sign-in.no-password");
        if (!form.isGood()) {
            return refused(form);
        }
        try {
            return switch (signIn.attempt(visit.request(), user, password)) {
                case ADMITTED -> Page.to(door.home());
                case UNKNOWN -> refused(form.refuse("username", "sign-in.unknown"));
                case NOT_ALLOWED -> refused(form.refuse("username", "sign-in.not-allowed"));
            };
        } catch (Forbidden | Unavailable notNow) {
            return refused(form.refuseBecause("username", notNow));
        }
    }

    private static Page refused(Form form) {
        return Page.show(401, "sign-in", Page.values("form", form));
    }

    private static Page signOut(PageVisit visit) {
        Sessions.close(visit.request());
        return Page.to(Door.SIGN_IN);
    }
}
