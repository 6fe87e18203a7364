package dev.tradewind.auth.organizations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tradewind.auth.domain.Profile;
import dev.tradewind.auth.organizations.Members.Added;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.ExpectedVersion;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who belongs to an organisation, for its admins.
@RestController
@RequestMapping("/api/organizations/{id}/members")
class MemberController {

    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    /// What one may be in an organisation; the operator of the platform is none of it.
    enum MemberRole {
        CUSTOMER,
        STAFF,
        ADMIN
    }

    record Wanted(
            @NotNull @Email @Size(min = 3, max = 254) String email,
            @NotEmpty Set<@NotNull MemberRole> roles) {

        @Override
        public String toString() {
            return "Wanted" + roles;
        }
    }

    record Change(@NotEmpty Set<@NotNull MemberRole> roles) {}

    record Member(UUID accountId, String email, String name, SortedSet<String> roles, long version) {

        static Member of(Profile it) {
            return new Member(it.id(), it.email(), it.name(), it.roles(), it.version());
        }

        @Override
        public String toString() {
            return "Member[" + accountId + "]";
        }
    }

    /// @param status JOINED with the member, or INVITED with a token to pass on: whoever registers with it and that
    ///     e-mail address until it expires is a member
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AddedView(
            String status,
            @Nullable Member member,
            @Nullable String invitation,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return status;
        }
    }

    @GetMapping
    Page<Member> all(Caller caller, @PathVariable UUID id, PageRequest page) {
        Reach.ownAsAdmin(caller, id);
        return Page.of(page, members.of(id, page.afterId(), page.rows()), it -> Cursor.after(it.id()))
                .map(Member::of);
    }

    @GetMapping("/{accountId}")
    ResponseEntity<Member> one(Caller caller, @PathVariable UUID id, @PathVariable UUID accountId) {
        Reach.ownAsAdmin(caller, id);
        return answer(members.one(id, accountId));
    }

    @PostMapping
    ResponseEntity<AddedView> add(Caller caller, @PathVariable UUID id, @Valid @RequestBody Wanted wanted) {
        Reach.ownAsAdmin(caller, id);
        return switch (members.add(id, wanted.email(), names(wanted.roles()))) {
            case Added.Joined(var profile) ->
                ResponseEntity.created(URI.create("/api/organizations/" + id + "/members/" + profile.id()))
                        .eTag(ExpectedVersion.tag(profile.version()))
                        .body(new AddedView("JOINED", Member.of(profile), null, null));
            case Added.Invited(var invitation) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new AddedView("INVITED", null, invitation.token(), invitation.expiresAt()));
        };
    }

    @PatchMapping("/{accountId}")
    ResponseEntity<Member> change(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID accountId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Change change) {
        Reach.ownAsAdmin(caller, id);
        return answer(members.change(id, accountId, new ExpectedVersion(ifMatch), names(change.roles())));
    }

    @DeleteMapping("/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID accountId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Reach.ownAsAdmin(caller, id);
        members.remove(id, accountId, new ExpectedVersion(ifMatch));
    }

    private static Set<String> names(Set<MemberRole> roles) {
        return Set.copyOf(roles.stream().map(Enum::name).toList());
    }

    private static ResponseEntity<Member> answer(Profile profile) {
        return ResponseEntity.ok().eTag(ExpectedVersion.tag(profile.version())).body(Member.of(profile));
    }
}
