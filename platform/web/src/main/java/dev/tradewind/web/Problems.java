package dev.tradewind.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/// How a problem looks, wherever in a service it arises.
class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /// For what nobody named better: the code is that of the status.
    static String code(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static ProblemDetail of(
            HttpStatusCode status, String code, @Nullable String detail, List<Refusal.Wrong> wrong, String path) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("/problems/" + code));
        var known = HttpStatus.resolve(status.value());
        problem.setTitle(known == null ? "Problem" : known.getReasonPhrase());
        problem.setDetail(detail);
        problem.setInstance(instance(path));
        problem.setProperty("traceId", MDC.get(CorrelationFilter.TRACE_ID));
        if (!wrong.isEmpty() || status.value() == 400 || status.value() == 422) {
            problem.setProperty("errors", wrong);
        }
        return problem;
    }

    /// For filters, where no message converter is at hand.
    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = json.writeValueAsBytes(of(status, code, detail, List.of(), request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static @Nullable URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
