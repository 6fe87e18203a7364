package dev.tradewind.contracts;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something one service says to others over Kafka. What is written here is the data; the CloudEvents
/// attributes are derived from it ([#key] is the record key and `ce_subject`, [WireName] is `ce_type`,
/// [Topic] is where it goes).
///
/// Fields are only ever added, and only as `@Nullable`. Any other change is a new `.v2` record beside the
/// old one. Messages carry ids, amounts and states, never addresses, names, e-mails or card data.
public sealed interface Message
        permits OrderEvent,
                PaymentEvent,
                CatalogEvent,
                InventoryEvent,
                HoldEvent,
                WarehouseEvent,
                AccountEvent,
                ActivityEvent,
                NotificationEvent,
                CacheEvent,
                InventoryCommand,
                PaymentCommand,
                OrderReply {

    /// The aggregate this message is about. Messages of one key keep their order.
    UUID key();

    /// The organisation whose data this is; goes into `ce_organization`. Null only of people who belong to none.
    @Nullable
    UUID organizationId();

    /// The position among all events of this aggregate, from 1 and without gaps; 0 where nothing is counted
    /// (commands, replies and what people look at). Goes into `ce_sequence`.
    default long sequence() {
        return 0;
    }

    /// The components of a message of this type that are shown to nobody: those marked [Confidential].
    static List<String> confidential(Class<? extends Message> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .filter(it -> it.isAnnotationPresent(Confidential.class))
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }
}
