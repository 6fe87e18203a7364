package dev.tradewind.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/// What holds for every operation, so that no controller has to say it: who may come in, and how it says no.
class DescribedConventions implements GlobalOpenApiCustomizer {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final String UNAUTHORIZED = "Unauthorized";
    private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    private final List<OpenRoutes> open;

    DescribedConventions(List<OpenRoutes> open) {
        this.open = open;
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"))
                .addSchemas(PROBLEM, problem())
                .addResponses(PROBLEM, response("Why not, as RFC 9457 has it."))
                .addResponses(
                        UNAUTHORIZED,
                        response("The token is missing, bad, expired or its session over.")
                                .addHeaderObject("WWW-Authenticate", new Header().schema(new StringSchema())));
        if (document.getPaths() != null) {
            document.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) ->
                                    describe(operation, document.getInfo().getTitle(), isOpen(method, path))));
        }
    }

    private static void describe(Operation operation, String service, boolean open) {
        // What its controller is called is nobody's business.
        operation.setTags(List.of(service));
        var needed = new SecurityRequirement().addList(BEARER);
        operation.setSecurity(open ? List.of(new SecurityRequirement(), needed) : List.of(needed));
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.addApiResponse("401", new ApiResponse().$ref(UNAUTHORIZED));
        responses.addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref(PROBLEM));
        operation.setResponses(responses);
    }

    private boolean isOpen(PathItem.HttpMethod method, String path) {
        var parser = PathPatternParser.defaultInstance;
        var example = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
        return open.stream()
                .filter(it -> it.method().name().equals(method.name()))
                .flatMap(it -> it.patterns().stream())
                .anyMatch(it -> parser.parse(it).matches(example));
    }

    private static ApiResponse response(String description) {
        var content = new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref(PROBLEM)));
        return new ApiResponse().description(description).content(content);
    }

    private static Schema<?> problem() {
        var wrong =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().description("A path that names the problem and never changes."))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("traceId", new StringSchema())
                .addProperty("errors", new ArraySchema().items(wrong));
    }
}
