package dev.tradewind.gateway.routing;

import dev.tradewind.gateway.entrance.Problems;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
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
        var status = status(thrown);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.atError().setCause(thrown).log("A request failed for a reason nobody thought of");
        }
        return problems.write(exchange, status, code(status), detail(status));
    }

    private static HttpStatus status(Throwable thrown) {
        return switch (thrown) {
            case ResponseStatusException it -> known(it.getStatusCode().value());
            case ConnectException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case TimeoutException _ -> HttpStatus.GATEWAY_TIMEOUT;
            // The connection broke while the service worked: what became of the request is not known.
            case IOException _ -> HttpStatus.BAD_GATEWAY;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static HttpStatus known(int status) {
        return Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static String code(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String detail(HttpStatus status) {
        if (status.is5xxServerError()) {
            return "The service behind this does not answer as it should.";
        }
        return status == HttpStatus.NOT_FOUND ? "There is nothing here." : "The request cannot be carried out.";
    }
}
