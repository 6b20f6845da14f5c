package org.gatehouse.fuzz;

import java.util.List;

/** The services of the administration: envelopes of both versions, WS-Security, parts. */
final class SoapDoor implements HttpDoor {
    private static final String SECURITY =
            "<w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\""
                    + " s:mustUnderstand=\"1\"><w:UsernameToken><w:Username>nobody</w:Username><w:Password>Wrong-1</w:Password></w:UsernameToken></w:Security>";

    private static final List<String> OPERATIONS = List.of(
            "UserAdmin http://mgt.user.carbon.wso2.org addUser deleteUser listUsers changePassword addRole addInternalRole deleteRole"
                    + " updateRolesOfUser addRemoveRolesOfUser getAllRolesNames getRolesOfUser getUsersOfRole listUserByClaim",
            "RemoteUserStoreManagerService http://service.ws.um.carbon.wso2.org addUser deleteUser isExistingUser listUsers authenticate"
                    + " updateCredential updateCredentialByAdmin addRole deleteRole isExistingRole getRoleNames getRoleListOfUser"
                    + " updateRoleListOfUser getUserListOfRole updateUserListOfRole getUserClaimValue getUserClaimValues"
                    + " getUserClaimValuesForClaims setUserClaimValue setUserClaimValues deleteUserClaimValue",
            "AuthenticationAdmin http://authentication.services.core.carbon.wso2.org login logout getAuthenticatorName",
            "TenantMgtAdminService http://services.mgt.tenant.carbon.wso2.org getTenant updateTenant retrieveTenants"
                    + " retrievePartialSearchTenants retrievePaginatedTenants activateTenant",
            "RestApiAdmin http://org.apache.axis2/xsd addApiFromString updateApiFromString deleteApi getApiByName getApiNames getAPICount getApiSource",
            "SequenceAdminService http://org.apache.synapse/xsd addSequence saveSequence getSequence isExistingSequence deleteSequence",
            "APIAuthenticationService http://service.security.handlers.gateway.apimgt.carbon.wso2.org invalidateKey invalidateCachedTokens"
                    + " invalidateKeys invalidateOAuthKeys invalidateResourceCache",
            "APIKeyValidationService http://org.apache.axis2/xsd validateKey getAllURITemplates",
            "APIKeyMgtSubscriberService http://org.apache.axis2/xsd createOAuthApplication retrieveOAuthApplication deleteOAuthApplication"
                    + " getApplicationAccessToken renewAccessToken revokeAccessToken getSubscribedAPIsOfUser");

    /** Every parameter that any operation takes, so that each finds its own. */
    private static final Form PARAMETERS = new Form("""
            userName fuzzed|nobody
            userId fuzzed
            username nobody
            password Wrong-1
            remoteAddress 127.0.0.1
            credential Wrong-1
            newCredential Wrong-3
            oldCredential Wrong-2
            newPassword Wrong-3
            roles Internal/subscriber
            roleList Internal/subscriber
            newRoles Internal/subscriber|Nosuch
            deletedRoles Internal/creator
            roleName Fuzzed|Internal/subscriber
            userList fuzzed
            newUsers fuzzed
            deletedUsers nobody
            filter *|f*|*a*a*a*a*b
            limit 10
            claims http://wso2.org/claims/emailaddress
            claim http://wso2.org/claims/emailaddress
            claimURI http://wso2.org/claims/emailaddress
            claimValue a@b.example
            permissions /permission/admin/login
            profileName default
            domain fuzz.example
            tenantDomain fuzz.example
            pageNumber 0
            apiName Fuzzed|fuzzed--Fuzzed
            apiData <api xmlns="http://ws.apache.org/ns/synapse" name="Fuzzed" context="/fuzzed"><resource methods="GET"><inSequence><drop/></inSequence></resource></api>
            apiContext /fuzz/1.0.0
            sequenceName Fuzzed
            sequence <sequence xmlns="http://ws.apache.org/ns/synapse" name="Fuzzed"><log/></sequence>
            context /fuzz/1.0.0
            version 1.0.0
            accessToken ${spare}|a
            oldAccessToken ${spare}
            key a
            consumerKey ${key}|a
            clientId ${key}
            applicationName Fuzzed
            callbackUrl http://localhost/
            requiredAuthenticationLevel Any
            clientDomain a.example
            matchingResource /*
            httpVerb GET
            tokenScope default
            tokenType PRODUCTION
            validityTime 3600
            allowedDomains ALL
            """);

    @Override
    public String name() {
        return "soap";
    }

    @Override
    public Port port(Chance chance) {
        return Port.SERVICES_TLS;
    }

    @Override
    public Message request(Chance chance) {
        String[] service = chance.of(OPERATIONS).split(" ");
        String target = "/services/" + service[0];
        if (chance.onceIn(20)) {
            return Message.get(target + "?wsdl");
        }
        String operation = service[2 + chance.below(service.length - 2)];
        return credited(sent(target, operation, envelope(service[1], operation, chance), chance), chance);
    }

    private static Message sent(String target, String operation, String envelope, Chance chance) {
        String action = "SOAPAction: \"urn:" + operation + "\"";
        if (envelope.contains("2003/05")) {
            return Message.post(
                    target, "application/soap+xml; charset=UTF-8; action=\"urn:" + operation + "\"", envelope);
        }
        if (chance.onceIn(12)) {
            String parts =
                    "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n\r\n"
                            + envelope
                            + "\r\n--b\r\nContent-ID: <a>\r\nContent-Type: image/png\r\n\r\nabc\r\n--b--\r\n";
            return Message.post(
                    target,
                    "multipart/related; boundary=b; type=\"application/xop+xml\"; start=\"<root>\"",
                    parts,
                    action);
        }
        return Message.post(target, "text/xml; charset=UTF-8", envelope, action);
    }

    private static Message credited(Message message, Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> message;
            case 1 -> message.with("Authorization: Basic bm9ib2R5Ondyb25n");
            case 2 -> message.with("Authorization: Basic ${user}");
            default -> message.with("Authorization: Basic ${admin}");
        };
    }

    private static String envelope(String namespace, String operation, Chance chance) {
        StringBuilder body = new StringBuilder();
        for (Form.Field field : PARAMETERS.filled(chance)) {
            String value = field.value().startsWith("${") || chance.onceIn(10) ? field.value() : escaped(field.value());
            body.append("<p:" + field.name() + ">" + value + "</p:" + field.name() + ">");
        }
        String soap = chance.onceIn(4)
                ? "http://www.w3.org/2003/05/soap-envelope"
                : "http://schemas.xmlsoap.org/soap/envelope/";
        String header = chance.onceIn(6) ? "<s:Header>" + SECURITY + "</s:Header>" : "";
        return "<s:Envelope xmlns:s=\"" + soap + "\">" + header + "<s:Body><p:" + operation + " xmlns:p=\"" + namespace
                + "\">" + body + "</p:" + operation + "></s:Body></s:Envelope>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;");
    }
}
