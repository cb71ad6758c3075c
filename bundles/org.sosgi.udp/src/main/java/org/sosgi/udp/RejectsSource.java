package org.sosgi.udp;

import java.util.List;

/** Within this bundle: an endpoint that keeps what it refused. */
interface RejectsSource {

    String endpoint();

    List<Rejects.Reject> rejects();
}
