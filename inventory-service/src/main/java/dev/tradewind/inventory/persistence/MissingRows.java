package dev.tradewind.inventory.persistence;

import dev.tradewind.contracts.InventoryCommand;
import dev.tradewind.contracts.InventoryCommand.ConfirmChange;
import dev.tradewind.contracts.InventoryCommand.RestockReservation;
import dev.tradewind.inventory.domain.Missing;
import dev.tradewind.messaging.Column;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Pieces nobody found, in their table. Whoever reads or writes them holds the row of the order's sale.
@Component
class MissingRows {

    private final JdbcClient jdbc;

    MissingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Only who gives goods back has to know of them.
    List<Missing> of(Collection<? extends InventoryCommand> commands) {
        var givingBack = commands.stream()
                .filter(it -> it instanceof RestockReservation || it instanceof ConfirmChange)
                .toList();
        if (givingBack.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from missing_piece where order_id = any(:orders)")
                .param("orders", Column.uuids(givingBack, InventoryCommand::orderId))
                .query((row, _) -> new Missing(
                        row.getObject("order_id", UUID.class),
                        row.getObject("product_id", UUID.class),
                        row.getLong("quantity"),
                        row.getObject("actor", UUID.class)))
                .list();
    }

    void forget(List<Missing> writtenOff) {
        if (!writtenOff.isEmpty()) {
            jdbc.sql("""
                    delete from missing_piece using unnest(:orders, :products) as gone (order_id, product_id)
                    where missing_piece.order_id = gone.order_id and missing_piece.product_id = gone.product_id
                    """)
                    .param("orders", Column.uuids(writtenOff, Missing::orderId))
                    .param("products", Column.uuids(writtenOff, Missing::productId))
                    .update();
        }
    }
}
