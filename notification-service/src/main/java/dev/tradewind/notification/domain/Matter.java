package dev.tradewind.notification.domain;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderPlaced.Line;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a notice is about, before it is put into words. Kept with the delivery, so that it can be told later and in
/// whatever language is wanted then.
///
/// @param amount what this notice is about, where it is not the order's total
/// @param title and `text` of what nobody but its author can put into words
public record Matter(
        @Nullable String store,
        @Nullable String orderNumber,
        @Nullable Money total,
        List<Line> lines,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable Instant estimatedReadyAt,
        @Nullable String note,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String title,
        @Nullable String text) {

    public Matter {
        lines = List.copyOf(lines);
    }

    public static Matter ofOrder(
            @Nullable String store, @Nullable String orderNumber, @Nullable Money total, List<Line> lines) {
        return new Matter(store, orderNumber, total, lines, null, null, null, null, null, null, null, null);
    }

    public static Matter written(String sender, String title, String text) {
        return new Matter(sender, null, null, List.of(), null, null, null, null, null, null, title, text);
    }

    public Matter withoutLines() {
        return new Matter(
                store,
                orderNumber,
                total,
                List.of(),
                amount,
                reason,
                estimatedReadyAt,
                note,
                carrier,
                trackingNumber,
                title,
                text);
    }

    public Matter amount(Money about) {
        return new Matter(
                store,
                orderNumber,
                total,
                lines,
                about,
                reason,
                estimatedReadyAt,
                note,
                carrier,
                trackingNumber,
                title,
                text);
    }

    public Matter because(String code) {
        return new Matter(
                store,
                orderNumber,
                total,
                lines,
                amount,
                code,
                estimatedReadyAt,
                note,
                carrier,
                trackingNumber,
                title,
                text);
    }

    public Matter told(@Nullable Instant estimate, @Nullable String words) {
        return new Matter(
                store,
                orderNumber,
                total,
                lines,
                amount,
                reason,
                estimate,
                words,
                carrier,
                trackingNumber,
                title,
                text);
    }

    public Matter by(@Nullable String with, @Nullable String number) {
        return new Matter(
                store, orderNumber, total, lines, amount, reason, estimatedReadyAt, note, with, number, title, text);
    }
}
