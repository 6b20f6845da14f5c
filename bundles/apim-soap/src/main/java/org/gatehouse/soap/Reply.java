package org.gatehouse.soap;

import java.util.List;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.axiom.om.OMNamespace;

/** What an operation answers: the {@code return} elements of its response. */
interface Reply {
    /** Nothing at all, not even an envelope: the operation's callers do not wait for one. */
    Reply NONE = response -> {};

    /** A response without a result. */
    Reply EMPTY = response -> {};

    /** Adds what it has to the response element. */
    void addTo(OMElement response);

    static Reply of(boolean value) {
        return of(Boolean.toString(value));
    }

    static Reply of(String text) {
        return of(List.of(text));
    }

    static Reply of(List<String> texts) {
        return response -> texts.forEach(text -> result(response).setText(text));
    }

    /** An element as the result. */
    static Reply of(OMElement content) {
        return response -> result(response).addChild(content);
    }

    /** A result that is no value. */
    static Reply nil() {
        return response -> {
            OMFactory factory = response.getOMFactory();
            OMNamespace xsi = factory.createOMNamespace("http://www.w3.org/2001/XMLSchema-instance", "xsi");
            result(response).addAttribute("nil", "true", xsi);
        };
    }

    /** A new {@code return} element in the response. */
    static OMElement result(OMElement response) {
        return response.getOMFactory().createOMElement("return", response.getNamespace(), response);
    }
}
