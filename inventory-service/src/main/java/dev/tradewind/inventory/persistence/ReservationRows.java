package dev.tradewind.inventory.persistence;

import dev.tradewind.inventory.domain.Reservation;
import dev.tradewind.inventory.domain.Reservation.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ResultSetExtractor;

/// Puts reservations together from rows that carry one line each, or none, and come sorted by reservation.
final class ReservationRows implements ResultSetExtractor<List<Reservation>> {

    @Override
    public List<Reservation> extractData(ResultSet row) throws SQLException {
        var reservations = new ArrayList<Reservation>();
        var more = row.next();
        while (more) {
            var id = row.getObject("id", UUID.class);
            var orderId = row.getObject("order_id", UUID.class);
            var organizationId = row.getObject("organization_id", UUID.class);
            var status = StatusColumns.read(row);
            var hold = HoldColumns.read(row);
            var lines = new ArrayList<Line>();
            do {
                var productId = row.getObject("product_id", UUID.class);
                if (productId != null) {
                    lines.add(new Line(productId, row.getLong("quantity")));
                }
                more = row.next();
            } while (more && id.equals(row.getObject("id", UUID.class)));
            reservations.add(new Reservation(id, orderId, organizationId, lines, status, hold));
        }
        return reservations;
    }
}
