package dev.tradewind.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The only exception handler of the suite: whatever goes wrong becomes an RFC 9457 problem that helps the caller
/// and tells nothing of our insides.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Outages outages;

    ProblemAdvice(Outages outages) {
        this.outages = outages;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        var status = switch (refusal.kind()) {
            case BAD_REQUEST -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case GONE -> HttpStatus.GONE;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case CONTENT_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        var headers = new HttpHeaders();
        var pause = refusal.retryAfter();
        if (pause != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, pause.toSeconds())));
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, TokenRefusals.CHALLENGE);
        }
        return problem(status, refusal.code(), refusal.getMessage(), refusal.wrong(), headers, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> withoutToken(AuthenticationException refused, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, TokenRefusals.CHALLENGE);
        return problem(HttpStatus.UNAUTHORIZED, "unauthorized", "This needs a token.", List.of(), headers, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAllowed(AccessDeniedException refused, HttpServletRequest request) {
        return refused(new Forbidden(), request);
    }

    /// A form in parts that is cut off or badly put together.
    @ExceptionHandler
    ResponseEntity<Object> malformed(MultipartException broken, HttpServletRequest request) {
        var status = HttpStatus.BAD_REQUEST;
        return problem(status, Problems.code(status), "The form is malformed.", List.of(), new HttpHeaders(), request);
    }

    /// The firewall looks at parameters only when they are read.
    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException rejected, HttpServletRequest request) {
        var status = HttpStatus.BAD_REQUEST;
        return problem(
                status, Problems.code(status), "The request is malformed.", List.of(), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception broken, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(broken)) {
            return null;
        }
        if (outages.isOutage(broken)) {
            log.atWarn().setCause(broken).log("Something this service needs is away");
            var headers = new HttpHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, TokenRefusals.RETRY_AFTER_SECONDS);
            var status = HttpStatus.SERVICE_UNAVAILABLE;
            return problem(status, Problems.code(status), "Please try again shortly.", List.of(), headers, request);
        }
        log.atError().setCause(broken).log("A request failed for a reason nobody thought of");
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        return problem(status, Problems.code(status), null, List.of(), new HttpHeaders(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return switch (unreadable.getCause()) {
            // What the body limit threw, whatever Jackson wrapped around it.
            case Throwable cause
            when NestedExceptionUtils.getMostSpecificCause(cause) instanceof ErrorResponseException it ->
                handleErrorResponseException(it, headers, it.getStatusCode(), request);
            case UnrecognizedPropertyException unknown ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-field",
                        "The request has a field that is not accepted here.",
                        List.of(new Refusal.Wrong(path(unknown), "is not accepted here")),
                        headers,
                        servlet(request));
            case JacksonException json
            when !json.getPath().isEmpty() ->
                malformed(List.of(new Refusal.Wrong(path(json), "has the wrong type or form")), headers, request);
            case null, default -> malformed(List.of(), headers, request);
        };
    }

    /// Understood and against the rules: 422. What could not even be read is 400.
    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return againstTheRules(invalid.getFieldErrors().stream().map(ProblemAdvice::wrong), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var ofBody = invalid.getBeanResults().stream()
                .filter(it -> it.getMethodParameter().hasParameterAnnotation(RequestBody.class))
                .flatMap(it -> it.getFieldErrors().stream())
                .map(ProblemAdvice::wrong)
                .toList();
        if (!ofBody.isEmpty()) {
            return againstTheRules(ofBody.stream(), headers, request);
        }
        var wrong = invalid.getParameterValidationResults().stream()
                .flatMap(it -> it.getResolvableErrors().stream()
                        .map(error -> new Refusal.Wrong(
                                String.valueOf(it.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return problem(
                HttpStatus.BAD_REQUEST, "bad-parameter", "A parameter is wrong.", wrong, headers, servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = mismatch instanceof MethodArgumentTypeMismatchException it ? it.getName() : "parameter";
        return refused(new BadParameter(name, "has the wrong form"), servlet(request));
    }

    /// Spring's own details are kept where they speak of the request only; types and trace ids are added.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception thrown, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = thrown instanceof ErrorResponse it && !status.is5xxServerError()
                ? it.getBody().getDetail()
                : null;
        if (status.is5xxServerError()) {
            log.atError().setCause(thrown).log("Spring could not carry out a request");
        }
        return problem(status, Problems.code(status), detail, List.of(), headers, servlet(request));
    }

    private ResponseEntity<Object> malformed(List<Refusal.Wrong> wrong, HttpHeaders headers, WebRequest request) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "malformed-request",
                "The request body cannot be read.",
                wrong,
                headers,
                servlet(request));
    }

    private ResponseEntity<Object> againstTheRules(
            Stream<Refusal.Wrong> wrong, HttpHeaders headers, WebRequest request) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-request",
                "The request breaks a rule.",
                wrong.toList(),
                headers,
                servlet(request));
    }

    private static ResponseEntity<Object> problem(
            HttpStatusCode status,
            String code,
            @Nullable String detail,
            List<Refusal.Wrong> wrong,
            HttpHeaders headers,
            HttpServletRequest request) {
        var body = Problems.of(status, code, detail, wrong, request.getRequestURI());
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static Refusal.Wrong wrong(FieldError error) {
        return new Refusal.Wrong(error.getField(), String.valueOf(error.getDefaultMessage()));
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static String path(JacksonException json) {
        var path = json.getPath().stream().map(ProblemAdvice::step).collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String step(Reference reference) {
        var name = reference.getPropertyName();
        return name == null ? "[" + reference.getIndex() + "]" : "." + name;
    }
}
