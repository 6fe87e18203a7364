package dev.tradewind.gateway.entrance;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says as a problem what is wrong with a request that cannot even be read; the server below says a bare number.
final class Unreadable extends ChannelInboundHandlerAdapter {

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var status = refused || !(message instanceof HttpRequest request) ? null : complaint(request);
        if (status == null && !refused) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (status != null) {
            refused = true;
            refuse(context, status);
        }
    }

    private static @Nullable HttpResponseStatus complaint(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                case null, default -> HttpResponseStatus.BAD_REQUEST;
            };
        }
        try {
            var uri = new URI(request.uri());
            return uri.getRawPath() == null ? HttpResponseStatus.BAD_REQUEST : null;
        } catch (URISyntaxException _) {
            return HttpResponseStatus.BAD_REQUEST;
        }
    }

    /// What follows on this connection cannot be told apart from the rest of the bad request.
    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        var slug = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        var body = """
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"The request cannot be read.",\
                "traceId":"%s","errors":[]}""".formatted(
                slug, status.reasonPhrase(), status.code(), Trace.fresh().traceId());
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
