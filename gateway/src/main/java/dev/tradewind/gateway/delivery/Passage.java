package dev.tradewind.gateway.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/// One request on its way to its service.
///
/// A GET may be asked again, of somebody else if there is somebody, unless it was told when to come back. Anything else
/// is sent once: it goes to the next instance only if no connection came about, because the body is not read before
/// there is one.
final class Passage {

    /// Bad gateway, service unavailable, gateway timeout.
    private static final Set<Integer> COMPLAINTS = Set.of(502, 503, 504);

    private static final int MOST_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);
    private static final Duration AFTER_BREAK = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ServerWebExchange exchange;
    private final GatewayFilterChain chain;
    private final Instances instances;
    private final Circuit circuit;
    private final String service;
    private final Terms terms;
    private final long start = System.nanoTime();
    private final boolean repeatable;
    private final boolean socket;
    private final Set<Instance> tried = HashSet.newHashSet(2);
    private int attempts;
    private @Nullable Throwable problem;

    Passage(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            Instances instances,
            Circuit circuit,
            String service,
            Terms terms) {
        this.exchange = exchange;
        this.chain = chain;
        this.instances = instances;
        this.circuit = circuit;
        this.service = service;
        this.terms = terms;
        this.socket = terms.sockets()
                && "websocket"
                        .equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
        this.repeatable = !socket && isRepeatable();
    }

    Mono<Void> deliver() {
        return attempts().doFinally(this::ended);
    }

    private Mono<Void> attempts() {
        return attempt().flatMap(again -> again ? pause().then(Mono.defer(this::attempts)) : Mono.empty());
    }

    /// Tells whether to try again.
    private Mono<Boolean> attempt() {
        var instance = instances.choose(service, tried);
        if (instance == null) {
            problem = new Unavailable("No instance of the service is known.", SOON);
            return Mono.error(problem);
        }
        attempts++;
        tried.add(instance);
        exchange.getAttributes()
                .put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, instance.uriOf(exchange.getRequest()));
        instance.begin();
        var sent = chain.filter(exchange).doFinally(_ -> instance.end());
        return (socket ? sent : sent.timeout(patienceNow()))
                .then(Mono.fromSupplier(this::isWorthAnother))
                .onErrorResume(failure -> broken(instance, failure));
    }

    /// The head of an answer is here.
    private boolean isWorthAnother() {
        problem = complaint();
        if (problem == null || isDeliberate() || !repeatable || !hasTimeForAnother()) {
            return false;
        }
        ServerWebExchangeUtils.reset(exchange);
        return true;
    }

    private Mono<Boolean> broken(Instance instance, Throwable failure) {
        problem = failure;
        var unsent = isUnsent(failure);
        if (unsent || failure instanceof TimeoutException) {
            instance.avoidFor(AFTER_REFUSAL);
        } else if (failure instanceof IOException) {
            instance.avoidFor(AFTER_BREAK);
        }
        var again = isOfTheWay(failure) && hasTimeForAnother() && (repeatable || (unsent && hasOthers()));
        if (!again) {
            return Mono.error(failure);
        }
        ServerWebExchangeUtils.reset(exchange);
        return Mono.just(true);
    }

    private boolean hasTimeForAnother() {
        return attempts < MOST_ATTEMPTS && left().isPositive();
    }

    private boolean hasOthers() {
        return instances.hasOthers(service, tried);
    }

    /// A GET leaves half of its time to the next instance, should this one hang. What an answer may be kept back does
    /// not count, because until then an instance that waits looks like one that hangs.
    private Duration patienceNow() {
        var left = left();
        var spare = left.minus(terms.keptBack());
        return repeatable && hasOthers() && spare.isPositive() ? left.minus(spare.dividedBy(2)) : left;
    }

    private Duration left() {
        return terms.patience().plus(terms.keptBack()).minusNanos(System.nanoTime() - start);
    }

    private Mono<Void> pause() {
        return hasOthers()
                ? Mono.empty()
                : Mono.delay(FIRST_PAUSE.multipliedBy(1L << (attempts - 1))).then();
    }

    private boolean isRepeatable() {
        var request = exchange.getRequest();
        return HttpMethod.GET.equals(request.getMethod())
                && request.getHeaders().getContentLength() <= 0
                && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private @Nullable Throwable complaint() {
        var status = exchange.getResponse().getStatusCode();
        return status != null && COMPLAINTS.contains(status.value())
                ? new Unavailable("The service said " + status.value(), SOON)
                : null;
    }

    private void ended(SignalType how) {
        var took = System.nanoTime() - start;
        if (how == SignalType.CANCEL) {
            abandoned(took);
        } else if (problem == null || isDeliberate()) {
            circuit.worked(took);
        } else {
            circuit.failed(took, problem);
        }
    }

    /// A client that leaves early says nothing of the service, and neither does one that ends its socket; one that has
    /// waited long says that it hangs.
    private void abandoned(long took) {
        var tooLong = terms.keptBack().plus(terms.patience().dividedBy(2));
        if (!socket && took > tooLong.toNanos()) {
            circuit.failed(took, new TimeoutException("The client did not wait any longer"));
        } else {
            circuit.neither();
        }
    }

    /// A service that says when to come back is busy, not broken.
    private boolean isDeliberate() {
        return problem instanceof Unavailable
                && exchange.getResponse().getHeaders().containsHeader(HttpHeaders.RETRY_AFTER);
    }

    private static boolean isOfTheWay(Throwable failure) {
        return failure instanceof IOException || failure instanceof TimeoutException;
    }

    /// There never was a connection to send anything on.
    private static boolean isUnsent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException;
    }
}
