package dev.tradewind.gateway.limits;

import dev.tradewind.gateway.entrance.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Says that it was too often, and when it no longer will be.
@Component
class TooMany {

    private final Problems problems;
    private final MeterRegistry meters;

    TooMany(Problems problems, MeterRegistry meters) {
        this.problems = problems;
        this.meters = meters;
    }

    Mono<Void> refuse(ServerWebExchange exchange, String limit, Duration wait) {
        return refuse(exchange, limit, wait, "There were too many requests within a second.");
    }

    Mono<Void> refuse(ServerWebExchange exchange, String limit, Duration wait, String why) {
        meters.counter("gateway.limits.refused", "limit", limit).increment();
        var seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problems.write(exchange, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", why);
    }
}
