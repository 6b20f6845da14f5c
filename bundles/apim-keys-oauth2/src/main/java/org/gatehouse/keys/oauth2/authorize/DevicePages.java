package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import javax.servlet.Servlet;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.Grants;
import org.gatehouse.web.Door;
import org.gatehouse.web.Json;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.gatehouse.web.SignIn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where users connect a device that has no browser: they sign in, type the code that it shows, and answer. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-device",
            "osgi.http.whiteboard.servlet.pattern=/device/*",
        })
public final class DevicePages extends PageServlet {
    private static final String HOME = "/";

    private final transient Devices devices;
    private final transient Grants grants;
    private final transient Authorizations authorizations;

    /** Over the room. */
    @Activate
    public DevicePages(
            @Reference Authenticator authenticator,
            @Reference Devices devices,
            @Reference Grants grants,
            @Reference Authorizations authorizations) {
        super(new Door("Connect a device", HOME, List.of()), new SignIn(authenticator, caller -> true), "/device");
        this.devices = devices;
        this.grants = grants;
        this.authorizations = authorizations;
        show(HOME, this::codePage);
        form(HOME, this::question);
        form("/answer", this::answer);
    }

    private Page codePage(PageVisit visit) {
        visit.caller();
        return codePage(200, visit.parameters().text("user_code").trim(), "");
    }

    private static Page codePage(int status, String code, String problem) {
        return Page.show(status, "device-code", Json.object("code", code, "problem", problem));
    }

    /** The code is always sent by the user's own hand: a link alone connects nothing (RFC 8628 §5.4). */
    private Page question(PageVisit visit) {
        Caller caller = visit.caller();
        String code = visit.parameters().text("user_code");
        Optional<DeviceGrant> grant = devices.find(code);
        Optional<Consumer> client = grant.flatMap(found -> grants.client(found.consumerKey()));
        if (client.isEmpty()) {
            return codePage(400, code, "No device waits with this code. Look whether it has another by now.");
        }
        SortedSet<String> scopes = grants.grantable(
                client.get(), caller.user(), grant.orElseThrow().scopes());
        scopes.remove("default");
        return Page.show(
                "device-question",
                "code",
                code,
                "application",
                authorizations.name(client.get()),
                "user",
                caller.user().toString(),
                "scopes",
                List.copyOf(scopes));
    }

    private Page answer(PageVisit visit) {
        Caller caller = visit.caller();
        boolean allowed = visit.parameters().text("consent").equals("approve");
        boolean counts = devices.answer(visit.parameters().text("user_code"), caller.user(), allowed);
        if (!counts) {
            return codePage(400, "", "That took too long, or was answered already.");
        }
        return Page.show(
                "oauth-note",
                "text",
                allowed ? "The device is connected. You can close this window." : "The device was not connected.");
    }
}
