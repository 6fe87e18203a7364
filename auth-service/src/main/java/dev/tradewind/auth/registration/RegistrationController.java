package dev.tradewind.auth.registration;

import dev.tradewind.auth.domain.Profile;
import dev.tradewind.web.ExpectedVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Lets people in who have no account yet.
@RestController
class RegistrationController {

    private final Registration registration;

    RegistrationController(Registration registration) {
        this.registration = registration;
    }

    /// @param organizationId absent for a customer of no organisation in particular
    /// @param invitation the token an organisation gave to this e-mail address; it names the organisation too
    record RegisterRequest(
            @NotNull @Email @Size(min = 3, max = 254) String email,
            @NotNull @Size(min = 8, max = 200) String password,
            @NotBlank @Size(max = 200) String name,
            @Nullable UUID organizationId,
            @Nullable @Size(max = 200) String invitation) {

        @Override
        public String toString() {
            return "RegisterRequest";
        }
    }

    @PostMapping("/api/auth/register")
    ResponseEntity<Profile> register(@Valid @RequestBody RegisterRequest wanted, HttpServletRequest request) {
        var profile = registration.register(wanted, request.getRemoteAddr());
        return ResponseEntity.created(URI.create("/api/me"))
                .eTag(ExpectedVersion.tag(profile.version()))
                .body(profile);
    }
}
