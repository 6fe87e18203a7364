package dev.tradewind.search.indexing;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.bulk.OperationType;
import co.elastic.clients.util.BinaryData;
import dev.tradewind.search.indexing.ElasticsearchConfiguration.TooMuchAtOnce;
import dev.tradewind.search.listing.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Writes listings into indexes by bulk requests that have a bound in bytes. A product may have hundreds of kilobytes,
/// and what is too much for one request would be too much the next time as well.
@Component
class Bulks {

    static final long MOST_BYTES = 5 * 1024 * 1024;

    private static final int TOO_LARGE = HttpStatus.CONTENT_TOO_LARGE.value();

    private final ElasticsearchClient client;

    Bulks(ElasticsearchClient client) {
        this.client = client;
    }

    /// A listing and what is sent of it; null when it is deleted.
    record Line(Listing listing, @Nullable BinaryData document) {

        long bytes() {
            return document == null ? 0 : document.size();
        }
    }

    /// As many as one request takes.
    record Part(List<Line> lines) {

        Part {
            lines = List.copyOf(lines);
        }

        List<Listing> listings() {
            return lines.stream().map(Line::listing).toList();
        }
    }

    /// @param indexes how many each is written to
    List<Part> parts(List<Listing> listings, int indexes) {
        var parts = new ArrayList<Part>();
        var lines = new ArrayList<Line>();
        var bytes = 0L;
        for (var listing : listings) {
            var line = line(listing);
            if (!lines.isEmpty() && (bytes + line.bytes()) * indexes > MOST_BYTES) {
                parts.add(new Part(lines));
                lines.clear();
                bytes = 0;
            }
            lines.add(line);
            bytes += line.bytes();
        }
        if (!lines.isEmpty()) {
            parts.add(new Part(lines));
        }
        return parts;
    }

    /// Brings each into all the indexes, unless they have this version or a newer one.
    ///
    /// @return for each listing what each index answered
    List<List<BulkResponseItem>> write(List<String> indexes, Part part) throws IOException {
        return write(indexes, part.lines());
    }

    /// Elasticsearch may be set to take less, and so may what stands before it.
    private List<List<BulkResponseItem>> write(List<String> indexes, List<Line> lines) throws IOException {
        try {
            return send(indexes, lines);
        } catch (IOException | RuntimeException refused) {
            if (Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
                    .noneMatch(TooMuchAtOnce.class::isInstance)) {
                throw refused;
            }
        }
        if (lines.size() == 1) {
            var id = lines.getFirst().listing().productId().toString();
            return List.of(indexes.stream().map(it -> tooLarge(it, id)).toList());
        }
        var half = lines.size() / 2;
        var answers = new ArrayList<>(write(indexes, lines.subList(0, half)));
        answers.addAll(write(indexes, lines.subList(half, lines.size())));
        return answers;
    }

    private List<List<BulkResponseItem>> send(List<String> indexes, List<Line> lines) throws IOException {
        var answer = client.bulk(new BulkRequest.Builder()
                .requireAlias(true)
                .operations(indexes.stream()
                        .flatMap(index -> lines.stream().map(it -> operation(ProductIndex.written(index), it)))
                        .toList())
                .build());
        return IntStream.range(0, lines.size())
                .mapToObj(line -> IntStream.iterate(
                                line, it -> it < answer.items().size(), it -> it + lines.size())
                        .mapToObj(answer.items()::get)
                        .toList())
                .toList();
    }

    /// Written once, however many indexes get it and however often it is tried.
    private Line line(Listing listing) {
        var product = listing.product();
        return new Line(
                listing, product == null ? null : BinaryData.of(Document.of(listing, product), client._jsonpMapper()));
    }

    private static BulkOperation operation(String to, Line line) {
        var id = line.listing().productId().toString();
        var version = line.listing().version();
        var document = line.document();
        if (document == null) {
            return BulkOperation.of(it ->
                    it.delete(delete -> delete.index(to).id(id).version(version).versionType(VersionType.External)));
        }
        return BulkOperation.of(it -> it.<BinaryData>index(put -> put.index(to)
                .id(id)
                .version(version)
                .versionType(VersionType.External)
                .document(document)));
    }

    private static BulkResponseItem tooLarge(String index, String id) {
        return BulkResponseItem.of(it -> it.operationType(OperationType.Index)
                .index(index)
                .id(id)
                .status(TOO_LARGE)
                .error(error -> error.type("content_too_large").reason("The product is too large for a request.")));
    }
}
