package dev.tradewind.gateway.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/// Picks who gets a request: of those not avoided the one with the fewest requests underway.
///
/// So a hung instance soon gets none, because its requests stay underway. The registry learns of a dead instance
/// only after seconds; until then whoever refuses a connection is avoided here.
@Component
class Instances {

    /// The registry's client answers from memory, so asking it this often costs nothing and never blocks.
    private static final Duration FRESH = Duration.ofMillis(500);

    private final DiscoveryClient discovery;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Instances(DiscoveryClient discovery) {
        this.discovery = discovery;
    }

    private record Known(List<Instance> instances, long since) {}

    /// Somebody who has not been tried yet for this request, rather somebody avoided than nobody.
    @Nullable
    Instance choose(String service, Set<Instance> tried) {
        var instances = of(service);
        var now = System.nanoTime();
        var first = turn.getAndIncrement();
        Instance best = null;
        for (int i = 0; i < instances.size(); i++) {
            var candidate = instances.get(Math.floorMod(first + i, instances.size()));
            if (best == null || isBetter(candidate, best, tried, now)) {
                best = candidate;
            }
        }
        return best;
    }

    boolean hasOthers(String service, Set<Instance> tried) {
        return !tried.containsAll(of(service));
    }

    private static boolean isBetter(Instance candidate, Instance best, Set<Instance> tried, long now) {
        var untried = Boolean.compare(tried.contains(best), tried.contains(candidate));
        if (untried != 0) {
            return untried > 0;
        }
        var welcome = Boolean.compare(best.isAvoided(now), candidate.isAvoided(now));
        return welcome != 0 ? welcome > 0 : candidate.underway() < best.underway();
    }

    private List<Instance> of(String service) {
        var found = known.get(service);
        if (found != null && System.nanoTime() - found.since() < FRESH.toNanos()) {
            return found.instances();
        }
        return known.compute(service, (_, old) -> look(service, old)).instances();
    }

    private Known look(String service, @Nullable Known old) {
        var before = old == null
                ? Map.<URI, Instance>of()
                : old.instances().stream().collect(Collectors.toMap(Instance::base, Function.identity()));
        var instances = discovery.getInstances(service).stream()
                .map(ServiceInstance::getUri)
                .distinct()
                .sorted()
                .map(uri -> before.containsKey(uri) ? before.get(uri) : new Instance(uri))
                .toList();
        return new Known(instances, System.nanoTime());
    }
}
