package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@OnTrial
class OpenApiTest {

    private final JsonNode document;

    OpenApiTest(@LocalServerPort int port) {
        var reply = new Client(port, null).get("/v3/api-docs");
        assertThat(reply.status()).isEqualTo(200);
        this.document = reply.json();
    }

    @Test
    void aServiceTellsWhatItOffers() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("title").asString()).isEqualTo("trial");
        assertThat(document.path("paths").propertyNames())
                .contains("/things/{id}", "/numbers", "/open/things")
                .doesNotContain("/error", "/v3/api-docs");
    }

    @Test
    void everyOperationTellsWhetherItNeedsATokenAndHowItSaysNo() {
        var closed = document.at("/paths/~1numbers/get");
        var open = document.at("/paths/~1shelf~1{name}/get");

        assertThat(closed.path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
        assertThat(open.path("security").toString()).isEqualTo("[{},{\"bearer\":[]}]");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        for (var operation : new JsonNode[] {closed, open}) {
            assertThat(operation.path("tags").toString()).isEqualTo("[\"trial\"]");
            assertThat(operation.at("/responses/default/$ref").asString()).isEqualTo("#/components/responses/Problem");
            assertThat(operation.at("/responses/401/$ref").asString()).isEqualTo("#/components/responses/Unauthorized");
        }
        assertThat(document.at("/components/responses/Problem/content").propertyNames())
                .containsExactly("application/problem+json");
    }

    @Test
    void whatThePlatformReadsFromARequestIsDescribedAndWhatItAddsIsNot() {
        var page = document.at("/paths/~1numbers/get/parameters");
        var add = document.at("/paths/~1things/post");

        assertThat(page.findValuesAsString("name")).containsExactly("limit", "cursor");
        assertThat(add.path("parameters").findValuesAsString("name")).containsExactly("Idempotency-Key");
        assertThat(add.at("/parameters/0/required").asBoolean()).isTrue();
        assertThat(add.at("/requestBody/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/Thing");
        assertThat(document.at("/components/schemas").propertyNames()).doesNotContain("Caller", "PageRequest");
    }
}
