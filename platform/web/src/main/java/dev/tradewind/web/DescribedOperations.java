package dev.tradewind.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/// What a controller's parameters mean beyond their type.
class DescribedOperations implements GlobalOperationCustomizer {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var parameters =
                new ArrayList<Parameter>(operation.getParameters() == null ? List.of() : operation.getParameters());
        // Any others that the query may hold; OpenAPI has no name for them.
        Arrays.stream(handler.getMethodParameters())
                .filter(it -> Map.class.isAssignableFrom(it.getParameterType()))
                .forEach(any -> parameters.removeIf(it -> Objects.equals(it.getName(), any.getParameterName())));
        // The token is the security scheme's.
        parameters.removeIf(it -> HttpHeaders.AUTHORIZATION.equalsIgnoreCase(it.getName()));
        for (var parameter : parameters) {
            if (IDEMPOTENCY_KEY.equalsIgnoreCase(parameter.getName())) {
                parameter
                        .required(true)
                        .description("Makes repeating safe: the same key and body get the first answer again.")
                        .schema(new StringSchema().minLength(1).maxLength(IdempotencyKey.MAX_LENGTH));
            }
        }
        if (Arrays.stream(handler.getMethodParameters()).anyMatch(it -> it.getParameterType() == PageRequest.class)) {
            parameters.add(limit());
            parameters.add(cursor());
        }
        operation.setParameters(parameters.isEmpty() ? null : parameters);
        return operation;
    }

    private static Parameter limit() {
        var schema = new IntegerSchema();
        schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        schema.setDefault(PageRequest.DEFAULT_LIMIT);
        return new Parameter().in("query").name("limit").required(false).schema(schema);
    }

    private static Parameter cursor() {
        return new Parameter()
                .in("query")
                .name("cursor")
                .required(false)
                .description("The nextCursor of the part before.")
                .schema(new StringSchema());
    }
}
