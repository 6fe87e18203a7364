package dev.tradewind.inventory.warehouse;

import dev.tradewind.inventory.signing.SignedMessage;
import dev.tradewind.inventory.warehouse.PickList.Parcel;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where carriers tell us of parcels. Anybody may call; only what a known carrier has signed is heard.
@RestController
class CarrierController {

    private static final int LONGEST_ID = 200;

    private final Carriers carriers;
    private final CarrierNews news;
    private final JsonMapper json;
    private final Clock clock;

    CarrierController(Carriers carriers, CarrierNews news, JsonMapper json, Clock clock) {
        this.carriers = carriers;
        this.news = news;
        this.json = json;
        this.clock = clock;
    }

    record Told(@Nullable String type, @Nullable Data data) {

        record Data(@Nullable String trackingNumber) {}
    }

    @PostMapping("/api/webhooks/carriers/{carrier}")
    ResponseEntity<Void> hear(
            @PathVariable String carrier,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signature,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID || timestamp == null || signature == null) {
            throw new UnheardCarrier.NotSigned();
        }
        var bytes = body == null ? new byte[0] : body;
        var message = new SignedMessage(id, timestamp, signature);
        var now = clock.instant();
        if (Arrays.stream(carriers.secretsOf(carrier)).noneMatch(secret -> message.isFrom(secret, bytes, now))) {
            throw new UnheardCarrier.NotSigned();
        }
        var told = read(bytes);
        if (told.type() == null || told.data() == null || told.data().trackingNumber() == null) {
            throw new UnheardCarrier.NotUnderstood();
        }
        news.heard(id, told.type(), new Parcel(carrier, told.data().trackingNumber()));
        return ResponseEntity.noContent().build();
    }

    private Told read(byte[] body) {
        try {
            var told = json.readValue(body, Told.class);
            if (told == null) {
                throw new UnheardCarrier.NotUnderstood();
            }
            return told;
        } catch (JacksonException _) {
            throw new UnheardCarrier.NotUnderstood();
        }
    }
}
