package dev.tradewind.gateway.entrance;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Refuses large bodies: announced ones before a byte is read, unannounced ones at the byte too many. An import may be
/// as long as it likes: nobody holds more than a piece of it, and its service ends it in time.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit implements WebFilter {

    private static final String UPLOADS = "/api/storage/";
    private static final String IMPORTS = "/api/products/import";

    private final long limit;
    private final long uploadLimit;
    private final Problems problems;

    BodyLimit(
            @Value("${tradewind.gateway.max-body:1MB}") DataSize limit,
            @Value("${tradewind.gateway.max-upload:11MB}") DataSize uploadLimit,
            Problems problems) {
        this.limit = limit.toBytes();
        this.uploadLimit = uploadLimit.toBytes();
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getRequest().getHeaders();
        var most = most(exchange.getRequest().getPath().value());
        if (headers.getContentLength() > most) {
            return problems.write(
                    exchange, HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The request body is too large.");
        }
        if (headers.getContentLength() < 0 && headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            var counted = new Counted(exchange, most);
            return chain.filter(exchange.mutate().request(counted).build());
        }
        return chain.filter(exchange);
    }

    private long most(String path) {
        if (path.equals(IMPORTS)) {
            return Long.MAX_VALUE;
        }
        return path.startsWith(UPLOADS) ? uploadLimit : limit;
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long most;

        Counted(ServerWebExchange exchange, long most) {
            super(exchange.getRequest());
            this.most = most;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            var received = new AtomicLong();
            return super.getBody().map(it -> {
                if (received.addAndGet(it.readableByteCount()) > most) {
                    DataBufferUtils.release(it);
                    throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
                }
                return it;
            });
        }
    }
}
