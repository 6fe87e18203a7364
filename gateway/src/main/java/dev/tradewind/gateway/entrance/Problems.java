package dev.tradewind.gateway.entrance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway itself says no to, in the words of the services behind it.
@Component
public class Problems {

    private static final String RETRY_AFTER_SECONDS = "2";
    private static final int SMALL = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, HttpStatus status, String code, String detail) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.empty();
        }
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + code));
        problem.setInstance(URI.create(exchange.getRequest().getURI().getRawPath()));
        problem.setProperty("traceId", Trace.of(exchange).traceId());
        if (status == HttpStatus.BAD_REQUEST) {
            problem.setProperty("errors", List.of());
        }
        var body = json.writeValueAsBytes(problem);
        response.setStatusCode(status);
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        if (isWorthAnotherTry(status) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return drained(exchange.getRequest())
                .then(response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body))));
    }

    /// A small body is read to its end first: an answer that overtakes it can leave a client's connection stuck.
    private static Mono<Void> drained(ServerHttpRequest request) {
        var length = request.getHeaders().getContentLength();
        return length <= 0 || length > SMALL
                ? Mono.empty()
                : request.getBody()
                        .doOnNext(DataBufferUtils::release)
                        .then()
                        .timeout(PATIENCE)
                        .onErrorComplete();
    }

    private static boolean isWorthAnotherTry(HttpStatus status) {
        return status == HttpStatus.SERVICE_UNAVAILABLE
                || status == HttpStatus.GATEWAY_TIMEOUT
                || status == HttpStatus.TOO_MANY_REQUESTS;
    }
}
