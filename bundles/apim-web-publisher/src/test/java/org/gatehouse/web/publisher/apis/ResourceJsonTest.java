package org.gatehouse.web.publisher.apis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.junit.jupiter.api.Test;

class ResourceJsonTest {
    @Test
    void theOlderResourceLayoutIsRead() {
        Resources read = ResourceJson.resourceConfig("""
                {"resources":[{"url_pattern":"x","http_verbs":{"GET":{"auth_type":"Application User",
                "throttling_tier":"Gold","scope":"k"}}}],"scopes":[{"key":"k","name":"K","roles":"","description":""}]}""");
        assertThat(read.resources())
                .containsExactly(new ApiResource("/x", "GET", AuthType.APPLICATION_USER, "Gold", "k", null));
        assertThat(read.scopes()).containsExactly(new Scope("k", "K", "", Set.of()));
    }
}
