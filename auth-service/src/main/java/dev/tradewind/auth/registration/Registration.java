package dev.tradewind.auth.registration;

import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.NewAccounts;
import dev.tradewind.auth.accounts.NewAccounts.Newcomer;
import dev.tradewind.auth.accounts.Profiles;
import dev.tradewind.auth.domain.Conflict;
import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.domain.NotInvited;
import dev.tradewind.auth.domain.Profile;
import dev.tradewind.auth.passwords.Passwords;
import dev.tradewind.auth.registration.RegistrationController.RegisterRequest;
import dev.tradewind.auth.throttling.Asker;
import dev.tradewind.messaging.Ids;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Registers people as the policy of the organisation allows: an OPEN one takes everybody as a customer, an INVITE one
/// whom it invited. An invitation says what its owner may do there and works once.
@Component
class Registration {

    private static final Set<String> CUSTOMER = Set.of("CUSTOMER");

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final NewAccounts newAccounts;
    private final Profiles profiles;
    private final Invitations invitations;
    private final Passwords passwords;
    private final TransactionTemplate transaction;

    Registration(
            JdbcClient jdbc,
            Accounts accounts,
            NewAccounts newAccounts,
            Profiles profiles,
            Invitations invitations,
            Passwords passwords,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.profiles = profiles;
        this.invitations = invitations;
        this.passwords = passwords;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// As what somebody is let in.
    record Place(@Nullable UUID organizationId, Set<String> roles) {}

    /// What can be refused cheaply is refused before the password is hashed, and no connection waits for that.
    Profile register(RegisterRequest wanted, String address) {
        if (accounts.isKnown(wanted.email())) {
            throw Conflict.knownEmail();
        }
        if (wanted.invitation() == null) {
            open(wanted.organizationId());
        }
        var hash = passwords.inTurn(Asker.of(wanted.email(), address), () -> passwords.hash(wanted.password()));
        return transaction.execute(_ -> {
            var place = place(wanted);
            var id = Ids.next();
            newAccounts.add(new Newcomer(
                    id, wanted.email(), wanted.name().strip(), place.organizationId(), place.roles(), hash));
            return profiles.of(id);
        });
    }

    private Place place(RegisterRequest wanted) {
        if (wanted.invitation() == null) {
            open(wanted.organizationId());
            return new Place(wanted.organizationId(), CUSTOMER);
        }
        var place = invitations
                .redeem(wanted.invitation(), wanted.email().toLowerCase(Locale.ROOT))
                .orElseThrow(NotInvited::new);
        if (wanted.organizationId() != null && !wanted.organizationId().equals(place.organizationId())) {
            throw new NotInvited();
        }
        return place;
    }

    private void open(@Nullable UUID organizationId) {
        if (organizationId != null) {
            var policy = jdbc.sql("select registration from organizations where id = :id")
                    .param("id", organizationId)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> new NotFound("organization"));
            if (!policy.equals("OPEN")) {
                throw new NotInvited();
            }
        }
    }
}
