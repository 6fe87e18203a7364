package dev.tradewind.inventory.warehouse;

import dev.tradewind.inventory.warehouse.PickList.Parcel;
import dev.tradewind.inventory.warehouse.PickList.Step;
import dev.tradewind.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps of one pick list: whoever locks it first has taken it, the other finds it taken.
@Component
class Warehouse {

    private final PickLists lists;
    private final Sales sales;
    private final Outbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Warehouse(PickLists lists, Sales sales, Outbox outbox, Clock clock, TransactionTemplate transaction) {
        this.lists = lists;
        this.sales = sales;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// Against a change of the order the row of the sale decides: packed or changed, never a parcel with other goods.
    PickList pack(Picker picker, UUID id, Map<UUID, Integer> found) {
        return step(picker, id, (list, now) -> {
            var picked = list.pack(found, picker.accountId(), now);
            var sale = sales.lock(list);
            if (picked.list().status() == PickList.Status.PACKED) {
                sales.close(sale, list.order(), now);
            } else {
                sales.miss(picked.list(), picker.accountId(), now);
            }
            return picked;
        });
    }

    /// Against a cancellation the row of the sale decides: shipped or taken back, never both.
    PickList ship(Picker picker, UUID id, Parcel parcel) {
        return step(picker, id, (list, now) -> {
            var shipped = list.ship(parcel, picker.accountId(), now);
            if (lists.isUsed(parcel, picker.organizationId())) {
                throw new CannotDo.TrackingNumberUsed();
            }
            if (!sales.leavesTheHouse(list.order().id(), now)) {
                throw new CannotDo.OrderCancelled();
            }
            return shipped;
        });
    }

    private PickList step(Picker picker, UUID id, BiFunction<PickList, Instant, Step> decision) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var list = lists.lock(id, picker.organizationId()).orElseThrow(() -> new CannotDo.UnknownPickList(id));
            var step = decision.apply(list, clock.instant());
            lists.write(Map.of(list, step.list()));
            if (step.said() != null) {
                outbox.append(step.said());
            }
            return step.list();
        }));
    }
}
