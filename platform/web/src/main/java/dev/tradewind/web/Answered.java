package dev.tradewind.web;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// The answer a key stands for, byte for byte as it was first given.
///
/// @param body JSON
/// @param replayed whether it was given before
@SuppressWarnings("ArrayRecordComponent")
public record Answered(int status, Map<String, String> headers, byte[] body, boolean replayed) {

    public Answered {
        headers = Map.copyOf(headers);
    }

    /// What goes to the client; a replay says so in `Idempotent-Replayed`.
    public ResponseEntity<byte[]> response() {
        var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        headers.forEach(response::header);
        if (replayed) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.body(body);
    }
}
