package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.front.BehindFront;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where users connect a device that has no browser: they sign in, type the code that it shows, and answer. */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-device",
            "osgi.http.whiteboard.servlet.pattern=/device/*",
        })
public final class DevicePages extends PageServlet implements BehindFront {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePages.class);
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
        form(HOME, visit -> unlessGuessed(visit, this::question));
        form("/answer", visit -> unlessGuessed(visit, this::answer));
    }

    private Page codePage(PageVisit visit) {
        visit.caller();
        return codePage(200, visit.parameters().text("user_code").trim(), "");
    }

    private static Page codePage(int status, String code, String problem) {
        return Page.show(status, "device-code", Json.object("code", code, "problem", problem));
    }

    /** What a form leads to if the code in it is looked at. */
    private interface Typed {
        Page page(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses;
    }

    private static Page unlessGuessed(PageVisit visit, Typed typed) {
        Devices.Typist typist =
                new Devices.Typist(visit.caller().user(), visit.request().getRemoteAddr());
        try {
            return typed.page(visit, typist);
        } catch (Devices.TooManyGuesses tooMany) {
            LOG.warn("{} at {} has typed many codes that no device has", typist.user(), typist.address());
            long seconds = tooMany.left().toSeconds() + 1;
            return codePage(429, "", "Too many codes that no device has. Wait " + seconds + " s, then type it again.");
        }
    }

    /** The code is always sent by the user's own hand: a link alone connects nothing (RFC 8628 §5.4). */
    private Page question(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses {
        String code = visit.parameters().text("user_code");
        Optional<DeviceGrant> grant = devices.find(typist, code);
        Optional<Consumer> client = grant.flatMap(found -> grants.client(found.consumerKey()));
        if (client.isEmpty()) {
            return codePage(400, code, "No device waits with this code. Look whether it has another by now.");
        }
        SortedSet<String> scopes = grants.grantable(
                client.get(), typist.user(), grant.orElseThrow().scopes());
        scopes.remove("default");
        return Page.show(
                "device-question",
                "code",
                code,
                "application",
                authorizations.name(client.get()),
                "user",
                typist.user().toString(),
                "scopes",
                List.copyOf(scopes));
    }

    private Page answer(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses {
        boolean allowed = visit.parameters().text("consent").equals("approve");
        boolean counts = devices.answer(typist, visit.parameters().text("user_code"), allowed);
        if (!counts) {
            return codePage(400, "", "That took too long, or was answered already.");
        }
        return Page.show(
                "oauth-note",
                "text",
                allowed ? "The device is connected. You can close this window." : "The device was not connected.");
    }
}
