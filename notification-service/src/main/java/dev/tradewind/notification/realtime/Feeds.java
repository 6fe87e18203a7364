package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Audience;
import dev.tradewind.notification.updates.Entry;
import dev.tradewind.notification.updates.LogName;
import dev.tradewind.notification.updates.UpdateReader;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may listen to what. What is somebody else's and what does not exist are refused alike.
@Component
class Feeds {

    /// An order may be listened to before we have heard of it ourselves.
    private static final Duration UNTIL_HEARD_OF = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final UpdateReader reader;
    private final PrivateShelves shelves;

    Feeds(UpdateReader reader, PrivateShelves shelves) {
        this.reader = reader;
        this.shelves = shelves;
    }

    Feed of(Caller caller, Destination destination) {
        return switch (destination) {
            case Destination.Own _ -> own(caller);
            case Destination.Order order -> order(caller, order.id());
            case Destination.Organization organization -> {
                belongs(caller, organization.id());
                yield new Feed(Set.of(LogName.ofOrganization(organization.id())), entry -> isToAll(entry, caller));
            }
            case Destination.Staff staff -> {
                belongs(caller, staff.organizationId());
                if (!isStaff(caller)) {
                    throw new CannotListen();
                }
                yield new Feed(
                        Set.of(LogName.ofOrganization(staff.organizationId())),
                        entry -> entry.audience() instanceof Audience.Staff);
            }
            case Destination.Stock stock -> of(stock, caller);
        };
    }

    /// For anybody, but for what private stores have.
    Feed of(Destination.Stock stock, @Nullable Caller caller) {
        if (shelves.hide(stock.productId(), caller)) {
            throw new CannotListen();
        }
        return new Feed(Set.of(LogName.ofProduct(stock.productId())), _ -> true);
    }

    /// News of an order is in two logs. It is taken from the one of the caller's organisation when it is there.
    private static Feed own(Caller caller) {
        var own = LogName.ofAccount(caller.accountId());
        var logs = new HashSet<>(Set.of(own, LogName.EVERYONE));
        var organization = caller.organizationId();
        if (organization == null) {
            return new Feed(logs, _ -> true);
        }
        var common = LogName.ofOrganization(organization);
        logs.add(common);
        return new Feed(logs, entry -> {
            if (entry.log().equals(common)) {
                return isToAll(entry, caller) || (isStaff(caller) && entry.audience() instanceof Audience.Staff);
            }
            return !entry.log().equals(own)
                    || !(entry.audience() instanceof Audience.Order)
                    || !entry.organizationId().equals(organization);
        });
    }

    private static boolean isToAll(Entry entry, Caller caller) {
        return switch (entry.audience()) {
            case Audience.Order order -> isStaff(caller) || order.customerId().equals(caller.accountId());
            case Audience.Members _ -> true;
            case Audience.Staff _, Audience.Product _, Audience.Account _, Audience.Everyone _ -> false;
        };
    }

    /// Whoever may not know waits as long as whoever asks for what there is not.
    private Feed order(Caller caller, UUID id) {
        var until = System.nanoTime() + UNTIL_HEARD_OF.toNanos();
        do {
            var owner = reader.ownerOf(id);
            if (owner.isPresent() && owner.get().customerId().equals(caller.accountId())) {
                return order(LogName.ofAccount(caller.accountId()), id);
            }
            if (owner.isPresent()
                    && isStaff(caller)
                    && owner.get().organizationId().equals(caller.organizationId())) {
                return order(LogName.ofOrganization(owner.get().organizationId()), id);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        } while (System.nanoTime() - until < 0);
        throw new CannotListen();
    }

    private static Feed order(LogName log, UUID id) {
        return new Feed(
                Set.of(log),
                entry -> entry.audience() instanceof Audience.Order order
                        && order.orderId().equals(id));
    }

    private static void belongs(Caller caller, UUID organization) {
        if (!organization.equals(caller.organizationId())) {
            throw new CannotListen();
        }
    }

    private static boolean isStaff(Caller caller) {
        return caller.is(Role.STAFF) || caller.is(Role.ADMIN);
    }
}
