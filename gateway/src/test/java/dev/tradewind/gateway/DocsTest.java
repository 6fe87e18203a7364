package dev.tradewind.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class DocsTest extends AtTheGateway {

    DocsTest(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void oneDocumentTellsWhatAllServicesOffer() {
        var document = json(get("/docs/openapi.json"));

        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.get("paths").propertyNames())
                .contains("/api/catalog-service/things", "/api/order-service/things")
                .noneMatch(it -> it.startsWith("/ops") || it.startsWith("/internal"));
        assertThat(document.get("x-missing-services").toString()).contains("payment-service");
    }

    @Test
    void namesThatMeanTwoThingsAreToldApart() {
        var document = json(get("/docs/openapi.json"));
        var schemas = document.get("components").get("schemas");
        var ofOrders = document.get("paths").get("/api/order-service/things").get("get");

        // The same everywhere, so there is one of it.
        assertThat(schemas.propertyNames()).contains("Money", "Thing", "OrderThing", "OrderThings");
        assertThat(schemas.propertyNames()).doesNotContain("OrderMoney");
        assertThat(ofOrders.get("responses").get("200").get("$ref").asString())
                .isEqualTo("#/components/schemas/OrderThings");
        assertThat(schemas.get("OrderThings").get("items").get("$ref").asString())
                .isEqualTo("#/components/schemas/OrderThing");
        assertThat(ofOrders.get("operationId").asString()).isEqualTo("Orderlist");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        var page = get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("http://", "https://");
        for (var part : new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}) {
            assertThat(page.body() + "/docs/start.js").contains("/docs/" + part);
            assertThat(get("/docs/" + part).statusCode()).isEqualTo(200);
        }
        assertProblem(get("/docs/nothing"), 404);
    }
}
