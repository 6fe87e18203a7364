package dev.tradewind.catalog.importing;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.importing.Lines.Line;
import dev.tradewind.catalog.importing.Report.Count;
import dev.tradewind.catalog.importing.Report.Progress;
import dev.tradewind.catalog.importing.Report.Refused;
import dev.tradewind.catalog.products.BulkEditing;
import dev.tradewind.catalog.products.NewProduct;
import dev.tradewind.web.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/// An import on its way: what was read and is not yet written is never more than one chunk.
final class Import {

    static final int CHUNK = 500;

    private final Editor editor;
    private final ProductLines products;
    private final BulkEditing shelves;
    private final Answer answer;
    private final Map<String, Item> chunk = new LinkedHashMap<>();
    private long lines;
    private long created;
    private long updated;
    private long unchanged;
    private long refused;

    private record Item(long line, NewProduct product) {}

    Import(Editor editor, ProductLines products, BulkEditing shelves, Answer answer) {
        this.editor = editor;
        this.products = products;
        this.shelves = shelves;
        this.answer = answer;
    }

    void run(Lines from) throws IOException {
        for (var line = from.read(); line != null; line = from.read()) {
            lines = line.number();
            take(line);
        }
        writeChunk();
    }

    Count count() {
        return new Count(lines, created, updated, unchanged, refused);
    }

    private void take(Line line) throws IOException {
        if (line.text() != null && line.text().isBlank()) {
            return;
        }
        NewProduct product;
        try {
            product = products.read(line);
        } catch (BadLine bad) {
            refuse(line.number(), bad.sku(), bad);
            return;
        }
        // The later of two lines with one number changes what the earlier one put there.
        if (chunk.containsKey(product.sku())) {
            writeChunk();
        }
        chunk.put(product.sku(), new Item(line.number(), product));
        if (chunk.size() == CHUNK) {
            writeChunk();
        }
    }

    private void writeChunk() throws IOException {
        if (chunk.isEmpty()) {
            return;
        }
        var items = new ArrayList<>(chunk.values());
        chunk.clear();
        write(items);
        answer.tell(new Progress(count()));
        answer.flush();
    }

    /// What the database will not take is found by halving, so that it spoils nothing but itself.
    private void write(List<Item> items) throws IOException {
        BulkEditing.Outcome outcome;
        try {
            outcome = shelves.shelve(editor, items.stream().map(Item::product).toList());
        } catch (DataIntegrityViolationException | IllegalArgumentException spoiled) {
            if (items.size() == 1) {
                refuse(items.getFirst().line(), items.getFirst().product().sku(), new Unacceptable());
            } else {
                write(items.subList(0, items.size() / 2));
                write(items.subList(items.size() / 2, items.size()));
            }
            return;
        }
        created += outcome.created();
        updated += outcome.updated();
        unchanged += outcome.unchanged();
        for (var item : items) {
            var refusal = outcome.refused().get(item.product().sku());
            if (refusal != null) {
                refuse(item.line(), item.product().sku(), refusal);
            }
        }
    }

    private void refuse(long line, @Nullable String sku, Refusal why) throws IOException {
        refused++;
        answer.tell(new Refused(line, sku, why.code(), why.getMessage(), why.wrong()));
    }

    private static final class Unacceptable extends Refusal {

        private static final long serialVersionUID = 1L;

        Unacceptable() {
            super(Kind.UNPROCESSABLE, "unacceptable", "The product cannot be kept as it is.");
        }
    }
}
