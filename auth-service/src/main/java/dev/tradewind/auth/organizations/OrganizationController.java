package dev.tradewind.auth.organizations;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.web.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One's own organisation; the operator sees all of them.
@RestController
@RequestMapping("/api/organizations/{id}")
class OrganizationController {

    private final JdbcClient jdbc;

    OrganizationController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param registration OPEN takes everybody who registers as a customer, INVITE whom it invited
    record Organization(UUID id, String slug, String name, String registration) {}

    record Policy(
            @NotNull @Pattern(regexp = "OPEN|INVITE", message = "must be OPEN or INVITE")
            String registration) {}

    @GetMapping
    Organization one(Caller caller, @PathVariable UUID id) {
        Reach.own(caller, id);
        return find(id);
    }

    @PatchMapping
    Organization change(Caller caller, @PathVariable UUID id, @Valid @RequestBody Policy policy) {
        Reach.ownAsAdmin(caller, id);
        jdbc.sql("update organizations set registration = :registration where id = :id")
                .param("registration", policy.registration())
                .param("id", id)
                .update();
        return find(id);
    }

    private Organization find(UUID id) {
        return jdbc.sql("select id, slug, name, registration from organizations where id = :id")
                .param("id", id)
                .query((row, _) -> new Organization(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("registration")))
                .optional()
                .orElseThrow(() -> new NotFound("organization"));
    }
}
