package org.sosgi.simulator.site;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the services answer, as the real ones do: who asks badly gets the same refusal, whatever the script says. */
final class Replies {

    private static final Pattern SESSIONS = Pattern.compile("/qps(?:/(.*))?/session");
    private static final Pattern XRFKEY = Pattern.compile("[0-9A-Za-z]{16}");
    private static final Pattern USER = Pattern.compile("UserDirectory=.*;\\s*UserId=.*", Pattern.CASE_INSENSITIVE);

    private static final Behaviour NOT_FOUND = Behaviour.reply(404, "Not found", Behaviour.PLAIN);
    private static final Behaviour FORBIDDEN = Behaviour.reply(403, "Forbidden", Behaviour.PLAIN);
    private static final Behaviour NO_XRFKEY =
            Behaviour.reply(400, "XSRF prevention check failed. Possible XSRF discovered.", Behaviour.PLAIN);

    private final Script script;
    private final Content content;

    Replies(Script script, Content content) {
        this.script = script;
        this.content = content;
    }

    /** Returns how to answer, always with a body where a body is due. */
    Behaviour to(Service service, String address, int port, FullHttpRequest request) {
        var uri = new QueryStringDecoder(request.uri());
        boolean get = request.method().equals(HttpMethod.GET);
        switch (service) {
            case ENGINE -> {
                return get && uri.path().equals("/engine/healthcheck")
                        ? complete(script.find(service, address, port, null), () -> content.health(address))
                        : NOT_FOUND;
            }
            case PROXY -> {
                var path = SESSIONS.matcher(uri.path());
                if (!get || !path.matches()) {
                    return NOT_FOUND;
                }
                String prefix = path.group(1) == null || path.group(1).isEmpty() ? "-" : path.group(1);
                return xrfkey(uri, request)
                        ? complete(script.find(service, address, port, prefix), () -> content.sessions(address, prefix))
                        : NO_XRFKEY;
            }
            default -> {
                if (!xrfkey(uri, request)) {
                    return NO_XRFKEY;
                }
                String user = request.headers().get("X-Qlik-User");
                if (user == null || !USER.matcher(user).find()) {
                    return FORBIDDEN;
                }
                return get && uri.path().toLowerCase(Locale.ROOT).equals("/qrs/app")
                        ? complete(script.find(service, address, port, null), () -> content.apps(address))
                        : NOT_FOUND;
            }
        }
    }

    private static Behaviour complete(Behaviour scripted, java.util.function.Supplier<String> own) {
        if (scripted == null) {
            return Behaviour.json(own.get());
        }
        boolean says = scripted.kind() == Behaviour.Kind.REPLY || scripted.kind() == Behaviour.Kind.CUT;
        if (scripted.body() != null || !says) {
            return scripted;
        }
        return scripted.body(scripted.status() == 200 ? own.get() : "");
    }

    private static boolean xrfkey(QueryStringDecoder uri, FullHttpRequest request) {
        String header = request.headers().get("X-Qlik-Xrfkey");
        String query = null;
        for (Map.Entry<String, List<String>> parameter : uri.parameters().entrySet()) {
            if (parameter.getKey().equalsIgnoreCase("xrfkey")) {
                query = parameter.getValue().get(0);
            }
        }
        return header != null && header.equals(query) && XRFKEY.matcher(query).matches();
    }
}
