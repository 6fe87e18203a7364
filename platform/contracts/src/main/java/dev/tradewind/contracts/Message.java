package dev.tradewind.contracts;

import java.util.UUID;
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
                AccountEvent,
                InventoryCommand,
                PaymentCommand,
                OrderReply {

    /// The aggregate this message is about. Messages of one key keep their order.
    UUID key();

    /// The organisation whose data this is; goes into `ce_organization`. Null only of people who belong to none.
    @Nullable
    UUID organizationId();

    /// The position among all events of this aggregate, from 1 and without gaps; 0 where nothing is counted
    /// (commands and replies). Goes into `ce_sequence`.
    default long sequence() {
        return 0;
    }
}
