package org.gatehouse.web.publisher.definitions;

/** What an API is designed from where nobody brings anything: one path for all. */
final class DefaultDefinition {
    static final String TEXT = """
            {"paths" : {"/*" : {
              "get" : {"responses" : {"200" : {"description" : "OK"}}},
              "post" : {"responses" : {"201" : {"description" : "Created"}}},
              "put" : {"responses" : {"200" : {"description" : "OK"}}},
              "delete" : {"responses" : {"200" : {"description" : "OK"}}}}},
             "swagger" : "2.0", "info" : {"title" : "", "version" : ""}}""";

    private DefaultDefinition() {}
}
