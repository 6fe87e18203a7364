package dev.tradewind.notification.campaigns;

import dev.tradewind.notification.campaigns.Campaigns.Due;
import dev.tradewind.notification.delivering.DeliveryLog;
import dev.tradewind.notification.delivering.News;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Goes on with campaigns. A step is one transaction: the next few get their mail decided, which nobody gets twice for
/// one campaign, and where it goes on is noted.
@Component
class Campaigning {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Campaigns campaigns;
    private final DeliveryLog log;
    private final Clock clock;

    Campaigning(Campaigns campaigns, DeliveryLog log, Clock clock) {
        this.campaigns = campaigns;
        this.log = log;
        this.clock = clock;
    }

    /// @return whether there was anything to do
    @Transactional
    public boolean step() {
        var due = campaigns.takeDue();
        due.ifPresent(this::goOn);
        return due.isPresent();
    }

    private void goOn(Due due) {
        var campaign = due.campaign();
        // About a second's worth, so that the rate holds within the minute too.
        var few = Math.max(1, campaign.mailsPerMinute() / 60);
        var next = campaigns.nextOf(campaign, due.last(), few);
        log.tell(next.stream().map(it -> news(campaign, it)).toList());
        if (next.size() < few) {
            campaigns.done(campaign.id());
        } else {
            campaigns.goneOn(
                    campaign.id(),
                    next.getLast(),
                    clock.instant().plus(MINUTE.multipliedBy(few).dividedBy(campaign.mailsPerMinute())));
        }
    }

    private News news(Campaign campaign, UUID account) {
        var now = clock.instant();
        return new News(
                campaign.id(),
                "campaign",
                Kind.PROMOTION,
                account,
                campaign.organizationId(),
                null,
                Matter.written(campaign.sender(), campaign.title(), campaign.text()),
                now,
                now);
    }
}
