package dev.tradewind.auth.sso;

import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.NewAccounts;
import dev.tradewind.auth.accounts.NewAccounts.Newcomer;
import dev.tradewind.auth.domain.Account;
import dev.tradewind.messaging.Ids;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds the account of an identity, or makes one. An e-mail address alone opens nothing: whoever runs a provider, or
/// got a mailbox after somebody else, can have it vouched for.
@Component
class Arrivals {

    private static final String ROLE = "CUSTOMER";
    private static final int LONGEST_NAME = 200;
    private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private final Identities identities;
    private final Accounts accounts;
    private final NewAccounts newAccounts;

    Arrivals(Identities identities, Accounts accounts, NewAccounts newAccounts) {
        this.identities = identities;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
    }

    /// @param linkTo the account that wants to be opened by this identity too; null for whoever it opens
    @Transactional
    Account arrive(Identity identity, String provider, @Nullable UUID organizationId, @Nullable UUID linkTo) {
        var known = identities.lockedAccountOf(identity);
        if (known.isPresent()) {
            if (linkTo != null && !linkTo.equals(known.get())) {
                throw SsoRefusal.linkedElsewhere();
            }
            return usable(known.get());
        }
        var account = linkTo == null ? registered(identity, organizationId) : usable(linkTo);
        identities.link(identity, provider, account.id());
        return account;
    }

    private Account usable(UUID accountId) {
        return accounts.lock(accountId).orElseThrow(SsoRefusal::closed);
    }

    private Account registered(Identity identity, @Nullable UUID organizationId) {
        var email = identity.email();
        if (email == null || !identity.emailVerified() || !EMAIL.matcher(email).matches()) {
            throw SsoRefusal.emailNotVerified();
        }
        if (accounts.find(email).isPresent()) {
            throw SsoRefusal.knownEmail();
        }
        return newAccounts.add(
                new Newcomer(Ids.next(), email, name(identity, email), organizationId, Set.of(ROLE), null));
    }

    private static String name(Identity identity, String email) {
        var name = identity.name();
        var told = name == null || name.isBlank()
                ? email.replaceAll("@.*", "")
                : name.replaceAll("\\p{Cntrl}", " ").strip();
        return told.substring(0, Math.min(told.length(), LONGEST_NAME));
    }
}
