package dev.tradewind.notification.campaigns;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.campaigns.Campaign.Status;
import dev.tradewind.web.Answer;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Cursor;
import dev.tradewind.web.Idempotency;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import dev.tradewind.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The campaigns of an organisation; its admins alone may.
@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    /// Greater than every UUIDv7.
    private static final UUID END = new UUID(-1, -1);

    private static final int USUAL_RATE = 600;

    private final Campaigns campaigns;
    private final Idempotency idempotency;
    private final Clock clock;

    /// @param sender what the mails' sender is called
    /// @param mailsPerMinute 600 when it is missing
    record Wanted(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 100) String sender,
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 10_000) String text,
            @Nullable @Valid Audience audience,
            @Nullable @Min(1) @Max(6_000) Integer mailsPerMinute) {}

    /// @param mails how many are in which state
    record Progress(Campaign campaign, Map<String, Long> mails) {}

    CampaignController(Campaigns campaigns, Idempotency idempotency, Clock clock) {
        this.campaigns = campaigns;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<?> begin(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Wanted wanted,
            Caller caller) {
        var organization = organization(caller);
        return idempotency
                .once(caller, key, "POST /api/campaigns", wanted, () -> {
                    var campaign = new Campaign(
                            Ids.next(),
                            organization,
                            wanted.name(),
                            wanted.sender(),
                            wanted.title(),
                            wanted.text(),
                            Objects.requireNonNullElse(wanted.audience(), Audience.EVERYBODY),
                            Objects.requireNonNullElse(wanted.mailsPerMinute(), USUAL_RATE),
                            Status.RUNNING,
                            clock.instant(),
                            null);
                    campaigns.add(campaign, caller.accountId());
                    return Answer.created(URI.create("/api/campaigns/" + campaign.id()), campaign);
                })
                .response();
    }

    @GetMapping
    Page<Campaign> list(Caller caller, PageRequest page) {
        var before = page.after() == null ? END : page.after().uuid(0);
        return Page.of(
                page, campaigns.list(organization(caller), before, page.rows()), last -> Cursor.after(last.id()));
    }

    @GetMapping("/{id}")
    Progress show(@PathVariable UUID id, Caller caller) {
        var campaign = campaigns.find(organization(caller), id).orElseThrow(CampaignNotFound::new);
        return new Progress(campaign, campaigns.mails(id));
    }

    @PostMapping("/{id}/abort")
    Progress abort(@PathVariable UUID id, Caller caller) {
        var organization = organization(caller);
        if (campaigns.find(organization, id).isEmpty()) {
            throw new CampaignNotFound();
        }
        if (!campaigns.abort(organization, id)) {
            throw new AlreadyAborted();
        }
        return show(id, caller);
    }

    private static UUID organization(Caller caller) {
        caller.mustBe(Role.ADMIN);
        return caller.ownOrganization();
    }

    private static final class CampaignNotFound extends Refusal {

        private static final long serialVersionUID = 1L;

        CampaignNotFound() {
            super(Kind.NOT_FOUND, "campaign-not-found", "There is no such campaign.");
        }
    }

    private static final class AlreadyAborted extends Refusal {

        private static final long serialVersionUID = 1L;

        AlreadyAborted() {
            super(Kind.CONFLICT, "campaign-aborted", "The campaign was aborted before.");
        }
    }
}
