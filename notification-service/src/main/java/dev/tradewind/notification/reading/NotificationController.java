package dev.tradewind.notification.reading;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Page;
import dev.tradewind.web.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/api/notifications")
    Page<Notification> list(Caller caller, PageRequest request) {
        return notifications.of(caller.accountId(), request);
    }
}
