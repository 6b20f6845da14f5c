package org.gatehouse.web.publisher.apis;

import java.net.URI;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.AddressChecks;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts ask whether an address is one. Whatever is wrong with it is an answer, and no error. */
@Component(property = "apim.door=publisher")
public final class AddressFiles implements JagSection {
    private static final String SUCCESS = "success";
    private static final String NO_ANSWER = "error while connecting";
    private static final String NO_WSDL = "URL is not in format of wsdl1/wsdl2";

    private final AddressChecks checks;

    /** Over the publisher's verbs. */
    @Activate
    public AddressFiles(@Reference AddressChecks checks) {
        this.checks = checks;
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("item-add/ajax/add.jag", "timeout").asPlainText().any("isURLValid", this::check));
    }

    private JagAnswer check(JagCall call) {
        Caller caller = call.caller();
        String text = call.required("url");
        boolean isWsdl = call.text("type").trim().equalsIgnoreCase("wsdl");
        return JagAnswer.ok("response", isWsdl ? wsdl(caller, text) : page(caller, text));
    }

    private String wsdl(Caller caller, String text) {
        try {
            return checks.isWsdl(caller, ApiFields.address("url", text)) ? SUCCESS : NO_WSDL;
        } catch (Invalid refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private String page(Caller caller, String text) {
        URI address;
        try {
            address = ApiFields.address("url", text);
        } catch (Invalid none) {
            return String.valueOf(none.getMessage());
        }
        try {
            return checks.isServed(caller, address) ? SUCCESS : NO_ANSWER;
        } catch (Invalid unanswered) {
            return NO_ANSWER;
        }
    }
}
