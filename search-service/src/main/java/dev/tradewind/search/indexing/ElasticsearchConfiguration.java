package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    private static final int CONNECT_SECONDS = 1;
    private static final int ANSWER_SECONDS = 30;
    private static final int HURRIED_SECONDS = 2;

    /// With its own JSON reader: that of the interface is stricter than Elasticsearch speaks. It is patient, because
    /// what it sends may be long.
    @Bean(destroyMethod = "close")
    ElasticsearchClient elasticsearchClient(@Value("${elasticsearch.uris:http://127.0.0.1:19200}") List<URI> uris) {
        var http = Rest5Client.builder(uris)
                .setConnectionConfigCallback(it -> it.setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                .setRequestConfigCallback(it -> it.setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                .build();
        return new ElasticsearchClient(new Rest5ClientTransport(http, new Jackson3JsonpMapper()));
    }

    /// The same for whoever asks on behalf of somebody that waits.
    @Bean(defaultCandidate = false, destroyMethod = "")
    ElasticsearchClient hurriedElasticsearchClient(ElasticsearchClient elasticsearchClient) {
        var options = RequestOptions.DEFAULT.toBuilder();
        options.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(HURRIED_SECONDS, TimeUnit.SECONDS)
                .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .build());
        return new ElasticsearchClient(
                elasticsearchClient._transport(), new Rest5ClientOptions(options.build(), false));
    }
}
