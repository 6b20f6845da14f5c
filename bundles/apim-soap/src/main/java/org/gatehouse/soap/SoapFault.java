package org.gatehouse.soap;

/** Why a request is refused, in words for the client. */
final class SoapFault extends RuntimeException {
    private final String code;

    SoapFault(String message) {
        this("", message);
    }

    private SoapFault(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What old clients look for in order to sign in again. */
    static SoapFault notSignedIn() {
        return new SoapFault("50977", "Access Denied. Please login first.");
    }

    /** The same, with what is to be done. */
    static SoapFault notSignedIn(String because) {
        return new SoapFault("50977", "Access Denied. Please login first. " + because);
    }

    static SoapFault notAllowed() {
        return new SoapFault("50978", "Access Denied.");
    }

    static SoapFault withCode(String code, String message) {
        return new SoapFault(code, message);
    }

    /** The code; empty for the one that SOAP has for a failure of the server's side. */
    String code() {
        return code;
    }
}
