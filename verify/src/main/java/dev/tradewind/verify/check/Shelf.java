package dev.tradewind.verify.check;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Every product that a search can find, as Elasticsearch keeps it.
final class Shelf {

    private static final int PAGE = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI products;
    private final HttpClient http = HttpClient.newHttpClient();

    Shelf(Suite suite) {
        this.products = suite.elasticsearch().resolve("/products/");
    }

    /// Fills `shelf.products`, page by page in the order of the ids. What was written just before is found too.
    void copyTo(Database scratch) {
        scratch.update("create schema shelf");
        scratch.update("""
                create unlogged table shelf.products (
                    id uuid, version bigint, title text, store_id uuid, price bigint, in_stock boolean)
                """);
        post("_refresh", "");
        var last = "";
        while (true) {
            var page = post("_search", """
                    {"size": %d, "sort": [{"id": "asc"}], "search_after": ["%s"],
                     "_source": ["id", "version", "title", "storeId", "price.amount", "inStock"]}
                    """.formatted(PAGE, last));
            var next = scratch.rows("""
                    with found as (
                        insert into shelf.products
                        select (product ->> 'id')::uuid, (product ->> 'version')::bigint, product ->> 'title',
                               (product ->> 'storeId')::uuid, (product -> 'price' ->> 'amount')::bigint,
                               (product ->> 'inStock')::boolean
                          from jsonb_path_query(?::jsonb, '$.hits.hits[*]._source') as product
                        returning id)
                    select max(id::text collate "C") as last from found having count(*) > 0
                    """, page);
            if (next.isEmpty()) {
                return;
            }
            last = next.getFirst().text("last");
        }
    }

    private String post(String what, String body) {
        var request = HttpRequest.newBuilder(products.resolve(what))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + " is answered " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new IllegalStateException(request.uri() + " is not answered", failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", failed);
        }
    }
}
