// Key validation between a gateway and a key manager. Names, numbers and types are fixed by the gateways and key managers
// that are out there; the namespace never travels. generate.sh makes the Java from this file.
namespace java org.gatehouse.keys.thrift.wire

struct APIKeyValidationInfoDTO {
    1: optional bool authorized,
    2: optional string subscriber,
    3: optional string tier,
    4: optional string type,
    5: optional string endUserToken,
    6: optional string endUserName,
    7: optional string applicationName,
    8: optional i32 validationStatus,
    9: optional string applicationId,
    10: optional string applicationTier,
    11: optional string apiName,
    12: optional string consumerKey,
    13: optional string apiPublisher,
    14: optional list<string> authorizedDomains,
    15: optional set<string> scopes,
    // Both in milliseconds, the second since 1970.
    16: optional i64 validityPeriod,
    17: optional i64 issuedTime
}

struct URITemplate {
    1: optional string uriTemplate,
    2: optional string resourceURI,
    3: optional string resourceSandboxURI,
    4: optional string httpVerb,
    5: optional string authType,
    6: optional string throttlingTier
}

exception APIKeyMgtException {
    1: required string message
}

exception APIManagementException {
    1: required string message
}

// Strict binary protocol on a TLS socket, without frames.
service APIKeyValidationService {
    APIKeyValidationInfoDTO validateKey(
        1: required string context,
        2: required string version,
        3: required string accessToken,
        4: required string sessionId,
        5: required string requiredAuthenticationLevel,
        // Left out if the call does not say where it comes from.
        6: string clientDomain,
        7: required string matchingResource,
        8: required string httpVerb
    ) throws (1: APIKeyMgtException apiKeyMgtException, 2: APIManagementException apiMgtException),

    list<URITemplate> getAllURITemplates(
        1: required string context,
        2: required string apiVersion,
        3: required string sessionId
    ) throws (1: APIKeyMgtException apiKeyMgtException, 2: APIManagementException apiMgtException)
}

exception AuthenticationException {
    1: required string message
}

// Compact protocol in the body of an HTTP POST. Answers with the id of a session.
service AuthenticatorService {
    string authenticate(1: required string userName, 2: required string password)
        throws (1: AuthenticationException ae)
}
