package org.sosgi.sink.jdbc;

import java.lang.annotation.Annotation;

/** A configuration, made by hand. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record Configs(String url, String username, String _password, String driver, long retention, long max__bytes)
        implements Config {

    static Configs of(String url) {
        return new Configs(url, "sosgi", "", "", 0, 0);
    }

    Configs keeping(long ms, long bytes) {
        return new Configs(url, username, _password, driver, ms, bytes);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return Config.class;
    }
}
