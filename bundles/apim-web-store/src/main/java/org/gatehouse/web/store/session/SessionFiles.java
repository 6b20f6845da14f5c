package org.gatehouse.web.store.session;

import java.util.List;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where scripts sign in and out. */
@Component(property = "apim.door=store", configurationPid = "apim.publisher")
@Designate(ocd = SessionFiles.Config.class)
public final class SessionFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final SignInVerbs signIn;

    /** Beside a publisher as configured. */
    @Activate
    public SessionFiles(@Reference MyApplications applications, @Reference Authenticator authenticator, Config config) {
        this(applications, authenticator, config.publisher_url());
    }

    /** Beside a publisher at this address. */
    public SessionFiles(MyApplications applications, Authenticator authenticator, String publisherUrl) {
        this.signIn = new SignInVerbs(applications, authenticator, publisherUrl);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("user/login/ajax/login.jag", PLEASE_LOGIN)
                        .post("login", ErrorText.GENERIC, signIn::login)
                        .any("logout", signIn::logout)
                        .any("getAPIPublisherURL", signIn::publisherUrl),
                JagFile.at("user/login/ajax/session.jag", PLEASE_LOGIN).otherwise(call -> JagAnswer.ok()),
                JagFile.at("user/login/ajax/sessionCheck.jag", PLEASE_LOGIN).any("sessionCheck", signIn::check));
    }

    /** What the store says of the publisher. */
    @ObjectClassDefinition(name = "API Manager: publisher, as the store names it")
    @interface Config {
        @AttributeDefinition(description = "Where people find the publisher.")
        String publisher_url() default "https://localhost:9443/publisher";
    }
}
