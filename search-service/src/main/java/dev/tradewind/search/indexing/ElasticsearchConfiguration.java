package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    private static final int CONNECT_SECONDS = 1;
    private static final int PATIENT_SECONDS = 30;
    private static final int HURRIED_SECONDS = 2;

    /// Patient, because what it sends may be long.
    @Bean(destroyMethod = "close")
    ElasticsearchClient elasticsearchClient(@Value("${elasticsearch.uris:http://127.0.0.1:19200}") List<URI> uris) {
        return client(uris, PATIENT_SECONDS);
    }

    /// For whoever asks on behalf of somebody that waits.
    @Bean(defaultCandidate = false, destroyMethod = "close")
    ElasticsearchClient hurriedElasticsearchClient(
            @Value("${elasticsearch.uris:http://127.0.0.1:19200}") List<URI> uris) {
        return client(uris, HURRIED_SECONDS);
    }

    /// An answer of 413. It is mostly said without a word, and the client understands words only.
    static final class TooMuchAtOnce extends HttpException {

        private static final long serialVersionUID = 1L;
    }

    /// With its own JSON reader: that of the interface is stricter than Elasticsearch speaks.
    private static ElasticsearchClient client(List<URI> uris, int seconds) {
        var http = Rest5Client.builder(uris)
                .setConnectionConfigCallback(it -> it.setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setSocketTimeout(seconds, TimeUnit.SECONDS))
                .setRequestConfigCallback(it -> it.setResponseTimeout(seconds, TimeUnit.SECONDS)
                        .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                .setHttpClientConfigCallback(it -> it.addResponseInterceptorFirst((answer, _, _) -> {
                    if (answer.getCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
                        throw new TooMuchAtOnce();
                    }
                }))
                .build();
        return new ElasticsearchClient(new Rest5ClientTransport(http, new Jackson3JsonpMapper()));
    }
}
