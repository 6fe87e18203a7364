package dev.tradewind.catalog.importing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;

/// What is told of an import: a line of JSON for each report.
final class Answer {

    private final JsonMapper json;
    private final OutputStream stream;

    Answer(JsonMapper json, OutputStream stream) {
        this.json = json;
        this.stream = new BufferedOutputStream(stream);
    }

    void tell(Report report) throws IOException {
        stream.write(json.writerFor(Report.class).writeValueAsBytes(report));
        stream.write('\n');
    }

    void flush() throws IOException {
        stream.flush();
    }
}
