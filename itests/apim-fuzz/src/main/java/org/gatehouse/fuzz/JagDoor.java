package org.gatehouse.fuzz;

import java.util.List;

/** What scripts and pages send to publisher and store: every action, with fields that fit and fields that lie. */
final class JagDoor implements HttpDoor {
    private static final List<String> PUBLISHER = List.of(
            "user/login/ajax/login.jag login",
            "user/login/ajax/login.jag getAPIStoreURL",
            "user/login/ajax/login.jag loginWithSAMLToken",
            "user/login/ajax/sessionCheck.jag sessionCheck",
            "item-add/ajax/add.jag addAPI",
            "item-add/ajax/add.jag updateAPI",
            "item-add/ajax/add.jag isAPINameExist",
            "item-add/ajax/add.jag isContextExist",
            "item-add/ajax/add.jag validateRoles",
            "item-add/ajax/add.jag isURLValid",
            "item-add/ajax/add.jag getTiers",
            "item-add/ajax/add.jag getCustomInSequences",
            "item-add/ajax/remove.jag removeAPI",
            "item-design/ajax/add.jag design",
            "item-design/ajax/add.jag implement",
            "item-design/ajax/add.jag manage",
            "listing/ajax/item-list.jag getAllAPIs",
            "listing/ajax/item-list.jag getAPI",
            "overview/ajax/overview.jag createNewAPI",
            "life-cycles/ajax/life-cycles.jag updateStatus",
            "life-cycles/ajax/life-cycles.jag isAPIOlderVersionExist",
            "documentation/ajax/docs.jag addDocumentation",
            "tiers/ajax/tiers.jag updatePermissions",
            "users-keys/ajax/subscriptions.jag updateSubscription",
            "stats/api-usage/ajax/stats.jag getProviderAPIUsage",
            "tag/ajax/tag.jag getAllTags");

    private static final List<String> STORE = List.of(
            "user/login/ajax/login.jag login",
            "user/login/ajax/login.jag getAPIPublisherURL",
            "user/login/ajax/session.jag showLogin",
            "user/login/ajax/sessionCheck.jag sessionCheck",
            "user/sign-up/ajax/user-add.jag addUser",
            "user/user-info/ajax/user-info.jag changePassword",
            "api/listing/ajax/list.jag getAllPublishedAPIs",
            "api/listing/ajax/list.jag getAllPaginatedPublishedAPIs",
            "api/recently-added/ajax/list.jag getRecentlyAddedAPIs",
            "search/api-search/ajax/search.jag searchAPIs",
            "api/api-info/ajax/api-info.jag addRating",
            "comment/comment-add/ajax/comment-add.jag addComment",
            "application/application-add/ajax/application-add.jag addApplication",
            "application/application-list/ajax/application-list.jag getApplications",
            "application/application-list/ajax/application-list.jag getApplicationByName",
            "application/application-update/ajax/application-update.jag updateApplication",
            "application/application-remove/ajax/application-remove.jag removeApplication",
            "subscription/subscription-add/ajax/subscription-add.jag addSubscription",
            "subscription/subscription-add/ajax/subscription-add.jag addAPISubscription",
            "subscription/subscription-add/ajax/subscription-add.jag generateApplicationKey",
            "subscription/subscription-add/ajax/subscription-add.jag refreshToken",
            "subscription/subscription-add/ajax/subscription-add.jag updateAccessAllowDomains",
            "subscription/subscription-remove/ajax/subscription-remove.jag removeSubscription",
            "subscription/subscription-list/ajax/subscription-list.jag getAllSubscriptions",
            "subscription/subscription-list/ajax/subscription-list.jag getSubscriptionByApplication",
            "workflow/workflow-listener/ajax/workflow-listener.jag -",
            "api/tryit/ajax/api-tryit.jag makeCall");

    private static final List<String> PAGES = List.of(
            "/publisher/",
            "/publisher/info?name=Kept&version=1.0.0&provider=fuzzer",
            "/publisher/manage?name=Kept&version=1.0.0&provider=fuzzer",
            "/publisher/site/pages/login.jag",
            "/publisher/site/pages/tiers.jag",
            "/publisher/apis?query=doc:a&status=PUBLISHED&sort=changed&page=2",
            "/publisher/apis/overview?name=Kept&version=1.0.0&provider=fuzzer",
            "/publisher/apis/definition?name=Kept&version=1.0.0&provider=fuzzer",
            "/publisher/apis/revisions/compare?name=Kept&version=1.0.0&provider=fuzzer&from=1&to=2",
            "/publisher/apis/subscribers?name=Kept&version=1.0.0&provider=fuzzer&text=a&page=1",
            "/publisher/apis/gateways?name=Kept&version=1.0.0&provider=fuzzer",
            "/publisher/approvals?page=1",
            "/publisher/tokens?text=a&fingerprint=0123abcd&user=fuzzer&application=1",
            "/store/",
            "/store/apis/list?tag=a&tenant=carbon.super",
            "/store/apis/info?name=Kept&version=1.0.0&provider=fuzzer&tenant=carbon.super",
            "/store/api-docs/fuzzer/Kept/1.0.0",
            "/store/site/pages/applications.jag",
            "/store/forum/api/topic?page=1&parentId=common",
            "/registry/resource/_system/governance/apimgt/applicationdata/tiers.xml",
            "/carbon/",
            "/carbon/admin/login.jsp");

    /** Every field that any action takes, so that each finds its own. */
    private static final Form FIELDS = new Form("""
            username nobody|fuzzed|nobody@fuzz.example|FUZZ/nobody
            password Wrong-1
            currentPassword Wrong-2
            newPassword Wrong-3
            tenant carbon.super|fuzz.example
            name Fuzzed
            apiName Fuzzed
            version 1.0.0|2.0.0
            newVersion 3.0.0
            provider fuzzer|admin
            context /fuzzed|/fuzzed/{version}|/{version}/fuzzed
            oldContext /fuzzed
            visibility public|restricted|private
            roles Internal/subscriber|admin,Internal/creator
            description text
            tags a,b
            thumbUrl http://127.0.0.1:1/a.png
            endpoint_config {"production_endpoints":{"url":"http://127.0.0.1:1/{uri.var.a}","config":null},"endpoint_type":"http"}|{"production_endpoints":[{"url":"http://127.0.0.1:1","config":{"suspendDuration":"0","factor":"1.0","retryErroCode":[101503]}}],"endpoint_type":"load_balance","algoClassName":"a","sessionManagement":"simpleClientSession","sessionTimeOut":"1","failOver":"True"}
            endpointType secured|nonsecured
            epUsername a
            epPassword b
            tiersCollection Unlimited|Gold,Unlimited|Nosuch
            http_checked http
            https_checked https|
            resourceCount 1|0|2
            resourceMethod-0 GET,POST|GET
            resourceMethodAuthType-0 Application & Application User,None|None
            resourceMethodThrottlingTier-0 Unlimited,Unlimited|Unlimited
            uriTemplate-0 /*|/{a}/b|/a
            resource_config {"resources":[{"url_pattern":"/x","http_verbs":{"GET":{"auth_type":"Application User","throttling_tier":"Gold","scope":"key"}}}],"scopes":[{"key":"key","name":"a","roles":"admin","description":""}]}
            swagger {"swagger":"2.0","paths":{"/a":{"get":{"x-auth-type":"None","x-throttling-tier":"Unlimited","responses":{"200":{}}}}},"info":{"title":"Fuzzed","version":"1.0.0"}}
            default_version_checked default_version|
            inSequence none|json_to_xml_in_message
            outSequence none
            faultSequence none|json_fault
            responseCache enabled|disabled
            cacheTimeout 300
            subscriptions current_tenant|all_tenants
            status CREATED|BLOCKED|RETIRED
            newStatus BLOCKED|UNBLOCKED
            publishToGateway true
            requireResubscription true|
            type wsdl|rest
            url http://127.0.0.1:1/a.wsdl
            wsdl http://127.0.0.1:1/a.wsdl
            docName a
            docType How To
            sourceType inline|url
            tierName Gold
            permissiontype allow|deny
            appId 1
            tier Unlimited|Gold
            application Fuzzed|DefaultApplication
            applicationName Fuzzed|DefaultApplication
            applicationOld Fuzzed
            applicationNew Fuzzed|Fuzzed2
            applicationId 1
            selectedApp Fuzzed
            app Fuzzed
            callbackUrl http://localhost/|
            callbackUrlNew http://localhost/
            descriptionNew text
            keytype PRODUCTION|SANDBOX
            authorizedDomains ALL|a.example,b.example
            validityTime 3600|-1
            tokenScope default|a b
            jsonParams {"access_token_format":"jwt"}|{}
            oldAccessToken ${spare}
            clientId ${key}
            clientSecret ${secret}
            allFieldsValues a|b|c
            query Name:a|*
            start 0
            end 10
            returnAPITags true
            rating 4
            comment text
            workflowReference 1
            req_url http://127.0.0.1:1/
            samlToken PGEvPg==
            fromDate 2020-01-01 00:00:00
            toDate 2030-01-01 00:00:00
            currentLocation /publisher/all-statistics
            """);

    @Override
    public String name() {
        return "jag";
    }

    @Override
    public Port port(Chance chance) {
        return chance.onceIn(2) ? Port.SERVICES : Port.SERVICES_TLS;
    }

    @Override
    public Message request(Chance chance) {
        if (chance.onceIn(6)) {
            return signed(Message.get(chance.of(PAGES)), chance);
        }
        boolean store = chance.onceIn(2);
        String[] verb = chance.of(store ? STORE : PUBLISHER).split(" ");
        List<Form.Field> fields = FIELDS.filled(chance);
        fields.add(0, new Form.Field("action", verb[1]));
        Message message = Form.sent((store ? "/store" : "/publisher") + "/site/blocks/" + verb[0], fields, chance);
        // A log-in takes the session away, and whoever has it.
        return verb[1].equals("login") ? message : signed(message, chance);
    }

    private static Message signed(Message message, Chance chance) {
        String cookie = message.target().startsWith("/store")
                ? "Cookie: JSESSIONID=${store}"
                : "Cookie: JSESSIONID=${publisher}";
        return chance.onceIn(3) ? message : message.with(cookie);
    }
}
