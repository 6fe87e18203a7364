package dev.tradewind.catalog.importing;

import dev.tradewind.catalog.access.Editor;
import dev.tradewind.catalog.importing.Deadline.TookTooLong;
import dev.tradewind.catalog.importing.Report.Progress;
import dev.tradewind.catalog.importing.Report.Refused;
import dev.tradewind.catalog.importing.Report.Summary;
import dev.tradewind.catalog.products.BulkEditing;
import dev.tradewind.catalog.products.NewProduct;
import dev.tradewind.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Reads products and tells what became of them at the same time, so that neither is ever kept as a whole.
@RestController
class ImportController {

    private static final Logger log = LoggerFactory.getLogger(ImportController.class);

    private final ProductLines products;
    private final BulkEditing shelves;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration patience;
    private final ImportRoom room;

    ImportController(
            ProductLines products,
            BulkEditing shelves,
            JsonMapper json,
            Clock clock,
            @Value("${tradewind.catalog.import-patience:10m}") Duration patience,
            ImportRoom room) {
        this.products = products;
        this.shelves = shelves;
        this.json = json;
        this.clock = clock;
        this.patience = patience;
        this.room = room;
    }

    /// A product in each line; what has a known SKU is changed, the rest is new. Answers `refused`, `progress` and a
    /// last `summary` line while it reads.
    @Operation(
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                            schema = @Schema(implementation = NewProduct.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A report in each line",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                            schema = @Schema(oneOf = {Refused.class, Progress.class, Summary.class}))))
    @PostMapping(
            path = ImportConfiguration.PATH,
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void load(InputStream body, HttpServletResponse response, Caller caller) throws IOException {
        var editor = Editor.of(caller);
        try (var _ = room.enter(editor.organizationId())) {
            load(body, response, editor);
        }
    }

    private void load(InputStream body, HttpServletResponse response, Editor editor) throws IOException {
        var start = clock.instant();
        response.setStatus(HttpStatus.OK.value());
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Whoever waits for an answer sees that it has begun.
        response.flushBuffer();
        var answer = new Answer(json, response.getOutputStream());
        var work = new Import(editor, products, shelves, answer);
        var stopped = run(work, new Lines(body, new Deadline(clock, start.plus(patience))::check));
        var took = Duration.between(start, clock.instant()).toMillis();
        try {
            answer.tell(new Summary(stopped == null, stopped, work.count(), took));
            answer.flush();
        } catch (IOException _) {
            log.atInfo().addKeyValue("lines", work.count().lines()).log("Nobody waits for the end of an import");
        }
    }

    /// Why it stopped before the end. The answer has begun, so this is no problem document.
    private static @Nullable String run(Import work, Lines lines) {
        try {
            work.run(lines);
            return null;
        } catch (SocketTimeoutException | TookTooLong _) {
            return "took-too-long";
        } catch (IOException _) {
            return "broken-off";
        } catch (RuntimeException broken) {
            log.atWarn().setCause(broken).log("An import stopped before its end");
            return "unavailable";
        }
    }
}
