package dev.tradewind.catalog.importing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tradewind.web.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the answer to an import, which is told while the import goes on.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Report.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Report.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Report.Summary.class, name = "summary")
})
sealed interface Report {

    /// A line that was left out.
    ///
    /// @param line counted from 1
    /// @param sku null when it could not be read
    /// @param code as in problem documents
    record Refused(
            long line,
            @Nullable String sku,
            String code,
            @Nullable String detail,
            List<Refusal.Wrong> errors) implements Report {

        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /// What was done with the lines so far: it is written, and stays whatever comes.
    record Progress(Count count) implements Report {}

    /// The last line; where it is missing the import broke off.
    ///
    /// @param complete whether all lines were read
    /// @param code why not
    record Summary(boolean complete, @Nullable String code, Count count, long tookMs) implements Report {}

    /// @param lines read so far, blank ones too
    record Count(long lines, long created, long updated, long unchanged, long refused) {}
}
