package dev.tradewind.auth.profile;

import dev.tradewind.auth.accounts.Profiles;
import dev.tradewind.auth.domain.Profile;
import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One's own account.
@RestController
@RequestMapping("/api/me")
class ProfileController {

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    /// @param name absent leaves it
    /// @param phone absent leaves it, an empty one takes it away
    record Change(
            @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String name,

            @Nullable @Pattern(regexp = "[+0-9 ()./-]{0,30}", message = "must be a phone number")
            String phone) {

        @Override
        public String toString() {
            return "Change";
        }
    }

    @GetMapping
    ResponseEntity<Profile> me(Caller caller) {
        return answer(profiles.of(caller.accountId()));
    }

    @PatchMapping
    ResponseEntity<Profile> change(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Change change) {
        return answer(profiles.change(caller.accountId(), new ExpectedVersion(ifMatch), change.name(), change.phone()));
    }

    private static ResponseEntity<Profile> answer(Profile profile) {
        return ResponseEntity.ok().eTag(ExpectedVersion.tag(profile.version())).body(profile);
    }
}
