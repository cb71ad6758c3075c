package org.sosgi.sink.file;

import java.lang.annotation.Annotation;

/** A configuration, made by hand. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record Configs(String path, long max_bytes, int keep) implements FileSink.Config {

    @Override
    public Class<? extends Annotation> annotationType() {
        return FileSink.Config.class;
    }
}
