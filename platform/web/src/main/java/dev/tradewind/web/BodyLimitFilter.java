package dev.tradewind.web;

import static java.util.stream.Collectors.toMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses large bodies: announced ones before a byte is read, unannounced ones at the byte too many. How much is too
/// much is the same for all routes but those of a [LargeBody].
class BodyLimitFilter extends OncePerRequestFilter {

    static final String DETAIL = "The request body is too large.";

    private final long usual;
    private final Map<String, Long> larger;
    private final boolean multipartIsLimitedElsewhere;
    private final Problems problems;

    BodyLimitFilter(long usual, Stream<LargeBody> larger, boolean multipartIsLimitedElsewhere, Problems problems) {
        this.usual = usual;
        this.larger = larger.collect(toMap(LargeBody::path, it -> it.limit().toBytes()));
        this.multipartIsLimitedElsewhere = multipartIsLimitedElsewhere;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = larger.getOrDefault(request.getRequestURI(), usual);
        if (request.getContentLengthLong() > limit) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "content-too-large", DETAIL);
        } else if (request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            chain.doFilter(new Counted(request, limit), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return multipartIsLimitedElsewhere && type != null && type.startsWith("multipart/");
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long limit;

        Counted(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), limit);
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream stream;
        private long left;

        CountedStream(ServletInputStream stream, long left) {
            this.stream = stream;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var read = stream.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = stream.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                var status = HttpStatus.CONTENT_TOO_LARGE;
                throw new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, DETAIL), null);
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
