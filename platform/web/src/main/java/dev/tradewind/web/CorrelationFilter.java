package dev.tradewind.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request a place in a trace and a name, for its log lines, its messages and its answer.
///
/// The outbox reads `traceparent` from the MDC, and so events carry the trace on.
class CorrelationFilter extends OncePerRequestFilter {

    static final String REQUEST_ID = "X-Request-Id";
    static final String TRACE_ID = "trace.id";

    private static final String TRACE = CorrelationFilter.class.getName() + ".trace";
    private static final int MAX_LENGTH = 64;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace = request.getAttribute(TRACE) instanceof Trace known
                ? known
                : Trace.continuing(request.getHeader("traceparent"));
        request.setAttribute(TRACE, trace);
        if (!response.isCommitted()) {
            response.setHeader(REQUEST_ID, requestId(request.getHeader(REQUEST_ID), trace));
        }
        MDC.put("traceparent", trace.traceparent());
        MDC.put(TRACE_ID, trace.traceId());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("traceparent");
            MDC.remove(TRACE_ID);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /// The caller's own name for the request, unless it could do harm in a log or a header.
    private static String requestId(@Nullable String theirs, Trace trace) {
        if (theirs == null || theirs.isEmpty() || theirs.length() > MAX_LENGTH) {
            return trace.traceId();
        }
        return theirs.chars().allMatch(CorrelationFilter::isPlain) ? theirs : trace.traceId();
    }

    private static boolean isPlain(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "-_.:".indexOf(character) >= 0);
    }
}
