package org.sosgi.qlik.access;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** The real access with the certificates in a folder. Here, because its configuration is of its own package. */
public final class ExportedAccess {

    private ExportedAccess() {}

    public static QlikAccess of(Path folder) {
        return new QlikAccess(new AccessConfig() {
            @Override
            public String client__cert() {
                return folder.resolve("client.pem").toString();
            }

            @Override
            public String client__key() {
                return folder.resolve("client_key.pem").toString();
            }

            @Override
            public String ca() {
                return folder.resolve("root.pem").toString();
            }

            @Override
            public String _passphrase() {
                return "";
            }

            @Override
            public boolean verify() {
                return true;
            }

            @Override
            public String tls__min__version() {
                return "TLSv1.2";
            }

            @Override
            public boolean tls__allow__cbc() {
                return false;
            }

            @Override
            public long timeout() {
                return 30_000;
            }

            @Override
            public long repository__timeout() {
                return 30_000;
            }

            @Override
            public int body__limit() {
                return 1 << 20;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return AccessConfig.class;
            }
        });
    }

    public static void close(QlikAccess access) {
        access.close();
    }
}
