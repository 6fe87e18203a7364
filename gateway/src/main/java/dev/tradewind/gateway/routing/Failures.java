package dev.tradewind.gateway.routing;

import dev.tradewind.gateway.delivery.Unavailable;
import dev.tradewind.gateway.entrance.Problems;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// What is said when no service answers: a problem that tells whether asking again makes sense.
@Component
@Order(-2)
class Failures implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final Problems problems;

    Failures(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(thrown);
        }
        if (thrown instanceof Unavailable unavailable) {
            var seconds = Math.max(1, unavailable.retryAfter().toSeconds());
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        var status = status(thrown);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.atError().setCause(thrown).log("A request failed for a reason nobody thought of");
        }
        return problems.write(exchange, status, code(status), detail(status, thrown));
    }

    private static HttpStatus status(Throwable thrown) {
        return switch (thrown) {
            case ResponseStatusException it -> known(it.getStatusCode().value());
            case Unavailable _, IOException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case TimeoutException _, ReadTimeoutException _ -> HttpStatus.GATEWAY_TIMEOUT;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static HttpStatus known(int status) {
        return Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static String code(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String detail(HttpStatus status, Throwable thrown) {
        if (thrown instanceof Unavailable || thrown instanceof ConnectException) {
            return "The service behind this takes no requests now. Nothing was done.";
        }
        // The connection broke or the time ran out while the service worked.
        if (thrown instanceof IOException || status == HttpStatus.GATEWAY_TIMEOUT) {
            return "The service behind this did not answer. What became of the request is not known;"
                    + " with its Idempotency-Key it can be repeated.";
        }
        if (status.is5xxServerError()) {
            return "The service behind this does not answer as it should.";
        }
        return status == HttpStatus.NOT_FOUND ? "There is nothing here." : "The request cannot be carried out.";
    }
}
