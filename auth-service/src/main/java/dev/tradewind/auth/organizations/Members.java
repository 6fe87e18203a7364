package dev.tradewind.auth.organizations;

import dev.tradewind.auth.accounts.AccountNews;
import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.Profiles;
import dev.tradewind.auth.domain.Conflict;
import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.domain.Profile;
import dev.tradewind.auth.registration.Invitations;
import dev.tradewind.auth.registration.Invitations.Invitation;
import dev.tradewind.auth.sessions.Endings;
import dev.tradewind.contracts.AccountEvent.MemberChanged;
import dev.tradewind.web.ExpectedVersion;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Members join, change and leave. Whoever is an admin is decided one after the other under the organisation's lock.
///
/// New roles are in the tokens from the next renewal on; who leaves is signed out everywhere at once.
@Component
class Members {

    private static final Set<String> CUSTOMER = Set.of("CUSTOMER");

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Profiles profiles;
    private final Invitations invitations;
    private final Endings endings;
    private final AccountNews news;
    private final Clock clock;

    Members(
            JdbcClient jdbc,
            Accounts accounts,
            Profiles profiles,
            Invitations invitations,
            Endings endings,
            AccountNews news,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.profiles = profiles;
        this.invitations = invitations;
        this.endings = endings;
        this.news = news;
        this.clock = clock;
    }

    sealed interface Added {

        record Joined(Profile profile) implements Added {}

        record Invited(Invitation invitation) implements Added {}
    }

    List<Profile> of(UUID organizationId, UUID after, int rows) {
        return profiles.members(organizationId, after, rows);
    }

    Profile one(UUID organizationId, UUID accountId) {
        var profile = profiles.of(accountId);
        if (!organizationId.equals(profile.organizationId())) {
            throw new NotFound("account");
        }
        return profile;
    }

    /// A customer of no organisation in particular joins at once. Everybody else gets an invitation, which only helps
    /// who has no account yet: whether there is one elsewhere is none of this organisation's business.
    @Transactional
    Added add(UUID organizationId, String email, Set<String> roles) {
        lock(organizationId);
        var known = accounts.find(email).map(it -> it.account());
        if (known.isPresent() && organizationId.equals(known.get().organizationId())) {
            throw Conflict.alreadyMember();
        }
        if (known.isEmpty()
                || known.get().organizationId() != null
                || !known.get().roles().equals(CUSTOMER)) {
            return new Added.Invited(invitations.invite(organizationId, email.toLowerCase(Locale.ROOT), roles));
        }
        var id = known.get().id();
        var now = accounts.lock(id).orElseThrow(() -> new NotFound("account"));
        if (now.organizationId() != null) {
            return new Added.Invited(invitations.invite(organizationId, email.toLowerCase(Locale.ROOT), roles));
        }
        write(id, organizationId, roles);
        tell(id, organizationId, roles);
        return new Added.Joined(profiles.of(id));
    }

    @Transactional
    Profile change(UUID organizationId, UUID accountId, ExpectedVersion expected, Set<String> roles) {
        lockMember(organizationId, accountId, expected);
        if (!roles.contains("ADMIN")) {
            accounts.staysWithAnAdmin(accountId);
        }
        write(accountId, organizationId, roles);
        tell(accountId, organizationId, roles);
        return profiles.of(accountId);
    }

    @Transactional
    void remove(UUID organizationId, UUID accountId, ExpectedVersion expected) {
        lockMember(organizationId, accountId, expected);
        accounts.staysWithAnAdmin(accountId);
        endings.endAll(accountId, "member-removed");
        write(accountId, null, CUSTOMER);
        tell(accountId, organizationId, Set.of());
    }

    private void lockMember(UUID organizationId, UUID accountId, ExpectedVersion expected) {
        lock(organizationId);
        var account = accounts.lock(accountId).orElseThrow(() -> new NotFound("account"));
        if (!organizationId.equals(account.organizationId())) {
            throw new NotFound("account");
        }
        expected.check(profiles.of(accountId).version());
    }

    private void lock(UUID organizationId) {
        var locked = jdbc.sql("select id from organizations where id = :id for no key update")
                .param("id", organizationId)
                .query((row, _) -> row.getObject("id", UUID.class))
                .optional();
        if (locked.isEmpty()) {
            throw new NotFound("organization");
        }
    }

    private void write(UUID accountId, @Nullable UUID organizationId, Set<String> roles) {
        jdbc.sql("""
            update accounts set organization_id = :organization, roles = :roles, version = version + 1 where id = :id
            """)
                .param("organization", organizationId)
                .param("roles", roles.stream().sorted().toArray(String[]::new))
                .param("id", accountId)
                .update();
    }

    private void tell(UUID accountId, UUID organizationId, Set<String> roles) {
        var now = clock.instant();
        news.tell(
                accountId,
                sequence -> new MemberChanged(
                        accountId,
                        organizationId,
                        sequence,
                        roles.stream().sorted().toList(),
                        now));
    }
}
