package dev.tradewind.notification.realtime;

import dev.tradewind.notification.updates.Entry;
import java.util.List;

/// A message on its way to one listener, and the cursor behind it.
record News(Entry entry, String cursor) {

    /// The messages of several as one JSON array.
    static String array(List<News> news) {
        var array = new StringBuilder("[");
        for (var each : news) {
            array.append(array.length() > 1 ? "," : "").append(each.entry().message());
        }
        return array.append(']').toString();
    }
}
