package org.sosgi.simulator.site;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** One connection to a service. Never waits: who hangs or is slow holds up nobody. */
@SuppressWarnings("FutureReturnValueIgnored") // connections that are closed anyhow
final class SiteHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Service service;
    private final Replies replies;
    private final Recorder recorder;
    private String client;

    SiteHandler(Service service, Replies replies, Recorder recorder) {
        this.service = service;
        this.replies = replies;
        this.recorder = recorder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        var local = (InetSocketAddress) context.channel().localAddress();
        String address = local.getAddress().getHostAddress();
        record(context.channel(), address, local.getPort(), request);
        Behaviour behaviour = replies.to(service, address, local.getPort(), request);
        boolean keep = HttpUtil.isKeepAlive(request);
        if (behaviour.delayMillis() == 0) {
            act(context, behaviour, keep);
        } else {
            context.executor()
                    .schedule(() -> act(context, behaviour, keep), behaviour.delayMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void act(ChannelHandlerContext context, Behaviour behaviour, boolean keep) {
        switch (behaviour.kind()) {
            case REPLY -> reply(context, behaviour, keep);
            case CUT -> cut(context, behaviour);
            case HANG -> {
                // The client may wait.
            }
            default -> reset(context.channel());
        }
    }

    private static void reply(ChannelHandlerContext context, Behaviour behaviour, boolean keep) {
        boolean empty = behaviour.status() == 204 || behaviour.status() == 304 || behaviour.status() < 200;
        ByteBuf body = empty ? Unpooled.EMPTY_BUFFER : bytes(behaviour);
        var response = response(behaviour, body);
        if (!empty) {
            HttpUtil.setContentLength(response, body.readableBytes());
        }
        HttpUtil.setKeepAlive(response, keep);
        var written = context.writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void cut(ChannelHandlerContext context, Behaviour behaviour) {
        ByteBuf body = bytes(behaviour);
        int length = body.readableBytes();
        body.writerIndex(body.readerIndex() + length / 2);
        var response = response(behaviour, body);
        HttpUtil.setContentLength(response, Math.max(1, length));
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf bytes(Behaviour behaviour) {
        return Unpooled.wrappedBuffer(behaviour.body().getBytes(StandardCharsets.UTF_8));
    }

    private static DefaultFullHttpResponse response(Behaviour behaviour, ByteBuf body) {
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(behaviour.status()), body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, behaviour.contentType());
        behaviour.headers().forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    /** Drops the connection as a process that dies does: with a reset, and without a word of TLS. */
    static void reset(Channel channel) {
        try {
            if (channel instanceof SocketChannel socket) {
                socket.config().setSoLinger(0);
            }
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first != null) {
                // From the first handler on, so that none of those after it, TLS least of all, says goodbye.
                first.close();
            }
        } catch (ChannelException e) {
            // The client was quicker: the connection is closed.
            channel.close();
        }
    }

    private void record(Channel channel, String address, int port, FullHttpRequest request) {
        if (client == null) {
            client = clientOf(channel);
        }
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        Instant now = Instant.now();
        recorder.add(new Request(
                service,
                address,
                port,
                request.method().name(),
                request.uri(),
                headers,
                client,
                TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(),
                System.nanoTime()));
    }

    private static String clientOf(Channel channel) {
        try {
            var session = channel.pipeline().get(SslHandler.class).engine().getSession();
            var certificate = (X509Certificate) session.getPeerCertificates()[0];
            var subject =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            var names = subject.getRDNs(BCStyle.CN);
            return names.length == 0
                    ? ""
                    : IETFUtils.valueToString(names[0].getFirst().getValue());
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return "";
        }
    }

    /** Failed handshakes and connections that a client broke off: their own affair. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
