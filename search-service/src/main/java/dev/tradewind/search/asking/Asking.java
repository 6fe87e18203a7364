package dev.tradewind.search.asking;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import dev.tradewind.search.indexing.IndexMissing;
import dev.tradewind.search.indexing.ProductIndex;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Asks the index of products on behalf of somebody who waits.
///
/// An Elasticsearch that is down or slow is found out by the first questions and then left alone for a moment, while
/// everybody is told at once when to come back. After it a few questions try whether it answers again.
@Component
public class Asking {

    private static final Logger log = LoggerFactory.getLogger(Asking.class);

    /// It gives up earlier than we do, so that it does not work for somebody who has gone.
    private static final String ITS_PATIENCE = "1500ms";
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final float HALF_OF_THEM = 50;
    private static final int WINDOW_SECONDS = 10;
    private static final int TOO_FEW_TO_JUDGE = 5;
    private static final int PROBES = 3;

    private final ElasticsearchClient client;
    private final ProductIndex index;
    private final ApplicationEventPublisher events;
    private final CircuitBreaker circuit;
    private final Duration pause;

    /// @param pause how long an open circuit stays open before it probes
    Asking(
            @Qualifier("hurriedElasticsearchClient") ElasticsearchClient client,
            ProductIndex index,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            @Value("${tradewind.search.circuit-pause:2s}") Duration pause) {
        this.client = client;
        this.index = index;
        this.events = events;
        this.pause = pause;
        var circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(
                        WINDOW_SECONDS,
                        TOO_FEW_TO_JUDGE,
                        CircuitBreakerConfig.SlidingWindowType.TIME_BASED,
                        CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(HALF_OF_THEM)
                .slowCallDurationThreshold(SLOW)
                .slowCallRateThreshold(HALF_OF_THEM)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreException(OurMistake.class::isInstance)
                .build());
        this.circuit = circuits.circuitBreaker("elasticsearch");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
    }

    /// A request that Elasticsearch calls wrong, though everything that comes from outside is checked before.
    private static final class OurMistake extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        OurMistake(Object reason) {
            super("Elasticsearch does not understand: " + reason);
        }
    }

    /// Asks several questions at once.
    ///
    /// @return the answers in the same order
    public <T> List<MultiSearchItem<T>> ask(List<SearchRequestBody> questions, Class<T> document) {
        try {
            return circuit.executeCallable(() -> answers(questions, document));
        } catch (CallNotPermittedException _) {
            throw new SearchAway(pause);
        } catch (OurMistake mistake) {
            throw mistake;
        } catch (Exception away) {
            log.atWarn().setCause(away).log("Elasticsearch does not answer");
            throw new SearchAway(pause);
        }
    }

    /// A question with the limits that all of them have.
    public static SearchRequestBody.Builder question() {
        return new SearchRequestBody.Builder().timeout(ITS_PATIENCE);
    }

    private <T> List<MultiSearchItem<T>> answers(List<SearchRequestBody> questions, Class<T> document)
            throws IOException {
        try {
            return tried(questions, document);
        } catch (ElasticsearchException refused) {
            if (refused.status() == HttpStatus.BAD_REQUEST.value()) {
                throw new OurMistake(refused.error());
            }
            throw refused;
        }
    }

    private <T> List<MultiSearchItem<T>> tried(List<SearchRequestBody> questions, Class<T> document)
            throws IOException {
        var request = MsearchRequest.of(it -> it.searches(questions.stream()
                .map(body -> RequestItem.of(
                        item -> item.header(to -> to.index(index.alias())).body(body)))
                .toList()));
        var answers = new ArrayList<MultiSearchItem<T>>();
        for (var answer : client.msearch(request, document).responses()) {
            if (answer.isFailure()) {
                var failure = answer.failure();
                if (failure.status() == HttpStatus.BAD_REQUEST.value()) {
                    throw new OurMistake(failure.error());
                }
                if (failure.status() == HttpStatus.NOT_FOUND.value()) {
                    events.publishEvent(new IndexMissing());
                }
                throw new IOException(String.valueOf(failure.error().reason()));
            }
            if (answer.result().timedOut()) {
                throw new IOException("It takes longer than " + ITS_PATIENCE);
            }
            answers.add(answer.result());
        }
        return answers;
    }
}
