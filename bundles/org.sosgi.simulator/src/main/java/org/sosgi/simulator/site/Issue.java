package org.sosgi.simulator.site;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** A certificate about to be issued by an {@link Authority}. One thread. */
public final class Issue {

    /** What the certificate is good for. */
    enum Use {
        SERVER(KeyPurposeId.id_kp_serverAuth),
        CLIENT(KeyPurposeId.id_kp_clientAuth);

        private final KeyPurposeId purpose;

        Use(KeyPurposeId purpose) {
            this.purpose = purpose;
        }

        KeyPurposeId purpose() {
            return purpose;
        }
    }

    private final Authority authority;
    private final Use use;
    private final List<String> subjects;
    private String name;
    private KeyKind kind = KeyKind.RSA;
    private Instant from = Authority.earliest();
    private Instant until = Authority.latest();

    Issue(Authority authority, Use use, String... subjects) {
        this.authority = authority;
        this.use = use;
        this.subjects = List.of(subjects);
        this.name = use == Use.CLIENT ? Authority.CLIENT_NAME : this.subjects.isEmpty() ? "server" : subjects[0];
    }

    /** Sets the subject's common name. */
    public Issue name(String commonName) {
        name = commonName;
        return this;
    }

    public Issue key(KeyKind kind) {
        this.kind = kind;
        return this;
    }

    /** Sets from when it is valid; later than now makes one that is not valid yet. */
    public Issue from(Instant from) {
        this.from = from;
        return this;
    }

    /** Sets until when it is valid; earlier than now makes an expired one. */
    public Issue until(Instant until) {
        this.until = until;
        if (!from.isBefore(until)) {
            from = until.minusSeconds(1);
        }
        return this;
    }

    public Credentials issue() throws GeneralSecurityException {
        var pair = kind.generate();
        var certificate = authority.signing().leaf(name, pair.getPublic(), use, subjects, from, until);
        return new Credentials(certificate, pair.getPrivate(), authority.certificate());
    }
}
