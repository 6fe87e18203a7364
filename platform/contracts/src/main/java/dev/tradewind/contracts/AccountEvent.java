package dev.tradewind.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What others must know of people: that they are there, what they may do, and when they may no longer. Key: the
/// account. Never a name, an address or an e-mail address: those stay where they can be erased.
///
/// `organizationId` is absent for those who belong to none. Roles are CUSTOMER, STAFF, ADMIN or OPERATOR; expect
/// roles you do not know.
@Topic(value = "accounts.events", compacted = true)
public sealed interface AccountEvent extends Message {

    UUID accountId();

    Instant occurredAt();

    @Override
    default UUID key() {
        return accountId();
    }

    @WireName("dev.tradewind.account.registered.v1")
    record AccountRegistered(
            UUID accountId, @Nullable UUID organizationId, long sequence, List<String> roles, Instant occurredAt)
            implements AccountEvent {

        public AccountRegistered {
            roles = List.copyOf(roles);
        }
    }

    /// Somebody joined the organisation, left it or may do other things in it from now on. `roles` are all they have
    /// there after the change; none means that they left.
    @WireName("dev.tradewind.account.member-changed.v1")
    record MemberChanged(UUID accountId, UUID organizationId, long sequence, List<String> roles, Instant occurredAt)
            implements AccountEvent {

        public MemberChanged {
            roles = List.copyOf(roles);
        }
    }

    /// A session ended before its time: its access tokens, known by their `sid`, are refused from now on. `reason` is
    /// a stable code such as `signed-out`, `revoked`, `refresh-token-reused`, `member-removed` or `account-closed`;
    /// expect codes you do not know.
    @WireName("dev.tradewind.account.session-revoked.v1")
    record SessionRevoked(
            UUID accountId,
            @Nullable UUID organizationId,
            long sequence,
            UUID sessionId,
            String reason,
            Instant occurredAt)
            implements AccountEvent {}

    /// Where the person wants goods delivered is not what it was: whoever remembers an address asks again.
    @WireName("dev.tradewind.account.addresses-changed.v1")
    record AddressesChanged(UUID accountId, @Nullable UUID organizationId, long sequence, Instant occurredAt)
            implements AccountEvent {}

    /// The account can no longer be used and will be erased at `eraseAt`.
    @WireName("dev.tradewind.account.closed.v1")
    record AccountClosed(
            UUID accountId, @Nullable UUID organizationId, long sequence, Instant eraseAt, Instant occurredAt)
            implements AccountEvent {}

    /// Nothing of the person is left here; whoever keeps a copy drops or anonymises it.
    @WireName("dev.tradewind.account.erased.v1")
    record AccountErased(UUID accountId, @Nullable UUID organizationId, long sequence, Instant occurredAt)
            implements AccountEvent {}
}
